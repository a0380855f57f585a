import { expect, test } from 'vitest';
import { atCounter, SOMEBODY as by, COLLEAGUE } from './counter.ts';

const at = atCounter();

test('a task is settled once, by whoever comes first, and never by somebody of another centre', async () => {
  const who = await at.person('matsudo-mothers');
  const { id } = await at.booked(who, 'requested', '2026-12-01T11:00');
  const { rows } = await at.sql.query<{ id: string }>('SELECT id FROM staff_task WHERE booking_id = $1', [id]);
  const act = { taskId: rows[0]?.id ?? '', centreId: 'matsudo-mothers' };
  expect(await at.office.settle({ ...act, by, centreId: 'izumo' })).toBe(false);
  const settled = await Promise.all([at.office.settle({ ...act, by }), at.office.settle({ ...act, by: COLLEAGUE })]);
  expect(settled.sort()).toEqual([false, true]);
  expect(await at.office.settle({ ...act, by })).toBe(false);
  const audited = await at.sql.query("SELECT detail FROM audit WHERE action = 'task-settled'");
  expect(audited.rows).toEqual([{ detail: { taskId: act.taskId } }]);
});

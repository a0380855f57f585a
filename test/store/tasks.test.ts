import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, freshStart } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);

async function withTasks(...kinds: string[]) {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, async (it) => {
    for (const kind of kinds) await it.raiseTask({ kind, centreId: 'izumo', bookingId: booking.id, at: NOW });
  });
  const tasks = async () =>
    (await parts.sql.query('SELECT id, kind, done_at, done_by FROM staff_task WHERE booking_id = $1 ORDER BY kind', [booking.id]))
      .rows;
  return { id, bookingId: booking.id, tasks };
}

test('a task is settled once, with the name of who did it', async () => {
  const { id, tasks } = await withTasks('late', 'not-connected');
  const [{ id: taskId }] = await tasks();
  expect(await turn(id, (it) => it.settleTasks({ taskId, centreId: 'hakodate' }, NOW, BY_STAFF))).toBe(0);
  expect(await turn(id, (it) => it.settleTasks({ taskId, centreId: 'izumo' }, NOW, BY_STAFF))).toBe(1);
  expect(await turn(id, (it) => it.settleTasks({ taskId }, NOW.plus({ hours: 1 }), { ...BY_STAFF, id: taskId }))).toBe(0);
  expect(await tasks()).toMatchObject([
    { kind: 'late', done_at: NOW.toJSDate(), done_by: BY_STAFF.id },
    { kind: 'not-connected', done_at: null, done_by: null },
  ]);
});

test('those of a booking are settled by kind; the system leaves no name', async () => {
  const { id, bookingId, tasks } = await withTasks('late', 'not-connected', 'presumed-cancellation');
  const other = await withTasks('late');
  const kinds = ['late', 'presumed-cancellation'];
  expect(await turn(id, (it) => it.settleTasks({ bookingId, kinds }, NOW, { kind: 'system', id: 'sweep' }))).toBe(2);
  expect((await tasks()).filter((it) => it.done_at === null)).toMatchObject([{ kind: 'not-connected' }]);
  expect((await tasks()).map((it) => it.done_by)).toEqual([null, null, null]);
  expect(await other.tasks()).toMatchObject([{ done_at: null }]);
});

test('audit rows can be written in the middle of a turn', async () => {
  const { id, bookingId } = await withTasks();
  await turn(id, async (it) => {
    await it.writeAudit([]);
    await it.writeAudit([
      { at: NOW, actor: BY_STAFF, centreId: 'izumo', bookingId, action: 'details-entered', detail: { renewed: true } },
    ]);
  });
  const { rows } = await parts.sql.query(
    `SELECT actor_kind, actor_id, detail FROM audit WHERE booking_id = $1 AND action = 'details-entered'`,
    [bookingId],
  );
  expect(rows).toEqual([{ actor_kind: 'staff', actor_id: BY_STAFF.id, detail: { renewed: true } }]);
});

test('a task of the centre is raised once, also by many at the same moment', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => bookedAs('confirmed', parts, freshStart())));
  await Promise.all(
    ids.map(({ id }) => turn(id, (it) => it.raiseTask({ kind: 'push-quota', centreId: 'izumo', ofCentre: true, at: NOW }))),
  );
  const { rows } = await parts.sql.query("SELECT FROM staff_task WHERE kind = 'push-quota' AND centre_id = 'izumo'");
  expect(rows).toHaveLength(1);
});

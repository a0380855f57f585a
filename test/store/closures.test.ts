import { expect, test } from 'vitest';
import { NOW, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();

test('closures are found by the days that they touch, in Tokyo, the end exclusive', async () => {
  await parts.sql.query(
    `INSERT INTO closure (id, centre_id, office_id, from_day, to_day, reason, created_at, created_by, ended_at) VALUES
       (gen_random_uuid(), 'izumo', NULL, '2026-12-10', '2026-12-12', '庁舎点検', now(), gen_random_uuid(), NULL),
       (gen_random_uuid(), 'izumo', 'branch', '2026-12-14', '2026-12-14', '研修', now(), gen_random_uuid(), NULL),
       (gen_random_uuid(), 'izumo', NULL, '2026-12-11', '2026-12-11', '取消し', now(), gen_random_uuid(), now()),
       (gen_random_uuid(), 'hakodate', NULL, '2026-12-11', '2026-12-11', '別の所', now(), gen_random_uuid(), NULL)`,
  );
  const id = await somebody(parts.store);
  const day = (text: string) => NOW.set({ month: 12, day: Number(text), hour: 0, minute: 0 });
  const found = (from: string, to: string) =>
    parts.store.turn(id, async (turn) => {
      const all = await turn.closures({ centreId: 'izumo', from: day(from), to: day(to) });
      return all.map(({ reason }) => reason);
    });
  expect(await found('9', '10')).toEqual([]);
  expect(await found('9', '11')).toEqual(['庁舎点検']);
  expect(await found('12', '13')).toEqual(['庁舎点検']);
  expect(await found('13', '14')).toEqual([]);
  expect(await found('12', '15')).toEqual(['庁舎点検', '研修']);
  const whole = await parts.store.turn(id, (turn) => turn.closures({ centreId: 'izumo', from: day('14'), to: day('15') }));
  expect(whole).toEqual([{ officeId: 'branch', fromDay: '2026-12-14', toDay: '2026-12-14', reason: '研修' }]);
});

test('maintenance holds from its beginning until just before its end, and not once withdrawn', async () => {
  const id = await somebody(parts.store);
  const endsAt = NOW.plus({ hours: 2 });
  const { rows } = await parts.sql.query<{ id: string }>(
    `INSERT INTO maintenance (id, centre_id, text, starts_at, ends_at, created_at, created_by)
     VALUES (gen_random_uuid(), 'izumo', '停止します', $1, $2, $1, gen_random_uuid()) RETURNING id`,
    [NOW.toJSDate(), endsAt.toJSDate()],
  );
  const at = (now: typeof NOW, centreId = 'izumo') => parts.store.turn(id, (turn) => turn.maintenance(centreId, now));
  expect(await at(NOW.minus({ milliseconds: 1 }))).toBeUndefined();
  expect(await at(NOW)).toEqual({ texts: { ja: '停止します', 'ja-easy': undefined, en: undefined }, endsAt });
  expect(await at(endsAt)).toBeUndefined();
  expect(await at(NOW, 'hakodate')).toBeUndefined();
  await parts.sql.query('UPDATE maintenance SET withdrawn_at = now() WHERE id = $1', [rows[0]?.id]);
  expect(await at(NOW)).toBeUndefined();
});

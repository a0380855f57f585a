import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { whileBusy } from '../../support/while-busy.ts';
import { office, type Somebody } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

const asks = ({ conversationId }: Somebody) =>
  it.house.store.turn(conversationId, (turn) => turn.askErasure(it.house.clock.now()));
const nameOf = async ({ conversationId }: Somebody) =>
  (await it.sql.query('SELECT k.name FROM client k JOIN conversation c ON c.client_id = k.id WHERE c.id = $1', [conversationId]))
    .rows[0].name;

test('who asked hears that everything is deleted, once, after the end of the session and not before; the words name nobody', async () => {
  const who = await it.booked('2026-11-25T11:00', { centreId: 'izumo' });
  await asks(who);
  await it.house.at('2026-11-25T11:29');
  expect(await nameOf(who)).not.toBeNull();
  const before = it.got(who).length;
  await it.house.at('2026-11-25T11:30');
  await it.house.at('2026-11-25T11:31');
  expect(await nameOf(who)).toBeNull();
  const said = it.got(who).slice(before);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('情報を消しました');
  expect(said[0]).not.toContain('山田');
});

test('who arrived is not deleted in the middle of the session', async () => {
  const who = await it.booked('2026-11-25T13:00', { centreId: 'izumo' });
  await asks(who);
  const at = inTokyo('2026-11-25T13:00');
  it.house.clock.set(at);
  const actor = { kind: 'staff', id: 'somebody' } as const;
  await it.house.store.turn(who.conversationId, (turn) =>
    turn.changeState({ bookingId: who.booking.id, from: ['confirmed'], to: 'attended', at, actor }),
  );
  await it.house.at('2026-11-25T13:29');
  expect(await nameOf(who)).not.toBeNull();
  await it.house.at('2026-11-25T13:30');
  expect(await nameOf(who)).toBeNull();
});

test('two processes at once delete and tell once', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => it.somebody('izumo')));
  for (const who of all) await asks(who);
  const other = await it.house.sibling();
  const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
  await Promise.all([it.house.settle(), other.house.runner.quiet()]);
  await other.close();
  expect(swept.reduce((sum, { erased }) => sum + erased, 0)).toBe(10);
  for (const who of all) expect(it.got(who)).toHaveLength(1);
});

test('whom staff entered, without a chat, is deleted too', async () => {
  const at = it.house.clock.now();
  const id = await it.house.store.turn('00000000-0000-4000-8000-000000000000', async (turn) => {
    const added = await turn.addClient({ centreId: 'izumo', profile: { name: '佐藤 一' }, at });
    await turn.askErasure(at, added);
    return added;
  });
  expect(await it.house.house.sweep()).toMatchObject({ erased: 1 });
  const { rows } = await it.sql.query('SELECT name, erased_at IS NOT NULL AS erased FROM client WHERE id = $1', [id]);
  expect(rows).toEqual([{ name: null, erased: true }]);
  const audit = await it.sql.query(
    "SELECT actor_kind, centre_id, reason FROM audit WHERE action = 'erased' AND detail ->> 'clientId' = $1",
    [id],
  );
  expect(audit.rows).toEqual([{ actor_kind: 'system', centre_id: 'izumo', reason: 'asked-before' }]);
  expect(await it.house.house.sweep()).toMatchObject({ erased: 0 });
});

test('who is being answered in their other chat is left to the next sweep, without a fault', async () => {
  const [one, other] = [await it.somebody('izumo'), await it.somebody('izumo')];
  const clientOf = async ({ conversationId }: Somebody): Promise<string> =>
    (await it.sql.query('SELECT client_id FROM conversation WHERE id = $1', [conversationId])).rows[0].client_id;
  const [toClientId, fromClientId] = [await clientOf(one), await clientOf(other)];
  const by = { id: '5b7c1b9e-0000-4000-8000-000000000001' };
  await it.house.office.link({ by, centreId: 'izumo', fromClientId, toClientId });
  await it.house.settle();
  await asks(one);
  const before = it.house.logged.length;
  const due = await it.house.store.erasuresDue(it.house.clock.now(), 10);
  const busy = [one, other].find(({ conversationId }) => conversationId !== due[0]?.conversationId) ?? one;
  const swept = await whileBusy(it.house.databaseUrl, [busy.conversationId], () => it.house.house.sweep());
  expect(swept).toMatchObject({ erased: 0 });
  expect(await nameOf(one)).not.toBeNull();
  expect(it.house.logged.slice(before)).toEqual([]);
  expect(await it.house.house.sweep()).toMatchObject({ erased: 1 });
  expect(await nameOf(one)).toBeNull();
});

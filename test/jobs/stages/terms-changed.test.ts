import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { office, type Somebody } from '../booked.ts';

const it = office();
beforeEach(async () => {
  it.house.clock.set(inTokyo('2026-11-20T10:00'));
  // What the other tests published.
  await it.sql.query("UPDATE terms_version SET published_at = NULL WHERE origin = 'staff'");
});

const NOTICE = '第6条の予約の方法が変わります。';

/** Agrees to the text in force. */
async function consented(centreId: string, termsId: string): Promise<Somebody> {
  const who = await it.somebody(centreId);
  const at = it.house.clock.now();
  await it.house.store.turn(who.conversationId, async (turn) => {
    const version = await turn.termsInForce(termsId, at);
    if (!version) throw new Error('there are no terms');
    await turn.recordConsent({ termsVersionId: version.id, officeId: centreId, meetingApp: true, channel: 'line', at });
  });
  return who;
}

/** As the console does it. */
async function publish(centreId: string, termsId: string, effectiveAt: string): Promise<string> {
  const id = randomUUID();
  await it.sql.query(
    `INSERT INTO terms_version (id, centre_id, terms_id, title, version, sha256, effective_at, origin, body, format, ground, notice,
                                created_at, published_at)
     VALUES ($1, $2, $3, '利用規約', '2026-12-01', $7, $4, 'staff', '第1条', 'text', '1', $5, $6, $6)`,
    [id, centreId, termsId, inTokyo(effectiveAt).toJSDate(), NOTICE, it.house.clock.now().toJSDate(), randomUUID()],
  );
  return id;
}

test('everybody who agreed to the earlier text hears of it once: that it changes, what, and from which day (S0–S2 article 13)', async () => {
  const agreed = await consented('izumo', 'online-counselling');
  const elsewhere = await consented('hakodate', 'online-counselling');
  const stranger = await it.somebody('izumo');
  await it.house.at('2026-11-20T10:01');
  const id = await publish('izumo', 'online-counselling', '2026-12-15T00:00');
  for (const time of ['2026-11-20T10:02', '2026-11-20T10:03', '2026-12-15T00:01']) await it.house.at(time);
  expect(it.got(agreed)).toHaveLength(1);
  expect(it.got(agreed)[0]).toContain(NOTICE);
  expect(it.got(agreed)[0]).toContain('12月15日');
  expect([it.got(elsewhere), it.got(stranger)]).toEqual([[], []]);
  const { rows } = await it.sql.query('SELECT once_key FROM notice WHERE conversation_id = $1', [agreed.conversationId]);
  expect(rows).toEqual([{ once_key: `terms-changed:${id}:${agreed.conversationId}` }]);
});

test('who cannot be reached is told when they are back; who was deleted is left alone', async () => {
  const blocked = await consented('izumo', 'online-counselling');
  const deleted = await consented('izumo', 'online-counselling');
  await it.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [blocked.conversationId]);
  await it.house.store.turn(deleted.conversationId, (turn) => turn.eraseClient(it.house.clock.now()));
  await publish('izumo', 'online-counselling', '2026-12-20T00:00');
  await it.house.at('2026-11-21T10:00');
  expect([it.got(blocked), it.got(deleted)]).toEqual([[], []]);
  await it.sql.query('UPDATE conversation SET reachable = true WHERE id = $1', [blocked.conversationId]);
  await it.house.at('2026-11-22T10:00');
  expect([it.got(blocked).length, it.got(deleted).length]).toEqual([1, 0]);
});

test('hundreds are told in one sweep, by two processes at once, each once', async () => {
  const all = [];
  for (let count = 0; count < 220; count += 1) all.push(await consented('hakodate', 'online-counselling'));
  await publish('hakodate', 'online-counselling', '2027-01-10T00:00');
  const other = await it.house.sibling();
  it.house.clock.set(inTokyo('2026-11-20T10:05'));
  await Promise.all([it.house.house.sweep(), other.house.sweep()]);
  await Promise.all([it.house.settle(), other.house.runner.quiet()]);
  await other.close();
  expect(all.filter((who) => it.got(who).length !== 1)).toEqual([]);
}, 120_000);

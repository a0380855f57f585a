import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { carryOut } from '#bot/carry-out/carry-out.ts';
import type { TurnContext } from '#bot/carry-out/context.ts';
import { eraseClients } from '#jobs/stages/erasures.ts';
import { erasing, withdrawingErasure } from '#office/erasure.ts';
import { suspensions } from '#office/suspensions.ts';
import type { Turn } from '#store/store.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, type Person } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));
/** A turn of the client's own conversation. */
const contextOf = (turn: Turn, { talk, conversationId }: Person): TurnContext => ({
  ...{ turn, conversationId, channel: 'line', audit: [], log: at.house.house.parts.log },
  world: { centre: at.centre(talk.centreId), language: 'ja', now: at.now, publicUrl: at.house.url },
});
const chatsOf = async (clientId: string): Promise<string[]> =>
  (await at.within(randomUUID(), (turn) => turn.reaches(clientId))).map((it) => it.conversationId);
const erase = async (clientId: string, centreId = 'izumo') =>
  erasing(at.house.house)({ by, clientId, centreId, seen: await chatsOf(clientId) });
const takeBack = (clientId: string, centreId = 'izumo') => withdrawingErasure(at.house.house)({ by, clientId, centreId });
const nameOf = async (clientId: string) => (await at.within(randomUUID(), (turn) => turn.clientById(clientId)))?.profile?.name;

describe('deleting a client who asked at the office', () => {
  test('is done at once where nothing is open, and the client hears of it without a name', async () => {
    const who = await at.person();
    const name = await nameOf(who.clientId);
    expect(await erase(who.clientId)).toEqual({ kind: 'erased', told: 'chat' });
    expect(await nameOf(who.clientId)).toBeUndefined();
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(at.heard(who)).not.toContain(name);
  });

  test('whoever has more chats by now than staff were asked about is not deleted', async () => {
    const [who, other] = [await at.person(), await at.person()];
    const seen = await chatsOf(who.clientId);
    const first = { by, centreId: 'izumo', fromClientId: other.clientId, toClientId: who.clientId };
    expect(await at.office.link(first)).toEqual({ kind: 'done' });
    const name = await nameOf(who.clientId);
    expect(await erasing(at.house.house)({ by, clientId: who.clientId, centreId: 'izumo', seen })).toEqual({
      kind: 'more-chats',
    });
    expect(await nameOf(who.clientId)).toBe(name);
  });

  test('says what remains, and closes what was to be done for them', async () => {
    const who = await at.person();
    const { clientId } = who;
    await at.within(randomUUID(), (turn) =>
      turn.raiseTask({ kind: 'not-delivered', centreId: 'izumo', officeId: 'izumo', clientId, at: at.now }),
    );
    expect(await erase(clientId)).toMatchObject({ kind: 'erased' });
    await at.house.settle();
    expect(at.heard(who)).toContain('利用規約への同意の記録と、手続きの記録は、お名前などのない形で残ります。');
    expect(await at.house.store.reads.tasks.ofClient({ centreId: 'izumo', clientId })).toEqual([]);
  });

  test('and a message in the same moment have one outcome: it was written before, or there is nobody to write to', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { clientId } = await at.person();
      const write = () => at.office.message({ by, clientId, text: '書類をお持ちください' });
      const remove = () => at.within(randomUUID(), (turn) => turn.eraseClient(at.now, clientId));
      const [one, other] = round % 2 === 0 ? [write(), remove()] : [remove(), write()];
      const outcomes = await Promise.all([one, other]);
      const told = outcomes.find((it) => it !== undefined);
      const { rows } = await at.sql.query("SELECT 1 FROM notice WHERE client_id = $1 AND kind = 'message'", [clientId]);
      expect(rows).toHaveLength(told?.kind === 'done' ? 1 : 0);
      expect(await at.office.message({ by, clientId, text: '後から' })).toEqual({ kind: 'not-found' });
    }
  });

  test('waits for a session that is running, also when staff have marked it already, whoever asks', async () => {
    at.house.clock.set(inTokyo('2026-11-24T10:00'));
    const who = await at.person('matsudo-mothers');
    const { id } = await at.booked(who, 'confirmed', '2026-11-24T11:00');
    at.house.clock.set(inTokyo('2026-11-24T11:05'));
    expect(await at.office.attendance({ by, bookingId: id, what: 'attended' })).toMatchObject({ kind: 'done' });
    expect(await erase(who.clientId, 'matsudo-mothers')).toEqual({ kind: 'waits' });
    expect(await nameOf(who.clientId)).toBeDefined();
    const command = { do: 'deleteMyData' as const, seen: [] };
    const outcome = await at.within(who.conversationId, (turn) => carryOut(command, contextOf(turn, who)));
    expect(outcome).toEqual({ type: 'deletionWaits' });
    expect(await nameOf(who.clientId)).toBeDefined();
    await at.house.at('2026-11-24T12:00');
    expect(await nameOf(who.clientId)).toBeUndefined();
  });

  test('waits for the end of what is booked, and is then done by itself', async () => {
    const who = await at.person();
    await at.booked(who, 'confirmed', '2026-11-25T09:30');
    expect(await erase(who.clientId)).toEqual({ kind: 'waits' });
    expect(await nameOf(who.clientId)).toBeDefined();
    await at.house.at('2026-11-26T09:00');
    expect(await nameOf(who.clientId)).toBeUndefined();
  });

  test('without a chat is done as well', async () => {
    const clientId = await at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name: '電話 太郎' }, at: at.now }),
    );
    expect(await erase(clientId)).toMatchObject({ kind: 'erased' });
    expect(await nameOf(clientId)).toBeUndefined();
  });

  test('lets nothing more be written about them; and what came all the same goes when it is asked for again', async () => {
    const who = await at.person();
    await erase(who.clientId);
    const whose = { by, clientId: who.clientId, centreId: 'izumo' };
    const text = 'お電話ください。';
    expect(await at.office.message({ by, clientId: who.clientId, text })).toEqual({ kind: 'not-found' });
    const refusal = { reason: '理由', note: 'お断りします。', reviewOn: '2026-12-20', officeId: 'izumo' };
    expect(await suspensions(at.house.house).suspend({ ...whose, ...refusal })).toEqual({ kind: 'not-found' });
    const { remarks } = at.house.store.writes;
    expect(await remarks.add({ ...whose, id: undefined, by: by.id, text, at: at.now })).toBe(false);
    const [office, service] = [at.centre('izumo').offices[0]?.id ?? '', at.centre('izumo').services[0]?.id ?? ''];
    const booking = { by, centreId: 'izumo', officeId: office, serviceId: service, startsAt: inTokyo('2026-12-15T09:30') };
    expect(await at.office.bookFor({ ...booking, client: { id: who.clientId } })).toEqual({ kind: 'no-client' });
    const made = { clientId: who.clientId, centreId: 'izumo', serviceId: service, prepareBy: undefined };
    const actor = { kind: 'staff', ...by } as const;
    expect(await at.within(randomUUID(), (turn) => turn.designate({ ...made, at: at.now, actor }))).toBeUndefined();
    await at.sql.query(
      `INSERT INTO remark (id, client_id, text, created_at, created_by) VALUES (gen_random_uuid(), $1, 'x', now(), $2)`,
      [who.clientId, by.id],
    );
    expect(await erase(who.clientId)).toEqual({ kind: 'erased', told: 'nothing' });
    const { rows } = await at.sql.query('SELECT text FROM remark WHERE client_id = $1', [who.clientId]);
    expect(rows).toEqual([{ text: null }]);
  });

  test('of another centre, or nobody, changes nothing', async () => {
    const who = await at.person('hakodate');
    expect(await erase(who.clientId)).toEqual({ kind: 'not-found' });
    expect(await erase(randomUUID())).toEqual({ kind: 'not-found' });
    expect(await nameOf(who.clientId)).toBeDefined();
  });
});

describe('a deletion that waits', () => {
  test('is taken back: nothing is deleted when the booking is over, and the audit knows who did it', async () => {
    const who = await at.person();
    await at.booked(who, 'confirmed', '2026-11-26T09:30');
    expect(await erase(who.clientId)).toEqual({ kind: 'waits' });
    expect(await takeBack(who.clientId)).toEqual({ kind: 'done', told: 'nothing' });
    await at.house.at('2026-11-27T09:00');
    expect(await nameOf(who.clientId)).toBeDefined();
    const { rows } = await at.sql.query(
      "SELECT actor_id FROM audit WHERE action = 'erasure-withdrawn' AND detail->>'clientId' = $1",
      [who.clientId],
    );
    expect(rows).toEqual([{ actor_id: by.id }]);
  });

  test('is told of to the client whom the chat had told that it waits, and to nobody else', async () => {
    const who = await at.person();
    await at.booked(who, 'confirmed', '2026-11-27T09:30');
    const command = { do: 'deleteMyData' as const, seen: [] };
    await at.within(who.conversationId, async (turn) => {
      const context = contextOf(turn, who);
      await carryOut(command, context);
      await turn.writeAudit(context.audit);
    });
    expect(await takeBack(who.clientId)).toEqual({ kind: 'done', told: 'chat' });
    await at.house.settle();
    expect(at.heard(who)).toContain('情報を消すお申し出を取り下げました');
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await erase(who.clientId);
    expect(await takeBack(who.clientId)).toEqual({ kind: 'done', told: 'nothing' });
  });

  test('of somebody without a chat, pressed as its time has come, has one outcome', async () => {
    const clientId = await at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name: '電話 太郎' }, at: at.now }),
    );
    await at.within(randomUUID(), (turn) => turn.askErasure(at.now, clientId));
    const due = at.house.store.erasuresDue;
    // The sweep has found it; it is taken back before its turn.
    const stale = {
      ...at.house.house.parts,
      store: { ...at.house.store, erasuresDue: async () => [{ clientId, conversationId: clientId }] },
    };
    expect(await due(at.now, 1_000)).toContainEqual({ clientId, conversationId: clientId });
    expect(await takeBack(clientId)).toMatchObject({ kind: 'done' });
    await eraseClients({ ...at.house.house, parts: stale });
    expect(await nameOf(clientId)).toBeDefined();
  });

  test('is not there to be taken back twice, nor from another centre, nor once it was done', async () => {
    const who = await at.person();
    expect(await takeBack(who.clientId)).toEqual({ kind: 'not-waiting' });
    await at.booked(who, 'confirmed', '2026-11-30T09:30');
    await erase(who.clientId);
    expect(await takeBack(who.clientId, 'hakodate')).toEqual({ kind: 'not-waiting' });
    expect(await takeBack(who.clientId)).toMatchObject({ kind: 'done' });
    expect(await takeBack(who.clientId)).toEqual({ kind: 'not-waiting' });
  });
});

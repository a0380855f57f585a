import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resend } from '#office/resending.ts';
import { hear } from '#office/telling.ts';
import { type SecondChannel, secondChannel } from '../support/second-channel.ts';
import { atCounter, SOMEBODY as by, COLLEAGUE, type Person } from './counter.ts';

const at = atCounter();
let second: SecondChannel;
beforeAll(() => {
  second = secondChannel(at.house);
});
afterAll(() => second.stop());

type OnTeams = Awaited<ReturnType<SecondChannel['person']>>;
const link = (from: { clientId: string }, to: { clientId: string }, whose = by) =>
  second.office.link({ by: whose, centreId: 'izumo', fromClientId: from.clientId, toClientId: to.clientId });

const settled = async () => {
  await second.runner.quiet();
  await at.house.settle();
};

async function both(): Promise<[Person, OnTeams]> {
  return [await at.person(), await second.person()];
}

async function linkIdOf({ clientId }: { clientId: string }): Promise<string> {
  return (await at.house.store.reads.linked.to(clientId))[0]?.linkId ?? '';
}

const audit = async (action: string, clientId: string) =>
  (
    await at.sql.query<{ actor_id: string; detail: Record<string, string> }>(
      `SELECT actor_id, detail FROM audit WHERE action = $1 AND detail->>'clientId' = $2`,
      [action, clientId],
    )
  ).rows;

const TITLE = 'ご利用のチャットをまとめました';

describe('linking two records', () => {
  test('tells both chats, naming nobody, and the audit knows who did it, with ids alone', async () => {
    const [line, teams] = await both();
    expect(await link(teams, line)).toEqual({ kind: 'done' });
    await settled();
    expect(at.heard(line)).toContain(TITLE);
    expect(second.heard(teams.userId)).toContain(TITLE);
    expect(second.heard(teams.userId)).toContain('0853-21-8609');
    expect(`${at.heard(line)}${second.heard(teams.userId)}`).not.toContain('山田');
    const linkId = await linkIdOf(line);
    const detail = { clientId: line.clientId, fromClientId: teams.clientId, linkId };
    expect(await audit('identities-linked', line.clientId)).toEqual([{ actor_id: by.id, detail }]);
  });

  test('by two people at once is done once, and told once', async () => {
    const [line, teams] = await both();
    const outcomes = await Promise.all([link(teams, line), link(teams, line, COLLEAGUE)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already-linked', 'done']);
    await settled();
    expect(at.sent(line.talk)).toHaveLength(1);
    expect(await audit('identities-linked', line.clientId)).toHaveLength(1);
  });

  test('where one chat is blocked is told in the other, and asks nobody to ring', async () => {
    const [line, teams] = await both();
    await at.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [line.conversationId]);
    await link(teams, line);
    await settled();
    expect(at.sent(line.talk)).toEqual([]);
    expect(second.heard(teams.userId)).toContain(TITLE);
    const { rows } = await at.sql.query(`SELECT state FROM notice WHERE conversation_id = $1 AND kind = 'identities-linked'`, [
      line.conversationId,
    ]);
    expect(rows).toEqual([{ state: 'failed' }]);
    expect(await at.house.store.reads.tasks.ofClient({ centreId: 'izumo', clientId: line.clientId })).toEqual([]);
  });

  test('that is refused changes and tells nothing', async () => {
    const [line, teams] = await both();
    const other = await at.person('hakodate');
    expect(await link(other, line)).toEqual({ kind: 'other-centre' });
    expect(await link({ clientId: randomUUID() }, line)).toEqual({ kind: 'not-found' });
    await at.booked(line, 'confirmed', '2026-12-01T09:30');
    await at.within(teams.conversationId, (turn) =>
      turn.request({
        ...{ centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling', wishes: '夕方' },
        ...{ answerBy: at.now.plus({ days: 3 }), at: at.now, openBookings: 1 },
      }),
    );
    expect(await link(teams, line)).toMatchObject({ kind: 'both-open' });
    await settled();
    expect([at.sent(line.talk), second.heard(teams.userId)]).toEqual([[], '']);
    expect(await audit('identities-linked', line.clientId)).toEqual([]);
  });
});

describe('a notice after linking', () => {
  test('goes where the person last wrote, and after that one was blocked to the other', async () => {
    const [line, teams] = await both();
    await link(teams, line);
    const tell = async (text: string) => {
      await second.office.message({ by, clientId: line.clientId, text });
      await settled();
      return [at.heard(line).includes(text), second.heard(teams.userId).includes(text)];
    };
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await at.say(line.talk, 'こんにちは');
    expect(await tell('書類その一')).toEqual([true, false]);
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await second.says(teams.userId, 'こんにちは');
    expect(await tell('書類その二')).toEqual([false, true]);
    await at.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [teams.conversationId]);
    expect(await tell('書類その三')).toEqual([true, false]);
  });

  test('about a booking of the one channel goes to the other where the person wrote there last', async () => {
    const [line, teams] = await both();
    const booking = await at.booked(line, 'confirmed', '2026-12-02T09:30');
    await link(teams, line);
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await second.says(teams.userId, 'こんにちは');
    expect(await second.office.cancel({ by, bookingId: booking.id, wish: 'client' })).toMatchObject({ told: 'chat' });
    await settled();
    expect(second.heard(teams.userId)).toContain('予約をキャンセルしました');
    expect(at.heard(line)).not.toContain('予約をキャンセルしました');
  });

  test('about a booking that was read before the link, or before it was taken back, goes to whoever has it now', async () => {
    const [line, teams] = await both();
    const before = await at.booked(line, 'confirmed', '2026-12-08T09:30');
    const told = async (booking: typeof before, onceKey: string) => {
      const notice = { kind: 'message', text: onceKey, officeId: undefined } as const;
      const heard = await at.within(line.conversationId, (turn) =>
        hear(second.parts, turn, { notice, kind: 'reminder-morning', onceKey, booking, clientId: booking.clientId }),
      );
      return heard.conversationId;
    };
    await link(line, teams);
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await second.says(teams.userId, 'こんにちは');
    expect(await told(before, 'one')).toBe(teams.conversationId);
    const since = (await at.booking(before.id)) ?? before;
    await second.office.unlink({ by, centreId: 'izumo', linkId: await linkIdOf(teams) });
    expect(await told(since, 'two')).toBe(line.conversationId);
    const { rows } = await at.sql.query('SELECT DISTINCT client_id FROM notice WHERE booking_id = $1', [before.id]);
    expect(rows).toEqual([{ client_id: line.clientId }]);
  });

  test('that failed is not told again once the link was taken back', async () => {
    const [line, teams] = await both();
    await link(teams, line);
    await settled();
    const { rows } = await at.sql.query<{ id: string }>(
      `UPDATE outbox o SET state = 'failed', sent_by = NULL, why = 'x' FROM notice n
        WHERE n.outbox_id = o.id AND n.kind = 'identities-linked' AND n.conversation_id = $1 RETURNING n.id`,
      [line.conversationId],
    );
    const again = () =>
      resend({ parts: second.parts, runner: second.runner }, { by, centreId: 'izumo', noticeId: rows[0]?.id ?? '' });
    await second.office.unlink({ by, centreId: 'izumo', linkId: await linkIdOf(line) });
    expect(await again()).toEqual({ kind: 'changed' });
    expect(at.sent(line.talk)).toHaveLength(1);
  });
  test('that failed in a chat that is another’s since is not sent there again, and no row names that chat: somebody has to ring', async () => {
    const [line, teams] = await both();
    const booking = await at.booked(line, 'confirmed', '2026-12-09T09:30');
    await link(teams, line);
    at.house.clock.set(at.now.plus({ minutes: 1 }));
    await second.says(teams.userId, 'こんにちは');
    second.isDown(true);
    await second.office.cancel({ by, bookingId: booking.id, wish: 'client' });
    await settled();
    second.isDown(false);
    const { rows } = await at.sql.query<{ id: string }>(
      `UPDATE outbox o SET state = 'failed', why = 'x', retry_at = NULL, finished_at = now() FROM notice n
        WHERE n.outbox_id = o.id AND n.booking_id = $1 RETURNING n.id`,
      [booking.id],
    );
    await second.office.unlink({ by, centreId: 'izumo', linkId: await linkIdOf(line) });
    const noticeId = rows[0]?.id ?? '';
    const outcome = await resend({ parts: second.parts, runner: second.runner }, { by, centreId: 'izumo', noticeId });
    await settled();
    expect(outcome).toEqual({ kind: 'done', told: 'ring' });
    expect(second.heard(teams.userId)).not.toContain('予約をキャンセルしました');
    const { rows: again } = await at.sql.query(
      `SELECT client_id, conversation_id, state FROM notice WHERE booking_id = $1 AND id <> $2`,
      [booking.id, noticeId],
    );
    expect(again).toEqual([{ client_id: line.clientId, conversation_id: null, state: 'failed' }]);
    const { rows: noted } = await at.sql.query(
      `SELECT conversation_id FROM audit WHERE action = 'notice-resent' AND booking_id = $1`,
      [booking.id],
    );
    expect(noted).toEqual([{ conversation_id: null }]);
  });
});

describe('taking it back', () => {
  test('parts the two again, and the audit knows who did it', async () => {
    const [line, teams] = await both();
    await link(teams, line);
    const linkId = await linkIdOf(line);
    expect(await second.office.unlink({ by: COLLEAGUE, centreId: 'izumo', linkId })).toMatchObject({ kind: 'unlinked' });
    const detail = { clientId: line.clientId, fromClientId: teams.clientId, linkId };
    expect(await audit('identities-unlinked', line.clientId)).toEqual([{ actor_id: COLLEAGUE.id, detail }]);
    expect(await second.office.unlink({ by, centreId: 'izumo', linkId })).toMatchObject({ kind: 'not-linked' });
    expect(await second.office.unlink({ by, centreId: 'hakodate', linkId })).toEqual({ kind: 'not-found' });
    await second.office.message({ by, clientId: teams.clientId, text: 'お一人に' });
    await settled();
    expect(second.heard(teams.userId)).toContain('お一人に');
    expect(at.heard(line)).not.toContain('お一人に');
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { atCounter, type Person, SOMEBODY } from '../office/counter.ts';
import { inTokyo } from '../support/tokyo.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));
afterEach(() => at.house.platform.clearFaults());

const PASSCODE = 'sakura7';

/** Somebody at a centre that shows details in the chat, who was told that they are ready. */
async function withDetails(startsAt: string): Promise<{ who: Person; bookingId: string }> {
  const who = await at.person('hakodate');
  const { id: bookingId } = await at.booked(who, 'confirmed', startsAt);
  await at.office.enterDetails({ by: SOMEBODY, bookingId, access: { passcode: PASSCODE } });
  await at.house.settle();
  return { who, bookingId };
}

/** The client presses 表示, and the answer does not get away. */
async function pressInVain({ talk }: Person): Promise<void> {
  at.house.platform.fail({ fault: { kind: 'refuse' }, times: 1000, path: '/reply' });
  await at.press(talk, '表示');
  expect(at.sent(talk).join()).not.toContain(PASSCODE);
}

/** The platform is there again, that much later. */
async function later(change: { seconds: number }, { conversationId }: Person): Promise<void> {
  at.house.platform.clearFaults();
  at.house.clock.set(at.house.clock.now().plus(change));
  at.house.house.runner.wake(conversationId);
  await at.house.settle();
}

const rows = async ({ conversationId }: Person) =>
  (
    await at.sql.query<{ it: string }>(
      `SELECT concat_ws(' ', kind, state, sent_by, why) AS it FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
      [conversationId],
    )
  ).rows.map(({ it }) => it);

test('details are shown by the reply token, also at a second attempt', async () => {
  const { who } = await withDetails('2026-11-25T10:00');
  await pressInVain(who);
  await later({ seconds: 10 }, who);
  expect(at.heard(who)).toContain(PASSCODE);
  expect((await rows(who)).at(-1)).toMatch(/^details-shown sent reply/);
});

test('once the token is too old they are not pushed: the client is told to press again, and then sees them', async () => {
  const { who } = await withDetails('2026-11-26T10:00');
  const before = at.sent(who.talk).length;
  await pressInVain(who);
  await later({ seconds: 51 }, who);
  expect(at.heard(who)).not.toContain(PASSCODE);
  expect(at.sent(who.talk).slice(before)).toHaveLength(1);
  expect((await rows(who)).slice(-2)).toEqual(['details-shown not-needed too-late', 'details sent push']);
  expect(await at.press(who.talk, '表示')).toContain(PASSCODE);
});

test('a token that the platform refuses leads to no push of them either', async () => {
  const { who } = await withDetails('2026-11-27T10:00');
  at.house.platform.fail({ fault: { kind: 'status', status: 400, message: 'Invalid reply token' }, path: '/reply' });
  await at.press(who.talk, '表示');
  expect(at.heard(who)).not.toContain(PASSCODE);
  expect((await rows(who)).slice(-2)).toEqual(['details-shown not-needed token-over', 'details sent push']);
});

test('they do not go at all when the booking was cancelled meanwhile', async () => {
  const { who, bookingId } = await withDetails('2026-11-30T10:00');
  await pressInVain(who);
  await at.office.cancel({ by: SOMEBODY, bookingId, wish: 'office', reason: '停電' });
  await later({ seconds: 10 }, who);
  expect(at.heard(who)).not.toContain(PASSCODE);
  expect((await rows(who)).slice(-2)).toEqual(['details-shown not-needed booking-changed', 'cancelled sent push']);
});

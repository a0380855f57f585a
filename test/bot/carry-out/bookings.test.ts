import { describe, expect, test } from 'vitest';
import type { Outcome } from '#machines/commands.ts';
import type { BookingState, Turn } from '#store/store.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { atTheCounter, books, confirmedByStaff, holds, offers, type Person, placeOf, STAFF } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, states, audit, person } = counter;
const FRIDAY = '2026-11-20T10:00';

describe('at a centre where the press confirms (S1 §6(2))', () => {
  test('a held seat is confirmed at once', async () => {
    const hanako = await person('izumo');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-11-24T09:30');
    expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({
      type: 'confirmed',
      moved: false,
      booking: { id: bookingId, state: 'confirmed', startsAt: '2026-11-24T09:30:00.000+09:00' },
      calendarUrl: expect.stringMatching(/^https:\/\/yoyaku\.example\.jp\/bookings\/[\w-]{20,}\.ics\?lang=ja$/),
    });
    expect(await states(hanako)).toEqual(['confirmed']);
  });

  test('a hold of ten minutes cannot be confirmed in the eleventh', async () => {
    const hanako = await person('izumo');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-11-24T11:00');
    expect(await does(hanako, '2026-11-20T10:10', { do: 'confirmHold', bookingId })).toEqual({ type: 'holdRanOut' });
    expect(await states(hanako)).toEqual(['released']);
  });

  test('held at 23:55 and pressed at 00:03 is too late for a session of that day (S1 §6(1))', async () => {
    const hanako = await person('izumo');
    const bookingId = await holds(counter, hanako, '2026-11-24T23:55', '2026-11-25T09:30');
    expect(await does(hanako, '2026-11-25T00:03', { do: 'confirmHold', bookingId })).toEqual({
      type: 'outsidePolicy',
      why: 'past-cut-off',
      article: '6(1)',
    });
    expect(await states(hanako)).toEqual(['released']);
  });

  test('a second booking of the service is refused before anything is asked', async () => {
    const hanako = await person('izumo');
    await books(counter, hanako, FRIDAY, '2026-11-26T09:30');
    const { serviceId } = placeOf(hanako);
    expect(await does(hanako, FRIDAY, { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'alreadyOpen' });
    expect(await does(hanako, '2026-11-26T10:00', { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'mayBook' });
  });

  test('a hold that a lost conversation left behind does not stand in its own way', async () => {
    const hanako = await person('izumo');
    await holds(counter, hanako, FRIDAY, '2026-11-26T11:00');
    const { serviceId } = placeOf(hanako);
    expect(await does(hanako, FRIDAY, { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'mayBook' });
    expect(await states(hanako)).toEqual(['released']);
  });
});

describe('moving', () => {
  test('the old booking stands until the new one is confirmed, in the same step', async () => {
    const hanako = await person('izumo');
    const old = await books(counter, hanako, FRIDAY, '2026-11-27T09:30');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-11-27T11:00', old);
    expect(await states(hanako)).toEqual(['confirmed', 'held']);
    expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({ type: 'confirmed', moved: true });
    expect(await states(hanako)).toEqual(['moved', 'confirmed']);
  });

  test('what came of a move is an open booking like any other', async () => {
    const hanako = await person('izumo');
    const old = await books(counter, hanako, FRIDAY, '2026-11-30T09:30');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-11-30T11:00', old);
    await does(hanako, FRIDAY, { do: 'confirmHold', bookingId });
    const { serviceId } = placeOf(hanako);
    expect(await does(hanako, FRIDAY, { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'alreadyOpen' });
  });

  test('once the day of the old booking has begun it stays, and the new seat is let go (S1 §6(5))', async () => {
    const hanako = await person('izumo');
    const old = await books(counter, hanako, FRIDAY, '2026-12-01T09:30');
    const bookingId = await holds(counter, hanako, '2026-11-30T23:55', '2026-12-02T11:00', old);
    expect(await does(hanako, '2026-12-01T00:03', { do: 'confirmHold', bookingId })).toMatchObject({
      type: 'phoneOnly',
      why: 'same-day',
      article: '6(5)',
    });
    expect(await states(hanako)).toEqual(['confirmed', 'released']);
    expect(await audit(hanako)).toContainEqual(
      expect.objectContaining({ action: 'told-phone-only', reason: '6(5)', detail: expect.objectContaining({ wanted: 'move' }) }),
    );
  });

  test('a wish for another time is a request beside the old booking, which stands', async () => {
    const hanako = await person('izumo');
    const movesBookingId = await books(counter, hanako, FRIDAY, '2026-12-01T11:00');
    const wish = { do: 'requestOtherTime', ...placeOf(hanako), wishes: '夕方', movesBookingId } as const;
    expect(await does(hanako, FRIDAY, wish)).toMatchObject({ type: 'requested', moved: true, booking: { otherTime: true } });
    expect(await states(hanako)).toEqual(['confirmed', 'requested']);
    const { serviceId } = placeOf(hanako);
    expect(await does(hanako, FRIDAY, { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'alreadyOpen' });
  });

  test('such a wish can be changed: the new one takes the place of the old, and nothing is lost', async () => {
    const hanako = await person('izumo');
    const booked = await books(counter, hanako, FRIDAY, '2026-12-01T13:30');
    const wish = { do: 'requestOtherTime', ...placeOf(hanako) } as const;
    const first = await does(hanako, FRIDAY, { ...wish, wishes: '夕方', movesBookingId: booked });
    if (first.type !== 'requested') throw new Error(first.type);
    const second = await does(hanako, FRIDAY, { ...wish, wishes: '朝', movesBookingId: first.booking.id });
    expect(second).toMatchObject({ type: 'requested', booking: { movesBookingId: booked } });
    expect(await states(hanako)).toEqual(['confirmed', 'withdrawn', 'requested']);
  });
});

describe('at a centre where staff arrange the time (S2 §6(2))', () => {
  test('the press makes a request with its seat, the time of the answer and a task for staff', async () => {
    const taro = await person('matsudo-mothers');
    const bookingId = await holds(counter, taro, FRIDAY, '2026-11-26T11:00');
    expect(await does(taro, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({
      type: 'requested',
      booking: { state: 'requested', answerBy: '2026-11-25T12:00:00.000+09:00' },
    });
    expect(await counter.tasks()).toContainEqual(expect.objectContaining({ kind: 'answer-request', booking_id: bookingId }));
  });

  test('a request can be withdrawn, though cancelling is by phone only', async () => {
    const taro = await person('matsudo-mothers');
    const bookingId = await books(counter, taro, FRIDAY, '2026-11-26T12:00');
    expect(await does(taro, FRIDAY, { do: 'judgeCancelling', bookingId })).toEqual({ type: 'withdrawable' });
    expect(await does(taro, FRIDAY, { do: 'cancelBooking', bookingId })).toEqual({ type: 'cancelled', withdrawn: true });
    expect(await states(taro)).toEqual(['withdrawn']);
  });

  test('once staff have confirmed it, it is cancelled and moved by phone only (S2 §6(3))', async () => {
    const taro = await person('matsudo-mothers');
    const bookingId = await books(counter, taro, FRIDAY, '2026-11-26T13:00');
    await confirmedByStaff(counter, taro, bookingId);
    for (const command of ['judgeCancelling', 'cancelBooking', 'judgeMoving'] as const) {
      expect(await does(taro, FRIDAY, { do: command, bookingId })).toMatchObject({
        type: 'phoneOnly',
        why: 'always',
        article: '6(3)',
      });
    }
    expect(await states(taro)).toEqual(['confirmed']);
  });

  test('a request is moved by taking its place', async () => {
    const taro = await person('matsudo-mothers');
    const old = await books(counter, taro, FRIDAY, '2026-11-27T11:00');
    const bookingId = await holds(counter, taro, FRIDAY, '2026-11-27T12:00', old);
    expect(await does(taro, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({ type: 'requested', moved: true });
    expect(await states(taro)).toEqual(['withdrawn', 'requested']);
  });
});

describe('the move of a confirmed booking where staff arrange the time (S3)', () => {
  test('the old booking stands beside the request for the new time', async () => {
    const jiro = await person('online-hellowork');
    const old = await books(counter, jiro, FRIDAY, '2026-11-26T10:00');
    await confirmedByStaff(counter, jiro, old);
    const bookingId = await holds(counter, jiro, FRIDAY, '2026-11-27T10:00', old);
    expect(await does(jiro, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({ type: 'requested', moved: true });
    expect(await states(jiro)).toEqual(['confirmed', 'requested']);
  });
});

describe('a move of a move', () => {
  /** A confirmed booking, and a request to move it. */
  async function movedOnce(days: [string, string]) {
    const jiro = await person('online-hellowork');
    const confirmed = await books(counter, jiro, FRIDAY, days[0]);
    await confirmedByStaff(counter, jiro, confirmed);
    const first = await holds(counter, jiro, FRIDAY, days[1], confirmed);
    await does(jiro, FRIDAY, { do: 'confirmHold', bookingId: first });
    return { jiro, confirmed, first };
  }
  const byStaff = (from: BookingState, to: BookingState, bookingId: string) => (turn: Turn) =>
    turn.changeState({ bookingId, from: [from], to, at: inTokyo('2026-11-20T12:00'), actor: STAFF });

  test('takes the place of the first request: it is the booking that stands which is to be replaced', async () => {
    const { jiro, confirmed, first } = await movedOnce(['2026-11-30T10:00', '2026-12-01T10:00']);
    const second = await holds(counter, jiro, FRIDAY, '2026-12-02T10:00', first);
    expect(await does(jiro, FRIDAY, { do: 'confirmHold', bookingId: second })).toMatchObject({
      type: 'requested',
      moved: true,
    });
    expect(await states(jiro)).toEqual(['confirmed', 'withdrawn', 'requested']);
    const { bookings } = (await does(jiro, FRIDAY, { do: 'listBookings' })) as Outcome & { type: 'bookingsListed' };
    expect(bookings.find(({ id }) => id === second)).toMatchObject({ movesBookingId: confirmed });
  });

  test('is confirmed by staff as any move: the old booking is closed first, then the new one stands', async () => {
    const { jiro, confirmed, first } = await movedOnce(['2026-11-30T11:00', '2026-12-01T11:00']);
    const second = await holds(counter, jiro, FRIDAY, '2026-12-02T11:00', first);
    await does(jiro, FRIDAY, { do: 'confirmHold', bookingId: second });
    expect(await counter.inTurn(jiro, byStaff('requested', 'confirmed', second))).toBeUndefined();
    const done = await counter.inTurn(jiro, async (turn) => {
      await byStaff('confirmed', 'moved', confirmed)(turn);
      return await byStaff('requested', 'confirmed', second)(turn);
    });
    expect(done).toMatchObject({ state: 'confirmed', movesBookingId: confirmed });
    expect(await states(jiro)).toEqual(['moved', 'withdrawn', 'confirmed']);
    const { serviceId } = placeOf(jiro);
    expect(await does(jiro, FRIDAY, { do: 'checkOpenBookings', serviceId })).toEqual({ type: 'alreadyOpen' });
  });

  test('that is given up leaves the request before it, and the booking that stands, as they were', async () => {
    const { jiro, first } = await movedOnce(['2026-12-03T10:00', '2026-12-04T10:00']);
    const second = await holds(counter, jiro, FRIDAY, '2026-12-07T10:00', first);
    await does(jiro, FRIDAY, { do: 'releaseHold', bookingId: second });
    expect(await states(jiro)).toEqual(['confirmed', 'requested', 'released']);
  });
});

describe('the task to answer a request', () => {
  const waiting = async (bookingId: string) =>
    (await counter.tasks()).filter((task) => task.booking_id === bookingId && task.done_at === null).map(({ kind }) => kind);
  const by = (to: BookingState) => (who: Person, bookingId: string) =>
    counter.inTurn(who, (turn) =>
      turn.changeState({ bookingId, from: ['requested'], to, at: inTokyo('2026-11-20T12:00'), actor: STAFF }),
    );

  test.each([
    ['withdrawn', '2026-12-08T11:00', (who: Person, bookingId: string) => does(who, FRIDAY, { do: 'cancelBooking', bookingId })],
    ['confirmed', '2026-12-08T12:00', by('confirmed')],
    ['declined', '2026-12-08T13:00', by('declined')],
    ['expired', '2026-12-08T14:00', by('expired')],
  ] as const)('is done once the request is %s', async (state, startsAt, end) => {
    const taro = await person('matsudo-mothers');
    const bookingId = await books(counter, taro, FRIDAY, startsAt);
    expect(await waiting(bookingId)).toEqual(['answer-request']);
    await end(taro, bookingId);
    expect(await states(taro)).toEqual([state]);
    expect(await waiting(bookingId)).toEqual([]);
  });

  test('is answered by other times offered, and stays answered when they expire; other tasks about the booking stay in any case', async () => {
    const taro = await person('matsudo-mothers');
    const bookingId = await books(counter, taro, FRIDAY, '2026-12-09T11:00');
    await does(taro, FRIDAY, { do: 'raiseTask', kind: 'cannot-use-phone', about: null, bookingId });
    await offers(counter, taro, bookingId, ['2026-12-10T11:00'], '2026-12-10');
    expect(await waiting(bookingId)).toEqual(['cannot-use-phone']);
    await counter.inTurn(taro, (turn) =>
      turn.changeState({ bookingId, from: ['offered'], to: 'expired', at: inTokyo('2026-11-20T12:00'), actor: STAFF }),
    );
    expect(await waiting(bookingId)).toEqual(['cannot-use-phone']);
  });
});

describe('cancelling (S1 §6(5))', () => {
  test('until the day before at once, and the seat is free', async () => {
    const hanako = await person('izumo');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-12-02T09:30');
    const used = await counter.seatsUsed();
    expect(await does(hanako, '2026-12-01T23:59', { do: 'judgeCancelling', bookingId })).toEqual({ type: 'allowed' });
    expect(await does(hanako, '2026-12-01T23:59', { do: 'cancelBooking', bookingId })).toEqual({
      type: 'cancelled',
      withdrawn: false,
    });
    expect(await counter.seatsUsed()).toBe(used - 1);
    expect(await does(hanako, '2026-12-01T23:59', { do: 'cancelBooking', bookingId })).toEqual({ type: 'over' });
  });

  test('from midnight by phone only, and staff see that the client was told', async () => {
    const hanako = await person('izumo');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-12-02T13:30');
    expect(await does(hanako, '2026-12-02T00:00', { do: 'cancelBooking', bookingId })).toMatchObject({
      type: 'phoneOnly',
      why: 'same-day',
      article: '6(5)',
    });
    expect(await states(hanako)).toEqual(['confirmed']);
    expect((await audit(hanako)).at(-1)).toMatchObject({ action: 'told-phone-only', reason: '6(5)' });
  });
});

describe("the id of another person's booking does nothing", () => {
  test('not to a booking', async () => {
    const [hanako, stranger] = [await person('izumo'), await person('izumo')];
    const bookingId = await books(counter, hanako, FRIDAY, '2026-12-03T09:30');
    for (const command of ['judgeCancelling', 'judgeMoving', 'cancelBooking'] as const) {
      expect(await does(stranger, FRIDAY, { do: command, bookingId })).toEqual({ type: 'over' });
    }
    const wish = { do: 'requestOtherTime', ...placeOf(stranger), wishes: '朝', movesBookingId: bookingId } as const;
    expect(await does(stranger, FRIDAY, wish)).toEqual({ type: 'over' });
    expect(await states(hanako)).toEqual(['confirmed']);
    expect(await states(stranger)).toEqual([]);
  });

  test('not to a held seat', async () => {
    const [hanako, stranger] = [await person('izumo'), await person('izumo')];
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-12-03T11:00');
    expect(await does(stranger, FRIDAY, { do: 'confirmHold', bookingId })).toEqual({ type: 'holdRanOut' });
    expect(await does(stranger, FRIDAY, { do: 'releaseHold', bookingId })).toEqual({ type: 'released' });
    expect(await states(hanako)).toEqual(['held']);
  });

  test('not in the list of bookings', async () => {
    const [hanako, stranger] = [await person('izumo'), await person('izumo')];
    await books(counter, hanako, FRIDAY, '2026-12-03T13:30');
    expect(await does(stranger, FRIDAY, { do: 'listBookings' })).toMatchObject({ bookings: [], calendarUrls: {} });
    expect(await does(hanako, FRIDAY, { do: 'listBookings' })).toMatchObject({ bookings: [{ state: 'confirmed' }] });
  });
});

import { describe, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { atTheCounter, books, holds, type Person, STAFF } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, person, audit } = counter;
const FRIDAY = '2026-11-20T10:00';
const ACCESS = { meetingId: '812 3456 7890', passcode: 'a1b2c3', url: 'https://zoom.example.jp/j/81234567890' };

const enters = (who: Person, bookingId: string) =>
  counter.inTurn(who, (turn) => turn.enterDetails({ bookingId, access: ACCESS, at: inTokyo('2026-11-20T12:00'), actor: STAFF }));
const shows = (who: Person, bookingId: string, at = FRIDAY) => does(who, at, { do: 'showDetails', bookingId });

describe('how to get into the meeting', () => {
  test('is shown to the client who asks, once staff have entered it, and the showing is noted without it', async () => {
    const hanako = await person('hakodate');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-25T10:00');
    expect(await shows(hanako, bookingId)).toMatchObject({ type: 'detailsNotYet', booking: { id: bookingId } });
    await enters(hanako, bookingId);
    expect(await shows(hanako, bookingId)).toMatchObject({ type: 'detailsShown', access: ACCESS });
    const noted = await audit(hanako);
    expect(noted.map(({ action }) => action)).toContain('details-shown');
    expect(JSON.stringify(noted)).not.toContain('a1b2c3');
    expect(await does(hanako, FRIDAY, { do: 'listBookings' })).toMatchObject({ bookings: [{ detailsReady: true, near: false }] });
  });

  test('is not for anybody else, and not after the session', async () => {
    const [hanako, taro] = [await person('hakodate'), await person('hakodate')];
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-25T11:00');
    await enters(hanako, bookingId);
    expect(await shows(taro, bookingId)).toEqual({ type: 'over' });
    expect(await shows(hanako, 'nonsense')).toEqual({ type: 'over' });
    expect(await shows(hanako, bookingId, '2026-11-25T11:29')).toMatchObject({ type: 'detailsShown' });
    expect(await shows(hanako, bookingId, '2026-11-25T11:30')).toEqual({ type: 'over' });
  });

  test('stays out of the chat where the centre says so (S1: My Page and e-mail)', async () => {
    const hanako = await person('izumo');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-25T09:30');
    expect(await shows(hanako, bookingId)).toMatchObject({ type: 'detailsElsewhere', ready: false });
    await enters(hanako, bookingId);
    const outcome = await shows(hanako, bookingId);
    expect(outcome).toMatchObject({ type: 'detailsElsewhere', ready: true });
    expect(JSON.stringify(outcome)).not.toContain('a1b2c3');
    expect(await does(hanako, FRIDAY, { do: 'listBookings' })).toMatchObject({ bookings: [{ detailsReady: false }] });
  });

  test('of a booking that was moved, even twice, is that of the new one; the old is void', async () => {
    const hanako = await person('hakodate');
    const first = await books(counter, hanako, FRIDAY, '2026-11-25T13:00');
    await enters(hanako, first);
    let last = first;
    for (const time of ['2026-11-25T13:30', '2026-11-25T14:00']) {
      const next = await holds(counter, hanako, FRIDAY, time, last);
      expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId: next })).toMatchObject({
        type: 'confirmed',
        moved: true,
      });
      last = next;
    }
    expect(await shows(hanako, first)).toMatchObject({ type: 'detailsNotYet', booking: { id: last } });
    await enters(hanako, last);
    expect(await shows(hanako, first)).toMatchObject({ type: 'detailsShown', booking: { id: last } });
  });
});

describe('contact', () => {
  const tells = (who: Person, bookingId: string, at: string, kind: 'late' | 'cannot-connect' = 'late') =>
    does(who, at, { do: 'noteContact', bookingId, kind });
  const tasksOf = async (bookingId: string) =>
    (await counter.tasks()).filter((task) => task.booking_id === bookingId).map(({ kind, office_id }) => `${kind} ${office_id}`);

  test('counts from the start of the day until the end of the session, and staff see it once', async () => {
    const hanako = await person('hakodate');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-25T15:00');
    expect(await tells(hanako, bookingId, '2026-11-24T23:59')).toMatchObject({ type: 'contactNotToday', when: 'too-early' });
    expect(await tasksOf(bookingId)).toEqual([]);
    expect(await tells(hanako, bookingId, '2026-11-25T00:00')).toMatchObject({
      type: 'contactNoted',
      kind: 'late',
      presumed: false,
    });
    expect(await tells(hanako, bookingId, '2026-11-25T14:59')).toMatchObject({ type: 'contactNoted' });
    expect(await tells(hanako, bookingId, '2026-11-25T15:05', 'cannot-connect')).toMatchObject({ kind: 'cannot-connect' });
    expect(await tasksOf(bookingId)).toEqual(['late hakodate', 'cannot-connect hakodate']);
    expect((await counter.inTurn(hanako, (turn) => turn.booking(bookingId)))?.contact?.kind).toBe('cannot-connect');
    expect(await tells(hanako, bookingId, '2026-11-25T15:30')).toMatchObject({ type: 'contactNotToday', when: 'over' });
  });

  test('after a presumed cancellation reaches staff all the same, until the end of the day', async () => {
    const hanako = await person('hakodate');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-25T15:30');
    await counter.inTurn(hanako, (turn) =>
      turn.changeState({
        bookingId,
        from: ['confirmed'],
        to: 'presumed-cancelled',
        at: inTokyo('2026-11-25T15:40'),
        actor: { kind: 'system', id: 'sweep' },
      }),
    );
    expect(await tells(hanako, bookingId, '2026-11-25T18:00', 'cannot-connect')).toMatchObject({
      type: 'contactNoted',
      presumed: true,
    });
    expect(await tasksOf(bookingId)).toContain('cannot-connect hakodate');
    expect(await tells(hanako, bookingId, '2026-11-26T00:00')).toMatchObject({ type: 'contactNotToday', when: 'over' });
  });

  test('about somebody else’s booking, or one that was cancelled, is nothing', async () => {
    const [hanako, taro] = [await person('hakodate'), await person('hakodate')];
    const bookingId = await books(counter, hanako, FRIDAY, '2026-11-26T10:00');
    expect(await tells(taro, bookingId, '2026-11-26T09:00')).toEqual({ type: 'over' });
    await does(hanako, FRIDAY, { do: 'cancelBooking', bookingId });
    expect(await tells(hanako, bookingId, '2026-11-26T09:00')).toEqual({ type: 'over' });
    expect(await tasksOf(bookingId)).toEqual([]);
  });
});

test('words without a button mean the booking of today, else any confirmed one', async () => {
  const hanako = await person('hakodate');
  const meant = async (at: string) => {
    const outcome = await does(hanako, at, { do: 'findMeant', by: 'late' });
    return outcome.type === 'meant' ? outcome.bookingIds : [];
  };
  expect(await meant(FRIDAY)).toEqual([]);
  const bookingId = await books(counter, hanako, FRIDAY, '2026-11-27T10:00');
  expect(await meant(FRIDAY)).toEqual([bookingId]);
  expect(await meant('2026-11-27T09:00')).toEqual([bookingId]);
  expect(await meant('2026-11-27T10:30')).toEqual([]);
});

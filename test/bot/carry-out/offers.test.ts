import { beforeEach, describe, expect, test } from 'vitest';
import type { OfferedTime } from '#store/store.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { agrees, atTheCounter, books, offers, type Person, STAFF } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, states, person } = counter;
const FRIDAY = '2026-11-20T10:00';
const UNTIL = '2026-11-26T00:00';

let day = 1;
let hanako: Person;
let bookingId: string;
let times: OfferedTime[];
/** A request at Matsudo, to which staff offer two other times of a day that no other test uses. */
beforeEach(async () => {
  await counter.store.keepTerms([
    {
      centreId: 'matsudo-mothers',
      termsId: 'online-counselling',
      title: '規約',
      version: '1',
      sha256: 'a'.repeat(64),
      effectiveAt: inTokyo('2026-01-01'),
    },
  ]);
  hanako = await person('matsudo-mothers');
  await agrees(counter, hanako, FRIDAY);
  const date = inTokyo('2026-11-24').plus({ days: 7 * (day % 2), hours: 11, minutes: 30 * Math.floor(day / 2) });
  bookingId = await books(counter, hanako, FRIDAY, date.toFormat("yyyy-MM-dd'T'HH:mm"));
  const other = inTokyo('2027-01-04').plus({ days: day });
  times = await offers(
    counter,
    hanako,
    bookingId,
    [other.toFormat("yyyy-MM-dd'T'11:00"), other.toFormat("yyyy-MM-dd'T'13:00")],
    UNTIL,
  );
  day += 1;
});
const idOf = (at: number): string => times[at]?.id ?? '';
const pick = (at: number, when = FRIDAY, who = hanako) => does(who, when, { do: 'pickOffer', offerId: idOf(at) });

describe('picking an offered time (S0 article 6(3), S1 6(2))', () => {
  test('confirms the request at that time and frees the other one', async () => {
    const used = await counter.seatsUsed();
    expect(await pick(1)).toMatchObject({
      type: 'offerPicked',
      moved: false,
      booking: { id: bookingId, state: 'confirmed', startsAt: times[1]?.startsAt.toISO() },
      calendarUrl: expect.stringContaining('.ics'),
    });
    expect(await states(hanako)).toEqual(['confirmed']);
    expect(await counter.seatsUsed()).toBe(used - 1);
    expect((await counter.tasks()).filter((task) => task.booking_id === bookingId && task.done_at === null)).toEqual([]);
  });

  test('a second time shows what the client has now', async () => {
    await pick(0);
    const again = await pick(1, '2026-11-20T11:00');
    expect(again).toMatchObject({ type: 'offerGone', open: [{ id: bookingId, startsAt: times[0]?.startsAt.toISO() }] });
    expect(await states(hanako)).toEqual(['confirmed']);
  });

  test('of an offer that was replaced shows the times of the one that stands, to press', async () => {
    const old = idOf(0);
    const now = await offers(counter, hanako, bookingId, ['2027-03-15T11:00', '2027-03-16T11:00'], UNTIL);
    expect(await does(hanako, FRIDAY, { do: 'pickOffer', offerId: old })).toMatchObject({
      type: 'offerGone',
      open: [{ id: bookingId, state: 'offered', offers: now.map(({ id }) => ({ id })), offerBy: expect.any(String) }],
    });
  });

  test('is not too late while the client has not heard of the offer, up to the day before its last one', async () => {
    const tonight = '2026-11-20T20:00';
    times = await offers(counter, hanako, bookingId, ['2026-11-20T20:30', '2027-03-17T11:00'], tonight);
    await counter.sql.query(
      `INSERT INTO notice (id, once_key, kind, centre_id, booking_id, state, why, created_at)
       VALUES (gen_random_uuid(), $1, 'offered', 'matsudo-mothers', $2, 'failed', 'unreachable', now())`,
      [`offered:${bookingId}`, bookingId],
    );
    expect(await pick(0, '2026-11-20T20:30')).toMatchObject({ type: 'offerTooLate', why: 'past', others: [{ id: idOf(1) }] });
    expect(await pick(1, '2027-03-17T00:00')).toMatchObject({ type: 'offerTooLate', why: 'deadline' });
    expect(await pick(1, '2026-11-20T20:30')).toMatchObject({ type: 'offerPicked' });
  });

  test('is too late from the deadline on, also while nobody has expired it yet', async () => {
    // On the same day: another test of this file loads terms that count from the 24th.
    const tonight = '2026-11-20T20:00';
    times = await offers(counter, hanako, bookingId, ['2027-03-01T11:00', '2027-03-02T11:00'], tonight);
    expect(await pick(0, tonight)).toMatchObject({
      type: 'offerTooLate',
      why: 'deadline',
      booking: { id: bookingId },
      others: [],
    });
    expect(await states(hanako)).toEqual(['offered']);
    expect(await pick(0, '2026-11-20T19:59')).toMatchObject({ type: 'offerPicked' });
  });

  test('that somebody withdrew, or that was never ours, is gone', async () => {
    await does(hanako, FRIDAY, { do: 'cancelBooking', bookingId });
    expect(await pick(0)).toEqual({ type: 'offerGone', open: [] });
    expect(await does(hanako, FRIDAY, { do: 'pickOffer', offerId: 'nonsense' })).toEqual({ type: 'offerGone', open: [] });
  });

  test('of somebody else does nothing', async () => {
    const taro = await person('matsudo-mothers');
    await agrees(counter, taro, FRIDAY);
    expect(await pick(0, FRIDAY, taro)).toEqual({ type: 'offerGone', open: [] });
    expect(await states(hanako)).toEqual(['offered']);
  });

  test('waits for consent to a version that has come into force since', async () => {
    await counter.sql.query(
      `INSERT INTO terms_version (id, centre_id, terms_id, title, version, sha256, effective_at, origin, body, format, ground, published_at, published_by, created_at, created_by)
       SELECT gen_random_uuid(), 'matsudo-mothers', 'online-counselling', '規約', '2', $1, '2026-11-21', 'staff', '本文', 'text', '1', now(), gen_random_uuid(), now(), gen_random_uuid()
        WHERE NOT EXISTS (SELECT FROM terms_version WHERE origin = 'staff')`,
      ['b'.repeat(64)],
    );
    const tomorrow = '2026-11-24T10:00';
    expect(await pick(0, tomorrow)).toMatchObject({ type: 'offerNeedsConsent', termsId: 'online-counselling', meetingApp: true });
    expect(await states(hanako)).toEqual(['offered']);
    expect(await does(hanako, tomorrow, { do: 'findConsent', termsId: 'online-counselling' })).toMatchObject({
      stands: false,
      dated: '2026-11-21',
    });
    await agrees(counter, hanako, tomorrow);
    expect(await pick(0, tomorrow)).toMatchObject({ type: 'offerPicked' });
  });
});

test('the list shows the offered times with their deadline, and the offer can be withdrawn', async () => {
  expect(await does(hanako, FRIDAY, { do: 'listBookings' })).toMatchObject({
    bookings: [
      {
        id: bookingId,
        state: 'offered',
        startsAt: null,
        offerBy: inTokyo(UNTIL).toISO(),
        offers: times.map(({ id, startsAt }) => ({ id, startsAt: startsAt.toISO() })),
      },
    ],
  });
  expect(await does(hanako, FRIDAY, { do: 'judgeCancelling', bookingId })).toEqual({ type: 'withdrawable' });
  expect(await does(hanako, FRIDAY, { do: 'cancelBooking', bookingId })).toEqual({ type: 'cancelled', withdrawn: true });
});

test('terms that changed while they were read are shown anew: nobody agrees to what was not shown', async () => {
  expect(
    await does(hanako, FRIDAY, {
      do: 'recordConsent',
      termsId: 'online-counselling',
      versionId: STAFF.id,
      officeId: 'matsudo',
      meetingApp: true,
    }),
  ).toEqual({ type: 'termsChanged' });
});

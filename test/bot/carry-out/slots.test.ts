import { describe, expect, test } from 'vitest';
import type { Wish } from '#machines/commands.ts';
import { atTheCounter, books, holds, iso, type Person, placeOf } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, person } = counter;
const FRIDAY = '2026-11-20T10:00';
const time = (startsAt: string) => expect.objectContaining({ startsAt: iso(startsAt) });

describe('the days and times that are shown', () => {
  test('the day itself, weekends and holidays are not among them; the rest come in pages', async () => {
    const hanako = await person('izumo');
    const page = async (number: number) => {
      const found = await does(hanako, FRIDAY, { do: 'lookUpDays', ...placeOf(hanako), page: number });
      if (found.type !== 'daysFound') throw new Error(found.type);
      return found;
    };
    const first = await page(0);
    // 23 November is a holiday; the 20th is today.
    expect(first.days[0]).toEqual({ day: '2026-11-24', times: 4 });
    expect(first).toMatchObject({ page: 0, earlier: false, later: true, from: '2026-11-24' });
    const last = await page(99);
    expect(last).toMatchObject({ earlier: true, later: false });
    expect(last.days.at(-1)?.day).toBe(last.to);
  });

  test('a seat that is taken is not offered to anybody else', async () => {
    const [hanako, taro] = [await person('izumo'), await person('izumo')];
    await books(counter, hanako, FRIDAY, '2026-12-04T11:00');
    const found = await does(taro, FRIDAY, { do: 'lookUpTimes', ...placeOf(taro), day: '2026-12-04' });
    if (found.type !== 'timesFound') throw new Error(found.type);
    expect(found.times).not.toContainEqual(time('2026-12-04T11:00'));
    expect(found.times).toContainEqual(time('2026-12-04T13:30'));
  });

  test('sessions of an hour that begin every half hour: nobody is shown a time that overlaps a session (S4 section 6)', async () => {
    const [hanako, taro] = [await person('yamaguchi-vocational'), await person('yamaguchi-vocational')];
    const bookingId = await books(counter, hanako, FRIDAY, '2026-12-04T11:00');
    const look = async (who: Person, movesBookingId?: string) => {
      const moves = movesBookingId === undefined ? {} : { movesBookingId };
      const found = await does(who, FRIDAY, { do: 'lookUpTimes', ...placeOf(who), day: '2026-12-04', ...moves });
      if (found.type !== 'timesFound') throw new Error(found.type);
      return found.times.map(({ startsAt }) => startsAt.slice(11, 16)).filter((it) => it >= '09:30' && it <= '12:30');
    };
    expect(await look(taro)).toEqual(['09:30', '10:00', '12:00', '12:30']);
    const pressed = await does(taro, FRIDAY, { do: 'holdSeat', ...placeOf(taro), startsAt: iso('2026-12-04T11:30') });
    expect(pressed).toMatchObject({ type: 'slotTaken' });
    // Whoever moves may go within their own hour.
    expect(await look(hanako, bookingId)).toEqual(['09:30', '10:00', '10:30', '11:30', '12:00', '12:30']);
    await holds(counter, hanako, FRIDAY, '2026-12-04T11:30', bookingId);
    expect(await look(taro)).toEqual(['09:30', '10:00', '12:30']);
  });

  test.each(['2026-11-22', '2026-11-20', '2030-01-04', '2026-02-31', '', 'day'])('no times on "%s"', async (day) => {
    const hanako = await person('izumo');
    expect(await does(hanako, FRIDAY, { do: 'lookUpTimes', ...placeOf(hanako), day })).toEqual({
      type: 'timesFound',
      day,
      times: [],
    });
  });
});

describe('a wish', () => {
  const look = (who: Person, wish: Wish, at = FRIDAY) => does(who, at, { do: 'lookUpWish', ...placeOf(who), wish });

  test('that is exactly a free slot is that slot', async () => {
    const hanako = await person('izumo');
    expect(await look(hanako, { day: '2026-11-26', at: '13:30' })).toEqual({
      type: 'wishMatched',
      startsAt: iso('2026-11-26T13:30'),
    });
  });

  test('for a part of a day is the times of that part', async () => {
    const hanako = await person('izumo');
    const found = await look(hanako, { day: '2026-11-26', from: '12:00', to: '18:00' });
    expect(found).toMatchObject({ type: 'wishFound', day: '2026-11-26' });
    expect('times' in found && found.times).toEqual([time('2026-11-26T13:30'), time('2026-11-26T15:00')]);
  });

  test('for a time on no day, or for a week, is the days that fit it', async () => {
    const hanako = await person('izumo');
    expect(await look(hanako, { at: '15:00' })).toMatchObject({ type: 'daysFound', page: 0, later: true });
    expect(await look(hanako, { week: { from: '2026-11-30', to: '2026-12-06' } })).toMatchObject({
      type: 'daysFound',
      days: ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map((day) => ({ day })),
    });
  });

  test.each([
    ['a closed day', { day: '2026-11-23' }, 'closed-day'],
    ['a Sunday', { day: '2026-11-29', at: '11:00' }, 'closed-day'],
    ['today', { day: '2026-11-20', at: '15:00' }, 'past-cut-off'],
    ['yesterday', { day: '2026-11-19' }, 'past-cut-off'],
    ['a day beyond the calendar', { day: '2027-03-01' }, 'beyond-horizon'],
    ['a time that is no start', { day: '2026-11-26', at: '10:00' }, 'no-such-time'],
  ] satisfies [string, Wish, string][])('for %s cannot be met, and the nearest are shown', async (_, wish, why) => {
    const hanako = await person('izumo');
    const found = await look(hanako, wish);
    expect(found).toMatchObject({ type: 'wishNotPossible', why });
    expect('nearest' in found && found.nearest.length).toBe(5);
  });

  test('for a slot that is taken is answered with the slots around it', async () => {
    const [hanako, taro] = [await person('izumo'), await person('izumo')];
    await books(counter, hanako, FRIDAY, '2026-12-01T11:00');
    const found = await look(taro, { day: '2026-12-01', at: '11:00' });
    expect(found).toMatchObject({ type: 'wishNotPossible', why: 'full' });
    expect('nearest' in found && found.nearest).toContainEqual(time('2026-12-01T09:30'));
    expect('nearest' in found && found.nearest).not.toContainEqual(time('2026-12-01T11:00'));
  });
});

describe('holding a seat', () => {
  test('keeps it for ten minutes', async () => {
    const hanako = await person('izumo');
    expect(await does(hanako, FRIDAY, { do: 'holdSeat', ...placeOf(hanako), startsAt: iso('2026-12-02T09:30') })).toMatchObject({
      type: 'held',
      startsAt: iso('2026-12-02T09:30'),
      endsAt: iso('2026-12-02T10:00'),
      until: iso('2026-11-20T10:10'),
    });
  });

  test('that somebody else holds is answered with the nearest free ones', async () => {
    const [hanako, taro] = [await person('izumo'), await person('izumo')];
    await holds(counter, hanako, FRIDAY, '2026-12-02T11:00');
    const taken = await does(taro, FRIDAY, { do: 'holdSeat', ...placeOf(taro), startsAt: iso('2026-12-02T11:00') });
    expect(taken).toMatchObject({ type: 'slotTaken' });
    expect('nearest' in taken && taken.nearest).not.toContainEqual(time('2026-12-02T11:00'));
  });

  test.each([
    ['2026-11-20T15:00', 'past-cut-off'],
    ['2026-11-26T10:00', 'not-offered'],
    ['2026-11-29T11:00', 'not-offered'],
    ['2027-11-26T11:00', 'beyond-horizon'],
  ])('at %s is outside the rules: %s', async (startsAt, why) => {
    const hanako = await person('izumo');
    const outcome = await does(hanako, FRIDAY, { do: 'holdSeat', ...placeOf(hanako), startsAt: iso(startsAt) });
    expect(outcome).toMatchObject({ type: 'outsidePolicy', why });
  });

  test('at a time that is none is refused, not a fault', async () => {
    const hanako = await person('izumo');
    const outcome = await does(hanako, FRIDAY, { do: 'holdSeat', ...placeOf(hanako), startsAt: 'soon' });
    expect(outcome).toMatchObject({ type: 'outsidePolicy', why: 'not-offered' });
  });

  test('released gives the seat back', async () => {
    const hanako = await person('izumo');
    const used = await counter.seatsUsed();
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-12-03T11:00');
    expect(await counter.seatsUsed()).toBe(used + 1);
    await does(hanako, FRIDAY, { do: 'releaseHold', bookingId });
    await does(hanako, FRIDAY, { do: 'releaseHold', bookingId });
    expect(await counter.seatsUsed()).toBe(used);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { atTheCounter, books, holds, iso, type Person, placeOf } from './at-the-counter.ts';

/** What staff closed, opened and suspended, as the conversation meets it. */
const counter = atTheCounter();
const { does, person, states } = counter;
const FRIDAY = '2026-11-20T10:00';

const closes = (centreId: string, officeId: string | null, from: string, to = from) =>
  counter.sql.query(
    `INSERT INTO closure (id, centre_id, office_id, from_day, to_day, reason, created_at, created_by)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, '棚卸し', now(), gen_random_uuid())`,
    [centreId, officeId, from, to],
  );
const slot = (who: Person, startsAt: string, marks: { closed?: boolean; opened?: boolean; capacity?: number }) => {
  const { officeId, serviceId } = placeOf(who);
  return counter.sql.query(
    `INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, capacity_by_staff, closed, opened_by_staff)
     VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8)`,
    [
      who.centre.id,
      officeId,
      serviceId,
      iso(startsAt),
      inTokyo(startsAt).plus({ minutes: 30 }).toISO(),
      marks.capacity ?? 1,
      marks.closed ?? false,
      marks.opened ?? false,
    ],
  );
};
const timesOn = async (who: Person, day: string) => {
  const found = await does(who, FRIDAY, { do: 'lookUpTimes', ...placeOf(who), day });
  return found.type === 'timesFound' ? found.times.map(({ startsAt }) => startsAt.slice(11, 16)) : [];
};
const tries = (who: Person, startsAt: string) => does(who, FRIDAY, { do: 'holdSeat', ...placeOf(who), startsAt: iso(startsAt) });

describe('a day that staff closed', () => {
  test('has no slots, says so, and holds nothing', async () => {
    const hanako = await person('izumo');
    await closes('izumo', null, '2026-12-01', '2026-12-02');
    expect(await timesOn(hanako, '2026-12-01')).toEqual([]);
    expect(await timesOn(hanako, '2026-12-02')).toEqual([]);
    expect(await timesOn(hanako, '2026-12-03')).toHaveLength(4);
    expect(await tries(hanako, '2026-12-02T09:30')).toMatchObject({ type: 'outsidePolicy', why: 'not-offered' });
    const wished = await does(hanako, FRIDAY, { do: 'lookUpWish', ...placeOf(hanako), wish: { day: '2026-12-02' } });
    expect(wished).toMatchObject({ type: 'wishNotPossible', why: 'closed-day' });
  });

  test('closes only the office it is about', async () => {
    const hanako = await person('hakodate');
    await closes('hakodate', 'esashi', '2026-12-04');
    expect(await timesOn(hanako, '2026-12-04')).not.toEqual([]);
    const atEsashi = { officeId: 'esashi', serviceId: placeOf(hanako).serviceId, day: '2026-12-04' };
    expect(await does(hanako, FRIDAY, { do: 'lookUpTimes', ...atEsashi })).toMatchObject({ times: [] });
  });

  test('does not count towards the day by which staff answer', async () => {
    const taro = await person('matsudo-mothers');
    // Three business days after Friday the 20th: the 24th to the 26th, Monday being a holiday; two of them are closed.
    await closes('matsudo-mothers', null, '2026-11-25', '2026-11-26');
    const bookingId = await holds(counter, taro, FRIDAY, '2026-12-08T11:00');
    const answerBy = '2026-12-01T00:00:00.000+09:00';
    expect(await does(taro, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({ booking: { answerBy } });
  });

  test('while a seat of it is held is judged at the press', async () => {
    const hanako = await person('izumo');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-12-07T09:30');
    await closes('izumo', null, '2026-12-07');
    expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId })).toMatchObject({ type: 'outsidePolicy' });
    expect(await states(hanako)).toEqual(['released']);
  });
});

describe('a slot that staff', () => {
  test('closed is not offered and cannot be held', async () => {
    const hanako = await person('izumo');
    await slot(hanako, '2026-12-08T11:00', { closed: true });
    expect(await timesOn(hanako, '2026-12-08')).toEqual(['09:30', '13:30', '15:00']);
    expect(await tries(hanako, '2026-12-08T11:00')).toMatchObject({ type: 'outsidePolicy', why: 'not-offered' });
  });

  test('opened beside the file’s times is offered and can be booked, on a Saturday too', async () => {
    const hanako = await person('izumo');
    await slot(hanako, '2026-12-09T17:00', { opened: true });
    await slot(hanako, '2026-12-12T10:00', { opened: true });
    expect(await timesOn(hanako, '2026-12-09')).toEqual(['09:30', '11:00', '13:30', '15:00', '17:00']);
    expect(await timesOn(hanako, '2026-12-12')).toEqual(['10:00']);
    await books(counter, hanako, FRIDAY, '2026-12-12T10:00');
    expect(await states(hanako)).toEqual(['confirmed']);
    expect(await timesOn(await person('izumo'), '2026-12-12')).toEqual([]);
  });

  test('opened on a day that they closed afterwards is not', async () => {
    const hanako = await person('izumo');
    await slot(hanako, '2026-12-10T17:00', { opened: true });
    await closes('izumo', null, '2026-12-10');
    expect(await timesOn(hanako, '2026-12-10')).toEqual([]);
    expect(await tries(hanako, '2026-12-10T17:00')).toMatchObject({ type: 'outsidePolicy', why: 'not-offered' });
  });

  test('opened on a day on which another office is closed is', async () => {
    const hanako = await person('hakodate');
    await slot(hanako, '2026-12-12T10:00', { opened: true });
    await closes('hakodate', 'esashi', '2026-12-12');
    expect(await timesOn(hanako, '2026-12-12')).toEqual(['10:00']);
    expect(await tries(hanako, '2026-12-12T10:00')).toMatchObject({ type: 'held' });
  });

  test('gave more seats has room for more', async () => {
    const [hanako, taro] = [await person('izumo'), await person('izumo')];
    await slot(hanako, '2026-12-11T11:00', { capacity: 2 });
    await holds(counter, hanako, FRIDAY, '2026-12-11T11:00');
    expect(await timesOn(taro, '2026-12-11')).toContain('11:00');
  });
});

describe('a client whom staff suspended', () => {
  const suspends = async (who: Person) => {
    const clientId = await counter.inTurn(who, async (turn) => (await turn.client())?.id);
    await counter.sql.query(
      `INSERT INTO suspension (id, client_id, centre_id, review_on, created_at, created_by) VALUES ($1, $2, $3, '2027-01-12', now(), gen_random_uuid())`,
      [randomUUID(), clientId, who.centre.id],
    );
  };
  const suspended = { type: 'suspended', note: '', reviewOn: '2027-01-12' };

  test('cannot begin, confirm or ask for anything new', async () => {
    const hanako = await person('izumo');
    const bookingId = await holds(counter, hanako, FRIDAY, '2026-12-14T09:30');
    await suspends(hanako);
    expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId })).toEqual(suspended);
    expect(await states(hanako)).toEqual(['released']);
    expect(await does(hanako, FRIDAY, { do: 'checkOpenBookings', serviceId: placeOf(hanako).serviceId })).toEqual(suspended);
    expect(await does(hanako, FRIDAY, { do: 'requestOtherTime', ...placeOf(hanako), wishes: '…' })).toEqual(suspended);
  });

  test('keeps what there is: it can be seen, moved and cancelled', async () => {
    const hanako = await person('izumo');
    const bookingId = await books(counter, hanako, FRIDAY, '2026-12-14T11:00');
    await suspends(hanako);
    expect(await does(hanako, FRIDAY, { do: 'listBookings' })).toMatchObject({ bookings: [{ id: bookingId }] });
    const next = await holds(counter, hanako, FRIDAY, '2026-12-15T11:00', bookingId);
    expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId: next })).toMatchObject({ type: 'confirmed', moved: true });
    expect(await does(hanako, FRIDAY, { do: 'cancelBooking', bookingId: next })).toEqual({ type: 'cancelled', withdrawn: false });
  });
});

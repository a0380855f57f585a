import { expect, test } from 'vitest';
import { NOW, seatAt, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, bookingFor, freshStart } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const ACCESS = { meetingId: '912 3456 7890', passcode: 'himitsu', url: 'https://meet.example.jp/j/91234567890' };
const entering = (bookingId: string, access = ACCESS) => ({ bookingId, access, at: NOW, actor: BY_STAFF });

test('details come back as they were entered, and stand nowhere in the clear', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const entered = await turn(id, (it) => it.enterDetails(entering(booking.id)));
  expect(entered).toEqual({ id: entered.id, access: ACCESS, enteredAt: NOW, renewed: false, myPageAt: undefined });
  expect(await turn(id, (it) => it.details(booking.id))).toEqual(entered);
  const { rows } = await parts.sql.query('SELECT * FROM meeting_details');
  for (const secret of Object.values(ACCESS)) expect(JSON.stringify(rows)).not.toContain(secret);
});

test('new details replace those before', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, async (it) => {
    const first = await it.enterDetails(entering(booking.id));
    const second = await it.enterDetails(entering(booking.id, { ...ACCESS, passcode: 'new' }));
    expect(second.renewed).toBe(true);
    expect(await it.details(booking.id)).toMatchObject({ access: { passcode: 'new' }, renewed: true });
    expect(await it.tickMyPage(first.id, NOW)).toBe(false);
    expect(await it.tickMyPage(second.id, NOW)).toBe(true);
    expect(await it.tickMyPage(second.id, NOW)).toBe(false);
    expect((await it.details(booking.id))?.myPageAt?.toISO()).toBe(NOW.toISO());
  });
});

test('after a move the old details lead nowhere, and the new booking has none yet', async () => {
  const old = await bookedAs('confirmed', parts, freshStart());
  await turn(old.id, async (it) => {
    const { id } = await it.enterDetails(entering(old.booking.id));
    const moved = await bookingFor(it, old, seatAt(freshStart()), old.booking.id);
    expect(moved.kind).toBe('confirmed');
    expect(await it.details(old.booking.id)).toBeUndefined();
    expect(moved.kind === 'confirmed' && (await it.details(moved.booking.id))).toBeUndefined();
    expect(await it.tickMyPage(id, NOW)).toBe(false);
  });
});

test('a move that was refused leaves the details as they were', async () => {
  const full = freshStart();
  await bookedAs('confirmed', parts, full);
  const old = await bookedAs('confirmed', parts, freshStart());
  await turn(old.id, async (it) => {
    await it.enterDetails(entering(old.booking.id));
    expect(await bookingFor(it, old, seatAt(full), old.booking.id)).toEqual({ kind: 'slot-taken' });
    expect((await it.details(old.booking.id))?.access).toEqual(ACCESS);
  });
});

test('a request has no details', async () => {
  const { id, booking } = await bookedAs('requested', parts, freshStart());
  await expect(turn(id, (it) => it.enterDetails(entering(booking.id)))).rejects.toMatchObject({ code: 'turn-misused' });
});

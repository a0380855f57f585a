import { expect, test } from 'vitest';
import { whileLocked } from '../support/locked.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { bookedAs, change, freshStart, usedAt } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);

test('contact is kept with its kind and moment', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, async (it) => {
    expect((await it.booking(booking.id))?.contact).toBeUndefined();
    expect(await it.noteContact({ bookingId: booking.id, kind: 'late', at: NOW })).toBe(true);
    expect((await it.booking(booking.id))?.contact).toEqual({ kind: 'late', at: NOW });
  });
});

test('contact after a presumed cancellation counts, after a cancellation it comes too late', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const contact = { bookingId: booking.id, kind: 'cannot-connect' as const, at: NOW };
  await turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'presumed-cancelled');
    expect(await it.noteContact(contact)).toBe(true);
    await change(it, booking.id, 'presumed-cancelled', 'confirmed');
    await change(it, booking.id, 'confirmed', 'cancelled');
    expect(await it.noteContact(contact)).toBe(false);
  });
});

test('a no-show is marked once, and never on a booking that still stands', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const noShow = async () => (await turn(id, (it) => it.booking(booking.id)))?.noShowAt?.toISO();
  await turn(id, (it) => it.markNoShow(booking.id, NOW));
  expect(await noShow()).toBeUndefined();
  await turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'cancelled');
    await it.markNoShow(booking.id, NOW);
    await it.markNoShow(booking.id, NOW.plus({ hours: 1 }));
  });
  expect(await noShow()).toBe(NOW.toISO());
});

test('a seat is taken anew only after its booking is locked, as everywhere: bookings before slots', async () => {
  const start = freshStart();
  const { id, booking } = await bookedAs('confirmed', parts, start);
  await turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'cancelled');
    await it.markNoShow(booking.id, NOW);
  });
  const retaken = await whileLocked(
    parts,
    ['SELECT FROM booking WHERE id = $1 FOR UPDATE', [booking.id]],
    () =>
      turn(id, async (it) => (await it.retakeSeat(booking.id, 1)) && (await change(it, booking.id, 'cancelled', 'confirmed'))),
    // Whoever waits for the booking keeps nobody waiting for the slot.
    ['SELECT FROM slot WHERE starts_at = $1 FOR UPDATE NOWAIT', [start.toJSDate()]],
  );
  expect(retaken).toMatchObject({ state: 'confirmed' });
  expect(await usedAt(parts, start)).toEqual([1]);
});

test('no seat is taken anew for a booking that stands, or that was cancelled without a mark', async () => {
  const start = freshStart();
  const { id, booking } = await bookedAs('confirmed', parts, start);
  expect(await turn(id, (it) => it.retakeSeat(booking.id, 5))).toBe(false);
  await turn(id, (it) => change(it, booking.id, 'confirmed', 'cancelled'));
  expect(await turn(id, (it) => it.retakeSeat(booking.id, 5))).toBe(false);
  expect(await usedAt(parts, start)).toEqual([0]);
});

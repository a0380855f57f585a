import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { bookedAs, change, freshStart } from '../support/store-office.ts';

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

import { describe, expect, test } from 'vitest';
import type { ProvidedService } from '#store/rooms.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { type Booked, BY_STAFF, bookedAs, change, freshStart } from '../support/store-office.ts';

const parts = storeForFile();
const SERVICES: ProvidedService[] = [{ centreId: 'izumo', serviceId: 'counselling', provider: 'zoom' }];

describe('a booking that is being changed while it is looked at', () => {
  test('a no-show that is being taken back keeps the meeting that waits to be made', async () => {
    const booked = await withMeeting();
    await noShow(booked);
    await parts.store.turn(booked.id, async (it) => {
      await it.retakeSeat(booked.booking.id, 1);
      await change(it, booked.booking.id, 'cancelled', 'confirmed');
      await parts.store.rooms.close(NOW);
    });
    expect(await stateOf(booked)).toBe('making');
    await parts.store.rooms.close(NOW);
    expect(await stateOf(booked)).toBe('making');
  });

  test('a cancellation takes the meeting down once it stands', async () => {
    const booked = await withMeeting();
    await parts.store.turn(booked.id, async (it) => {
      await change(it, booked.booking.id, 'confirmed', 'cancelled');
      await parts.store.rooms.close(NOW);
    });
    expect(await stateOf(booked)).toBe('making');
    await parts.store.rooms.close(NOW);
    expect(await stateOf(booked)).toBe('unmade');
  });
});

test('a no-show takes down what waits to be made: nothing was, and the session has begun', async () => {
  const booked = await withMeeting();
  await noShow(booked);
  await parts.store.rooms.close(NOW);
  expect(await stateOf(booked)).toBe('unmade');
});

/** Confirmed, with a meeting that is yet to be made. */
async function withMeeting(): Promise<Booked> {
  const booked = await bookedAs('confirmed', parts, freshStart());
  await parts.store.rooms.open(SERVICES, NOW);
  return booked;
}

const noShow = ({ id, booking }: Booked) =>
  parts.store.turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'cancelled', BY_STAFF);
    await it.markNoShow(booking.id, NOW);
  });

async function stateOf({ booking }: Booked): Promise<string | undefined> {
  const { rows } = await parts.sql.query<{ state: string }>('SELECT state FROM meeting_room WHERE booking_id = $1', [booking.id]);
  return rows[0]?.state;
}

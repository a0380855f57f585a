import { expect, test } from 'vitest';
import { NOW, somebody, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, change, freshStart, usedAt } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const ACCESS = { meetingId: '123 456 7890', passcode: 'abc' };

const TASKS = [
  'answer-request',
  'overdue-request',
  'not-connected',
  'presumed-cancellation',
  'late',
  'cannot-connect',
  'details-not-delivered',
  'closed-day-session',
];

async function withTasks(state: 'requested' | 'confirmed') {
  const booked = await bookedAs(state, parts, freshStart());
  await turn(booked.id, async (it) => {
    for (const kind of [...TASKS, 'cannot-use-phone']) {
      await it.raiseTask({ kind, centreId: 'izumo', bookingId: booked.booking.id, at: NOW });
    }
  });
  const open = async () => {
    const { rows } = await parts.sql.query<{ kind: string }>(
      'SELECT kind FROM staff_task WHERE booking_id = $1 AND done_at IS NULL ORDER BY kind',
      [booked.booking.id],
    );
    return rows.map(({ kind }) => kind);
  };
  return { ...booked, open };
}

test.each(['attended', 'attended-by-phone', 'cancelled', 'moved'] as const)(
  'a booking that is %s leaves nothing to do',
  async (to) => {
    const { id, booking, open } = await withTasks('confirmed');
    await turn(id, (it) => change(it, booking.id, 'confirmed', to, BY_STAFF));
    expect(await open()).toEqual(['cannot-use-phone']);
    const { rows } = await parts.sql.query(
      'SELECT DISTINCT done_by FROM staff_task WHERE booking_id = $1 AND done_at IS NOT NULL',
      [booking.id],
    );
    expect(rows).toEqual([{ done_by: BY_STAFF.id }]);
  },
);

test('a presumed cancellation leaves its tasks to staff until it is undone', async () => {
  const { id, booking, open } = await withTasks('confirmed');
  await turn(id, (it) => change(it, booking.id, 'confirmed', 'presumed-cancelled'));
  expect(await open()).toContain('presumed-cancellation');
  const undone = await turn(id, (it) => change(it, booking.id, 'presumed-cancelled', 'confirmed', BY_STAFF));
  expect(undone?.state).toBe('confirmed');
  expect(await open()).not.toContain('presumed-cancellation');
  expect(await open()).toContain('not-connected');
});

test('a request that is confirmed needs no answer any more', async () => {
  const { id, booking, open } = await withTasks('requested');
  await turn(id, (it) => change(it, booking.id, 'requested', 'confirmed'));
  expect(await open()).not.toContain('answer-request');
  expect(await open()).not.toContain('overdue-request');
  expect(await open()).toContain('not-connected');
});

test.each(['cancelled', 'moved', 'attended', 'presumed-cancelled'] as const)(
  'the details of a booking that is %s are void',
  async (to) => {
    const { id, booking } = await bookedAs('confirmed', parts, freshStart());
    await turn(id, async (it) => {
      await it.enterDetails({ bookingId: booking.id, access: ACCESS, at: NOW, actor: BY_STAFF });
      await change(it, booking.id, 'confirmed', to);
      expect(await it.details(booking.id)).toBeUndefined();
    });
    const { rows } = await parts.sql.query('SELECT void_at FROM meeting_details WHERE booking_id = $1', [booking.id]);
    expect(rows).toEqual([{ void_at: NOW.toJSDate() }]);
  },
);

test('a mark of attendance that is taken back brings back the newest details, and no older ones', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, async (it) => {
    await it.enterDetails({ bookingId: booking.id, access: { url: 'https://old.example.jp' }, at: NOW, actor: BY_STAFF });
    const { id: newest } = await it.enterDetails({ bookingId: booking.id, access: ACCESS, at: NOW, actor: BY_STAFF });
    await it.tickMyPage(newest, NOW);
    await change(it, booking.id, 'confirmed', 'attended');
    await change(it, booking.id, 'attended', 'confirmed');
    expect(await it.details(booking.id)).toMatchObject({ id: newest, access: ACCESS, myPageAt: NOW });
  });
});

test('a mark that is taken back after the session opens nothing: the next booking is not in its way', async () => {
  const start = NOW.minus({ days: 1 });
  const { id, booking } = await bookedAs('confirmed', parts, start);
  await turn(id, (it) => change(it, booking.id, 'confirmed', 'attended'));
  await turn(id, async (it) => {
    const next = freshStart();
    const seat = {
      centreId: 'izumo',
      officeId: 'izumo',
      serviceId: 'counselling',
      startsAt: next,
      endsAt: next.plus({ minutes: 30 }),
      capacity: 1,
    };
    const hold = await it.hold(seat, { until: NOW, at: NOW, openBookings: 1 });
    expect(hold.kind).toBe('held');
  });
  const undone = await turn(id, (it) => change(it, booking.id, 'attended', 'confirmed'));
  expect(undone?.state).toBe('confirmed');
  expect((await turn(id, (it) => it.openBookings())).map(({ state }) => state)).toEqual(['held']);
  expect(await usedAt(parts, start)).toEqual([1]);
});

test('when it was first confirmed is kept through marks that are taken back', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const later = NOW.plus({ hours: 3 });
  const again = await turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'attended');
    return it.changeState({ bookingId: booking.id, from: ['attended'], to: 'confirmed', at: later, actor: BY_STAFF });
  });
  expect(again?.confirmedAt?.toISO()).toBe(NOW.toISO());
});

test('a no-show that is undone is none', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const read = await turn(id, async (it) => {
    await change(it, booking.id, 'confirmed', 'presumed-cancelled');
    await it.markNoShow(booking.id, NOW);
    expect((await it.booking(booking.id))?.noShowAt?.toISO()).toBe(NOW.toISO());
    return change(it, booking.id, 'presumed-cancelled', 'confirmed');
  });
  expect(read).toMatchObject({ state: 'confirmed', noShowAt: undefined });
});

test('a waiting move becomes an ordinary request where the confirmed booking is cancelled', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const request = await turn(id, async (it) => {
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    const made = await it.request({ ...where, wishes: 'x', answerBy: NOW, at: NOW, openBookings: 1, movesBookingId: booking.id });
    await change(it, booking.id, 'confirmed', 'cancelled');
    return made.kind === 'requested' ? made.booking.id : '';
  });
  const open = await turn(id, (it) => it.openBookings());
  expect(open).toMatchObject([{ id: request, state: 'requested' }]);
});

test('of twenty changes at once from as many conversations, one is made', async () => {
  const start = freshStart();
  const { booking } = await bookedAs('confirmed', parts, start);
  const others = await Promise.all(Array.from({ length: 20 }, () => somebody(parts.store)));
  const done = await Promise.all(
    others.map((id, i) => turn(id, (it) => change(it, booking.id, 'confirmed', i % 2 ? 'cancelled' : 'attended'))),
  );
  const made = done.filter((it) => it !== undefined);
  expect(made).toHaveLength(1);
  expect(await usedAt(parts, start)).toEqual([made[0]?.state === 'attended' ? 1 : 0]);
});

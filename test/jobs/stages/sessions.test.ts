import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { confirmed, office } from '../booked.ts';

/** Hakodate: 17:00 the day before, 8:30, the room 5 minutes before, the phone 5 and the presumption 10 minutes after the start. */
const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

describe('around a session at Hakodate', () => {
  test('each notice goes out at its minute and not a minute before, and once', async () => {
    const who = await it.booked('2026-11-25T10:00');
    const minutes: [string, string, string][] = [
      ['2026-11-24T16:59', '2026-11-24T17:00', 'reminder-day-before'],
      ['2026-11-25T08:29', '2026-11-25T08:30', 'reminder-morning'],
      ['2026-11-25T09:54', '2026-11-25T09:55', 'room-opens'],
      ['2026-11-25T10:04', '2026-11-25T10:05', 'not-connected'],
      ['2026-11-25T10:09', '2026-11-25T10:10', 'presumed-cancelled'],
    ];
    const told: string[] = [];
    for (const [before, at, kind] of minutes) {
      await it.house.at(before);
      expect(await it.ledger(who.booking.id)).toEqual(told);
      await it.house.at(at);
      told.push(`${kind} sent`);
      expect(await it.ledger(who.booking.id)).toEqual(told);
      expect(it.got(who)).toHaveLength(told.length);
    }
    await it.house.at('2026-11-26T10:00');
    expect(await it.ledger(who.booking.id)).toEqual(told);
    expect(it.got(who)).toHaveLength(told.length);
  });

  test('who is not connected is to be rung at once; the presumption is for staff to review, and names its article', async () => {
    const { booking } = await it.booked('2026-11-25T13:00');
    await it.house.at('2026-11-25T13:05');
    expect(await it.tasks(booking.id)).toEqual(['not-connected']);
    const { rows } = await it.sql.query('SELECT due_at FROM staff_task WHERE booking_id = $1', [booking.id]);
    expect(rows[0]?.due_at).toEqual(inTokyo('2026-11-25T13:05').toJSDate());
    expect(await it.state(booking.id)).toBe('confirmed');
    await it.house.at('2026-11-25T13:10');
    expect(await it.state(booking.id)).toBe('presumed-cancelled');
    expect(await it.tasks(booking.id)).toContain('presumed-cancellation');
    const audit = await it.sql.query(
      "SELECT actor_kind, from_state, to_state, reason FROM audit WHERE booking_id = $1 AND to_state = 'presumed-cancelled'",
      [booking.id],
    );
    expect(audit.rows).toEqual([
      { actor_kind: 'system', from_state: 'confirmed', to_state: 'presumed-cancelled', reason: '6(6)' },
    ]);
  });

  test('whom a reminder did not reach is rung about that until the session begins, and not beside the call of its start', async () => {
    const { booking, conversationId } = await it.booked('2026-11-25T13:30');
    await it.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [conversationId]);
    await it.house.at('2026-11-24T17:00');
    await it.house.at('2026-11-25T13:29');
    expect(await it.tasks(booking.id)).toEqual(['not-delivered']);
    await it.house.at('2026-11-25T13:30');
    expect(await it.tasks(booking.id)).toEqual([]);
    await it.house.at('2026-11-25T13:35');
    expect(await it.tasks(booking.id)).toContain('not-connected');
  });

  test('contact is noted: nobody rings, nothing is presumed', async () => {
    const { booking, conversationId } = await it.booked('2026-11-25T14:00');
    const at = inTokyo('2026-11-25T14:02');
    it.house.clock.set(at);
    await it.house.store.turn(conversationId, (turn) => turn.noteContact({ bookingId: booking.id, kind: 'late', at }));
    await it.house.at('2026-11-25T14:10');
    const ledger = await it.ledger(booking.id);
    expect(ledger).toContain('not-connected not-needed overtaken');
    expect(ledger).toContain('presumed-cancelled not-needed contact');
    expect([await it.state(booking.id), await it.tasks(booking.id)]).toEqual(['confirmed', []]);
  });

  test('contact before the fifth minute: the office does not ring', async () => {
    const { booking, conversationId } = await it.booked('2026-11-25T14:30');
    const at = inTokyo('2026-11-25T14:32');
    await it.house.store.turn(conversationId, (turn) => turn.noteContact({ bookingId: booking.id, kind: 'cannot-connect', at }));
    await it.house.at('2026-11-25T14:35');
    expect(await it.ledger(booking.id)).toContain('not-connected not-needed contact');
    expect(await it.tasks(booking.id)).toEqual([]);
  });

  test('who has arrived is neither rung nor presumed cancelled', async () => {
    const { booking, conversationId } = await it.booked('2026-11-25T15:00');
    const at = inTokyo('2026-11-25T15:01');
    const actor = { kind: 'staff', id: 'somebody' } as const;
    await it.house.store.turn(conversationId, (turn) =>
      turn.changeState({ bookingId: booking.id, from: ['confirmed'], to: 'attended', at, actor }),
    );
    await it.house.at('2026-11-25T15:10');
    expect([await it.state(booking.id), await it.tasks(booking.id), await it.ledger(booking.id)]).toEqual(['attended', [], []]);
  });

  test('cancelled in between: nothing more is told', async () => {
    const who = await it.booked('2026-11-25T11:00');
    await it.house.at('2026-11-24T17:00');
    const at = it.house.clock.now();
    const actor = { kind: 'client', id: 'somebody' } as const;
    await it.house.store.turn(who.conversationId, (turn) =>
      turn.changeState({ bookingId: who.booking.id, from: ['confirmed'], to: 'cancelled', at, actor }),
    );
    for (const time of ['2026-11-25T08:30', '2026-11-25T10:55', '2026-11-25T11:10']) await it.house.at(time);
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before sent']);
    expect(it.got(who)).toHaveLength(1);
  });

  test('a reminder that is on its way when its booking is cancelled is not needed any more', async () => {
    const who = await it.booked('2026-11-25T11:30');
    it.house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 1_000, path: '/push' });
    await it.house.at('2026-11-24T17:00');
    expect(await it.ledger(who.booking.id)).toEqual([expect.stringMatching(/^reminder-day-before queued/)]);
    const at = it.house.clock.now();
    const actor = { kind: 'client', id: 'somebody' } as const;
    await it.house.store.turn(who.conversationId, (turn) =>
      turn.changeState({ bookingId: who.booking.id, from: ['confirmed'], to: 'cancelled', at, actor }),
    );
    it.house.platform.clearFaults();
    await it.house.at('2026-11-24T17:10');
    expect(await it.ledger(who.booking.id)).toEqual([expect.stringMatching(/^reminder-day-before not-needed/)]);
    expect(it.got(who)).toEqual([]);
  });

  test('moved: the new session is reminded of, the old one no more', async () => {
    const who = await it.booked('2026-11-25T09:30');
    await it.house.at('2026-11-24T16:00');
    const { store, clock } = it.house;
    const start = inTokyo('2026-11-26T09:30');
    const seat = { centreId: 'hakodate', officeId: 'hakodate', serviceId: 'counselling', capacity: 1 };
    const moved = await confirmed(
      store,
      who.conversationId,
      { ...seat, startsAt: start, endsAt: start.plus({ minutes: 30 }) },
      clock.now(),
      who.booking.id,
    );
    for (const time of ['2026-11-24T17:00', '2026-11-25T08:30', '2026-11-25T09:40']) await it.house.at(time);
    expect([await it.ledger(who.booking.id), await it.ledger(moved.id)]).toEqual([[], []]);
    for (const time of ['2026-11-25T17:00', '2026-11-26T08:30']) await it.house.at(time);
    expect(await it.ledger(moved.id)).toEqual(['reminder-day-before sent', 'reminder-morning sent']);
    expect(it.got(who)).toHaveLength(2);
  });

  test('confirmed after a reminder’s time: that one is not needed', async () => {
    it.house.clock.set(inTokyo('2026-11-24T17:00'));
    const who = await it.booked('2026-11-25T10:30');
    await it.house.at('2026-11-24T17:01');
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before not-needed confirmed-later']);
    await it.house.at('2026-11-25T08:30');
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before not-needed confirmed-later', 'reminder-morning sent']);
    expect(it.got(who)).toHaveLength(1);
  });

  test('who blocked us is to be rung instead of reminded; the ledger says why', async () => {
    const who = await it.booked('2026-11-25T16:00');
    await it.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [who.conversationId]);
    await it.house.at('2026-11-25T08:30');
    expect(await it.ledger(who.booking.id)).toEqual([
      'reminder-day-before not-needed overtaken',
      'reminder-morning failed unreachable',
    ]);
    expect(await it.tasks(who.booking.id)).toEqual(['not-delivered']);
  });

  test('an undone presumption is not made again', async () => {
    const { booking, conversationId } = await it.booked('2026-11-25T16:30');
    await it.house.at('2026-11-25T16:40');
    expect(await it.state(booking.id)).toBe('presumed-cancelled');
    const at = it.house.clock.now();
    const actor = { kind: 'staff', id: 'somebody' } as const;
    await it.house.store.turn(conversationId, (turn) =>
      turn.changeState({ bookingId: booking.id, from: ['presumed-cancelled'], to: 'confirmed', at, actor }),
    );
    await it.house.at('2026-11-25T16:45');
    expect(await it.state(booking.id)).toBe('confirmed');
  });
});

describe('after a standstill', () => {
  test('everything overdue is handled in one sweep, and what came too late is only noted', async () => {
    const late = await it.booked('2026-11-25T10:00');
    const soon = await it.booked('2026-11-25T14:00');
    it.house.clock.set(inTokyo('2026-11-25T11:00'));
    await it.house.house.sweep();
    await it.house.settle();
    expect(await it.ledger(late.booking.id)).toEqual([
      'not-connected not-needed overtaken',
      'presumed-cancelled sent',
      'reminder-day-before not-needed overtaken',
      'reminder-morning not-needed overtaken',
      'room-opens not-needed too-late',
    ]);
    expect(await it.state(late.booking.id)).toBe('presumed-cancelled');
    expect(await it.ledger(soon.booking.id)).toEqual(['reminder-day-before not-needed overtaken', 'reminder-morning sent']);
    expect([it.got(late).length, it.got(soon).length]).toEqual([1, 1]);
  });

  test('of a whole day: nothing is presumed any more, staff settle it', async () => {
    const { booking } = await it.booked('2026-11-25T10:00');
    await it.house.at('2026-11-26T00:00');
    expect(await it.state(booking.id)).toBe('confirmed');
    expect(await it.ledger(booking.id)).toContain('presumed-cancelled not-needed too-late');
  });
});

describe('other centres', () => {
  test('Matsudo reminds on the business day before, while somebody answers: over the year’s end too', async () => {
    const who = await it.booked('2027-01-04T11:00', { centreId: 'matsudo-mothers' });
    await it.house.at('2026-12-28T14:59');
    expect(await it.ledger(who.booking.id)).toEqual([]);
    await it.house.at('2026-12-28T15:00');
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before sent']);
    expect(it.got(who).join()).toContain('1月4日');
  });

  test('Matsudo keeps clear of days that staff have closed', async () => {
    const who = await it.booked('2026-12-10T11:00', { centreId: 'matsudo-mothers' });
    await it.sql.query(
      `INSERT INTO closure (id, centre_id, from_day, to_day, reason, created_at, created_by)
       VALUES (gen_random_uuid(), 'matsudo-mothers', '2026-12-08', '2026-12-09', '研修', now(), gen_random_uuid())`,
    );
    await it.house.at('2026-12-07T14:59');
    expect(await it.ledger(who.booking.id)).toEqual([]);
    await it.house.at('2026-12-07T15:00');
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before sent']);
  });

  test('Izumo’s documents name neither room nor phone: reminders and the presumption only', async () => {
    const { booking } = await it.booked('2026-11-25T11:00', { centreId: 'izumo' });
    for (const time of ['2026-11-24T17:00', '2026-11-25T08:30', '2026-11-25T10:55', '2026-11-25T11:05', '2026-11-25T11:10']) {
      await it.house.at(time);
    }
    expect(await it.ledger(booking.id)).toEqual(['reminder-day-before sent', 'reminder-morning sent', 'presumed-cancelled sent']);
  });

  test('Online Hello Work presumes nothing', async () => {
    const { booking } = await it.booked('2026-11-25T10:00', { centreId: 'online-hellowork' });
    for (const time of ['2026-11-24T17:00', '2026-11-25T08:30', '2026-11-25T10:10', '2026-11-25T12:00']) await it.house.at(time);
    expect(await it.ledger(booking.id)).toEqual(['reminder-day-before sent', 'reminder-morning sent']);
    expect(await it.state(booking.id)).toBe('confirmed');
  });
});

describe('times are those of Tokyo, wherever the server stands', () => {
  test('a session at midnight is reminded of on the calendar day before it there', async () => {
    const { booking } = await it.booked('2026-11-26T00:00');
    await it.house.at('2026-11-25T16:59');
    expect(await it.ledger(booking.id)).toEqual([]);
    await it.house.at('2026-11-25T17:00');
    expect(await it.ledger(booking.id)).toEqual(['reminder-day-before sent']);
    await it.house.at('2026-11-25T23:55');
    expect((await it.ledger(booking.id)).at(-1)).toBe('room-opens sent');
    await it.house.at('2026-11-26T00:00');
    expect((await it.ledger(booking.id)).at(-1)).toBe('reminder-morning not-needed starts-earlier');
  });
});

test('contact that was stored before the presumption, and not read since the process was killed, keeps it from happening', async () => {
  const who = await it.booked('2026-11-25T15:00');
  await it.house.at('2026-11-25T15:06');
  const occurredAt = inTokyo('2026-11-25T15:08');
  it.house.clock.set(occurredAt);
  const event = { channel: 'line' as const, ...who.talk, eventId: randomUUID(), occurredAt };
  const body = { kind: 'pressed', step: 0, choice: `late:${who.booking.id}` };
  await it.house.store.receive([{ ...event, body }], occurredAt);
  await it.house.at('2026-11-25T15:11');
  expect(await it.state(who.booking.id)).toBe('confirmed');
  await it.house.at('2026-11-25T15:12');
  expect(await it.state(who.booking.id)).toBe('confirmed');
  expect(await it.ledger(who.booking.id)).toContain('presumed-cancelled not-needed contact');
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestHouse } from '../../support/house.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { type Booked, confirmed, detailsSeen, office } from '../booked.ts';

const it = office();
let other: Awaited<ReturnType<TestHouse['sibling']>>;
beforeAll(async () => {
  other = await it.house.sibling();
});
afterAll(() => other.close());
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

const BY = { id: '00000000-0000-4000-8000-00000000c0de' };
const passBy = async (...times: string[]) => {
  for (const time of times) await it.house.at(`2026-11-25T${time}`);
};
const close = (day: string, centreId = 'hakodate', officeId: string | null = null) =>
  it.sql.query(
    `INSERT INTO closure (id, centre_id, office_id, from_day, to_day, reason, created_at, created_by)
     VALUES (gen_random_uuid(), $1, $3, $2, $2, '研修', now(), gen_random_uuid()) RETURNING id`,
    [centreId, day, officeId],
  );
const absent = async ({ booking }: Booked) =>
  (await it.ledger(booking.id)).filter((line) => /^(not-connected|presumed-cancelled)/.test(line));

describe('who never got the meeting details', () => {
  test('is neither told "not connected" nor presumed cancelled: staff ring from the very start', async () => {
    const who = await it.bookedWithoutDetails('2026-11-25T10:00');
    await passBy('09:59');
    expect(await it.tasks(who.booking.id)).toEqual([]);
    await passBy('10:00');
    expect(await it.tasks(who.booking.id)).toEqual(['details-not-delivered']);
    const before = it.got(who).length;
    await passBy('10:05', '10:10', '10:29');
    expect(await absent(who)).toEqual([
      'not-connected not-needed details-not-delivered',
      'presumed-cancelled not-needed details-not-delivered',
    ]);
    expect([await it.state(who.booking.id), it.got(who).length]).toEqual(['confirmed', before]);
    expect(await it.tasks(who.booking.id)).toEqual(['details-not-delivered']);
  });

  test('is rung, and what staff had to do to get them there in time waits no longer', async () => {
    const { booking } = await it.bookedWithoutDetails('2026-11-25T10:30');
    const about = { centreId: 'hakodate', officeId: 'hakodate', bookingId: booking.id, at: it.house.clock.now() };
    for (const kind of ['no-address', 'address-unconfirmed', 'my-page', 'cannot-use-phone']) {
      await it.house.store.turn(booking.id, (turn) => turn.raiseTask({ ...about, kind }));
    }
    await passBy('10:29');
    expect(await it.tasks(booking.id)).toHaveLength(4);
    await passBy('10:30');
    expect((await it.tasks(booking.id)).toSorted()).toEqual(['cannot-use-phone', 'details-not-delivered']);
  });

  test('staff’s tick, and any mark of what became of the session, end the task; it is not raised again', async () => {
    const [rung, marked] = [await it.bookedWithoutDetails('2026-11-25T11:00'), await it.bookedWithoutDetails('2026-11-25T11:00')];
    await passBy('11:00');
    const { rows } = await it.sql.query('SELECT id FROM staff_task WHERE booking_id = $1', [rung.booking.id]);
    await it.house.office.settle({ by: BY, taskId: rows[0]?.id, centreId: 'hakodate' });
    await it.house.office.attendance({ by: BY, bookingId: marked.booking.id, what: 'attended-by-phone' });
    await passBy('11:01', '11:10');
    expect([await it.tasks(rung.booking.id), await it.tasks(marked.booking.id)]).toEqual([[], []]);
  });

  test('because they came after the start, has not been able to come in time', async () => {
    const who = await it.bookedWithoutDetails('2026-11-25T13:00');
    await passBy('13:00');
    it.house.clock.set(inTokyo('2026-11-25T13:03'));
    await it.house.office.enterDetails({ by: BY, bookingId: who.booking.id, access: { meetingId: '812 3456 7890' } });
    await it.house.settle();
    await passBy('13:05', '13:10');
    expect(await it.ledger(who.booking.id)).toContain('details sent');
    expect(await it.state(who.booking.id)).toBe('confirmed');
    expect(await it.tasks(who.booking.id)).toContain('details-not-delivered');
  });

  test('since staff moved the session, and entered none for the new time, is rung as well', async () => {
    const who = await it.booked('2026-11-25T09:30');
    const start = inTokyo('2026-11-25T14:00');
    const seat = { centreId: 'hakodate', officeId: 'hakodate', serviceId: 'counselling', capacity: 1_000 };
    const { store, clock } = it.house;
    const times = { startsAt: start, endsAt: start.plus({ minutes: 30 }) };
    const booking = await confirmed(store, who.conversationId, { ...seat, ...times }, clock.now(), who.booking.id);
    await passBy('14:00', '14:05', '14:10');
    expect([await it.state(booking.id), await it.tasks(booking.id)]).toEqual(['confirmed', ['details-not-delivered']]);
  });

  test('since the push failed for good, is rung; by a later reminder that leads to them they have got there', async () => {
    const [lost, reminded] = [
      await it.bookedWithoutDetails('2026-11-25T15:00'),
      await it.bookedWithoutDetails('2026-11-25T15:00'),
    ];
    for (const { booking } of [lost, reminded]) {
      await it.house.office.enterDetails({ by: BY, bookingId: booking.id, access: { meetingId: '812 3456 7890' } });
    }
    await it.house.settle();
    await it.sql.query(
      `UPDATE outbox SET state = 'failed', sent_by = NULL, why = 'quota' WHERE kind = 'details' AND booking_id = ANY($1)`,
      [[lost.booking.id, reminded.booking.id]],
    );
    await it.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [lost.conversationId]);
    await passBy('08:30', '15:00', '15:10');
    expect([await it.state(lost.booking.id), await it.state(reminded.booking.id)]).toEqual(['confirmed', 'presumed-cancelled']);
    expect(await it.tasks(lost.booking.id)).toContain('details-not-delivered');
  });

  test('is rung at a centre without the ten-minute rule too', async () => {
    const who = await it.bookedWithoutDetails('2026-11-25T10:00', { centreId: 'online-hellowork' });
    await passBy('10:00', '10:15');
    expect([await absent(who), await it.tasks(who.booking.id)]).toEqual([[], ['details-not-delivered']]);
  });

  test('is one task, however many processes look at once, and none the day after a standstill', async () => {
    const all: Booked[] = [];
    for (let count = 0; count < 8; count += 1) all.push(await it.bookedWithoutDetails('2026-11-25T16:00'));
    const old = await it.bookedWithoutDetails('2026-11-24T16:00');
    it.house.clock.set(inTokyo('2026-11-25T16:00'));
    const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
    await Promise.all([it.house.settle(), other.house.runner.quiet()]);
    expect(swept.every(({ hindered }) => hindered <= all.length)).toBe(true);
    for (const { booking } of all) expect(await it.tasks(booking.id)).toEqual(['details-not-delivered']);
    expect(await it.tasks(old.booking.id)).toEqual([]);
    expect(await it.state(old.booking.id)).toBe('confirmed');
  });
});

describe('at Izumo, by My Page and e-mail (article 6(2))', () => {
  const entered = async () => {
    const who = await it.bookedWithoutDetails('2026-11-25T11:00', { centreId: 'izumo' });
    await it.house.office.enterDetails({ by: BY, bookingId: who.booking.id, access: { meetingId: '812 3456 7890' } });
    await it.house.settle();
    return who;
  };

  test('details that staff entered and never put into My Page have not got there; those that were ticked have', async () => {
    const [forgotten, ticked] = [await entered(), await entered()];
    await it.house.office.tickMyPage({ by: BY, bookingId: ticked.booking.id });
    await passBy('11:00', '11:10');
    expect([await it.state(forgotten.booking.id), await it.state(ticked.booking.id)]).toEqual([
      'confirmed',
      'presumed-cancelled',
    ]);
    expect(await it.tasks(forgotten.booking.id)).toContain('details-not-delivered');
  });

  test('a mail that arrived is enough, one that failed is not', async () => {
    const [arrived, failed] = [await entered(), await entered()];
    for (const { booking } of [arrived, failed]) {
      await it.sql.query(
        `WITH d AS (SELECT id FROM meeting_details WHERE booking_id = $1), m AS (
           INSERT INTO mail (id, kind, centre_id, booking_id, state, created_at, finished_at)
           VALUES (gen_random_uuid(), 'details-mail', 'izumo', $1, $2, $3, $3) RETURNING id)
         INSERT INTO notice (id, once_key, kind, centre_id, booking_id, channel, mail_id, created_at)
         SELECT gen_random_uuid(), 'details-mail:' || d.id, 'details-mail', 'izumo', $1, 'mail', m.id, $3 FROM d, m`,
        [booking.id, booking === arrived.booking ? 'sent' : 'failed', it.house.clock.now().toJSDate()],
      );
    }
    await passBy('11:00', '11:10');
    expect([await it.state(arrived.booking.id), await it.state(failed.booking.id)]).toEqual(['presumed-cancelled', 'confirmed']);
  });
});

describe('a booking that was left on a day that staff closed', () => {
  test('is told nothing of by itself, never presumed, and staff ring when it would begin', async () => {
    const who = await it.booked('2026-11-26T10:00');
    const elsewhere = await it.booked('2026-11-26T10:00', { officeId: 'esashi' });
    await close('2026-11-26', 'hakodate', 'hakodate');
    const before = it.got(who).length;
    for (const time of ['25T17:00', '26T08:30', '26T09:55', '26T10:05', '26T10:10']) await it.house.at(`2026-11-${time}`);
    expect(await it.ledger(who.booking.id)).toEqual(
      ['reminder-day-before', 'reminder-morning', 'room-opens', 'not-connected', 'presumed-cancelled'].map(
        (kind) => `${kind} not-needed closed-day`,
      ),
    );
    expect([it.got(who).length, await it.state(who.booking.id)]).toEqual([before, 'confirmed']);
    expect(await it.tasks(who.booking.id)).toEqual(['closed-day-session']);
    expect(await it.state(elsewhere.booking.id)).toBe('presumed-cancelled');
  });

  test('is reminded of again once the closure was ended', async () => {
    const who = await it.booked('2026-11-27T10:00');
    const { rows } = await close('2026-11-27');
    await it.house.at('2026-11-26T17:00');
    await it.sql.query('UPDATE closure SET ended_at = now() WHERE id = $1', [rows[0]?.id]);
    await it.house.at('2026-11-27T08:30');
    expect(await it.ledger(who.booking.id)).toEqual(['reminder-day-before not-needed closed-day', 'reminder-morning sent']);
  });
});

test('who got the details is taken as absent, as the terms have it', async () => {
  const who = await it.bookedWithoutDetails('2026-11-30T10:00');
  await detailsSeen(it.house.store, it.sql, who, it.house.clock.now());
  for (const time of ['10:00', '10:05', '10:10']) await it.house.at(`2026-11-30T${time}`);
  expect(await absent(who)).toEqual(['not-connected sent', 'presumed-cancelled sent']);
  expect(await it.tasks(who.booking.id)).toEqual(['not-connected', 'presumed-cancellation']);
});

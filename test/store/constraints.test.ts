import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { BY_CLIENT, held, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';

/** The database itself refuses, whatever a programme may try. */

const parts = storeForFile();
let days = 0;
const freshStart = (): DateTime => NOW.plus({ days: ++days }).startOf('hour');

async function confirmed() {
  const startsAt = freshStart();
  const id = await somebody(parts.store);
  const booking = await parts.store.turn(id, async (turn) => {
    const hold = await held(turn, seatAt(startsAt));
    return turn.changeState({ bookingId: hold.id, from: ['held'], to: 'confirmed', at: NOW, actor: BY_CLIENT });
  });
  if (!booking) throw new Error('not confirmed');
  return { conversationId: id, booking };
}

const refusedBy = (constraint: string) => expect.objectContaining({ constraint });
const run = (text: string, ...values: unknown[]) => parts.sql.query(text, values);

/** Another booking like the given one, with some columns changed. */
const COPY = (changed: Record<string, string>) => {
  const columns = [
    'id',
    'reference',
    'centre_id',
    'office_id',
    'service_id',
    'client_id',
    'state',
    'slot_id',
    'starts_at',
    'ends_at',
  ];
  const all = [
    ...columns,
    'hold_until',
    'moves_booking_id',
    'open_ordinal',
    'open_limit',
    'calendar_hash',
    'created_at',
    'updated_at',
  ];
  const fresh: Record<string, string> = {
    id: 'gen_random_uuid()',
    reference: `upper(translate(left(gen_random_uuid()::text, 8), '01', 'xy'))`,
    calendar_hash: 'gen_random_uuid()::text',
    ...changed,
  };
  return `INSERT INTO booking (${all.join(', ')}) SELECT ${all.map((it) => fresh[it] ?? it).join(', ')} FROM booking WHERE id = $1`;
};

test('a slot is never oversold', async () => {
  const { booking } = await confirmed();
  const oversell = run('UPDATE slot SET used = used + 1 WHERE id = (SELECT slot_id FROM booking WHERE id = $1)', booking.id);
  await expect(oversell).rejects.toEqual(refusedBy('slot_not_oversold'));
});

test('a seat is never freed twice', async () => {
  const { booking } = await confirmed();
  const free = run('UPDATE slot SET used = used - 2 WHERE id = (SELECT slot_id FROM booking WHERE id = $1)', booking.id);
  await expect(free).rejects.toEqual(refusedBy('slot_not_oversold'));
});

test('a second booking on a seat that is counted once is refused at commit', async () => {
  const { booking } = await confirmed();
  const other = await somebody(parts.store);
  const clientId = await parts.store.turn(other, async (turn) => (await turn.client())?.id);
  await expect(run(COPY({ client_id: `'${clientId}'` }), booking.id)).rejects.toEqual(refusedBy('slot_used_is_booked'));
});

test('a count without its booking is refused at commit', async () => {
  const { booking } = await confirmed();
  const widen = run(
    'UPDATE slot SET used = used + 1, capacity = capacity + 1 WHERE id = (SELECT slot_id FROM booking WHERE id = $1)',
    booking.id,
  );
  await expect(widen).rejects.toEqual(refusedBy('slot_used_is_booked'));
});

test('a cancelled booking cannot keep its seat counted', async () => {
  const { booking } = await confirmed();
  const cancel = run(`UPDATE booking SET state = 'cancelled', open_ordinal = NULL WHERE id = $1`, booking.id);
  await expect(cancel).rejects.toEqual(refusedBy('slot_used_is_booked'));
});

test('a booking cannot be on a slot of another time', async () => {
  const { booking } = await confirmed();
  const shift = run(
    `UPDATE booking SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' WHERE id = $1`,
    booking.id,
  );
  await expect(shift).rejects.toEqual(refusedBy('slot_used_is_booked'));
});

test('a second open booking of the same client and service is refused', async () => {
  const { booking } = await confirmed();
  await expect(run(COPY({}), booking.id)).rejects.toEqual(refusedBy('booking_open_once'));
});

test('an open booking cannot go uncounted', async () => {
  const { booking } = await confirmed();
  const hide = run('UPDATE booking SET open_ordinal = NULL WHERE id = $1', booking.id);
  await expect(hide).rejects.toEqual(refusedBy('booking_open_is_counted'));
});

test('more open bookings than the centre allowed are refused', async () => {
  const { booking } = await confirmed();
  const raise = run('UPDATE booking SET open_ordinal = 2 WHERE id = $1', booking.id);
  await expect(raise).rejects.toEqual(refusedBy('booking_open_limit'));
});

test.each([
  ['an unknown state', `state = 'lost', open_ordinal = NULL`, 'booking_state_known'],
  ['a confirmed booking without a slot', 'slot_id = NULL, starts_at = NULL, ends_at = NULL', 'booking_seat_needs_slot'],
  ['a slot without its time', 'starts_at = NULL', 'booking_time_is_slots'],
  ['a confirmed booking that is still a hold', 'hold_until = now()', 'booking_held_until'],
  ['a booking that moves itself', 'moves_booking_id = id', 'booking_moves_another'],
  ['a reference that reads like another', `reference = 'O0I1L000'`, 'booking_reference_shape'],
])('%s is refused', async (_, assignment, constraint) => {
  const { booking } = await confirmed();
  await expect(run(`UPDATE booking SET ${assignment} WHERE id = $1`, booking.id)).rejects.toEqual(refusedBy(constraint));
});

test('a closed booking cannot be opened again', async () => {
  const { conversationId, booking } = await confirmed();
  await parts.store.turn(conversationId, (turn) =>
    turn.changeState({ bookingId: booking.id, from: ['confirmed'], to: 'cancelled', at: NOW, actor: BY_CLIENT }),
  );
  const reopen = run(`UPDATE booking SET state = 'confirmed', open_ordinal = 1 WHERE id = $1`, booking.id);
  await expect(reopen).rejects.toEqual(refusedBy('booking_closed_is_final'));
});

test('two slots of one service cannot start at the same time', async () => {
  const { booking } = await confirmed();
  const twin = run(
    `INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity)
     SELECT centre_id, office_id, service_id, starts_at, ends_at, capacity FROM slot WHERE id = (SELECT slot_id FROM booking WHERE id = $1)`,
    booking.id,
  );
  await expect(twin).rejects.toEqual(refusedBy('slot_centre_id_office_id_service_id_starts_at_key'));
});

test.each(['UPDATE audit SET reason = NULL', 'DELETE FROM audit', 'TRUNCATE audit'])(
  'audit is append-only: %s',
  async (statement) => {
    await confirmed();
    await expect(run(statement)).rejects.toThrow('append-only');
  },
);

test('an erased client has nothing left', async () => {
  await somebody(parts.store);
  await expect(run('UPDATE client SET erased_at = now()')).rejects.toEqual(refusedBy('client_erased_is_empty'));
});

test.each([
  [`UPDATE inbox SET body = NULL, state = 'pending', done_at = NULL`, 'inbox_pending_has_body'],
  [`UPDATE inbox SET state = 'lost', done_at = NULL`, 'inbox_state_known'],
  [`UPDATE conversation SET channel = 'fax'`, 'conversation_channel_known'],
])('refused: %s', async (statement, constraint) => {
  await somebody(parts.store);
  await expect(run(statement)).rejects.toEqual(refusedBy(constraint));
});

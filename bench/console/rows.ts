import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { seatsAtOnce } from '#policy/seats.ts';
import { newReference } from '#store/booking-row.ts';
import { tokenHash } from '#store/lookup.ts';
import { chance } from './chance.ts';
import { type Client, clientFor, OPEN, type Seals } from './client-rows.ts';
import type { PlannedBooking } from './plan.ts';

/** Rows as the store writes them: everything personal sealed with its keys, look-ups by its hashes. */

type Row = Record<string, string | number | boolean | null>;
export type Rows = Record<'client' | 'conversation' | 'slot' | 'booking' | 'audit' | 'outbox' | 'notice' | 'staff_task', Row[]>;

const SEATED = ['requested', 'confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled'];
export function rowsOf(plan: readonly PlannedBooking[], seals: Seals, now: DateTime): Rows {
  const rows: Rows = { client: [], conversation: [], slot: [], booking: [], audit: [], outbox: [], notice: [], staff_task: [] };
  const dice = chance(2);
  const people = new Map<string, Client[]>();
  const slots = new Map<string, Row>();
  const references = new Set<string>();
  for (const it of plan) {
    const client = clientFor(it, people, rows, seals, dice);
    const reference = fresh(references);
    addBooking(it, { client, slot: slotFor(it, slots), reference }, rows, seals, now);
  }
  rows.slot.push(...withRoomForOverlaps([...slots.values()]));
  return rows;
}

function fresh(known: Set<string>): string {
  let reference = newReference();
  while (known.has(reference)) reference = newReference();
  known.add(reference);
  return reference;
}

function slotFor(it: PlannedBooking, slots: Map<string, Row>): string {
  const key = `${it.centre.id} ${it.officeId} ${it.service.id} ${it.startsAt.toMillis()}`;
  const slot = slots.get(key) ?? {
    id: randomUUID(),
    centre_id: it.centre.id,
    office_id: it.officeId,
    service_id: it.service.id,
    starts_at: it.startsAt.toISO(),
    ends_at: it.endsAt.toISO(),
    capacity: it.service.capacity.value,
    capacity_by_staff: true,
    used: 0,
  };
  slots.set(key, slot);
  if (SEATED.includes(it.state)) slot['used'] = Number(slot['used']) + 1;
  slot['capacity'] = Math.max(Number(slot['capacity']), Number(slot['used']));
  return String(slot['id']);
}

/** Sessions of an hour that begin every half hour share the people who hold them: each slot has room for all that overlap it. */
function withRoomForOverlaps(slots: readonly Row[]): Row[] {
  const taken = slots.map((slot) => ({ slot, ...spanOf(slot), used: Number(slot['used']) }));
  const byDay = Map.groupBy(taken, ({ slot, startsAt }) =>
    [slot['centre_id'], slot['office_id'], slot['service_id'], startsAt.toISODate()].join(' '),
  );
  return [...byDay.values()].flatMap((day) =>
    day.map((it) => ({ ...it.slot, capacity: Math.max(Number(it.slot['capacity']), seatsAtOnce(it, day)) })),
  );
}

const spanOf = (slot: Row) => ({
  startsAt: DateTime.fromISO(String(slot['starts_at']), { setZone: true }),
  endsAt: DateTime.fromISO(String(slot['ends_at']), { setZone: true }),
});

type Made = { client: Client; slot: string; reference: string };

function addBooking(it: PlannedBooking, { client, slot, reference }: Made, rows: Rows, { lookup }: Seals, now: DateTime): void {
  const id = randomUUID();
  const at = it.madeAt.toISO();
  const over = it.endsAt <= now ? it.endsAt : now.minus({ minutes: 5 });
  const ended = it.endedBy !== undefined;
  rows.booking.push({
    id,
    reference,
    centre_id: it.centre.id,
    office_id: it.officeId,
    service_id: it.service.id,
    client_id: client.id,
    conversation_id: client.conversationId,
    state: it.state,
    slot_id: slot,
    starts_at: it.startsAt.toISO(),
    ends_at: it.endsAt.toISO(),
    answer_by: it.state === 'requested' ? it.startsAt.startOf('day').toISO() : null,
    open_ordinal: OPEN.includes(it.state) ? 1 : null,
    open_limit: 1,
    calendar_hash: tokenHash(lookup.calendarToken(id)),
    confirmed_at: it.state === 'requested' ? null : at,
    no_show_at: it.noShow ? over.toISO() : null,
    origin: it.centre.channels[0] ?? 'line',
    created_at: at,
    updated_at: ended ? over.toISO() : at,
  });
  addAudit(it, { id, client, at, over: over.toISO() }, rows);
  if (it.state === 'requested') addTask(it, id, client, rows);
  if (SEATED.includes(it.state)) addReminder(it, id, client, rows, now);
}

function addAudit(
  it: PlannedBooking,
  made: { id: string; client: Client; at: string | null; over: string | null },
  rows: Rows,
): void {
  const { id, client, at, over } = made;
  const both = {
    centre_id: it.centre.id,
    booking_id: id,
    conversation_id: client.conversationId,
    action: 'booking-state',
    channel: it.centre.channels[0] ?? 'line',
  };
  const first = it.state === 'requested' ? 'requested' : 'confirmed';
  const byClient = { ...both, actor_kind: 'client', actor_id: client.id };
  rows.audit.push({ ...byClient, at, from_state: null, to_state: 'held', reason: null });
  rows.audit.push({ ...byClient, at, from_state: 'held', to_state: first, reason: null });
  if (it.endedBy === undefined) return;
  const actorId = it.endedBy === 'client' ? client.id : '00000000-0000-4000-8000-000000000000';
  const ending = { actor_kind: it.endedBy, actor_id: actorId, at: over, from_state: first, to_state: it.state };
  rows.audit.push({ ...both, ...ending, reason: it.endedBy === 'staff' ? 'by-staff' : null });
}

function addTask(it: PlannedBooking, bookingId: string, client: Client, rows: Rows): void {
  rows.staff_task.push({
    id: randomUUID(),
    kind: 'answer-request',
    centre_id: it.centre.id,
    office_id: it.officeId,
    booking_id: bookingId,
    conversation_id: client.conversationId,
    created_at: it.madeAt.toISO(),
    due_at: it.startsAt.startOf('day').toISO(),
  });
}

/** The morning's reminder of every session that came so far, with its message long since sent. */
function addReminder(it: PlannedBooking, bookingId: string, client: Client, rows: Rows, now: DateTime): void {
  const at = it.startsAt.set({ hour: 8, minute: 0 });
  if (at >= now) return;
  const outboxId = randomUUID();
  const both = {
    conversation_id: client.conversationId,
    booking_id: bookingId,
    kind: 'reminder-morning',
    channel: it.centre.channels[0] ?? 'line',
  };
  const message = { ...both, centre_id: it.centre.id, created_at: at.toISO() };
  rows.outbox.push({ ...message, id: outboxId, state: 'sent', sent_by: 'push', attempts: 1, finished_at: at.toISO() });
  const ledger = { once_key: `reminder-morning:${bookingId}`, office_id: it.officeId, client_id: client.id, outbox_id: outboxId };
  rows.notice.push({ ...message, ...ledger, id: randomUUID() });
}

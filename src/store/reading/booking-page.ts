import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState, ChannelName, MeetingDetails } from '../store.ts';
import { type BookingWithClient, type BookingWithClientRow, bookingWithClient, WITH_CLIENT } from './booking-with-client.ts';
import { DETAILS_COLUMNS, type DetailsColumns, detailsOf } from './sessions.ts';

/** Another booking, as far as a link to it needs. */
export type Neighbour = { id: string; reference: string; startsAt: DateTime | undefined; state: BookingState };

export type BookingView = BookingWithClient & {
  details: MeetingDetails | undefined;
  /** The name of whoever entered them. */
  detailsBy: string | undefined;
  /** What becomes of the meeting that a provider makes for it; undefined where none does. */
  room: RoomState | undefined;
  offered: DateTime[];
  moves: Neighbour | undefined;
  /** What replaced it, or would. */
  movedBy: Neighbour | undefined;
  /** The client's own e-mail address is theirs for certain. */
  emailConfirmed: boolean;
  /** Over which channel the client writes; undefined for somebody without chat. */
  channel: ChannelName | undefined;
  reachable: boolean;
};

export type RoomState = 'making' | 'made' | 'failed' | 'unmaking' | 'unmade';

/** A line of the audit in a reader's terms. */
export type Happening = {
  seq: string;
  at: DateTime;
  actor: 'client' | 'system' | 'staff';
  /** Of a staff member. */
  name: string | undefined;
  action: string;
  from: string | undefined;
  to: string | undefined;
  reason: string | undefined;
  channel: string | undefined;
};

type Linked<P extends string> = { [K in `${P}_id` | `${P}_reference`]: string | null } & {
  [K in `${P}_starts_at`]: Date | null;
} & {
  [K in `${P}_state`]: BookingState | null;
};
type Row = BookingWithClientRow &
  DetailsColumns &
  Linked<'old'> &
  Linked<'new'> & {
    offered: number[];
    d_by_name: string | null;
    room_state: RoomState | null;
    channel: ChannelName | null;
    reachable: boolean | null;
    email_confirmed: boolean;
  };

export const bookingPageOver = (vault: Vault) => ({
  /** Undefined where the centre has no such booking. */
  one: (centreId: string, id: string): Promise<BookingView | undefined> => retrying(() => one(centreId, id, vault)),
  /** The booking that the form of this page has made; undefined where it has made none. */
  bookedOn: (centreId: string, pageId: string): Promise<string | undefined> => retrying(() => bookedOn(centreId, pageId, vault)),
  /** Everything that happened to it, the first first. */
  happenings: (bookingId: string): Promise<Happening[]> => retrying(() => happenings(bookingId, vault)),
});

const linked = (alias: string) =>
  Prisma.raw(['id', 'reference', 'starts_at', 'state'].map((name) => `${alias}.${name} AS ${alias}_${name}`).join(', '));

async function one(centreId: string, id: string, vault: Vault): Promise<BookingView | undefined> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT ${WITH_CLIENT}, ${DETAILS_COLUMNS}, s.name AS d_by_name, room.state AS room_state, ${linked('old')}, ${linked('new')}, c.channel, c.reachable,
           coalesce(k.email_confirmed_index = k.email_index, false) AS email_confirmed,
           ARRAY(SELECT (extract(epoch FROM o.starts_at) * 1000)::float8 FROM offer_time o
                  WHERE o.booking_id = b.id AND o.state = 'open' ORDER BY o.starts_at) AS offered
      FROM booking b
      JOIN client k ON k.id = b.client_id
      LEFT JOIN conversation c ON c.id = b.conversation_id
      LEFT JOIN meeting_details d ON d.booking_id = b.id AND d.void_at IS NULL
      LEFT JOIN staff s ON s.id::text = d.entered_by
      LEFT JOIN LATERAL (
        SELECT r.state FROM meeting_room r WHERE r.booking_id = b.id ORDER BY r.revision DESC LIMIT 1
      ) room ON true
      LEFT JOIN booking old ON old.id = b.moves_booking_id
      LEFT JOIN LATERAL (
        SELECT * FROM booking n WHERE n.moves_booking_id = b.id AND n.state NOT IN ('held', 'released') ORDER BY n.created_at DESC LIMIT 1
      ) new ON true
     WHERE b.id = ${id}::uuid AND b.centre_id = ${centreId}`;
  const row = rows[0];
  if (!row) return undefined;
  return {
    ...bookingWithClient(row, vault),
    details: detailsOf(row, vault),
    detailsBy: row.d_by_name ?? undefined,
    room: row.room_state ?? undefined,
    offered: row.offered.map((millis) => DateTime.fromMillis(millis, { zone: ZONE })),
    moves: neighbour(row.old_id, row.old_reference, row.old_starts_at, row.old_state),
    movedBy: neighbour(row.new_id, row.new_reference, row.new_starts_at, row.new_state),
    emailConfirmed: row.email_confirmed,
    channel: row.channel ?? undefined,
    reachable: row.reachable ?? false,
  };
}

function neighbour(
  id: string | null,
  reference: string | null,
  startsAt: Date | null,
  state: BookingState | null,
): Neighbour | undefined {
  if (id === null || reference === null || state === null) return undefined;
  return { id, reference, startsAt: momentOrNone(startsAt), state };
}

async function bookedOn(centreId: string, pageId: string, { db }: Vault): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ booking_id: string }[]>`
    -- The ledger's key by which staff's booking for somebody is made once a page.
    SELECT booking_id FROM notice WHERE once_key = ${`booked:${pageId}`} AND centre_id = ${centreId} AND booking_id IS NOT NULL`;
  return rows[0]?.booking_id;
}

type AuditRow = {
  seq: bigint;
  at: Date;
  actor_kind: Happening['actor'];
  staff_name: string | null;
  action: string;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  channel: string | null;
};

async function happenings(bookingId: string, { db }: Vault): Promise<Happening[]> {
  const rows = await db.$queryRaw<AuditRow[]>`
    SELECT a.seq, a.at, a.actor_kind, s.name AS staff_name, a.action, a.from_state, a.to_state, a.reason, a.channel
      FROM audit a LEFT JOIN staff s ON a.actor_kind = 'staff' AND s.id::text = a.actor_id
     WHERE a.booking_id = ${bookingId}::uuid ORDER BY a.seq LIMIT 500`;
  return rows.map((row) => ({
    seq: row.seq.toString(),
    at: momentOf(row.at),
    actor: row.actor_kind,
    name: row.staff_name ?? undefined,
    action: row.action,
    from: row.from_state ?? undefined,
    to: row.to_state ?? undefined,
    reason: row.reason ?? undefined,
    channel: row.channel ?? undefined,
  }));
}

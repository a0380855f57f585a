import type { DateTime } from 'luxon';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from '../booking-row.ts';
import { CLIENT_COLUMNS, type ClientRow, clientFrom } from '../clients.ts';
import { momentOf, momentOrNone } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Booking, ChannelName, Client } from '../store.ts';
import type { Most } from './most.ts';
import { BY_REACH, LAST_WROTE } from './reached.ts';

export type ClientView = Client & {
  centreId: string;
  emailConfirmed: boolean;
  createdAt: DateTime;
  updatedAt: DateTime;
  erasedAt: DateTime | undefined;
  /** The record that counts in place of this one, where staff found that both are one person. */
  linkedToId: string | undefined;
  /** The one in which the client is written to first. */
  conversations: {
    id: string;
    channel: ChannelName;
    language: string;
    reachable: boolean;
    createdAt: DateTime;
    lastWroteAt: DateTime;
  }[];
};

/** The times that a client was refused further use, the newest first. */
export type SuspensionView = {
  id: string;
  reason: string | undefined;
  note: string | undefined;
  reviewOn: DateTime;
  createdAt: DateTime;
  byName: string | undefined;
  liftedAt: DateTime | undefined;
  liftedByName: string | undefined;
};

type Row = ClientRow & {
  centre_id: string;
  email_confirmed: boolean;
  created_at: Date;
  updated_at: Date;
  erased_at: Date | null;
  linked_to_id: string | null;
};

export const clientPageOver = (vault: Vault) => ({
  /** Undefined where the centre has no such client. */
  one: (centreId: string, id: string): Promise<ClientView | undefined> => retrying(() => one(centreId, id, vault)),
  /** Several at once, in the order of the ids; in place of one that is linked to another record, that. */
  some: (centreId: string, ids: readonly string[]): Promise<Client[]> => retrying(() => some(centreId, ids, vault)),
  /** Who booked last, the newest first. */
  recent: (centreId: string, limit: number): Promise<Client[]> => retrying(() => recent(centreId, limit, vault)),
  /** The newest first. */
  bookings: (clientId: string, most: Most = 200): Promise<Booking[]> => retrying(() => bookings(clientId, most, vault)),
  suspensions: (clientId: string, most: Most = 50): Promise<SuspensionView[]> =>
    retrying(() => suspensions(clientId, most, vault)),
});

async function one(centreId: string, id: string, vault: Vault): Promise<ClientView | undefined> {
  const [rows, talks] = await Promise.all([
    vault.db.$queryRaw<Row[]>`
      SELECT ${CLIENT_COLUMNS}, k.centre_id, k.created_at, k.updated_at, k.erased_at, k.linked_to_id,
             coalesce(k.email_index = k.email_confirmed_index, false) AS email_confirmed
        FROM client k WHERE k.id = ${id}::uuid AND k.centre_id = ${centreId}`,
    vault.db.$queryRaw<
      { id: string; channel: ChannelName; language: string; reachable: boolean; created_at: Date; last_wrote_at: Date }[]
    >`
      SELECT t.id, t.channel, t.language, t.reachable, t.created_at, ${LAST_WROTE} AS last_wrote_at FROM conversation t
       WHERE t.client_id = ${id}::uuid AND t.centre_id = ${centreId} ORDER BY ${BY_REACH}`,
  ]);
  const row = rows[0];
  if (!row) return undefined;
  return {
    ...clientFrom(row, vault),
    centreId: row.centre_id,
    emailConfirmed: row.email_confirmed,
    createdAt: momentOf(row.created_at),
    updatedAt: momentOf(row.updated_at),
    erasedAt: momentOrNone(row.erased_at),
    linkedToId: row.linked_to_id ?? undefined,
    conversations: talks.map((it) => ({
      id: it.id,
      channel: it.channel,
      language: it.language,
      reachable: it.reachable,
      createdAt: momentOf(it.created_at),
      lastWroteAt: momentOf(it.last_wrote_at),
    })),
  };
}

async function some(centreId: string, ids: readonly string[], vault: Vault): Promise<Client[]> {
  const rows = await vault.db.$queryRaw<ClientRow[]>`
    SELECT ${CLIENT_COLUMNS} FROM client k
     WHERE k.centre_id = ${centreId}
       AND k.id IN (SELECT coalesce(f.linked_to_id, f.id) FROM client f WHERE f.id = ANY(${[...ids]}::uuid[]))
     ORDER BY array_position(${[...ids]}::uuid[], k.id)`;
  return rows.map((row) => clientFrom(row, vault));
}

async function recent(centreId: string, limit: number, vault: Vault): Promise<Client[]> {
  const rows = await vault.db.$queryRaw<ClientRow[]>`
    WITH latest AS (
      SELECT client_id, created_at FROM booking WHERE centre_id = ${centreId} ORDER BY created_at DESC LIMIT ${limit * 4}
    ), people AS (
      SELECT client_id, max(created_at) AS at FROM latest GROUP BY client_id ORDER BY at DESC LIMIT ${limit}
    )
    SELECT ${CLIENT_COLUMNS} FROM people JOIN client k ON k.id = people.client_id ORDER BY people.at DESC, k.id`;
  return rows.map((row) => clientFrom(row, vault));
}

async function bookings(clientId: string, most: Most, vault: Vault): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.client_id = ${clientId}::uuid AND b.state NOT IN ('held', 'released') ORDER BY b.created_at DESC, b.id LIMIT ${most}::bigint`;
  return rows.map((row) => bookingFrom(row, vault));
}

async function suspensions(clientId: string, most: Most, { db, sealing }: Vault): Promise<SuspensionView[]> {
  const rows = await db.$queryRaw<
    {
      id: string;
      reason: string | null;
      note: string | null;
      review_on: Date;
      created_at: Date;
      by_name: string | null;
      lifted_at: Date | null;
      lifted_by_name: string | null;
    }[]
  >`
    SELECT s.id, s.reason, s.note, s.review_on::timestamptz AS review_on, s.created_at, a.name AS by_name, s.lifted_at, l.name AS lifted_by_name
      FROM suspension s
      LEFT JOIN staff a ON a.id = s.created_by
      LEFT JOIN staff l ON l.id = s.lifted_by
     WHERE s.client_id = ${clientId}::uuid ORDER BY s.created_at DESC, s.id LIMIT ${most}::bigint`;
  const opened = (text: string | null, column: string, id: string) =>
    text === null ? undefined : sealing.open(text, { table: 'suspension', column, id });
  return rows.map((row) => ({
    id: row.id,
    reason: opened(row.reason, 'reason', row.id),
    note: opened(row.note, 'note', row.id),
    reviewOn: momentOf(row.review_on),
    createdAt: momentOf(row.created_at),
    byName: row.by_name ?? undefined,
    liftedAt: momentOrNone(row.lifted_at),
    liftedByName: row.lifted_by_name ?? undefined,
  }));
}

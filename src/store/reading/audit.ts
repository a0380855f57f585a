import type { DateTime } from 'luxon';
import { dateOf, momentOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Actor, Client } from '../store.ts';
import { type ClientColumns, clientOf, PREFIXED_CLIENT } from './booking-with-client.ts';

export type AuditRow = {
  seq: string;
  at: DateTime;
  actor: Actor;
  action: string;
  from: string | undefined;
  to: string | undefined;
  reason: string | undefined;
  channel: string | undefined;
  booking: { id: string; reference: string } | undefined;
  /** Whom it was about, where that is a client of the centre. */
  client: Client | undefined;
  detail: Readonly<Record<string, unknown>>;
};

export type AuditFilter = {
  centreId: string;
  /** Exclusive at its end. */
  from?: DateTime | undefined;
  until?: DateTime | undefined;
  /** A group of acts, as a regular expression over their names. */
  actions?: string | undefined;
  /** A staff member's id; acts on their account count too. */
  staffId?: string | undefined;
  /** The booking's short reference. */
  reference?: string | undefined;
};

export const auditReading = (vault: Vault) => ({
  /**
   * The newest first. Acts at the centre, and acts that belong to no centre (signing in) of people who are tied to it, or of nobody
   * known. `more`: there are further ones.
   */
  page: (filter: AuditFilter, page: { offset: number; limit: number }): Promise<{ rows: AuditRow[]; more: boolean }> =>
    retrying(() => read(filter, page, vault)),
});

type Row = {
  seq: bigint;
  at: Date;
  actor_kind: Actor['kind'];
  actor_id: string;
  action: string;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  channel: string | null;
  booking_id: string | null;
  reference: string | null;
  detail: Record<string, unknown> | null;
} & { [K in keyof ClientColumns]: ClientColumns[K] | null };

async function read(filter: AuditFilter, page: { offset: number; limit: number }, vault: Vault) {
  const most = page.offset + page.limit + 1;
  // Each arm comes from its index, newest first; one condition over both would sort the whole record for a page of it.
  const arm = (which: Prisma.Sql) => Prisma.sql`
    (SELECT a.* FROM audit a WHERE ${Prisma.join([which, ...conditions(filter)], ' AND ')} ORDER BY a.at DESC, a.seq DESC LIMIT ${most})`;
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT a.seq, a.at, a.actor_kind, a.actor_id, a.action, a.from_state, a.to_state, a.reason, a.channel, a.detail,
           b.id AS booking_id, b.reference, ${PREFIXED_CLIENT}
      FROM (${arm(ofCentre(filter))} UNION ALL ${arm(ofPeople(filter))}) a
      LEFT JOIN booking b ON b.id = a.booking_id AND b.centre_id = ${filter.centreId}
      ${WHOM} AND k.centre_id = ${filter.centreId}
     ORDER BY a.at DESC, a.seq DESC LIMIT ${page.limit + 1} OFFSET ${page.offset}`;
  return { rows: rows.slice(0, page.limit).map((row) => rowFrom(row, vault)), more: rows.length > page.limit };
}

/** The client `k`: named in the row, or whose designation, conversation or booking it is about; who confirms an address acts as the client. */
const WHOM = Prisma.sql`
  LEFT JOIN conversation c ON c.id = a.conversation_id
  LEFT JOIN directed_window w ON w.id = (a.detail ->> 'windowId')::uuid
  LEFT JOIN designation d ON d.id = (a.detail ->> 'designationId')::uuid
  LEFT JOIN client k ON k.id = coalesce((a.detail ->> 'clientId')::uuid, d.client_id, w.client_id, b.client_id, c.client_id,
                                        CASE WHEN a.action = 'address-confirmed' THEN a.actor_id::uuid END)`;

const ofCentre = ({ centreId }: AuditFilter): Prisma.Sql => Prisma.sql`a.centre_id = ${centreId}`;
const ofPeople = ({ centreId }: AuditFilter): Prisma.Sql => Prisma.sql`a.centre_id = '-' AND (a.actor_id IN ('-', 'shell')
  OR a.actor_id IN (SELECT c.staff_id::text FROM staff_centre c WHERE c.centre_id = ${centreId}))`;

function conditions({ centreId, from, until, actions, staffId, reference }: AuditFilter): Prisma.Sql[] {
  return [
    ...(from === undefined ? [] : [Prisma.sql`a.at >= ${dateOf(from)}`]),
    ...(until === undefined ? [] : [Prisma.sql`a.at < ${dateOf(until)}`]),
    ...(actions === undefined ? [] : [Prisma.sql`a.action ~ ${actions}`]),
    ...(staffId === undefined ? [] : [Prisma.sql`(a.actor_id = ${staffId} OR a.detail ->> 'staffId' = ${staffId})`]),
    ...(reference === undefined
      ? []
      : [Prisma.sql`a.booking_id IN (SELECT id FROM booking WHERE reference = ${reference} AND centre_id = ${centreId})`]),
  ];
}

const rowFrom = (row: Row, vault: Vault): AuditRow => ({
  seq: String(row.seq),
  at: momentOf(row.at),
  actor: { kind: row.actor_kind, id: row.actor_id },
  action: row.action,
  from: row.from_state ?? undefined,
  to: row.to_state ?? undefined,
  reason: row.reason ?? undefined,
  channel: row.channel ?? undefined,
  booking: row.booking_id === null || row.reference === null ? undefined : { id: row.booking_id, reference: row.reference },
  client: row.k_id === null ? undefined : clientOf({ ...row, k_id: row.k_id }, vault),
  detail: row.detail ?? {},
});

import type { DateTime } from 'luxon';
import { momentOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState, Client } from '../store.ts';
import { type ClientColumns, clientOf, PREFIXED_CLIENT } from './booking-with-client.ts';

/** Somebody whom the office designated for a service. */
export type Designated = {
  id: string;
  serviceId: string;
  client: Client;
  /** YYYY-MM-DD. */
  prepareBy: string | undefined;
  createdAt: DateTime;
  window: { id: string; officeId: string; startsAt: DateTime; endsAt: DateTime } | undefined;
  /** What the person has booked of the service: the one inside the window, else the latest that is open or was held. */
  booking: { id: string; state: BookingState; startsAt: DateTime | undefined; inside: boolean } | undefined;
  /** There is a chat in which the person can be written to. */
  chats: boolean;
};

type Row = ClientColumns & {
  id: string;
  service_id: string;
  prepare_by: string | null;
  created_at: Date;
  w_id: string | null;
  w_office_id: string;
  w_starts_at: Date;
  w_ends_at: Date;
  b_id: string | null;
  b_state: BookingState;
  b_starts_at: Date | null;
  b_inside: boolean | null;
  chats: boolean;
};

export const designatedOver = (vault: Vault) => ({
  /** The standing designations of a service: whose window comes first, those without one last. */
  standing: (where: { centreId: string; serviceId: string; limit: number; offset: number }): Promise<Designated[]> =>
    retrying(() =>
      select(
        Prisma.sql`d.centre_id = ${where.centreId} AND d.service_id = ${where.serviceId} AND d.ended_at IS NULL`,
        where,
        vault,
      ),
    ),
  one: async (centreId: string, id: string): Promise<Designated | undefined> => {
    const where = Prisma.sql`d.centre_id = ${centreId} AND d.id = ${id}::uuid AND d.ended_at IS NULL`;
    return (await retrying(() => select(where, { limit: 1, offset: 0 }, vault)))[0];
  },
  /** The designation behind a window, while both stand. */
  ofWindow: async (centreId: string, windowId: string): Promise<Designated | undefined> => {
    const where = Prisma.sql`d.centre_id = ${centreId} AND w.id = ${windowId}::uuid AND d.ended_at IS NULL`;
    return (await retrying(() => select(where, { limit: 1, offset: 0 }, vault)))[0];
  },
  /** The centre's clients with this job seeker number; who chats comes first. */
  byNumber: (centreId: string, number: string): Promise<Client[]> => retrying(() => byNumber(centreId, number, vault)),
});

/** The person may stand in two rows: as staff entered them, and as they wrote in themselves. The number joins them. */
const SAME_PERSON = Prisma.sql`
  SELECT o.id FROM client o
   WHERE o.centre_id = k.centre_id AND (o.id = k.id OR o.job_seeker_number_index = k.job_seeker_number_index)`;

async function select(
  where: Prisma.Sql,
  { limit, offset }: { limit: number; offset: number },
  vault: Vault,
): Promise<Designated[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT d.id, d.service_id, d.prepare_by::text AS prepare_by, d.created_at, ${PREFIXED_CLIENT},
           w.id AS w_id, w.office_id AS w_office_id, w.starts_at AS w_starts_at, w.ends_at AS w_ends_at,
           b.id AS b_id, b.state AS b_state, b.starts_at AS b_starts_at, b.inside AS b_inside,
           EXISTS (SELECT FROM conversation c WHERE c.client_id IN (${SAME_PERSON}) AND c.reachable) AS chats
      FROM designation d
      JOIN client k ON k.id = d.client_id AND k.linked_to_id IS NULL
      LEFT JOIN directed_window w ON w.client_id = d.client_id AND w.service_id = d.service_id AND w.revoked_at IS NULL
      LEFT JOIN LATERAL (
        SELECT t.id, t.state, t.starts_at,
               -- The rule of policy/directed-window.ts: it lies wholly inside.
               coalesce(t.office_id = w.office_id AND t.starts_at >= w.starts_at AND t.ends_at <= w.ends_at, false) AS inside
          FROM booking t
         WHERE t.client_id IN (${SAME_PERSON}) AND t.service_id = d.service_id AND t.created_at >= d.created_at
           AND t.state IN ('requested', 'offered', 'confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled')
         ORDER BY inside DESC, t.starts_at DESC NULLS LAST, t.id LIMIT 1
      ) b ON true
     WHERE ${where}
     ORDER BY w.starts_at NULLS LAST, d.created_at, d.id LIMIT ${limit} OFFSET ${offset}`;
  return rows.map((row) => designatedFrom(row, vault));
}

function designatedFrom(row: Row, vault: Vault): Designated {
  return {
    id: row.id,
    serviceId: row.service_id,
    client: clientOf(row, vault),
    prepareBy: row.prepare_by ?? undefined,
    createdAt: momentOf(row.created_at),
    window:
      row.w_id === null
        ? undefined
        : { id: row.w_id, officeId: row.w_office_id, startsAt: momentOf(row.w_starts_at), endsAt: momentOf(row.w_ends_at) },
    booking:
      row.b_id === null
        ? undefined
        : {
            id: row.b_id,
            state: row.b_state,
            startsAt: row.b_starts_at === null ? undefined : momentOf(row.b_starts_at),
            inside: row.b_inside ?? false,
          },
    chats: row.chats,
  };
}

async function byNumber(centreId: string, number: string, vault: Vault): Promise<Client[]> {
  const rows = await vault.db.$queryRaw<ClientColumns[]>`
    SELECT ${PREFIXED_CLIENT} FROM client k
     WHERE k.erased_at IS NULL AND k.id IN (
       -- Of a record that is linked to another, the one that counts.
       SELECT coalesce(f.linked_to_id, f.id) FROM client f
        WHERE f.centre_id = ${centreId} AND f.job_seeker_number_index = ${vault.lookup.jobSeekerNumber(number)})
     ORDER BY EXISTS (SELECT FROM conversation c WHERE c.client_id = k.id AND c.reachable) DESC, k.updated_at DESC, k.id LIMIT 10`;
  return rows.map((row) => clientOf(row, vault));
}

import type { DateTime } from 'luxon';
import { momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState, Client } from '../store.ts';
import { type ClientColumns, clientOf, PREFIXED_CLIENT } from './booking-with-client.ts';
import { BRIEF_BOOKING, type BriefBookingColumns, briefBooking } from './brief-booking.ts';

/** Something that staff have to do. */
export type Task = {
  id: string;
  kind: string;
  /** What the client wanted: cancelling, moving. */
  about: string | undefined;
  officeId: string | undefined;
  createdAt: DateTime;
  /** A request's: by when the client was promised an answer. */
  answerBy: DateTime | undefined;
  booking: { id: string; reference: string; serviceId: string; state: BookingState; startsAt: DateTime | undefined } | undefined;
  client: Client | undefined;
};

type Row = {
  id: string;
  kind: string;
  about: string | null;
  office_id: string | null;
  created_at: Date;
  answer_by: Date | null;
} & BriefBookingColumns & { [K in keyof ClientColumns]: ClientColumns[K] | null };

/** A suspension whose day of review has come. */
export type Review = { clientId: string; client: Client; reviewOn: DateTime };

export const tasksOver = (vault: Vault) => ({
  /** What is open, the most pressing first: what has a deadline by its deadline, then the oldest. Those without an office are everybody's. */
  open: (where: { centreId: string; officeId?: string | undefined; limit: number }): Promise<Task[]> =>
    retrying(() => open(where, vault)),
  /** What is open for one client. */
  ofClient: (where: { centreId: string; clientId: string }): Promise<Task[]> => retrying(() => ofClient(where, vault)),
  /** Suspensions that are to be looked at again by `now`. */
  reviews: (where: { centreId: string; now: DateTime }): Promise<Review[]> => retrying(() => reviews(where, vault)),
});

const TASK = Prisma.sql`
  SELECT t.id, t.kind, t.about, coalesce(b.office_id, t.office_id) AS office_id, t.created_at,
         CASE WHEN t.kind IN ('answer-request', 'overdue-request') THEN coalesce(b.answer_by, t.due_at) END AS answer_by,
         ${BRIEF_BOOKING},
         ${PREFIXED_CLIENT}
    FROM staff_task t
    LEFT JOIN booking b ON b.id = t.booking_id
    LEFT JOIN conversation c ON c.id = t.conversation_id
    LEFT JOIN client k ON k.id = coalesce(b.client_id, t.client_id, c.client_id)`;

async function open(
  { centreId, officeId, limit }: { centreId: string; officeId?: string | undefined; limit: number },
  vault: Vault,
): Promise<Task[]> {
  const office =
    officeId === undefined
      ? Prisma.empty
      : Prisma.sql`AND (coalesce(b.office_id, t.office_id) = ${officeId} OR coalesce(b.office_id, t.office_id) IS NULL)`;
  const rows = await vault.db.$queryRaw<Row[]>`
    ${TASK} WHERE t.centre_id = ${centreId} AND t.done_at IS NULL ${office}
     ORDER BY t.due_at NULLS LAST, t.created_at, t.id LIMIT ${limit}`;
  return rows.map((row) => taskFrom(row, vault));
}

async function ofClient({ centreId, clientId }: { centreId: string; clientId: string }, vault: Vault): Promise<Task[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    ${TASK} WHERE t.centre_id = ${centreId} AND t.done_at IS NULL
       AND (t.client_id = ${clientId}::uuid
            OR t.booking_id IN (SELECT o.id FROM booking o WHERE o.client_id = ${clientId}::uuid)
            OR t.conversation_id IN (SELECT o.id FROM conversation o WHERE o.client_id = ${clientId}::uuid))
     ORDER BY t.due_at NULLS LAST, t.created_at, t.id LIMIT 100`;
  return rows.map((row) => taskFrom(row, vault));
}

function taskFrom(row: Row, vault: Vault): Task {
  return {
    id: row.id,
    kind: row.kind,
    about: row.about ?? undefined,
    officeId: row.office_id ?? undefined,
    createdAt: momentOf(row.created_at),
    answerBy: momentOrNone(row.answer_by),
    booking: briefBooking(row),
    client: row.k_id === null ? undefined : clientOf({ ...row, k_id: row.k_id }, vault),
  };
}

async function reviews({ centreId, now }: { centreId: string; now: DateTime }, vault: Vault): Promise<Review[]> {
  const rows = await vault.db.$queryRaw<(ClientColumns & { review_on: Date })[]>`
    SELECT s.review_on::timestamptz AS review_on, ${PREFIXED_CLIENT}
      FROM suspension s JOIN client k ON k.id = s.client_id AND k.linked_to_id IS NULL
     WHERE s.centre_id = ${centreId} AND s.lifted_at IS NULL AND s.review_on <= ${now.toISODate()}::date
     ORDER BY s.review_on, s.id LIMIT 50`;
  return rows.map((row) => ({ clientId: row.k_id, client: clientOf(row, vault), reviewOn: momentOf(row.review_on) }));
}

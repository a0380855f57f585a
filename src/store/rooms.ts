import type { DateTime } from 'luxon';
import { StoreFault } from './faults.ts';
import { dateOf, momentOf } from './prisma.ts';
import { retrying } from './retrying.ts';
import { BY_PROVIDER, placeOfRoom } from './rooms-in-turn.ts';
import type { Vault } from './scope.ts';
import type { Sealing } from './sealing.ts';

/**
 * Meetings that a provider makes, a row a meeting. `making` → `made`, or `failed` where it was given up and staff enter the details;
 * `unmaking` → `unmade` where nobody needs it any more. A failed one with a moment to be tried again is looked for at the provider, in
 * case it was made all the same. Only who holds the claim of an attempt may say how that ended.
 */

export type ProviderName = 'zoom' | 'teams';
/** A service whose meetings are made by a provider. */
export type ProvidedService = { centreId: string; serviceId: string; provider: ProviderName };

/** A room and the attempt at it that is the caller's. */
export type ClaimedRoom = {
  id: string;
  bookingId: string;
  revision: number;
  provider: ProviderName;
  doing: 'making' | 'unmaking' | 'failed';
  /** The provider's own id of the meeting, where it is known. */
  externalId: string | undefined;
  startsAt: DateTime;
  endsAt: DateTime;
  /** 1 for the first. */
  attempt: number;
  createdAt: DateTime;
  reference: string;
  centreId: string;
  serviceId: string;
  conversationId: string | undefined;
  clientId: string;
};
/** By which a claim is known. */
export type Claim = Pick<ClaimedRoom, 'id' | 'doing' | 'attempt'>;

export type Rooms = ReturnType<typeof roomsOver>;

export const roomsOver = (vault: Vault) => ({
  /** Rooms that nobody needs any more are to be taken down: their booking is not confirmed any more, or staff have entered details. */
  close: (now: DateTime): Promise<number> => retrying(() => close(now, vault)),
  /** Confirmed sessions to come of these services that have neither details nor a room get one. Answers how many. */
  open: (services: readonly ProvidedService[], now: DateTime): Promise<number> => retrying(() => open(services, now, vault)),
  /** Claims due rooms of these providers for `leaseSeconds` of the database's own clock: those to be made first, soonest first. */
  claim: (
    of: readonly { centreId: string; provider: ProviderName }[],
    now: DateTime,
    limit: number,
    leaseSeconds: number,
  ): Promise<ClaimedRoom[]> => retrying(() => claim(of, now, limit, leaseSeconds, vault)),
  later: (claim: Claim, it: { at: DateTime; retryAt: DateTime; why: string }): Promise<void> =>
    retrying(() => later(claim, it, vault)),
  /** It is not (or no longer) at the provider; with `why`, as far as we know. */
  unmade: (claim: Claim, at: DateTime, why?: string): Promise<void> => retrying(() => unmade(claim, at, why, vault)),
});

/**
 * A meeting stays as long as somebody may be in it, or might still come: attended, presumed cancelled, or marked by staff as a no-show,
 * which is taken back while the session is running. A booking that is just being changed is judged at the next look, which its change
 * asks for: so nothing is taken down for a state that has been undone.
 */
const close = (now: DateTime, { db }: Vault): Promise<number> => db.$executeRaw`
  WITH needless AS (
    SELECT r.id, b.state
      FROM meeting_room r JOIN booking b ON b.id = r.booking_id
     WHERE r.state IN ('making', 'made') AND (r.state = 'making' OR r.ends_at > ${dateOf(now)})
       AND (b.state NOT IN ('confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled')
            AND NOT (b.state = 'cancelled' AND b.no_show_at IS NOT NULL AND r.state = 'made')
         OR EXISTS (SELECT FROM meeting_details d
                     WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL AND d.entered_by <> ${BY_PROVIDER}))
       FOR SHARE OF b SKIP LOCKED
  )
  UPDATE meeting_room r
     SET state = CASE WHEN r.state = 'making' AND r.attempts = 0 THEN 'unmade' ELSE 'unmaking' END,
         attempts = 0, retry_at = NULL, updated_at = ${dateOf(now)},
         why = CASE WHEN n.state = 'confirmed' THEN 'details-by-staff' ELSE 'booking-changed' END
    FROM needless n
   WHERE r.id = n.id AND r.state IN ('making', 'made')`;

/** One whose meeting was overtaken by a mark that was taken back gets another. What has failed is staff's. */
async function open(services: readonly ProvidedService[], now: DateTime, { db }: Vault): Promise<number> {
  const provided = services.map((it) => ({ centre_id: it.centreId, service_id: it.serviceId, provider: it.provider }));
  return db.$executeRaw`
    INSERT INTO meeting_room (id, booking_id, revision, provider, starts_at, ends_at, created_at, updated_at)
    SELECT gen_random_uuid(), b.id, coalesce((SELECT max(o.revision) FROM meeting_room o WHERE o.booking_id = b.id), 0) + 1,
           p.provider, b.starts_at, b.ends_at, ${dateOf(now)}::timestamptz, ${dateOf(now)}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(provided)}::jsonb) AS p (centre_id text, service_id text, provider text)
      JOIN booking b ON b.centre_id = p.centre_id AND b.service_id = p.service_id
     WHERE b.state = 'confirmed' AND b.starts_at > ${dateOf(now)}
       AND NOT EXISTS (SELECT FROM meeting_room r WHERE r.booking_id = b.id AND r.state IN ('making', 'made', 'failed'))
       AND NOT EXISTS (SELECT FROM meeting_details d
                        WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL)
    ON CONFLICT DO NOTHING`;
}

type ClaimedRow = {
  id: string;
  booking_id: string;
  revision: number;
  provider: ProviderName;
  state: ClaimedRoom['doing'];
  external_id: string | null;
  starts_at: Date;
  ends_at: Date;
  attempts: number;
  created_at: Date;
  reference: string;
  centre_id: string;
  service_id: string;
  conversation_id: string | null;
  client_id: string;
};

async function claim(
  of: readonly { centreId: string; provider: ProviderName }[],
  now: DateTime,
  limit: number,
  leaseSeconds: number,
  vault: Vault,
): Promise<ClaimedRoom[]> {
  const rows = await vault.db.$queryRaw<ClaimedRow[]>`
    WITH due AS (
      SELECT r.id FROM meeting_room r JOIN booking b ON b.id = r.booking_id
        JOIN jsonb_to_recordset(${JSON.stringify(of)}::jsonb) AS p ("centreId" text, provider text)
          ON p."centreId" = b.centre_id AND p.provider = r.provider
       WHERE (r.state IN ('making', 'unmaking') OR r.state = 'failed' AND r.retry_at IS NOT NULL)
         AND (r.retry_at IS NULL OR r.retry_at <= ${dateOf(now)}) AND (r.leased_until IS NULL OR r.leased_until <= now())
       ORDER BY r.state <> 'making', r.starts_at, r.id LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED
    )
    UPDATE meeting_room r
       SET leased_until = now() + make_interval(secs => ${leaseSeconds}::float8), attempts = r.attempts + 1, updated_at = ${dateOf(now)}
      FROM due, booking b
     WHERE r.id = due.id AND b.id = r.booking_id
    RETURNING r.id, r.booking_id, r.revision, r.provider, r.state, r.external_id, r.starts_at, r.ends_at, r.attempts, r.created_at,
              b.reference, b.centre_id, b.service_id, b.conversation_id, b.client_id`;
  return rows.map((row) => claimedFrom(row, vault));
}

const claimedFrom = (row: ClaimedRow, { sealing }: Vault): ClaimedRoom => ({
  id: row.id,
  bookingId: row.booking_id,
  revision: row.revision,
  provider: row.provider,
  doing: row.state,
  externalId: row.external_id === null ? undefined : openedOrNone(row.external_id, row.id, sealing),
  startsAt: momentOf(row.starts_at),
  endsAt: momentOf(row.ends_at),
  attempt: row.attempts,
  createdAt: momentOf(row.created_at),
  reference: row.reference,
  centreId: row.centre_id,
  serviceId: row.service_id,
  conversationId: row.conversation_id ?? undefined,
  clientId: row.client_id,
});

/** One that does not open must not hold up the others: its meeting is looked for at the provider. */
function openedOrNone(sealed: string, id: string, sealing: Sealing): string | undefined {
  try {
    return sealing.open(sealed, placeOfRoom(id));
  } catch (fault) {
    if (fault instanceof StoreFault && fault.code === 'cannot-open') return undefined;
    throw fault;
  }
}

async function later(
  { id, doing, attempt }: Claim,
  { at, retryAt, why }: { at: DateTime; retryAt: DateTime; why: string },
  { db }: Vault,
): Promise<void> {
  await db.$executeRaw`
    UPDATE meeting_room SET retry_at = ${dateOf(retryAt)}, leased_until = NULL, why = ${why.slice(0, 200)}, updated_at = ${dateOf(at)}
     WHERE id = ${id}::uuid AND state = ${doing} AND attempts = ${attempt}`;
}

/** Why something was given up stays with it. */
async function unmade({ id, doing, attempt }: Claim, at: DateTime, why: string | undefined, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    UPDATE meeting_room
       SET state = CASE WHEN state = 'failed' THEN 'failed' ELSE 'unmade' END, external_id = NULL, retry_at = NULL, leased_until = NULL,
           why = coalesce(${why ?? null}, why), updated_at = ${dateOf(at)}
     WHERE id = ${id}::uuid AND state = ${doing} AND attempts = ${attempt}`;
}

import type { DateTime } from 'luxon';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor } from './store.ts';

/**
 * Whom the office designates for a service, and when they are to book (S3 certification, articles 3 and 12). Each is one statement with
 * its audit row; another centre's rows are not found.
 */

type ByStaff = { at: DateTime; actor: Actor };

/** Undefined where the person is designated for the service already. */
export async function designate(
  it: { clientId: string; centreId: string; serviceId: string; prepareBy: string | undefined } & ByStaff,
  { tx, newId }: Scope,
): Promise<string | undefined> {
  const { clientId, centreId, serviceId, prepareBy, at, actor } = it;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH made AS (
      INSERT INTO designation (id, client_id, centre_id, service_id, prepare_by, created_at, created_by)
      SELECT ${newId()}::uuid, k.id, k.centre_id, ${serviceId}, ${prepareBy ?? null}::date, ${dateOf(at)}, ${actor.id}::uuid
        FROM client k WHERE k.id = ${clientId}::uuid AND k.centre_id = ${centreId} AND k.erased_at IS NULL
           AND k.linked_to_id IS NULL
      ON CONFLICT (client_id, service_id) WHERE ended_at IS NULL DO NOTHING
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
      SELECT created_at, ${actor.kind}, ${actor.id}, centre_id, 'designated', 'console',
             jsonb_strip_nulls(jsonb_build_object('designationId', id, 'serviceId', service_id, 'prepareBy', prepare_by))
        FROM made
    )
    SELECT id FROM made`;
  return rows[0]?.id;
}

/** Ends a designation and revokes its window; false where it was ended before. */
export async function endDesignation(it: { designationId: string; centreId: string } & ByStaff, { tx }: Scope): Promise<boolean> {
  const { designationId, centreId, at, actor } = it;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH ended AS (
      UPDATE designation SET ended_at = ${dateOf(at)}, ended_by = ${actor.id}::uuid
       WHERE id = ${designationId}::uuid AND centre_id = ${centreId} AND ended_at IS NULL
      RETURNING *
    ), revoked AS (
      UPDATE directed_window w SET revoked_at = ${dateOf(at)}, revoked_by = ${actor.id}::uuid FROM ended
       WHERE w.client_id = ended.client_id AND w.service_id = ended.service_id AND w.revoked_at IS NULL
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
      SELECT ended_at, ${actor.kind}, ${actor.id}, centre_id, 'designation-ended', 'console', jsonb_build_object('designationId', id)
        FROM ended
    )
    SELECT id FROM ended`;
  return rows.length > 0;
}

/** Another day by which to prepare; false where the designation does not stand. */
export async function setPrepareBy(
  it: { designationId: string; centreId: string; prepareBy: string | undefined } & ByStaff,
  { tx }: Scope,
): Promise<boolean> {
  const { designationId, centreId, prepareBy, at, actor } = it;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH changed AS (
      UPDATE designation SET prepare_by = ${prepareBy ?? null}::date
       WHERE id = ${designationId}::uuid AND centre_id = ${centreId} AND ended_at IS NULL
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
      SELECT ${dateOf(at)}::timestamptz, ${actor.kind}, ${actor.id}, centre_id, 'prepare-by-set', 'console',
             jsonb_strip_nulls(jsonb_build_object('designationId', id, 'prepareBy', prepare_by))
        FROM changed
    )
    SELECT id FROM changed`;
  return rows.length > 0;
}

/** Directs a window; the one before is revoked. Undefined where the person is not designated (any more). */
export async function direct(
  it: {
    windowId: string;
    designationId: string;
    centreId: string;
    officeId: string;
    startsAt: DateTime;
    endsAt: DateTime;
  } & ByStaff,
  { tx }: Scope,
): Promise<{ windowId: string; clientId: string; serviceId: string } | undefined> {
  const { windowId, designationId, centreId, officeId, startsAt, endsAt, at, actor } = it;
  const [whose] = await tx.$queryRaw<{ client_id: string; service_id: string }[]>`
    SELECT client_id, service_id FROM designation
     WHERE id = ${designationId}::uuid AND centre_id = ${centreId} AND ended_at IS NULL FOR UPDATE`;
  if (!whose) return undefined;
  const directed = { windowId, clientId: whose.client_id, serviceId: whose.service_id };
  // The same act again, since its commit was not heard of.
  const before = await tx.$queryRaw<unknown[]>`SELECT FROM directed_window WHERE id = ${windowId}::uuid`;
  if (before.length > 0) return directed;
  await tx.$executeRaw`
    UPDATE directed_window SET revoked_at = ${dateOf(at)}, revoked_by = ${actor.id}::uuid
     WHERE client_id = ${whose.client_id}::uuid AND service_id = ${whose.service_id} AND revoked_at IS NULL`;
  await tx.$executeRaw`
    WITH made AS (
      INSERT INTO directed_window (id, client_id, centre_id, office_id, service_id, starts_at, ends_at, created_at, created_by)
      VALUES (${windowId}::uuid, ${whose.client_id}::uuid, ${centreId}, ${officeId}, ${whose.service_id}, ${dateOf(startsAt)},
              ${dateOf(endsAt)}, ${dateOf(at)}, ${actor.id}::uuid)
      RETURNING *
    )
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
    SELECT created_at, ${actor.kind}, ${actor.id}, centre_id, 'window-directed', 'console',
           jsonb_build_object('designationId', ${designationId}::text, 'windowId', id, 'officeId', office_id, 'from', starts_at, 'to', ends_at)
      FROM made`;
  return directed;
}

/** Takes a window back; false where it did not stand. */
export async function revokeWindow(it: { windowId: string; centreId: string } & ByStaff, { tx }: Scope): Promise<boolean> {
  const { windowId, centreId, at, actor } = it;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH revoked AS (
      UPDATE directed_window SET revoked_at = ${dateOf(at)}, revoked_by = ${actor.id}::uuid
       WHERE id = ${windowId}::uuid AND centre_id = ${centreId} AND revoked_at IS NULL
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
      SELECT revoked_at, ${actor.kind}, ${actor.id}, centre_id, 'window-revoked', 'console', jsonb_build_object('windowId', id)
        FROM revoked
    )
    SELECT id FROM revoked`;
  return rows.length > 0;
}

import type { DateTime } from 'luxon';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Suspension } from './store.ts';

export const suspensionPlace = (column: 'reason' | 'note', id: string) => ({ table: 'suspension', column, id });

export async function suspension(clientId: string | undefined, scope: Scope): Promise<Suspension | undefined> {
  const whose = clientId ?? (await scope.clientId());
  if (whose === undefined) return undefined;
  const rows = await scope.tx.$queryRaw<{ id: string; note: string | null; review_on: string }[]>`
    SELECT id, note, review_on::text AS review_on FROM suspension WHERE client_id = ${whose}::uuid AND lifted_at IS NULL`;
  const row = rows[0];
  if (!row) return undefined;
  const note = row.note === null ? undefined : scope.vault.sealing.open(row.note, suspensionPlace('note', row.id));
  return { id: row.id, note, reviewOn: row.review_on };
}

export type NewSuspension = {
  clientId: string;
  centreId: string;
  /** For staff. */
  reason: string;
  /** What the client is told. */
  note: string;
  /** YYYY-MM-DD. */
  reviewOn: string;
  at: DateTime;
  /** The staff member: nobody else suspends anybody. */
  by: string;
};

/** Answers its id; undefined where one stands already, or the client is another centre's. */
export async function suspend(it: NewSuspension, { tx, vault, newId }: Scope): Promise<string | undefined> {
  const id = newId();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH suspended AS (
      INSERT INTO suspension (id, client_id, centre_id, reason, note, review_on, created_at, created_by)
      SELECT ${id}::uuid, k.id, k.centre_id, ${vault.sealing.seal(it.reason, suspensionPlace('reason', id))},
             ${vault.sealing.seal(it.note, suspensionPlace('note', id))}, ${it.reviewOn}::date, ${dateOf(it.at)}::timestamptz, ${it.by}::uuid
        FROM client k WHERE k.id = ${it.clientId}::uuid AND k.centre_id = ${it.centreId} AND k.erased_at IS NULL AND k.linked_to_id IS NULL
      ON CONFLICT (client_id) WHERE lifted_at IS NULL DO NOTHING
      RETURNING id
    ), noted AS (${noted('client-suspended', it)} FROM suspended)
    SELECT id FROM suspended`;
  return rows[0]?.id;
}

/** Answers the id of the suspension that was lifted; undefined where none stood. */
export async function liftSuspension(
  it: { clientId: string; centreId: string; at: DateTime; by: string },
  { tx }: Scope,
): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH lifted AS (
      UPDATE suspension SET lifted_at = ${dateOf(it.at)}, lifted_by = ${it.by}::uuid
       WHERE client_id = ${it.clientId}::uuid AND centre_id = ${it.centreId} AND lifted_at IS NULL
      RETURNING id
    ), noted AS (${noted('suspension-lifted', it)} FROM lifted)
    SELECT id FROM lifted`;
  return rows[0]?.id;
}

const noted = (action: string, it: { clientId: string; centreId: string; at: DateTime; by: string }): Prisma.Sql => Prisma.sql`
  INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
  SELECT ${dateOf(it.at)}::timestamptz, 'staff', ${it.by}, ${it.centreId}, ${action}, 'console',
         jsonb_build_object('clientId', ${it.clientId}::text)`;

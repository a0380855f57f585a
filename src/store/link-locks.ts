import type { DateTime } from 'luxon';
import { momentOrNone, Prisma } from './prisma.ts';
import { InTheWay } from './retrying.ts';
import type { Scope } from './scope.ts';

/**
 * Linking and unlinking touch every conversation of two clients. They take turns within a centre, and only who has the centre's lock takes
 * those of the conversations; every other turn waits for one of these alone. So nobody waits in a circle. The clients' own ids are locks
 * as well: of bookings and acts without a chat. While it waits for one conversation it keeps others waiting, so it gives up soon, from
 * here to its end (`orBusy`).
 */
export async function lockLinks(centreId: string, { tx }: Scope): Promise<void> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${PATIENCE}, true)`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`identity-links ${centreId}`}, 0))`;
}

/** For each lock: a turn takes a small part of a second. */
const PATIENCE = '5s';

export type LinkedRow = {
  id: string;
  centreId: string;
  linkedToId: string | undefined;
  erasureAsked: boolean;
  erasedAt: DateTime | undefined;
  /** Others are linked to it. */
  keepsOthers: boolean;
};

/** After `lockLinks`: the clients as they will be until the commit. No turn of their conversations runs beside this one. */
export async function lockClients(ids: readonly string[], { tx }: Scope): Promise<Map<string, LinkedRow>> {
  const talks = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM conversation WHERE client_id = ANY(${[...ids]}::uuid[])`;
  for (const id of [...ids, ...talks.map((it) => it.id)].sort()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
  }
  const rows = await tx.$queryRaw<
    {
      id: string;
      centre_id: string;
      linked_to_id: string | null;
      erasure_asked_at: Date | null;
      erased_at: Date | null;
      keeps_others: boolean;
    }[]
  >`
    SELECT k.id, k.centre_id, k.linked_to_id, k.erasure_asked_at, k.erased_at,
           EXISTS (SELECT FROM client o WHERE o.linked_to_id = k.id) AS keeps_others
      FROM client k WHERE k.id = ANY(${[...ids]}::uuid[]) ORDER BY k.id FOR UPDATE`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        centreId: row.centre_id,
        linkedToId: row.linked_to_id ?? undefined,
        erasureAsked: row.erasure_asked_at !== null,
        erasedAt: momentOrNone(row.erased_at),
        keepsOthers: row.keeps_others,
      },
    ]),
  );
}

/**
 * The record and those linked to it, whichever of them is named, for a turn that has begun under any lock: until the commit no other turn
 * of theirs runs beside it, in whatever conversation. Deleting touches them all, but has one conversation's lock already, so it never waits
 * for another: where one is taken, `InTheWay` undoes the turn, and it runs again; where one is still taken after that, whoever wants it
 * comes again later (`orBusy`). What holds a record alone (a booking by staff, a remark) it does wait for: that waits for none of these.
 */
export async function holdPerson(id: string, { tx }: Scope): Promise<string[]> {
  const person = Prisma.sql`
    SELECT p.id FROM client p, (SELECT coalesce(linked_to_id, id) AS id FROM client WHERE id = ${id}::uuid) kept
     WHERE p.id = kept.id OR p.linked_to_id = kept.id`;
  const locks = await tx.$queryRaw<{ id: string; ours: boolean }[]>`
    SELECT it.id, pg_try_advisory_xact_lock(hashtextextended(it.id::text, 0)) AS ours
      FROM (${person} UNION ALL SELECT c.id FROM conversation c WHERE c.client_id IN (${person})) it`;
  const ours = new Set(locks.flatMap((it) => (it.ours ? [it.id] : [])));
  const records = await tx.$queryRaw<{ id: string; talks: string[] }[]>`
    SELECT k.id, ARRAY(SELECT c.id FROM conversation c WHERE c.client_id = k.id) AS talks
      FROM client k WHERE k.id IN (${person}) ORDER BY k.id FOR NO KEY UPDATE OF k`;
  // Linked in between: there are more of them by now.
  const needed = records.flatMap((it) => [it.id, ...it.talks]);
  if (!needed.every((it) => ours.has(it))) throw new InTheWay('Another turn of this person is running.');
  return records.map((it) => it.id);
}

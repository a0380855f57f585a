import { profileBack } from './kept-profiles.ts';
import { lockClients, lockLinks } from './link-locks.ts';
import type { OfficeTurn, Unlinked } from './office-turn.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';

type Unlink = Parameters<OfficeTurn['unlink']>[0];
type LinkRow = { from: string; to: string; standing: boolean };

/**
 * A link was wrong: the record that was kept is a client of its own again, with every row that came over, and what was done in its
 * conversations since. What else staff wrote about `to` since stays there; its profile is the one before the link. Both sides then see
 * and reach only their own.
 */
export async function unlink(it: Unlink, scope: Scope): Promise<Unlinked> {
  await lockLinks(it.centreId, scope);
  const [link] = await scope.tx.$queryRaw<LinkRow[]>`
    SELECT from_client_id AS "from", to_client_id AS "to", ended_at IS NULL AS standing
      FROM identity_link WHERE id = ${it.linkId}::uuid AND centre_id = ${it.centreId}`;
  if (!link) return { kind: 'not-found' };
  const clients = await lockClients([link.from, link.to], scope);
  const [from, to] = [clients.get(link.from), clients.get(link.to)];
  if (!link.standing || !from || !to) return { kind: 'not-linked', toClientId: link.to };
  if (from.erasedAt || to.erasedAt) return { kind: 'erased', toClientId: link.to };
  if (to.erasureAsked) return { kind: 'erasure-waits', toClientId: link.to };
  await givenBack(link, it, scope);
  scope.reopen();
  return { kind: 'unlinked', fromClientId: link.from, toClientId: link.to };
}

async function givenBack({ from, to }: LinkRow, { at, by, centreId }: Unlink, scope: Scope): Promise<void> {
  const { tx } = scope;
  const links = await tx.$queryRaw<{ id: string; conversation_id: string; moved: string[]; linked_at: Date }[]>`
    UPDATE identity_link SET ended_at = ${dateOf(at)}, ended_by = ${by}::uuid
     WHERE from_client_id = ${from}::uuid AND to_client_id = ${to}::uuid AND ended_at IS NULL
    RETURNING id, conversation_id, moved, linked_at`;
  const [first] = links;
  if (!first) return;
  // They were linked in one statement.
  const { moved, linked_at: linkedAt } = first;
  const talks = links.map((it) => it.conversation_id);
  const rows = Prisma.sql`${moved}::uuid[]`;
  const bookings = await bookingsBack(to, talks, rows, tx);
  await bookingsParted({ from, to, talks, bookings }, tx);
  await restBack({ from, to, talks, bookings, rows }, tx);
  await forgotten({ from, to, talks, bookings, rows, linkedAt, at }, tx);
  await profileBack({ clientId: to, centreId, linkIds: links.map(({ id }) => id), linkedAt, at }, scope);
}

type Tx = Scope['tx'];
type Parting = { from: string; to: string; talks: string[]; bookings: string[] };
/** `rows`: what came over when they were linked. */
type Parted = Parting & { rows: Prisma.Sql };

/**
 * Those that came over, and those of its conversations since. One that waits to replace another goes with the one that it would replace,
 * wherever it was asked for.
 */
async function bookingsBack(to: string, talks: string[], rows: Prisma.Sql, tx: Tx): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE theirs AS (
      SELECT b.id, b.conversation_id, CASE WHEN b.state IN ('held', 'requested', 'offered') THEN b.moves_booking_id END AS waits_for
        FROM booking b WHERE b.client_id = ${to}::uuid
    ), back AS (
      SELECT id FROM theirs WHERE waits_for IS NULL AND (id = ANY(${rows}) OR conversation_id = ANY(${talks}::uuid[]))
      UNION
      SELECT theirs.id FROM theirs JOIN back ON theirs.waits_for = back.id
    )
    SELECT id FROM back`;
  return found.map(({ id }) => id);
}

/** Whose booking it is follows from the conversation as well: none is left of the other side's. */
async function bookingsParted({ from, to, talks, bookings }: Parting, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE booking b
       SET client_id = CASE WHEN b.id = ANY(${bookings}::uuid[]) THEN ${from}::uuid ELSE b.client_id END,
           conversation_id = CASE WHEN (b.id = ANY(${bookings}::uuid[])) = (b.conversation_id = ANY(${talks}::uuid[])) THEN b.conversation_id END
     WHERE b.client_id = ${to}::uuid AND (b.id = ANY(${bookings}::uuid[]) OR b.conversation_id = ANY(${talks}::uuid[]))`;
}

/** A row about a booking goes with it; one about none with its conversation; all others only where they came over. */
async function restBack({ from, to, talks, bookings, rows }: Parted, tx: Tx): Promise<void> {
  const whose = Prisma.sql`client_id = ${to}::uuid`;
  const back = Prisma.sql`SET client_id = ${from}::uuid`;
  const withBooking = Prisma.sql`(booking_id = ANY(${bookings}::uuid[]) OR booking_id IS NULL AND id = ANY(${rows}))`;
  const inTalk = Prisma.sql`(${withBooking} OR booking_id IS NULL AND conversation_id = ANY(${talks}::uuid[]))`;
  await tx.$executeRaw`
    WITH kept AS (
      UPDATE client SET linked_to_id = NULL WHERE id = ${from}::uuid
    ), asked AS (
      UPDATE staff_task ${back} WHERE ${whose} AND ${inTalk}
    ), told AS (
      UPDATE notice ${back} WHERE ${whose} AND ${inTalk}
    ), mailed AS (
      UPDATE mail ${back} WHERE ${whose} AND ${withBooking}
    ), remarked AS (
      UPDATE remark ${back} WHERE ${whose} AND ${withBooking}
    ), addressed AS (
      UPDATE mail_address ${back} WHERE ${whose} AND id = ANY(${rows})
    ), refused AS (
      UPDATE suspension ${back} WHERE ${whose} AND id = ANY(${rows})
    ), directed AS (
      -- The window of a designation that goes back, though it was directed since.
      UPDATE directed_window w ${back}
       WHERE w.${whose} AND (w.id = ANY(${rows}) OR w.revoked_at IS NULL AND EXISTS (
         SELECT FROM designation d WHERE d.id = ANY(${rows}) AND d.client_id = ${to}::uuid AND d.service_id = w.service_id AND d.ended_at IS NULL))
    ), designated AS (
      UPDATE designation ${back} WHERE ${whose} AND id = ANY(${rows})
    )
    UPDATE conversation ${back} WHERE id = ANY(${talks}::uuid[])`;
}

/**
 * What a conversation remembers may be the other side's, and so may be what is still to be said in it, or to go to an address since the
 * records were one: none of it is left, on both sides.
 */
async function forgotten(it: Parted & { linkedAt: Date; at: Unlink['at'] }, tx: Tx): Promise<void> {
  const { from, to, talks, bookings, rows, linkedAt, at } = it;
  await tx.$executeRaw`
    WITH all_talks AS (
      SELECT id FROM conversation WHERE client_id IN (${from}::uuid, ${to}::uuid)
    ), unsaid AS (
      UPDATE outbox o
         SET state = 'not-needed', why = 'unlinked', finished_at = ${dateOf(at)}, reply_token = NULL, leased_until = NULL, retry_at = NULL
       WHERE o.state = 'queued' AND o.conversation_id IN (SELECT id FROM all_talks)
         -- An answer is about no booking by itself, and may show every one of the joined person's.
         AND coalesce((o.conversation_id = ANY(${talks}::uuid[])) <> (o.booking_id = ANY(${bookings}::uuid[])), o.created_at >= ${linkedAt})
    ), unsent AS (
      UPDATE mail
         SET state = 'not-needed', why = 'unlinked', finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL
       WHERE state = 'queued' AND booking_id = ANY(${bookings}::uuid[]) AND id <> ALL(${rows})
    )
    UPDATE conversation SET snapshot = NULL WHERE id IN (SELECT id FROM all_talks)`;
}

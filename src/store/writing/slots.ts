import type { DateTime } from 'luxon';
import { dateOf, momentOf, Prisma } from '../prisma.ts';
import type { SlotKey } from '../reading/calendar.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/**
 * What staff do to a slot. Its row is made by their act where nobody had taken a seat yet. Each is one compare-and-set statement with
 * its audit row, so that it cannot pass by a client who takes a seat in the same moment.
 */

export type StaffAct = { by: string; at: DateTime };
export type SlotAt = SlotKey & { startsAt: DateTime; endsAt: DateTime };

/** `below-used`: more people are in it by now than would have a seat. */
export type CapacitySet = { kind: 'set'; capacity: number; used: number } | { kind: 'below-used'; used: number };

async function setCapacity(change: SlotAt & { capacity: number } & StaffAct, { db }: Vault): Promise<CapacitySet> {
  const { capacity } = change;
  const rows = await db.$queryRaw<{ used: number }[]>`
    WITH changed AS (
      INSERT INTO slot AS s (centre_id, office_id, service_id, starts_at, ends_at, capacity, capacity_by_staff, used)
      VALUES (${keys(change)}, ${capacity}::int, true, 0)
      ON CONFLICT (centre_id, office_id, service_id, starts_at) DO UPDATE SET capacity = excluded.capacity, capacity_by_staff = true
       WHERE s.used <= excluded.capacity
      RETURNING s.*
    ), noted AS (${noted('slot-capacity', change)})
    SELECT used FROM changed`;
  if (rows[0]) return { kind: 'set', capacity, used: rows[0].used };
  return { kind: 'below-used', used: await usedOf(change, db) };
}

async function usedOf({ centreId, officeId, serviceId, startsAt }: SlotAt, db: Vault['db']): Promise<number> {
  const rows = await db.$queryRaw<{ used: number }[]>`
    SELECT used FROM slot
     WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId} AND starts_at = ${dateOf(startsAt)}`;
  return rows[0]?.used ?? 0;
}

async function closeSlot(slot: SlotAt & { capacity: number } & StaffAct, { db }: Vault): Promise<number | undefined> {
  const rows = await db.$queryRaw<{ used: number }[]>`
    WITH changed AS (
      INSERT INTO slot AS s (centre_id, office_id, service_id, starts_at, ends_at, capacity, closed, used)
      VALUES (${keys(slot)}, ${slot.capacity}::int, true, 0)
      ON CONFLICT (centre_id, office_id, service_id, starts_at) DO UPDATE SET closed = true WHERE NOT s.closed
      RETURNING s.*
    ), noted AS (${noted('slot-closed', slot)})
    SELECT used FROM changed`;
  return rows[0]?.used;
}

async function reopenSlot(slot: SlotKey & { startsAt: DateTime } & StaffAct, { db }: Vault): Promise<boolean> {
  const { centreId, officeId, serviceId, startsAt } = slot;
  const rows = await db.$queryRaw<unknown[]>`
    WITH changed AS (
      UPDATE slot SET closed = false
       WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId} AND starts_at = ${dateOf(startsAt)} AND closed
      RETURNING slot.*
    ), noted AS (${noted('slot-reopened', slot)})
    SELECT 1 FROM changed`;
  return rows.length > 0;
}

type Opening = SlotKey & { times: readonly { startsAt: DateTime; endsAt: DateTime }[]; capacity: number };

async function openSlots(opening: Opening & StaffAct, { db }: Vault): Promise<DateTime[]> {
  const { centreId, officeId, serviceId, times, capacity } = opening;
  const asked = times
    .map(({ startsAt, endsAt }) => ({ starts_at: startsAt.toISO(), ends_at: endsAt.toISO() }))
    // In one order for everybody, so that two who open the same times at once do not wait for each other.
    .sort((one, other) => (one.starts_at ?? '').localeCompare(other.starts_at ?? ''));
  const rows = await db.$queryRaw<{ starts_at: Date }[]>`
    WITH changed AS (
      INSERT INTO slot AS s (centre_id, office_id, service_id, starts_at, ends_at, capacity, capacity_by_staff, opened_by_staff, used)
      SELECT ${centreId}, ${officeId}, ${serviceId}, t.starts_at, t.ends_at, ${capacity}::int, true, true, 0
        FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS t (starts_at timestamptz, ends_at timestamptz)
      ON CONFLICT (centre_id, office_id, service_id, starts_at) DO UPDATE
         SET opened_by_staff = true, closed = false, capacity = excluded.capacity, capacity_by_staff = true
       WHERE (s.closed OR NOT s.opened_by_staff) AND s.used <= excluded.capacity
      RETURNING s.*
    ), noted AS (${noted('slot-opened', opening)})
    SELECT starts_at FROM changed`;
  return rows.map(({ starts_at }) => momentOf(starts_at));
}

const keys = ({ centreId, officeId, serviceId, startsAt, endsAt }: SlotAt): Prisma.Sql =>
  Prisma.sql`${centreId}, ${officeId}, ${serviceId}, ${dateOf(startsAt)}::timestamptz, ${dateOf(endsAt)}::timestamptz`;

/** One audit row for each slot of the CTE `changed`. */
const noted = (action: string, { by, at }: StaffAct): Prisma.Sql => Prisma.sql`
  INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
  SELECT ${dateOf(at)}::timestamptz, 'staff', ${by}, changed.centre_id, ${action},
         jsonb_build_object('officeId', changed.office_id, 'serviceId', changed.service_id, 'startsAt', changed.starts_at,
                            'capacity', changed.capacity, 'used', changed.used)
    FROM changed`;

export const slotsOver = (vault: Vault) => ({
  setCapacity: (change: SlotAt & { capacity: number } & StaffAct): Promise<CapacitySet> =>
    retrying(() => setCapacity(change, vault)),
  /** From the commit on nobody gets in; whoever has a seat keeps it. Answers how many do, or undefined where it was closed before. */
  close: (slot: SlotAt & { capacity: number } & StaffAct): Promise<number | undefined> => retrying(() => closeSlot(slot, vault)),
  /** False where it was not closed. */
  reopen: (slot: SlotKey & { startsAt: DateTime } & StaffAct): Promise<boolean> => retrying(() => reopenSlot(slot, vault)),
  /**
   * Opens slots beside the centre file's times, or opens such ones again. Answers the starts that were opened: those are missing that
   * were open already, or in which more people sit than `capacity` has seats for.
   */
  open: (opening: Opening & StaffAct): Promise<DateTime[]> => retrying(() => openSlots(opening, vault)),
});

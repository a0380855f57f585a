import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { StaffAct } from './slots.ts';

/** Days are YYYY-MM-DD, both included. `people`: names and numbers were taken as well. */
type Taken = { centreId: string; fromDay: string; toDay: string; people: boolean };

async function noteExport(taken: Taken & StaffAct, { db }: Vault): Promise<void> {
  const detail = JSON.stringify({ fromDay: taken.fromDay, toDay: taken.toDay, people: taken.people });
  await db.$executeRaw`
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
    VALUES (${dateOf(taken.at)}::timestamptz, 'staff', ${taken.by}, ${taken.centreId}, 'bookings-exported', ${detail}::jsonb)`;
}

export const exportsOver = (vault: Vault) => ({
  /** Who took bookings out of the house, of which days, and whether with names. */
  note: (taken: Taken & StaffAct): Promise<void> => retrying(() => noteExport(taken, vault)),
});

import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { StaffAct } from './slots.ts';

type Whose = { clientId: string; centreId: string };

export const clientRecordsOver = (vault: Vault) => ({
  /** Who took everything about a client out of the house. */
  noteExport: (it: Whose & StaffAct & { format: string }): Promise<void> => retrying(() => noteExport(it, vault)),
});

async function noteExport(
  { clientId, centreId, by, at, format }: Whose & StaffAct & { format: string },
  { db }: Vault,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
    VALUES (${dateOf(at)}::timestamptz, 'staff', ${by}, ${centreId}, 'client-exported', 'console', ${JSON.stringify({ clientId, format })}::jsonb)`;
}

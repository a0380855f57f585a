import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

export type NewRemark = {
  /** Made with the page: the same page writes it once. */
  id: string | undefined;
  clientId: string;
  bookingId?: string | undefined;
  centreId: string;
  text: string;
  /** The staff member. */
  by: string;
  at: DateTime;
};

export const remarksOver = (vault: Vault) => ({
  /** A second press changes nothing. False where the client was deleted: nothing more is written about them. */
  add: (remark: NewRemark): Promise<boolean> => {
    const id = remark.id ?? randomUUID();
    return retrying(() => add(id, remark, vault));
  },
});

async function add(
  id: string,
  { clientId, bookingId, centreId, text, by, at }: NewRemark,
  { db, sealing }: Vault,
): Promise<boolean> {
  const sealed = sealing.seal(text, { table: 'remark', column: 'text', id });
  const rows = await db.$queryRaw<unknown[]>`
    WITH whose AS (
      SELECT id FROM client WHERE id = ${clientId}::uuid AND centre_id = ${centreId} AND erased_at IS NULL AND linked_to_id IS NULL FOR SHARE
    ), written AS (
      INSERT INTO remark (id, client_id, booking_id, text, created_at, created_by)
      SELECT ${id}::uuid, whose.id, ${bookingId ?? null}::uuid, ${sealed}, ${dateOf(at)}::timestamptz, ${by}::uuid FROM whose
      ON CONFLICT (id) DO NOTHING
      RETURNING booking_id
    ), noted AS (
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, action, channel, detail)
    SELECT ${dateOf(at)}::timestamptz, 'staff', ${by}, ${centreId}, written.booking_id, 'remark-written', 'console',
           jsonb_build_object('clientId', ${clientId}::text)
      FROM written
    )
    SELECT FROM whose`;
  return rows.length > 0;
}

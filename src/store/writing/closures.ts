import { randomUUID } from 'node:crypto';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { StaffAct } from './slots.ts';

type Closing = {
  centreId: string;
  /** All offices where absent. */
  officeId?: string | undefined;
  /** YYYY-MM-DD in Asia/Tokyo, both closed. */
  fromDay: string;
  toDay: string;
  reason: string;
};

async function addClosure(id: string, closing: Closing & StaffAct, { db }: Vault): Promise<string> {
  const { centreId, officeId, fromDay, toDay, reason, by, at } = closing;
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO closure (id, centre_id, office_id, from_day, to_day, reason, created_at, created_by)
      VALUES (${id}::uuid, ${centreId}, ${officeId ?? null}, ${fromDay}::date, ${toDay}::date, ${reason}, ${dateOf(at)}::timestamptz, ${by}::uuid)
      ON CONFLICT (id) DO NOTHING
      RETURNING *
    )
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
    SELECT made.created_at, 'staff', ${by}, made.centre_id, 'closure-added',
           jsonb_strip_nulls(jsonb_build_object('closureId', made.id, 'officeId', made.office_id, 'fromDay', made.from_day, 'toDay', made.to_day))
      FROM made`;
  return id;
}

type Ending = { centreId: string; id: string };

async function endClosure(ending: Ending & StaffAct, { db }: Vault): Promise<boolean> {
  const { centreId, id, by, at } = ending;
  const changed = await db.$executeRaw`
    WITH ended AS (
      UPDATE closure SET ended_at = ${dateOf(at)}::timestamptz, ended_by = ${by}::uuid
       WHERE id = ${id}::uuid AND centre_id = ${centreId} AND ended_at IS NULL
      RETURNING *
    )
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
    SELECT ended.ended_at, 'staff', ${by}, ended.centre_id, 'closure-ended', jsonb_build_object('closureId', ended.id) FROM ended`;
  return changed > 0;
}

export const closuresOver = (vault: Vault) => ({
  /** Closes days. Bookings on them stay until staff moved or cancelled them. Answers the closure's id. */
  add: (closing: Closing & StaffAct): Promise<string> => {
    const id = randomUUID();
    return retrying(() => addClosure(id, closing, vault));
  },
  /** Ends a closure: its days are open again from now on. False where it is another centre's or was ended before. */
  end: (ending: Ending & StaffAct): Promise<boolean> => retrying(() => endClosure(ending, vault)),
});

import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { noted } from '../audit.ts';
import { dateOf } from '../prisma.ts';
import type { MaintenanceTexts } from '../reading/maintenance.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

export type NewMaintenance = {
  centreId: string;
  texts: MaintenanceTexts;
  startsAt: DateTime;
  endsAt: DateTime;
  by: string;
  now: DateTime;
};

export const maintenanceOver = (vault: Vault) => ({
  /** `endsAt` lies after `startsAt`. Answers its id. */
  announce: (made: NewMaintenance): Promise<string> => {
    const id = randomUUID();
    return retrying(() => announce(id, made, vault));
  },
  /** False where it is another centre's, or was withdrawn before. */
  withdraw: (act: { centreId: string; id: string; by: string; now: DateTime }): Promise<boolean> =>
    retrying(() => withdraw(act, vault)),
});

async function announce(id: string, made: NewMaintenance, { db }: Vault): Promise<string> {
  const { centreId, texts, startsAt, endsAt, by, now } = made;
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO maintenance (id, centre_id, text, text_easy, text_en, starts_at, ends_at, created_at, created_by)
      VALUES (${id}::uuid, ${centreId}, ${texts.ja}, ${texts['ja-easy'] ?? null}, ${texts.en ?? null}, ${dateOf(startsAt)}, ${dateOf(endsAt)}, ${dateOf(now)}, ${by}::uuid)
      ON CONFLICT (id) DO NOTHING
      RETURNING *
    )
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
    SELECT created_at, 'staff', ${by}, centre_id, 'maintenance-announced', jsonb_build_object('maintenanceId', id) FROM made`;
  return id;
}

async function withdraw(
  { centreId, id, by, now }: { centreId: string; id: string; by: string; now: DateTime },
  { db }: Vault,
): Promise<boolean> {
  const actor = { kind: 'staff', id: by } as const;
  return db.$transaction(async (tx) => {
    const withdrawn = await tx.$executeRaw`
      UPDATE maintenance SET withdrawn_at = ${dateOf(now)}, withdrawn_by = ${by}::uuid
       WHERE id = ${id}::uuid AND centre_id = ${centreId} AND withdrawn_at IS NULL`;
    if (withdrawn === 0) return false;
    await tx.$executeRaw(noted([{ at: now, actor, centreId, action: 'maintenance-withdrawn', detail: { maintenanceId: id } }]));
    return true;
  });
}

import type { DateTime } from 'luxon';
import { dateOf } from './prisma.ts';
import type { Claim } from './rooms.ts';
import type { Scope } from './scope.ts';

/** How an attempt at a meeting ended, in the transaction that tells the client or staff of it. */

export type RoomTurn = {
  /**
   * `made`: it is the booking's meeting, and its details are to be entered. `over`: nobody needs it (any more); it is kept for the next
   * look, which takes it down. `other`: another attempt has overtaken this one; `standing` is the meeting that counts, if one does.
   */
  made(made: {
    claim: Claim;
    bookingId: string;
    externalId: string;
    at: DateTime;
  }): Promise<{ kind: 'made' | 'over' } | { kind: 'other'; standing: string | undefined }>;
  /**
   * Given up: staff enter the details. `mayBeThere`: it is to be looked for at the provider, and taken down. False where the attempt was
   * not the caller's any more.
   */
  failed(failed: { claim: Claim; at: DateTime; why: string; mayBeThere: boolean }): Promise<boolean>;
};

/** Who enters details that a provider has made, in `meeting_details.entered_by` and the audit. */
export const BY_PROVIDER = 'meetings';

export const placeOfRoom = (id: string) => ({ table: 'meeting_room', column: 'external_id', id });

export const roomTurnOver = (scope: Scope): RoomTurn => ({
  made: (it) => made(it, scope),
  failed: (it) => failed(it, scope),
});

async function made({ claim, bookingId, externalId, at }: Parameters<RoomTurn['made']>[0], { tx, vault }: Scope) {
  const { id, attempt } = claim;
  const place = placeOfRoom(id);
  const sealed = vault.sealing.seal(externalId, place);
  const entered = await tx.$executeRaw`
    WITH b AS (
      SELECT id FROM booking WHERE id = ${bookingId}::uuid AND state = 'confirmed' FOR UPDATE
    )
    UPDATE meeting_room r
       SET state = 'made', external_id = ${sealed}, retry_at = NULL, leased_until = NULL, why = NULL, updated_at = ${dateOf(at)}
      FROM b
     WHERE r.id = ${id}::uuid AND r.booking_id = b.id AND r.state = 'making' AND r.attempts = ${attempt}
       AND NOT EXISTS (SELECT FROM meeting_details d
                        WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL AND d.entered_by <> ${BY_PROVIDER})`;
  if (entered > 0) return { kind: 'made' } as const;
  const over = await tx.$executeRaw`
    UPDATE meeting_room
       SET state = CASE WHEN state = 'failed' THEN 'failed' ELSE 'unmaking' END, external_id = ${sealed},
           attempts = 0, retry_at = ${dateOf(at)}, leased_until = NULL, updated_at = ${dateOf(at)}
     WHERE id = ${id}::uuid AND external_id IS NULL AND state <> 'made' AND (state <> 'making' OR attempts = ${attempt})`;
  if (over > 0) return { kind: 'over' } as const;
  const rows = await tx.$queryRaw<{ external_id: string | null }[]>`
    SELECT external_id FROM meeting_room WHERE id = ${id}::uuid`;
  const standing = rows[0]?.external_id ?? undefined;
  return { kind: 'other', standing: standing === undefined ? undefined : vault.sealing.open(standing, place) } as const;
}

async function failed({ claim, at, why, mayBeThere }: Parameters<RoomTurn['failed']>[0], { tx }: Scope): Promise<boolean> {
  const { id, doing, attempt } = claim;
  const given = await tx.$executeRaw`
    UPDATE meeting_room
       SET state = 'failed', attempts = 0, retry_at = ${mayBeThere ? dateOf(at) : null}::timestamptz, leased_until = NULL,
           why = ${why.slice(0, 200)}, updated_at = ${dateOf(at)}
     WHERE id = ${id}::uuid AND state = ${doing} AND attempts = ${attempt} AND state = 'making'`;
  return given > 0;
}

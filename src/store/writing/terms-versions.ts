import { createHash, randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** The office's own texts of its terms. A published one is never changed or taken away: people have agreed to it. */

export type TermsDraft = {
  centreId: string;
  termsId: string;
  title: string;
  body: string;
  format: 'markdown' | 'text';
  /** Beginning of the day on which it is to take effect. */
  effectiveAt: DateTime;
  ground: '1' | '2' | undefined;
  notice: string;
  by: string;
  at: DateTime;
};

export type Publishing = { centreId: string; id: string; effectiveAt: DateTime; by: string; at: DateTime };

export type PublishOutcome = 'published' | 'day-taken' | 'not-found';

export const termsVersionsWriting = (vault: Vault) => ({
  /** Undefined where the same text is there already, as a draft or published. */
  draft: (draft: TermsDraft): Promise<string | undefined> => retrying(() => draftOne(draft, vault)),
  /** `not-found` where it is not a draft (any more); `day-taken` where another text is published for that day. */
  publish: (publishing: Publishing): Promise<PublishOutcome> => retrying(() => publish(publishing, vault)),
  /** Takes a draft away; false where it is none. */
  discard: (draft: { centreId: string; id: string; by: string; at: DateTime }): Promise<boolean> =>
    retrying(() => discard(draft, vault)),
});

/** Its version is the day on which it takes effect. */
async function draftOne(draft: TermsDraft, { db }: Vault): Promise<string | undefined> {
  const { centreId, termsId, title, body, format, effectiveAt, ground, notice, by, at } = draft;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH made AS (
      INSERT INTO terms_version (id, centre_id, terms_id, title, version, sha256, effective_at, origin, body, format, ground, notice,
                                 created_at, created_by)
      VALUES (${randomUUID()}::uuid, ${centreId}, ${termsId}, ${title}, ${effectiveAt.toISODate()}, ${sha256}, ${dateOf(effectiveAt)},
              'staff', ${body}, ${format}, ${ground ?? null}, ${notice}, ${dateOf(at)}, ${by}::uuid)
      ON CONFLICT (centre_id, terms_id, sha256) DO NOTHING
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
      SELECT created_at, 'staff', ${by}, centre_id, 'terms-drafted',
             jsonb_build_object('termsVersionId', id, 'termsId', terms_id, 'version', version, 'sha256', sha256)
        FROM made
    )
    SELECT id FROM made`;
  return rows[0]?.id;
}

async function publish({ centreId, id, effectiveAt, by, at }: Publishing, { db }: Vault): Promise<PublishOutcome> {
  const rows = await db.$queryRaw<{ made: boolean }[]>`
    WITH draft AS (
      SELECT d.id, EXISTS (
               SELECT FROM terms_version o
                WHERE o.centre_id = d.centre_id AND o.terms_id = d.terms_id AND o.version = d.version
                  AND o.origin = 'staff' AND o.published_at IS NOT NULL
             ) AS taken
        FROM terms_version d
       WHERE d.id = ${id}::uuid AND d.centre_id = ${centreId} AND d.origin = 'staff' AND d.published_at IS NULL
    ), made AS (
      UPDATE terms_version SET published_at = ${dateOf(at)}::timestamptz, published_by = ${by}::uuid, effective_at = ${dateOf(effectiveAt)}
       WHERE id = (SELECT draft.id FROM draft WHERE NOT draft.taken) AND published_at IS NULL
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, reason, detail)
      SELECT published_at, 'staff', ${by}, centre_id, 'terms-published', ground,
             jsonb_build_object('termsVersionId', id, 'termsId', terms_id, 'version', version, 'sha256', sha256)
        FROM made
    )
    SELECT EXISTS (SELECT FROM made) AS made FROM draft`;
  if (!rows[0]) return 'not-found';
  return rows[0].made ? 'published' : 'day-taken';
}

async function discard(draft: { centreId: string; id: string; by: string; at: DateTime }, { db }: Vault): Promise<boolean> {
  const { centreId, id, by, at } = draft;
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH gone AS (
      DELETE FROM terms_version
       WHERE id = ${id}::uuid AND centre_id = ${centreId} AND origin = 'staff' AND published_at IS NULL
      RETURNING *
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
      SELECT ${dateOf(at)}::timestamptz, 'staff', ${by}, centre_id, 'terms-discarded',
             jsonb_build_object('termsVersionId', id, 'termsId', terms_id, 'sha256', sha256)
        FROM gone
    )
    SELECT id FROM gone`;
  return rows.length > 0;
}

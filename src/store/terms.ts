import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dateOf, momentOf } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { Store } from './store.ts';

/**
 * Terms versions. The office's own text, once published and in force, counts before any summary of a centre file; among each, the
 * newest that has taken effect. A trial whose clock starts before the first summary meets the first.
 */

type TermsRow = { id: string; version: string; sha256: string; origin: 'file' | 'staff'; effective_at: Date };

export async function termsInForce(termsId: string, at: DateTime, scope: Scope) {
  const { event, conversation } = await scope.opening();
  const centreId = conversation?.centreId ?? event?.centreId ?? null;
  const rows = await scope.tx.$queryRaw<TermsRow[]>`
    SELECT id, version, sha256, origin, effective_at FROM terms_version
     WHERE centre_id = ${centreId} AND terms_id = ${termsId}
       AND (origin = 'file' OR published_at IS NOT NULL AND effective_at <= ${dateOf(at)})
     ORDER BY origin = 'staff' DESC, effective_at <= ${dateOf(at)} DESC,
              CASE WHEN effective_at <= ${dateOf(at)} THEN effective_at END DESC, effective_at, version DESC, id
     LIMIT 1`;
  const row = rows[0];
  if (!row) return undefined;
  const { effective_at, ...version } = row;
  return { ...version, effectiveAt: momentOf(effective_at) };
}

/** Only texts of centre files: what staff loaded is theirs. */
export async function keepTerms(versions: Parameters<Store['keepTerms']>[0], { db }: Vault): Promise<void> {
  const rows = versions.map((it) => ({
    id: randomUUID(),
    centre_id: it.centreId,
    terms_id: it.termsId,
    title: it.title,
    version: it.version,
    sha256: it.sha256,
    effective_at: it.effectiveAt.toISO(),
  }));
  await db.$executeRaw`
    INSERT INTO terms_version (id, centre_id, terms_id, title, version, sha256, effective_at)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t (
      id uuid, centre_id text, terms_id text, title text, version text, sha256 text, effective_at timestamptz)
    ON CONFLICT (centre_id, terms_id, sha256) DO UPDATE
       -- A file that went back to an earlier text puts that text in force again; consents to it stand.
       SET effective_at = excluded.effective_at
     WHERE terms_version.origin = 'file' AND terms_version.id <> (
       SELECT n.id FROM terms_version n
        WHERE n.origin = 'file' AND n.centre_id = excluded.centre_id AND n.terms_id = excluded.terms_id
        ORDER BY n.effective_at DESC, n.version DESC, n.id LIMIT 1)`;
}

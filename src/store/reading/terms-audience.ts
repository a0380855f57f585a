import type { DateTime } from 'luxon';
import { dateOf, momentOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** A conversation that agreed to an earlier text of the same terms and has not been told of the new one. */
export type ToldOfTerms = {
  conversationId: string;
  clientId: string | undefined;
  version: { id: string; centreId: string; termsId: string; effectiveAt: DateTime; notice: string };
  onceKey: string;
};

type Row = {
  conversation_id: string;
  client_id: string | null;
  version_id: string;
  centre_id: string;
  terms_id: string;
  effective_at: Date;
  notice: string | null;
  once_key: string;
};

export const termsAudienceOver = (vault: Vault) => ({
  /**
   * Who is to be told of texts that staff published since `since`, or that have taken effect since then. Whoever agreed to the new
   * text has read it; whoever was deleted, or cannot be reached, is left alone.
   */
  untold: (where: { now: DateTime; since: DateTime; limit: number }): Promise<ToldOfTerms[]> =>
    retrying(() => untold(where, vault)),
});

async function untold(
  { now, since, limit }: { now: DateTime; since: DateTime; limit: number },
  { db }: Vault,
): Promise<ToldOfTerms[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT c.id AS conversation_id, c.client_id, v.id AS version_id, v.centre_id, v.terms_id, v.effective_at, v.notice,
           v.published_at, told.once_key
      FROM terms_version v
      -- A summary of ours is always the earlier one: the office's own text counts before it.
      JOIN terms_version e ON e.centre_id = v.centre_id AND e.terms_id = v.terms_id AND e.id <> v.id
                          AND (e.origin = 'file' OR e.effective_at < v.effective_at)
      JOIN consent s ON s.terms_version_id = e.id
      JOIN conversation c ON c.id = s.conversation_id AND c.reachable
      LEFT JOIN client k ON k.id = c.client_id
      CROSS JOIN LATERAL (SELECT 'terms-changed:' || v.id || ':' || c.id AS once_key) told
     WHERE v.origin = 'staff' AND v.published_at <= ${dateOf(now)} AND greatest(v.published_at, v.effective_at) > ${dateOf(since)}
       AND k.erased_at IS NULL
       AND NOT EXISTS (SELECT FROM consent n WHERE n.conversation_id = c.id AND n.terms_version_id = v.id)
       AND NOT EXISTS (SELECT FROM notice n WHERE n.once_key = told.once_key)
     ORDER BY v.published_at, c.id
     LIMIT ${limit}`;
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    clientId: row.client_id ?? undefined,
    version: {
      id: row.version_id,
      centreId: row.centre_id,
      termsId: row.terms_id,
      effectiveAt: momentOf(row.effective_at),
      notice: row.notice ?? '',
    },
    onceKey: row.once_key,
  }));
}

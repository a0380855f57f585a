import type { DateTime } from 'luxon';
import { dateOf, momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** A text that the office loaded itself. */
export type OfficialTerms = {
  id: string;
  termsId: string;
  title: string;
  version: string;
  sha256: string;
  effectiveAt: DateTime;
  body: string;
  format: 'markdown' | 'text';
  ground: '1' | '2' | undefined;
  /** What clients are told has changed. */
  notice: string | undefined;
  /** Undefined for a draft. */
  publishedAt: DateTime | undefined;
  createdAt: DateTime;
  /** Names of staff. */
  publishedBy: string | undefined;
  createdBy: string | undefined;
  /** How many people have agreed to it. */
  consents: number;
};

type Row = {
  id: string;
  terms_id: string;
  title: string;
  version: string;
  sha256: string;
  effective_at: Date;
  body: string;
  format: 'markdown' | 'text';
  ground: '1' | '2' | null;
  notice: string | null;
  published_at: Date | null;
  created_at: Date;
  publisher: string | null;
  author: string | null;
  consents: number;
};

export const termsVersionsReading = (vault: Vault) => ({
  /** Drafts and published texts of a centre, the newest effect first. */
  ofCentre: (centreId: string): Promise<OfficialTerms[]> =>
    retrying(() => versions(Prisma.sql`t.centre_id = ${centreId}`, vault)),
  one: async (centreId: string, id: string): Promise<OfficialTerms | undefined> =>
    (await retrying(() => versions(Prisma.sql`t.centre_id = ${centreId} AND t.id = ${id}::uuid`, vault)))[0],
  /** What anybody may read: published texts, the newest effect first. */
  published: (centreId: string): Promise<OfficialTerms[]> =>
    retrying(() => versions(Prisma.sql`t.centre_id = ${centreId} AND t.published_at IS NOT NULL`, vault)),
  /** The published text that comes right before `effectiveAt`. */
  before: async (centreId: string, termsId: string, effectiveAt: DateTime): Promise<OfficialTerms | undefined> =>
    (
      await retrying(() =>
        versions(
          Prisma.sql`t.centre_id = ${centreId} AND t.terms_id = ${termsId} AND t.published_at IS NOT NULL
                     AND t.effective_at < ${dateOf(effectiveAt)}`,
          vault,
        ),
      )
    )[0],
});

async function versions(where: Prisma.Sql, { db }: Vault): Promise<OfficialTerms[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.id, t.terms_id, t.title, t.version, t.sha256, t.effective_at, t.body, t.format, t.ground, t.notice, t.published_at,
           t.created_at, p.name AS publisher, a.name AS author,
           (SELECT count(*)::int FROM consent c WHERE c.terms_version_id = t.id) AS consents
      FROM terms_version t LEFT JOIN staff p ON p.id = t.published_by LEFT JOIN staff a ON a.id = t.created_by
     WHERE t.origin = 'staff' AND ${where}
     ORDER BY t.effective_at DESC, t.published_at DESC NULLS FIRST, t.created_at DESC, t.id LIMIT 200`;
  return rows.map((row) => ({
    id: row.id,
    termsId: row.terms_id,
    title: row.title,
    version: row.version,
    sha256: row.sha256,
    effectiveAt: momentOf(row.effective_at),
    body: row.body,
    format: row.format,
    ground: row.ground ?? undefined,
    notice: row.notice ?? undefined,
    publishedAt: momentOrNone(row.published_at),
    createdAt: momentOf(row.created_at),
    publishedBy: row.publisher ?? undefined,
    createdBy: row.author ?? undefined,
    consents: row.consents,
  }));
}

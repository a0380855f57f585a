import type { DateTime } from 'luxon';
import type { Language } from '#policy/language.ts';
import { momentOf, momentOrNone } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** In the languages of the chat; Japanese stands for the others where they have none. */
export type MaintenanceTexts = { ja: string } & { [L in Exclude<Language, 'ja'>]: string | undefined };

export type MaintenanceColumns = { text: string; text_easy: string | null; text_en: string | null };

export const textsFrom = (row: MaintenanceColumns): MaintenanceTexts => ({
  ja: row.text,
  'ja-easy': row.text_easy ?? undefined,
  en: row.text_en ?? undefined,
});

export type Maintenance = {
  id: string;
  texts: MaintenanceTexts;
  startsAt: DateTime;
  endsAt: DateTime;
  createdBy: string;
  withdrawnAt: DateTime | undefined;
};

/** The newest of a centre; more than these nobody looks for. */
const MOST = 50;

export const maintenanceReading = (vault: Vault) => ({
  /** Those of a centre, the latest first. */
  list: (centreId: string): Promise<Maintenance[]> => retrying(() => list(centreId, vault)),
});

type Row = MaintenanceColumns & {
  id: string;
  starts_at: Date;
  ends_at: Date;
  created_by: string;
  withdrawn_at: Date | null;
};

async function list(centreId: string, { db }: Vault): Promise<Maintenance[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT id, text, text_easy, text_en, starts_at, ends_at, created_by, withdrawn_at FROM maintenance
     WHERE centre_id = ${centreId} ORDER BY starts_at DESC, id LIMIT ${MOST}`;
  return rows.map((row) => ({
    id: row.id,
    texts: textsFrom(row),
    startsAt: momentOf(row.starts_at),
    endsAt: momentOf(row.ends_at),
    createdBy: row.created_by,
    withdrawnAt: momentOrNone(row.withdrawn_at),
  }));
}

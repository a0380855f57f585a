import { type Db, Prisma } from './prisma.ts';
import type { Sealing } from './sealing.ts';

/** Every sealed column. */
export const SEALED = {
  conversation: ['address', 'conversation_reference', 'snapshot'],
  client: ['name', 'job_seeker_number', 'email', 'phone', 'topic', 'companions'],
  booking: ['wishes'],
  inbox: ['address', 'body', 'reply_token', 'conversation_reference'],
  outbox: ['rendered', 'reply_token'],
  meeting_details: ['details'],
  meeting_room: ['external_id'],
  reminder_run: ['extra'],
  mail: ['recipient', 'message'],
  suspension: ['reason', 'note'],
  remark: ['text'],
  identity_link: ['profile'],
} as const satisfies Record<string, readonly string[]>;

const AT_A_TIME = 200;

type Row = { id: string } & Record<string, string | null>;
export type Rotated = { rows: number; unopened: number };

/**
 * Seals everything anew with the first data key, a batch a transaction, while the system runs or stands still. Afterwards the older
 * keys open nothing any more and can go. `unopened`: rows that no key opens; they stay as they are.
 */
export async function rotate(db: Db, sealing: Sealing): Promise<Rotated> {
  const total: Rotated = { rows: 0, unopened: 0 };
  for (const [table, columns] of Object.entries(SEALED)) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const batch = await rotateBatch(db, sealing, table, columns, after);
      total.rows += batch.rows;
      total.unopened += batch.unopened;
      if (batch.last === undefined) break;
      after = batch.last;
    }
  }
  return total;
}

async function rotateBatch(
  db: Db,
  sealing: Sealing,
  table: string,
  columns: readonly string[],
  after: string,
): Promise<Rotated & { last: string | undefined }> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT id::text, ${Prisma.raw(columns.join(', '))} FROM ${Prisma.raw(table)}
       WHERE id > ${after}::uuid ORDER BY id LIMIT ${AT_A_TIME} FOR UPDATE`;
    const stale = rows.filter((row) => columns.some((column) => row[column] && !sealing.isCurrent(row[column])));
    const sealed = stale.flatMap((row) => resealed(row, table, columns, sealing) ?? []);
    if (sealed.length > 0) await writeBack(tx, table, columns, sealed);
    return { rows: sealed.length, unopened: stale.length - sealed.length, last: rows.at(-1)?.id };
  });
}

function resealed(row: Row, table: string, columns: readonly string[], sealing: Sealing): Row | undefined {
  const anew: Row = { id: row.id };
  try {
    for (const column of columns) {
      const old = row[column] ?? null;
      const place = { table, column, id: row.id };
      anew[column] = old === null || sealing.isCurrent(old) ? old : sealing.seal(sealing.open(old, place), place);
    }
    return anew;
  } catch {
    return undefined;
  }
}

async function writeBack(tx: Prisma.TransactionClient, table: string, columns: readonly string[], rows: Row[]): Promise<void> {
  const assignments = columns.map((column) => `${column} = anew.${column}`).join(', ');
  const shape = ['id uuid', ...columns.map((column) => `${column} text`)].join(', ');
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(table)} SET ${Prisma.raw(assignments)}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS anew (${Prisma.raw(shape)})
     WHERE ${Prisma.raw(table)}.id = anew.id`;
}

import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

export { Prisma };
export type Db = PrismaClient;
/** A transaction, or the client itself. */
export type Tx = Prisma.TransactionClient;

/**
 * Connects lazily. The session's zone must be UTC: the adapter writes and reads moments without an offset. Statements are prepared
 * once a connection, under a name made of their text.
 */
export function connect(url: string, poolSize: number): Db {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=UTC -c default_transaction_isolation=read\\ committed',
    },
    { statementNameGenerator: ({ sql }) => nameOf(sql) },
  );
  return new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions: { maxWait: 30_000, timeout: 30_000 } });
}

const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `m${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`;
  names.set(sql, name);
  return name;
}

/** As it comes from the database, in Asia/Tokyo. */
export const momentOf = (date: Date): DateTime => DateTime.fromJSDate(date, { zone: ZONE });

export const momentOrNone = (date: Date | null): DateTime | undefined => (date ? momentOf(date) : undefined);

/** A JavaScript Date for a parameter; Prisma takes no Luxon. */
export const dateOf = (moment: DateTime): Date => moment.toJSDate();

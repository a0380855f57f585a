import type { DateTime } from 'luxon';
import { momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Most } from './most.ts';
import type { Fate } from './notices.ts';

/** A row of the ledger with the fate of its message or mail. */
export type Told = {
  id: string;
  kind: string;
  channel: string | undefined;
  state: Fate;
  why: string | undefined;
  createdAt: DateTime;
  finishedAt: DateTime | undefined;
  /** The staff member behind it. */
  byName: string | undefined;
  bookingId: string | undefined;
};

type Row = {
  id: string;
  kind: string;
  channel: string | null;
  state: Fate;
  why: string | null;
  created_at: Date;
  finished_at: Date | null;
  by_name: string | null;
  booking_id: string | null;
};

/** What a conversation agreed to: evidence that stands by itself. */
export type Agreement = {
  id: string;
  termsId: string;
  title: string;
  version: string;
  sha256: string;
  officeId: string;
  channel: string;
  meetingApp: boolean;
  consentedAt: DateTime;
  eligibleAt: DateTime | undefined;
};

type ConsentRow = {
  id: string;
  terms_id: string;
  title: string;
  version: string;
  sha256: string;
  office_id: string;
  channel: string;
  meeting_app: boolean;
  consented_at: Date;
  eligible_at: Date | null;
};

export const toldOver = (vault: Vault) => ({
  /** What the client was told about a booking, the newest first. */
  aboutBooking: (bookingId: string): Promise<Told[]> =>
    retrying(() => notices(Prisma.sql`n.booking_id = ${bookingId}::uuid`, vault)),
  /** What a client was told at all. */
  toClient: (clientId: string, most: Most = 200): Promise<Told[]> =>
    retrying(() =>
      notices(
        Prisma.sql`n.id IN (
        SELECT x.id FROM notice x WHERE x.client_id = ${clientId}::uuid
        UNION SELECT x.id FROM notice x JOIN conversation c ON c.id = x.conversation_id WHERE c.client_id = ${clientId}::uuid)`,
        vault,
        most,
      ),
    ),
  /** What the conversation of a booking agreed to. */
  agreedFor: (bookingId: string): Promise<Agreement[]> =>
    retrying(() =>
      agreements(
        Prisma.sql`e.conversation_id = (SELECT b.conversation_id FROM booking b WHERE b.id = ${bookingId}::uuid)`,
        vault,
      ),
    ),
  /** What a client agreed to, in every conversation of theirs. */
  agreedBy: (clientId: string, most: Most = 100): Promise<Agreement[]> =>
    retrying(() =>
      agreements(
        Prisma.sql`e.conversation_id IN (SELECT c.id FROM conversation c WHERE c.client_id = ${clientId}::uuid)`,
        vault,
        most,
      ),
    ),
});

async function notices(which: Prisma.Sql, { db }: Vault, most: Most = 200): Promise<Told[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT n.id, n.kind, n.channel, coalesce(o.state, m.state, n.state) AS state, coalesce(o.why, m.why, n.why) AS why,
           n.created_at, coalesce(o.finished_at, m.finished_at) AS finished_at, s.name AS by_name, n.booking_id
      FROM notice n
      LEFT JOIN outbox o ON o.id = n.outbox_id
      LEFT JOIN mail m ON m.id = n.mail_id
      LEFT JOIN staff s ON s.id = n.by_staff
     WHERE ${which} ORDER BY n.created_at DESC, n.id LIMIT ${most}::bigint`;
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    channel: row.channel ?? undefined,
    state: row.state,
    why: row.why ?? undefined,
    createdAt: momentOf(row.created_at),
    finishedAt: momentOrNone(row.finished_at),
    byName: row.by_name ?? undefined,
    bookingId: row.booking_id ?? undefined,
  }));
}

async function agreements(which: Prisma.Sql, { db }: Vault, most: Most = 100): Promise<Agreement[]> {
  const rows = await db.$queryRaw<ConsentRow[]>`
    SELECT e.id, v.terms_id, v.title, e.version, e.sha256, e.office_id, e.channel, e.meeting_app, e.consented_at, e.eligible_at
      FROM consent e JOIN terms_version v ON v.id = e.terms_version_id
     WHERE ${which} ORDER BY e.consented_at DESC, e.id LIMIT ${most}::bigint`;
  return rows.map((row) => ({
    id: row.id,
    termsId: row.terms_id,
    title: row.title,
    version: row.version,
    sha256: row.sha256,
    officeId: row.office_id,
    channel: row.channel,
    meetingApp: row.meeting_app,
    consentedAt: momentOf(row.consented_at),
    eligibleAt: momentOrNone(row.eligible_at),
  }));
}

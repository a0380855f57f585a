import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from '../booking-row.ts';
import { DAY_CLOSED } from '../closures.ts';
import { dateOf, type Tx } from '../prisma.ts';
import { DETAILS_COLUMNS, type DetailsColumns, type DetailsFacts, detailsFactsFrom } from '../reading/details-facts.ts';
import { JOIN_REACHED, REACHED_COLUMNS, type Reached, type ReachedColumns, reachedFrom } from '../reading/reached.ts';
import type { Vault } from '../scope.ts';
import type { Booking, BookingState } from '../store.ts';

/** A reminder that is about to become a message: the booking as it is now, and the conversation in which its client is reached. */
export type PlannedReminder = DetailsFacts & {
  noticeId: string;
  booking: Booking;
  /** The state that it was picked in. */
  pickedIn: BookingState;
  template: string;
  extra: string | undefined;
  /** Undefined where the client has never chatted. */
  reach: Reached | undefined;
  /** Staff closed the day of the session for its office. */
  dayClosed: boolean;
};

export type Decided =
  | { by: 'chat'; rendered: unknown; uselessAt: DateTime }
  | { by: 'nothing'; state: 'not-needed' | 'failed'; why: string };

/** Pure: it runs inside the transaction that claims the notices. */
export type Decide = (planned: PlannedReminder) => Decided;

type Row = BookingRow &
  ReachedColumns &
  DetailsColumns & {
    notice_id: string;
    run_id: string;
    picked_in: BookingState;
    template: string;
    extra: string | null;
    day_closed: boolean;
  };

export async function claimBatch(
  { runId, limit, at, decide }: { runId: string; limit: number; at: DateTime; decide: Decide },
  vault: Vault,
): Promise<{ handled: number; conversationIds: string[] }> {
  return vault.db.$transaction(async (tx) => {
    const planned = await claim(runId, limit, tx, vault);
    if (planned.length === 0) return { handled: 0, conversationIds: [] };
    const rows = planned.map((one) => fateOf(one, decide(one), at, vault));
    await write(rows, tx);
    return {
      handled: rows.length,
      conversationIds: rows.flatMap((it) => (it.outbox_id === null ? [] : (it.conversation_id ?? []))),
    };
  });
}

/** The soonest sessions first: they matter most if the month's pushes run out. */
async function claim(runId: string, limit: number, tx: Tx, vault: Vault): Promise<PlannedReminder[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT n.id AS notice_id, n.run_id, r.booking_state AS picked_in, r.template, r.extra,
           ${REACHED_COLUMNS}, ${DETAILS_COLUMNS},
           ${DAY_CLOSED} AS day_closed,
           ${BOOKING_COLUMNS}
      FROM notice n
      JOIN reminder_run r ON r.id = n.run_id
      JOIN booking b ON b.id = n.booking_id
      ${JOIN_REACHED}
     WHERE n.run_id = ${runId}::uuid AND n.state = 'planned' AND r.state = 'sending'
     ORDER BY b.starts_at, n.id LIMIT ${limit}
       FOR UPDATE OF n SKIP LOCKED`;
  return rows.map((row) => plannedFrom(row, vault));
}

const plannedFrom = (row: Row, vault: Vault): PlannedReminder => ({
  noticeId: row.notice_id,
  booking: bookingFrom(row, vault),
  pickedIn: row.picked_in,
  template: row.template,
  extra:
    row.extra === null ? undefined : vault.sealing.open(row.extra, { table: 'reminder_run', column: 'extra', id: row.run_id }),
  reach: reachedFrom(row),
  ...detailsFactsFrom(row),
  dayClosed: row.day_closed,
});

/** One row of the statement that writes a batch: for the outbox and the ledger at once. */
function fateOf({ noticeId, booking, pickedIn, reach }: PlannedReminder, decided: Decided, at: DateTime, { sealing }: Vault) {
  const outboxId = decided.by === 'chat' && reach ? randomUUID() : null;
  const silent = decided.by === 'nothing' ? decided : undefined;
  const rendered = decided.by === 'chat' ? decided.rendered : null;
  return {
    notice_id: noticeId,
    outbox_id: outboxId,
    conversation_id: reach?.conversationId ?? null,
    channel: reach?.channel ?? null,
    booking_id: booking.id,
    centre_id: booking.centreId,
    rendered: outboxId === null ? null : sealing.sealJson(rendered, { table: 'outbox', column: 'rendered', id: outboxId }),
    needs_state: pickedIn,
    useless_at: decided.by === 'chat' ? dateOf(decided.uselessAt).toISOString() : null,
    created_at: dateOf(at).toISOString(),
    state: silent?.state ?? null,
    why: silent?.why ?? null,
  };
}

async function write(rows: readonly ReturnType<typeof fateOf>[], tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH decided AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d (
        notice_id uuid, outbox_id uuid, conversation_id uuid, channel text, booking_id uuid, centre_id text, rendered text,
        needs_state text, useless_at timestamptz, created_at timestamptz, state text, why text)
    ), said AS (
      INSERT INTO outbox (id, conversation_id, booking_id, kind, channel, centre_id, rendered, needs_state, useless_at, created_at)
      SELECT outbox_id, conversation_id, booking_id, 'reminder-by-hand', channel, centre_id, rendered, needs_state, useless_at, created_at
        FROM decided WHERE outbox_id IS NOT NULL
    )
    UPDATE notice n SET outbox_id = d.outbox_id, conversation_id = d.conversation_id, channel = d.channel, state = d.state, why = d.why
      FROM decided d WHERE n.id = d.notice_id`;
}

import type { DateTime } from 'luxon';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import { appliedAt } from './applied.ts';

/** Counts for the statistics page. Nobody is named, and nothing sealed is opened. */

/**
 * What became of the bookings of a week or month, or of an office. Counted by the day of the session; what never had a time, by the day on which
 * it was made. A hold that came to nothing is no booking; what was moved counts once, at its new time.
 */
export type BookingFigures = {
  bookings: number;
  /** Days between the first application and the session, the median; none without a session. */
  leadDays: number | undefined;
  attended: number;
  attendedByPhone: number;
  /** Confirmed, and the mark of attendance is still to come. */
  open: number;
  /** Staff found that the client did not come. */
  noShow: number;
  /** Presumed cancelled, and staff have neither confirmed nor undone it. */
  presumed: number;
  /** In the chat, or by staff at the client's wish (by phone; on the day there is no other way). */
  byClient: number;
  /** The office's own need. */
  byStaff: number;
  withdrawn: number;
  declined: number;
  expired: number;
  /** Not among the bookings: what stands is counted at its new time. */
  moved: number;
};

/** The first day of a figure's week (a Monday) or month, YYYY-MM-DD in Asia/Tokyo, and its office; absent where it is over all of them. */
type Group = { since: string | undefined; officeId: string | undefined };
export type BookingGroup = Group & BookingFigures;
export type ReminderGroup = Group & { reminders: number; sent: number };

/** Counted in weeks from Monday or in months of the calendar. */
export type Step = 'week' | 'month';
export type Period = { centreId: string; from: DateTime; to: DateTime; by: Step };
type Grouped<T> = { [K in keyof T]: T[K] extends number ? number : T[K] | null };

async function bookingFigures({ centreId, from, to, by }: Period, { db }: Vault): Promise<BookingGroup[]> {
  const rows = await db.$queryRaw<(Grouped<BookingFigures> & { since: string | null; officeId: string | null })[]>`
    WITH counted AS (
      SELECT id, office_id, state, no_show_at, ${appliedAt('booking')} AS applied_at, starts_at, starts_at AS day FROM booking
       WHERE centre_id = ${centreId} AND starts_at >= ${dateOf(from)} AND starts_at < ${dateOf(to)}
      UNION ALL
      SELECT id, office_id, state, no_show_at, created_at, starts_at, created_at FROM booking
       WHERE centre_id = ${centreId} AND starts_at IS NULL AND created_at >= ${dateOf(from)} AND created_at < ${dateOf(to)}
    ), told AS (
      SELECT counted.*, coalesce(ending.actor_kind = 'staff' AND ending.reason IS DISTINCT FROM 'asked-by-client', false) AS by_staff,
             to_char(date_trunc(${by}, day AT TIME ZONE 'Asia/Tokyo'), 'YYYY-MM-DD') AS since,
             (starts_at AT TIME ZONE 'Asia/Tokyo')::date - (applied_at AT TIME ZONE 'Asia/Tokyo')::date AS lead
        FROM counted LEFT JOIN LATERAL (
          SELECT a.actor_kind, a.reason FROM audit a
           WHERE counted.state = 'cancelled' AND a.booking_id = counted.id AND a.action = 'booking-state' AND a.to_state = 'cancelled'
           ORDER BY a.seq DESC LIMIT 1
        ) ending ON true
       WHERE counted.state NOT IN ('held', 'released')
    )
    SELECT since, office_id AS "officeId",
           count(*) FILTER (WHERE state <> 'moved')::int AS bookings,
           (percentile_cont(0.5) WITHIN GROUP (ORDER BY lead) FILTER (WHERE state <> 'moved'))::float8 AS "leadDays",
           count(*) FILTER (WHERE state = 'attended')::int AS attended,
           count(*) FILTER (WHERE state = 'attended-by-phone')::int AS "attendedByPhone",
           count(*) FILTER (WHERE state IN ('requested', 'offered', 'confirmed'))::int AS open,
           count(*) FILTER (WHERE no_show_at IS NOT NULL)::int AS "noShow",
           count(*) FILTER (WHERE state = 'presumed-cancelled' AND no_show_at IS NULL)::int AS presumed,
           count(*) FILTER (WHERE state = 'cancelled' AND no_show_at IS NULL AND NOT by_staff)::int AS "byClient",
           count(*) FILTER (WHERE state = 'cancelled' AND no_show_at IS NULL AND by_staff)::int AS "byStaff",
           count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn,
           count(*) FILTER (WHERE state = 'declined')::int AS declined,
           count(*) FILTER (WHERE state = 'expired')::int AS expired,
           count(*) FILTER (WHERE state = 'moved')::int AS moved
      FROM told
     GROUP BY GROUPING SETS ((since, office_id), (since), (office_id), ())
     ORDER BY since NULLS LAST, office_id NULLS LAST`;
  return rows.map((row) => ({
    ...row,
    leadDays: row.leadDays ?? undefined,
    since: row.since ?? undefined,
    officeId: row.officeId ?? undefined,
  }));
}

async function reminderFigures({ centreId, from, to, by }: Period, { db }: Vault): Promise<ReminderGroup[]> {
  const rows = await db.$queryRaw<{ since: string | null; officeId: string | null; reminders: number; sent: number }[]>`
    WITH told AS (
      SELECT n.office_id, to_char(date_trunc(${by}, n.created_at AT TIME ZONE 'Asia/Tokyo'), 'YYYY-MM-DD') AS since,
             coalesce(o.state, m.state, n.state) AS fate
        FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
       WHERE n.centre_id = ${centreId} AND n.created_at >= ${dateOf(from)} AND n.created_at < ${dateOf(to)}
         AND n.kind IN ('reminder-day-before', 'reminder-morning', 'reminder-by-hand')
    )
    SELECT since, office_id AS "officeId", count(*)::int AS reminders, count(*) FILTER (WHERE fate = 'sent')::int AS sent
      FROM told
     -- A notice without an office would look like the row over all offices.
     WHERE office_id IS NOT NULL
     GROUP BY GROUPING SETS ((since, office_id), (since), (office_id), ())
     ORDER BY since NULLS LAST, office_id NULLS LAST`;
  return rows.map((row) => ({ ...row, since: row.since ?? undefined, officeId: row.officeId ?? undefined }));
}

/** Each by step and office, by step, by office, and over all, in one pass. */
export const statisticsOver = (vault: Vault) => ({
  bookings: (period: Period): Promise<BookingGroup[]> => retrying(() => bookingFigures(period, vault)),
  /** By the day on which they were made: automatic ones and those by hand, and how many of them left. */
  reminders: (period: Period): Promise<ReminderGroup[]> => retrying(() => reminderFigures(period, vault)),
});

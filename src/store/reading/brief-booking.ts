import type { DateTime } from 'luxon';
import { momentOrNone, Prisma } from '../prisma.ts';
import type { BookingState } from '../store.ts';

/** As much of a booking as a list beside it shows. */
export type BriefBooking = {
  id: string;
  reference: string;
  serviceId: string;
  state: BookingState;
  startsAt: DateTime | undefined;
};

export type BriefBookingColumns = {
  b_id: string | null;
  b_reference: string;
  b_service_id: string;
  b_state: BookingState;
  b_starts_at: Date | null;
};

/** The columns of the table that is named `b`, joined from the left. */
export const BRIEF_BOOKING = Prisma.sql`
  b.id AS b_id, b.reference AS b_reference, b.service_id AS b_service_id, b.state AS b_state, b.starts_at AS b_starts_at`;

export const briefBooking = (row: BriefBookingColumns): BriefBooking | undefined =>
  row.b_id === null
    ? undefined
    : {
        id: row.b_id,
        reference: row.b_reference,
        serviceId: row.b_service_id,
        state: row.b_state,
        startsAt: momentOrNone(row.b_starts_at),
      };

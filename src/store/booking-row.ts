import { randomInt } from 'node:crypto';
import { momentOf, momentOrNone, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { Booking, BookingState } from './store.ts';

export type BookingRow = {
  id: string;
  reference: string;
  centre_id: string;
  office_id: string;
  service_id: string;
  client_id: string;
  conversation_id: string | null;
  state: BookingState;
  starts_at: Date | null;
  ends_at: Date | null;
  hold_until: Date | null;
  answer_by: Date | null;
  wishes: string | null;
  moves_booking_id: string | null;
  created_at: Date;
};

/** The columns of a `BookingRow`, of the table or CTE that is named `b`. */
export const BOOKING_COLUMNS = Prisma.raw(
  [
    ['id', 'reference', 'centre_id', 'office_id', 'service_id', 'client_id', 'conversation_id', 'state'],
    ['starts_at', 'ends_at', 'hold_until', 'answer_by', 'wishes', 'moves_booking_id', 'created_at'],
  ]
    .flat()
    .map((name) => `b.${name}`)
    .join(', '),
);

export const wishesOf = (id: string) => ({ table: 'booking', column: 'wishes', id });

export function bookingFrom(row: BookingRow, { sealing }: Vault): Booking {
  return {
    id: row.id,
    reference: row.reference,
    centreId: row.centre_id,
    officeId: row.office_id,
    serviceId: row.service_id,
    clientId: row.client_id,
    conversationId: row.conversation_id ?? undefined,
    state: row.state,
    startsAt: momentOrNone(row.starts_at),
    endsAt: momentOrNone(row.ends_at),
    holdUntil: momentOrNone(row.hold_until),
    answerBy: momentOrNone(row.answer_by),
    wishes: row.wishes === null ? undefined : sealing.open(row.wishes, wishesOf(row.id)),
    movesBookingId: row.moves_booking_id ?? undefined,
    createdAt: momentOf(row.created_at),
  };
}

/** Said on the phone and read off a screen: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B. */
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY';

export const newReference = (): string => Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

import { randomInt } from 'node:crypto';
import { momentOf, momentOrNone, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { Booking, BookingState, ChannelName } from './store.ts';

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
  offer_by: Date | null;
  asked_starts_at: Date | null;
  confirmed_at: Date | null;
  contact_kind: 'late' | 'cannot-connect' | null;
  contact_at: Date | null;
  no_show_at: Date | null;
  origin: ChannelName | 'staff';
};

/** The columns of a `BookingRow`, of the table or CTE that is named `b`. */
export const BOOKING_COLUMNS = Prisma.raw(
  [
    ['id', 'reference', 'centre_id', 'office_id', 'service_id', 'client_id', 'conversation_id', 'state'],
    ['starts_at', 'ends_at', 'hold_until', 'answer_by', 'wishes', 'moves_booking_id', 'created_at'],
    ['offer_by', 'asked_starts_at', 'confirmed_at', 'contact_kind', 'contact_at', 'no_show_at', 'origin'],
  ]
    .flat()
    .map((name) => `b.${name}`)
    .join(', '),
);

export const wishesOf = (id: string) => ({ table: 'booking', column: 'wishes', id });

/** Wishes are only ever shown: where they do not open, everything else about the booking goes on. */
export function bookingFrom(row: BookingRow, { shown }: Vault): Booking {
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
    wishes: row.wishes === null ? undefined : shown.open(row.wishes, wishesOf(row.id)),
    movesBookingId: row.moves_booking_id ?? undefined,
    createdAt: momentOf(row.created_at),
    offerBy: momentOrNone(row.offer_by),
    askedStartsAt: momentOrNone(row.asked_starts_at),
    confirmedAt: momentOrNone(row.confirmed_at),
    contact: row.contact_kind && row.contact_at ? { kind: row.contact_kind, at: momentOf(row.contact_at) } : undefined,
    noShowAt: momentOrNone(row.no_show_at),
    origin: row.origin,
  };
}

/** Said on the phone and read off a screen: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B. */
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY';

export const newReference = (): string => Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

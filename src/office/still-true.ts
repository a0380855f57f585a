import type { DateTime } from 'luxon';
import { standsClosed } from '#policy/closures.ts';
import type { Resendable } from '#store/reading/resendable.ts';
import type { Booking, BookingState, NoticeKind } from '#store/store.ts';
import type { Desk } from './desk.ts';

/** Whether a notice of the ledger is true still, and for how long: judged before it is told again, and once more as it leaves. */

/** The states in which a booking must be for a notice of this kind to be true still; none where it is about no booking's state. */
const TRUE_IN: Partial<Record<NoticeKind, readonly BookingState[]>> = {
  confirmed: ['confirmed'],
  booked: ['confirmed'],
  moved: ['confirmed'],
  offered: ['offered'],
  declined: ['declined'],
  withdrawn: ['withdrawn'],
  expired: ['expired'],
  'offer-expired': ['expired'],
  'ask-to-ring': ['requested'],
  cancelled: ['cancelled'],
  details: ['confirmed'],
  'details-my-page': ['confirmed'],
  'details-mail': ['confirmed'],
  address: ['confirmed'],
  'reminder-day-before': ['confirmed'],
  'reminder-morning': ['confirmed'],
  'room-opens': ['confirmed'],
  'not-connected': ['confirmed'],
  'presumed-cancelled': ['presumed-cancelled'],
  'presumption-undone': ['confirmed'],
  'not-attended': ['presumed-cancelled', 'cancelled'],
  'not-attended-undone': ['confirmed', 'attended', 'attended-by-phone'],
  'reminder-by-hand': ['confirmed', 'requested'],
};

/** Only of use before the session begins. */
const BEFORE_THE_START: readonly NoticeKind[] = [
  'confirmed',
  'booked',
  'moved',
  'details',
  'details-my-page',
  'details-mail',
  'address',
  'reminder-day-before',
  'reminder-morning',
  'reminder-by-hand',
  'room-opens',
];

/** Nobody is reminded of a session on a day that staff have closed. */
const NOT_ON_A_CLOSED_DAY: readonly NoticeKind[] = ['reminder-day-before', 'reminder-morning', 'reminder-by-hand', 'room-opens'];

export async function isOnClosedDay({ turn }: Desk, { kind }: Resendable, booking: Booking | undefined): Promise<boolean> {
  const from = booking?.startsAt;
  if (!from || !NOT_ON_A_CLOSED_DAY.includes(kind)) return false;
  const closures = await turn.closures({ centreId: booking.centreId, from, to: from.plus({ milliseconds: 1 }) });
  return standsClosed(closures, booking.officeId, from);
}

export async function stillTrue(desk: Desk, found: Resendable, booking: Booking | undefined): Promise<boolean> {
  const { kind, bookingId, message } = found;
  if (!mayBeTrue({ kind, booking, uselessAt: message?.uselessAt }, desk.now)) return false;
  if (bookingId === undefined) return await standsByItself(desk, found);
  if (!booking) return false;
  return kind !== 'reminder-by-hand' || message?.needsState === undefined || booking.state === message.needsState;
}

type OfLedger = {
  kind: NoticeKind;
  booking: Pick<Booking, 'state' | 'startsAt'> | undefined;
  uselessAt: DateTime | undefined;
};

/** As far as a list can tell, which looks nothing up: false where telling it again is refused for certain. */
export function mayBeTrue({ kind, booking, uselessAt }: OfLedger, now: DateTime): boolean {
  if (uselessAt && uselessAt <= now) return false;
  const states = TRUE_IN[kind];
  if (!booking) return states === undefined;
  if (states && !states.includes(booking.state)) return false;
  return !BEFORE_THE_START.includes(kind) || (booking.startsAt !== undefined && booking.startsAt > now);
}

/** About a row of its own, whose id stands in the key: a suspension, a designation, a window, a link. */
async function standsByItself({ parts, turn, now }: Desk, { kind, onceKey, centreId, clientId }: Resendable): Promise<boolean> {
  const id = onceKey.slice(kind.length + 1);
  const { designated } = parts.store.reads;
  switch (kind) {
    case 'suspended':
      return clientId !== undefined && (await turn.suspension(clientId))?.id === id;
    case 'suspension-lifted':
      return clientId !== undefined && (await turn.suspension(clientId)) === undefined;
    case 'designated':
      return (await designated.one(centreId, id)) !== undefined;
    case 'directed': {
      const window = (await designated.ofWindow(centreId, id))?.window;
      return window !== undefined && window.endsAt > now;
    }
    case 'identities-linked':
      return await parts.store.reads.linked.stands(id.split(':')[0] ?? '');
    case 'erasure-withdrawn':
      return clientId !== undefined && (await turn.clientById(clientId))?.erasureAsked === false;
    default:
      return true;
  }
}

type Worth = { needsState: BookingState | undefined; uselessAt: DateTime | undefined };

/** What is said of a booking now must not leave once the booking is another. */
export function worth({ kind, message }: Resendable, booking: Booking | undefined): Worth {
  if (!booking) return { needsState: message?.needsState, uselessAt: message?.uselessAt };
  return { needsState: booking.state, uselessAt: uselessAt(kind, booking) ?? message?.uselessAt };
}

function uselessAt(kind: NoticeKind, { state, startsAt, endsAt, offerBy }: Booking): DateTime | undefined {
  if (BEFORE_THE_START.includes(kind)) return startsAt;
  if (state === 'offered') return offerBy;
  return state === 'confirmed' ? endsAt : undefined;
}

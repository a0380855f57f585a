import { calendarAddress } from '#bot/replies/calendar-address.ts';
import type { Notice } from '#bot/replies/compose.ts';
import type { Language } from '#policy/language.ts';
import type { Resendable } from '#store/reading/resendable.ts';
import type { Booking, NoticeKind } from '#store/store.ts';
import { aboutOf } from './about.ts';
import { type AboutDetails, aboutDetailsNow } from './about-details.ts';
import type { Desk } from './desk.ts';
import { movedStanding } from './moved-standing.ts';
import { noticeOf } from './reminder-runs.ts';

/** What a notice of the ledger says when it is told again now. */
type Composed = Notice | ((language: Language) => Notice);

/** Undefined for what staff wrote themselves: it stands nowhere but in the message. */
export async function composed(desk: Desk, { kind, run, onceKey }: Resendable, booking: Booking): Promise<Composed | undefined> {
  const { turn, parts, now } = desk;
  const about = aboutOf(booking);
  const details = await turn.details(booking.id);
  const hasDetails = details !== undefined;
  const renewed = details?.renewed ?? false;
  switch (kind) {
    case 'confirmed':
    case 'booked': {
      const token = await turn.calendarToken(booking.id);
      const moved = booking.movesBookingId !== undefined;
      return (language) => {
        const url = calendarAddress(parts, token, language);
        return kind === 'booked'
          ? { kind: 'bookedForYou', booking: about, calendarUrl: url }
          : { kind: 'requestConfirmed', booking: about, calendarUrl: url, moved };
      };
    }
    case 'offered': {
      const times = await turn.offeredTimes(booking.id);
      if (!booking.offerBy || times.length === 0) return undefined;
      const offers = times.map(({ id, startsAt, endsAt }) => ({ offerId: id, startsAt, endsAt }));
      const stands = (await movedStanding(turn, booking))?.startsAt;
      return { kind: 'offered', booking: about, times: offers, until: booking.offerBy, replaces: false, stands };
    }
    case 'details':
      if (!hasDetails) return undefined;
      return { kind: onceKey.startsWith('details-by-mail:') ? 'detailsByMail' : 'detailsReady', booking: about, renewed };
    case 'details-my-page':
      return hasDetails ? { kind: 'detailsInMyPage', booking: about, renewed } : undefined;
    default: {
      const how = await aboutDetailsNow(turn, parts.centres.get(booking.centreId), { booking, hasDetails, now });
      if (kind !== 'reminder-by-hand') return plain(kind, booking, how);
      return run && noticeOf({ booking, template: run.template, extra: run.extra }, how);
    }
  }
}

function plain(kind: NoticeKind, booking: Booking, how: AboutDetails): Notice | undefined {
  const about = aboutOf(booking);
  const { serviceId, officeId, reference, startsAt } = booking;
  const made: Partial<Record<NoticeKind, Notice>> = {
    expired: { kind: 'requestExpired', serviceId, officeId, reference, startsAt },
    'offer-expired': { kind: 'offerExpired', booking: about },
    'ask-to-ring': { kind: 'askToRing', booking: about },
    'reminder-day-before': { kind: 'reminder', booking: about, when: 'day-before', ...how },
    'reminder-morning': { kind: 'reminder', booking: about, when: 'morning', ...how },
    'room-opens': { kind: 'roomOpens', booking: about, detailsReady: how.detailsReady },
    'not-connected': { kind: 'notConnected', booking: about },
    'presumed-cancelled': { kind: 'presumedCancelled', booking: about },
    'presumption-undone': { kind: 'presumptionUndone', booking: about },
    'not-attended': { kind: 'notAttended', booking: about },
    'not-attended-undone': { kind: 'notAttendedUndone', booking: about },
  };
  return made[kind];
}

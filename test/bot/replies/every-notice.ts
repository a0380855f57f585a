import { DateTime } from 'luxon';
import type { About, Notice } from '#bot/replies/notice.ts';
import { ZONE } from '#clock.ts';
import type { Centre, Service } from '#policy/centre.ts';

type Every = { [K in Notice['kind']]: Extract<Notice, { kind: K }>[] };

export const STARTS_AT = DateTime.fromISO('2026-11-25T10:00', { zone: ZONE });
const CALENDAR = 'https://yoyaku.example.jp/bookings/t.ics';
const NEXT_YEAR = DateTime.fromISO('2027-01-01T00:00', { zone: ZONE });

export const aboutOf = (centre: Centre, service: Service, changes: Partial<About> = {}): About => ({
  bookingId: '0b0c8f2e-3f4a-4f57-9a52-1f6d4f1f2a10',
  reference: 'ABCD2345',
  serviceId: service.id,
  officeId: centre.offices[0]?.id ?? '',
  startsAt: STARTS_AT,
  endsAt: STARTS_AT.plus({ minutes: 30 }),
  ...changes,
});

/** At least one notice of every kind; a kind that is missing is a type error. `words`: what staff wrote. */
export function everyNotice(centre: Centre, service: Service, words = '窓口からのことば'): Notice[] {
  const booking = aboutOf(centre, service);
  const wish = aboutOf(centre, service, { startsAt: undefined, endsAt: undefined });
  const { officeId, serviceId, reference } = booking;
  const both = [false, true] as const;
  const times = Array.from({ length: 5 }, (_, at) => ({
    offerId: `5d3c8f2e-3f4a-4f57-9a52-1f6d4f1f2a1${at}`,
    startsAt: STARTS_AT.plus({ days: at }),
    endsAt: STARTS_AT.plus({ days: at, minutes: 30 }),
  }));
  const every: Every = {
    wentWrong: [{ kind: 'wentWrong' }],
    requestExpired: [STARTS_AT, undefined].map((startsAt) => ({
      kind: 'requestExpired',
      serviceId,
      officeId,
      reference,
      startsAt,
    })),
    requestConfirmed: both.map((moved) => ({ kind: 'requestConfirmed', booking, calendarUrl: CALENDAR, moved })),
    offered: [booking, wish].map((about) => ({
      kind: 'offered',
      booking: about,
      times,
      until: STARTS_AT.startOf('day'),
      replaces: about === wish,
      stands: about === wish ? STARTS_AT.minus({ days: 1 }) : undefined,
    })),
    declined: [booking, wish].map((about) => ({ kind: 'declined', booking: about, reason: words })),
    withdrawnForYou: [STARTS_AT.plus({ days: 2 }), undefined].map((stays) => ({ kind: 'withdrawnForYou', booking, stays })),
    offerExpired: [booking, wish].map((about) => ({ kind: 'offerExpired', booking: about })),
    askToRing: [booking, wish].map((about) => ({ kind: 'askToRing', booking: about })),
    bookedForYou: [{ kind: 'bookedForYou', booking, calendarUrl: CALENDAR }],
    movedByOffice: [
      {
        kind: 'movedByOffice',
        booking,
        before: STARTS_AT.minus({ days: 1 }),
        wish: 'office',
        calendarUrl: CALENDAR,
        reason: words,
        detailsVoid: true,
      },
      {
        kind: 'movedByOffice',
        booking,
        before: undefined,
        wish: 'client',
        calendarUrl: CALENDAR,
        reason: undefined,
        detailsVoid: false,
      },
    ],
    cancelledByOffice: [
      { kind: 'cancelledByOffice', booking, wish: 'office', reason: words },
      { kind: 'cancelledByOffice', booking, wish: 'client', reason: undefined },
    ],
    detailsReady: both.map((renewed) => ({ kind: 'detailsReady', booking, renewed })),
    detailsInMyPage: both.map((renewed) => ({ kind: 'detailsInMyPage', booking, renewed })),
    detailsByMail: both.map((renewed) => ({ kind: 'detailsByMail', booking, renewed })),
    confirmAddress: [{ kind: 'confirmAddress', booking }],
    reminder: (['day-before', 'morning'] as const).flatMap((when) =>
      both.map((detailsReady) => ({ kind: 'reminder' as const, booking, when, detailsReady, addressFirst: !detailsReady })),
    ),
    reminderByHand: (['session', 'preparation', 'details', 'declaration'] as const).flatMap((template) =>
      [words, undefined].map((extra) => ({
        kind: 'reminderByHand' as const,
        booking,
        template,
        extra,
        detailsReady: extra === undefined,
        addressFirst: true,
      })),
    ),
    roomOpens: both.map((detailsReady) => ({ kind: 'roomOpens', booking, detailsReady })),
    notConnected: [{ kind: 'notConnected', booking }],
    presumedCancelled: [{ kind: 'presumedCancelled', booking }],
    presumptionUndone: [{ kind: 'presumptionUndone', booking }],
    notAttended: [{ kind: 'notAttended', booking }],
    notAttendedUndone: [{ kind: 'notAttendedUndone', booking }],
    termsChanged: [
      {
        kind: 'termsChanged',
        termsId: service.terms,
        effectiveOn: NEXT_YEAR,
        changes: words,
        url: 'https://yoyaku.example.jp/terms/x',
      },
    ],
    message: [undefined, officeId].map((office) => ({ kind: 'message' as const, text: words, officeId: office })),
    suspended: [{ kind: 'suspended', officeId, note: words, reviewOn: NEXT_YEAR }],
    suspensionLifted: [{ kind: 'suspensionLifted', officeId }],
    designated: [STARTS_AT, undefined].map((prepareBy) => ({ kind: 'designated', serviceId, officeId, prepareBy })),
    directed: [
      { declined: [], stands: [], remain: [] },
      { declined: [NEXT_YEAR, STARTS_AT], stands: [], remain: [] },
      { declined: [], stands: [NEXT_YEAR], remain: [] },
      { declined: [], stands: [], remain: [STARTS_AT, NEXT_YEAR] },
    ].map((outside) => ({
      ...{ kind: 'directed' as const, serviceId, officeId, from: STARTS_AT, to: STARTS_AT.plus({ hours: 2 }) },
      ...outside,
    })),
    erased: [{ kind: 'erased' }],
    erasureWithdrawn: [{ kind: 'erasureWithdrawn' }],
    identitiesLinked: [{ kind: 'identitiesLinked' }],
  };
  return Object.values(every).flat();
}

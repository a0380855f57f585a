import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { DateTime } from 'luxon';
import { articleInWords } from '#policy/article.ts';
import type { Centre, Office, Service } from '#policy/centre.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import { extensionInWords, phoneHoursInWords, phoneInWords } from '#policy/phone.ts';
import type { Booking, BookingState } from '#store/store.ts';
import { type Catalogue, catalogueIn } from './catalogue/catalogue.ts';

const STATUS: Record<BookingState, ICalEventStatus> = {
  held: ICalEventStatus.TENTATIVE,
  requested: ICalEventStatus.TENTATIVE,
  offered: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  attended: ICalEventStatus.CONFIRMED,
  'attended-by-phone': ICalEventStatus.CONFIRMED,
  moved: ICalEventStatus.CANCELLED,
  cancelled: ICalEventStatus.CANCELLED,
  withdrawn: ICalEventStatus.CANCELLED,
  declined: ICalEventStatus.CANCELLED,
  expired: ICalEventStatus.CANCELLED,
  released: ICalEventStatus.CANCELLED,
  'presumed-cancelled': ICalEventStatus.CANCELLED,
};

/** A calendar takes a later version of the same event only with a higher number. */
const SEQUENCE: Partial<Record<ICalEventStatus, number>> = { TENTATIVE: 0, CONFIRMED: 1, CANCELLED: 2 };

type Booked = { booking: Booking; centre: Centre; language: Language; now: DateTime };

/**
 * A booking for the client's own calendar, as iCalendar text; times in UTC, so that no calendar can misread the zone. Nothing
 * personal and no meeting details, since calendars are shared and synchronised. Undefined for a request without a time, and where
 * the centre file no longer knows the office or service.
 */
export function calendarFile({ booking, centre, language, now }: Booked): string | undefined {
  const { startsAt, endsAt } = booking;
  const office = centre.offices.find(({ id }) => id === booking.officeId);
  const service = centre.services.find(({ id }) => id === booking.serviceId);
  if (!startsAt || !endsAt || !office || !service) return undefined;
  const status = STATUS[booking.state];
  const calendar = ical({
    prodId: { company: 'madoguchi', product: 'bookings', language: language === 'en' ? 'EN' : 'JA' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${booking.id}@madoguchi`,
    sequence: SEQUENCE[status] ?? 0,
    stamp: now.toJSDate(),
    start: startsAt.toJSDate(),
    end: endsAt.toJSDate(),
    status,
    summary: `${inLanguage(centre.name, language)} ${inLanguage(service.name, language)}`,
    location: catalogueIn(language).calendar.online(service.meeting.app),
    description: description(office, service, centre, status, language),
  });
  return calendar.toString();
}

function description(office: Office, service: Service, centre: Centre, status: ICalEventStatus, language: Language): string {
  const { calendar: say } = catalogueIn(language);
  const phone = office.phone.value;
  const lines = [
    status === ICalEventStatus.TENTATIVE ? say.tentative : undefined,
    status === ICalEventStatus.CANCELLED ? say.cancelled : cancellationRule(service, centre, say, language),
    say.phone(inLanguage(office.name, language), phoneInWords(phone, language)),
    extensionInWords(phone, language),
    say.hours(phoneHoursInWords(office, language)),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** By phone only: on the day itself (S0 article 6(6), S1 6(5), S4 7(2)), or always (S2 6(3)), as the centre file says. */
function cancellationRule(service: Service, centre: Centre, say: Catalogue['calendar'], language: Language): string {
  const { value: days, source } = service.cancellation.chatUntilDaysBefore;
  const terms = centre.terms.find(({ id }) => id === service.terms);
  const article = terms && source !== undefined ? articleInWords(terms, source, language) : undefined;
  if (days === 'never') return say.alwaysByPhone(article);
  return days === 1 ? say.sameDayByPhone(article) : say.beforeByPhone(days, article);
}

import { serviceOf } from '#bot/carry-out/context.ts';
import type { Centre, Office } from '#policy/centre.ts';
import { slotInWords } from '#policy/dates.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import { phoneHoursInWords, phoneInWords } from '#policy/phone.ts';
import type { Booking, MeetingDetails } from '#store/store.ts';
import { mailWordsIn } from './words.ts';

/** Mails to clients, as plain text. */
export type Letter = { subject: string; text: string };

type To = { centre: Centre; booking: Booking; language: Language };

/** How to get into the meeting. The mail is the only place outside the chat in which that stands. */
export function detailsLetter({ centre, booking, language }: To, { access, renewed }: MeetingDetails): Letter {
  const { details, labels, row } = mailWordsIn(language);
  const service = serviceOf(centre, booking.serviceId);
  const { startsAt, endsAt } = booking;
  const rows: [string, string | undefined][] = [
    [labels.when, startsAt && endsAt && slotInWords(startsAt, endsAt, language)],
    [labels.service, inLanguage(service.name, language)],
    [labels.reference, booking.reference],
    [labels.app, service.meeting.app],
    [labels.meetingId, access.meetingId],
    [labels.passcode, access.passcode],
    [labels.url, access.url],
  ];
  const facts = rows.flatMap(([label, value]) => (value === undefined ? [] : row(label, value)));
  const body = [details.intro, ...(renewed ? [details.renewed] : []), facts.join('\n'), details.secret];
  return letter({ centre, booking, language }, details.subject, body);
}

/** The details of the time before are void. Nothing of either stands in it. */
export function detailsVoidLetter(to: To): Letter {
  const { details, labels, row } = mailWordsIn(to.language);
  const { startsAt, endsAt, reference } = to.booking;
  const when = startsAt && endsAt ? row(labels.when, slotInWords(startsAt, endsAt, to.language)) : undefined;
  const facts = [...(when === undefined ? [] : [when]), row(labels.reference, reference)];
  return letter(to, details.voidSubject, [details.moved, facts.join('\n'), details.void]);
}

/** Asks the owner of an address to confirm it; nothing of the booking stands in it, since it may be somebody else's address. */
export function addressLetter(to: To, { url, days }: { url: string; days: number }): Letter {
  const { address } = mailWordsIn(to.language);
  const body = [address.intro, `${address.todo}\n${url}`, address.until(days), address.notYou];
  return letter(to, address.subject, body);
}

function letter({ centre, booking, language }: To, subject: (centre: string) => string, body: readonly string[]): Letter {
  const { from, phone, automatic } = mailWordsIn(language);
  const name = inLanguage(centre.name, language);
  const office = centre.offices.find(({ id }) => id === booking.officeId);
  const contact = office ? [phone(inLanguage(office.name, language), ...numberOf(office, language))] : [];
  return { subject: subject(name), text: [from(name), ...body, ...contact, automatic].join('\n\n') };
}

const numberOf = (office: Office, language: Language): [string, string] => [
  phoneInWords(office.phone.value, language),
  phoneHoursInWords(office, language),
];

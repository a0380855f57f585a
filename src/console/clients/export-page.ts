import type { DateTime } from 'luxon';
import { documentOf, html } from '#pages/html.ts';
import type { Extras } from '#store/reading/client-export.ts';
import type { Agreement, Told } from '#store/reading/told.ts';
import type { Booking, Profile } from '#store/store.ts';
import { officeName, serviceName } from '../bookings/labels.ts';
import { exportWords, sayIn, exportLabels as words } from '../words/client-export.ts';
import { clientWords } from '../words/clients.ts';
import { FATES, whyInWords } from '../words/fates.ts';
import { linkingWords } from '../words/linking.ts';
import { dayInFull, momentInFull, spanInFull } from '../words/moments.ts';
import { noticeKindInWords } from '../words/notice-kinds.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { type Entry, listOf, moment, type Row, read } from './export-entry.ts';
import { lineInWords, textIn } from './export-lines.ts';
import type { ClientPageOf } from './view.ts';

const { sections } = exportWords;
const { channels, linked: linking } = linkingWords;

/** Everything about a client in words, to be read: a page of its own, without script, to be printed or kept. */
export function asPage(page: ClientPageOf, extras: Extras, now: DateTime): string {
  return documentOf(html`
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${exportWords.title}</title>
      </head>
      <body>
        <main>
          <h1>${exportWords.title}</h1>
          <p>${exportWords.lead(momentInFull(now))}</p>
          ${Object.entries(entriesOf(page, extras)).map(
            ([name, entries]) => html`<section><h2>${sections[name as keyof typeof sections]}</h2>${listOf(entries)}</section>`,
          )}
        </main>
      </body>
    </html>
  `);
}

function entriesOf(page: ClientPageOf, extras: Extras): Record<keyof typeof sections, readonly Entry[]> {
  const { client, signedIn } = page;
  const { centre } = signedIn;
  const reference = (id: string | undefined): string | undefined => page.bookings.find((it) => it.id === id)?.reference;
  return {
    profile: [profileOf(page)],
    linked: extras.linked.map(personOf),
    beforeLinking: extras.beforeLinking.map(beforeLinking),
    conversations: client.conversations.map((it) => [
      [words.channel, sayIn(words.channels, it.channel)],
      [words.language, sayIn(channels.languages, it.language)],
      [words.reach, it.reachable ? channels.reachable : channels.ring],
      [words.since, momentInFull(it.createdAt)],
    ]),
    bookings: page.bookings.map((it) => bookingOf(it, page)),
    consents: page.agreements.map((it) => consentOf(it, page)),
    notices: page.notices.map((it) => noticeOf(it, reference(it.bookingId))),
    remarks: page.remarks.map((it) => [
      [words.at, momentInFull(it.createdAt)],
      [words.by, it.byName],
      [words.reference, reference(it.bookingId)],
      [words.text, it.text],
    ]),
    suspensions: page.suspensions.map((it) => [
      [words.at, momentInFull(it.createdAt)],
      [words.by, it.byName],
      [words.reason, it.reason],
      [words.note, it.note],
      [words.reviewOn, dayInFull(it.reviewOn)],
      [words.lifted, it.liftedAt && momentInFull(it.liftedAt)],
    ]),
    designations: extras.designations.map((it) => [
      [words.service, serviceName(centre, it.serviceId)],
      [words.prepareBy, it.prepareBy === undefined ? undefined : dayInFull(read(it.prepareBy))],
      [words.at, moment(it.createdAt)],
      [words.ended, moment(it.endedAt)],
    ]),
    windows: extras.windows.map((it) => [
      [words.service, serviceName(centre, it.serviceId)],
      [words.office, officeName(centre, it.officeId)],
      [words.when, spanInFull(read(it.startsAt), read(it.endsAt))],
      [words.revoked, moment(it.revokedAt)],
    ]),
    offers: extras.offers.map((it) => [
      [words.reference, reference(it.bookingId)],
      [words.when, spanInFull(read(it.startsAt), read(it.endsAt))],
      [words.state, sayIn(words.offerStates, it.state)],
      [words.at, moment(it.createdAt)],
    ]),
    details: extras.details.map((it) => [
      [words.reference, reference(it.bookingId)],
      [words.at, moment(it.enteredAt)],
      [words.voided, moment(it.voidAt)],
      ...accessOf(it.access),
    ]),
    mails: extras.mails.map((it) => [
      [words.at, moment(it.at)],
      [words.kind, noticeKindInWords(it.kind)],
      [words.state, sayIn(FATES, it.state)],
      [words.to, it.recipient],
      [words.text, textIn(it.message)],
    ]),
    lines: extras.lines.map((it) => [
      [words.at, moment(it.at)],
      [words.from, sayIn(words.speakers, it.from)],
      [words.text, lineInWords(it)],
    ]),
  };
}

const personOf = (profile: Profile | undefined): Entry => [
  [words.name, profile?.name],
  [words.number, profile?.jobSeekerNumber],
  [words.phone, profile?.phone],
  [words.email, profile?.email],
  [words.topic, profile?.topic],
  [words.companions, profile?.companions],
];

function beforeLinking({ linkedAt, byName, profile, emailConfirmed }: Extras['beforeLinking'][number]): Entry {
  const when: Entry = [
    [linking.when, moment(linkedAt)],
    [linking.by, byName],
  ];
  if ('unreadable' in profile) return [...when, [words.text, textIn(profile)]];
  return [...when, ...personOf(profile), [words.emailState, profile.email && confirmedInWords(emailConfirmed)]];
}

const confirmedInWords = (confirmed: boolean): string =>
  confirmed ? clientWords.profile.confirmed : clientWords.profile.notConfirmed;

function profileOf({ client: { profile, ...client } }: ClientPageOf): Entry {
  return [
    ...personOf(profile),
    [words.emailState, confirmedInWords(client.emailConfirmed)],
    [words.since, momentInFull(client.createdAt)],
    [words.changed, momentInFull(client.updatedAt)],
    [words.erasureAsked, client.erasureAskedAt && momentInFull(client.erasureAskedAt)],
  ];
}

const bookingOf = (it: Booking, { signedIn: { centre } }: ClientPageOf): Entry => [
  [words.reference, it.reference],
  [words.state, BOOKING_STATES[it.state]],
  [words.when, it.startsAt && spanInFull(it.startsAt, it.endsAt)],
  [words.service, serviceName(centre, it.serviceId)],
  [words.office, officeName(centre, it.officeId)],
  [words.wishes, it.wishes],
  [words.origin, sayIn(words.origins, it.origin)],
  [words.received, momentInFull(it.createdAt)],
  [words.confirmed, it.confirmedAt && momentInFull(it.confirmedAt)],
  [words.contact, it.contact && `${sayIn(words.contacts, it.contact.kind)}（${momentInFull(it.contact.at)}）`],
  [words.noShow, it.noShowAt && momentInFull(it.noShowAt)],
];

const consentOf = (it: Agreement, { signedIn: { centre } }: ClientPageOf): Entry => [
  [words.document, it.title],
  [words.version, it.version],
  [words.hash, it.sha256],
  [words.office, officeName(centre, it.officeId)],
  [words.channel, sayIn(words.channels, it.channel)],
  [words.at, momentInFull(it.consentedAt)],
  [words.meetingApp, it.meetingApp ? words.agreed : undefined],
];

const noticeOf = ({ kind, channel, state, why, createdAt, byName }: Told, reference: string | undefined): Entry => [
  [words.at, momentInFull(createdAt)],
  [words.kind, noticeKindInWords(kind)],
  [words.reference, reference],
  [words.channel, channel && sayIn(words.channels, channel)],
  [words.state, [FATES[state], whyInWords(state, why)].filter((it) => it !== undefined).join('　')],
  [words.by, byName],
];

const ACCESS = ['meetingId', 'passcode', 'url'] as const;

/** What does not open stands there as such. */
function accessOf(access: unknown): Row[] {
  if (typeof access !== 'object' || access === null) return [];
  const known: Readonly<Record<string, unknown>> = { ...access };
  if (ACCESS.every((name) => known[name] === undefined)) return [[words.text, textIn(access)]];
  return ACCESS.map((name) => [words[name], typeof known[name] === 'string' ? known[name] : undefined]);
}

import type { Access, BookingFacts } from '#machines/commands.ts';
import { bookingRows } from '../booking-rows.ts';
import { slotWords } from '../moments.ts';
import { offerButtons, pickByRow } from '../offers.ts';
import { type Card, card, link, statement } from '../parts.ts';
import type { Button, Message, Row } from '../reply.ts';
import { cite, officeOf, type Scene, serviceOf, termsOf } from '../scene.ts';
import { telephone } from '../telephone.ts';
import { refusal } from './refusals.ts';
import type { Sayings } from './say.ts';

/** Answers to the buttons of notices: offered times, how to get in, contact on the day. */
export const nearNotes: Sayings<
  'offerTooLate' | 'offerGone' | 'details' | 'detailsElsewhere' | 'detailsNotYet' | 'contactNoted' | 'contactNotToday'
> = {
  offerTooLate: ({ booking, why, others }, scene) => {
    const { title, why: reasons, todo, others: pickAnother } = scene.words.near.offerTooLate;
    const service = serviceOf(scene, booking.serviceId);
    const article = why === 'deadline' ? service?.noReply?.article : undefined;
    const reason = cite(scene, reasons[why], termsOf(scene, service?.terms), article);
    const buttons = offerButtons(scene, others);
    return [refusedAbout(scene, booking, title, [reason, others.length > 0 ? pickAnother : todo], buttons)];
  },
  offerGone: ({ open }, scene) => {
    const { title, none, now, present } = scene.words.near.offerGone;
    if (open.length === 0) return [refusal(scene, { title, reasons: [none], office: scene.office })];
    const rows = open.flatMap((booking) => [
      ...bookingRows(scene, booking),
      { label: scene.words.labels.state, value: scene.words.states[booking.state] },
      ...pickByRow(scene, booking),
    ]);
    const offered = open.flatMap(({ offers }) => offerButtons(scene, offers));
    return [card(title, { lead: now, rows, ...(offered.length > 0 && { body: [present], buttons: offered }) })];
  },
  details: ({ booking, access }, scene) => [detailsCard(scene, booking, access)],
  detailsElsewhere: ({ booking, ready }, scene) => {
    const { title, ready: isReady, notYet } = scene.words.near.details.elsewhere;
    return [refusedAbout(scene, booking, title, [ready ? isReady : notYet, ...waysElse(scene, booking)])];
  },
  detailsNotYet: ({ booking }, scene) => {
    const { title, text } = scene.words.near.details.notYet;
    return [refusedAbout(scene, booking, title, [text])];
  },
  contactNoted: ({ booking, kind, presumed }, scene) => {
    const { title, told, stays, presumed: counts } = scene.words.near.contact;
    const hints = kind === 'cannot-connect' ? [...whoRings(scene, booking), ...troubleHints(scene, booking)] : [];
    const waits = kind === 'cannot-connect' && officeRings(scene, booking) !== undefined;
    const phone = telephone(scene, officeOf(scene, booking.officeId));
    return [
      card(title, {
        tone: presumed ? 'care' : 'good',
        lead: told[kind],
        rows: [...bookingRows(scene, booking), ...phone.rows],
        body: [presumed ? (waits ? counts.waits : counts.rings) : stays, ...hints, ...phone.body],
        buttons: phone.buttons,
      }),
    ];
  },
  contactNotToday: ({ booking, when }, scene) => {
    const { tooEarly, over } = scene.words.near.contact;
    const { title, text } = when === 'too-early' ? tooEarly : over;
    return [refusedAbout(scene, booking, title, [text])];
  },
};

const refusedAbout = (scene: Scene, booking: BookingFacts, title: string, reasons: string[], buttons: Button[] = []): Message =>
  refusal(scene, { title, rows: bookingRows(scene, booking), reasons, office: officeOf(scene, booking.officeId), buttons });

/** The one place where ID and passcode are said: to the client who has just asked. */
function detailsCard(scene: Scene, booking: BookingFacts, { meetingId, passcode, url }: Access): Card {
  const { details } = scene.words.near;
  const row = (label: string, value: string | undefined): Row[] => (value ? [{ label, value }] : []);
  return card(details.title, {
    tone: 'good',
    discreet: true,
    rows: [...bookingRows(scene, booking), ...row(details.meetingId, meetingId), ...row(details.passcode, passcode)],
    body: [details.secret],
    buttons: url ? [link(details.open, url, 'primary')] : [],
  });
}

/** By My Page or e-mail, with the article. */
function waysElse(scene: Scene, { serviceId }: BookingFacts): string[] {
  const service = serviceOf(scene, serviceId);
  return (service?.meeting.details ?? []).map(({ way, source }) =>
    cite(scene, scene.words.notes.details[way], termsOf(scene, service?.terms), source),
  );
}

/** What helps staff on the phone: the number by which the office knows the client, else that of the booking. */
const knownBy = (scene: Scene, { serviceId }: BookingFacts): 'number' | 'reference' =>
  serviceOf(scene, serviceId)?.ask.some(({ field }) => field === 'job-seeker-number') ? 'number' : 'reference';

const officeRings = (scene: Scene, { serviceId }: BookingFacts) => serviceOf(scene, serviceId)?.meeting.officeRings;

/** The client rings; where the office does, the client waits, and rings only if nobody did. */
function whoRings(scene: Scene, booking: BookingFacts): string[] {
  const { ring, officeRings: wait, unrung } = scene.words.near.contact;
  const rule = officeRings(scene, booking);
  const number = ring[knownBy(scene, booking)];
  if (!rule) return [number];
  return [cite(scene, wait, termsOf(scene, serviceOf(scene, booking.serviceId)?.terms), rule.source), unrung(number)];
}

function troubleHints(scene: Scene, { serviceId }: BookingFacts): string[] {
  const service = serviceOf(scene, serviceId);
  return (service?.meeting.trouble ?? []).map((it) => `・${statement(scene, termsOf(scene, service?.terms), it)}`);
}

/** 11月25日(水) 10:00～12:00 */
export const windowWords = (scene: Scene, { from, to }: { from: string; to: string }): string =>
  slotWords(scene, { startsAt: from, endsAt: to }) ?? '';

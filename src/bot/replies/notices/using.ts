import type { DateTime } from 'luxon';
import type { Service } from '#policy/centre.ts';
import { dayInWords } from '#policy/dates.ts';
import { slotWords } from '../moments.ts';
import { choice, link, say, statement } from '../parts.ts';
import { cite, officeName, officeOf, type Scene, serviceName, serviceOf, termsOf, text } from '../scene.ts';
import { cardWithPhone, type NoticeCards, placeRows, plainCard } from './parts.ts';

/** About using the service at all: its terms, who may use it, and words of the office. */
export const usingNotices: NoticeCards<
  | 'wentWrong'
  | 'termsChanged'
  | 'message'
  | 'suspended'
  | 'suspensionLifted'
  | 'designated'
  | 'directed'
  | 'erased'
  | 'erasureWithdrawn'
  | 'identitiesLinked'
> = {
  wentWrong: (_, { words }) => say(words.notices.wentWrong),
  termsChanged: ({ termsId, effectiveOn, changes, url }, scene) => {
    const { labels, notices } = scene.words;
    const terms = termsOf(scene, termsId);
    return plainCard({
      tone: 'care',
      title: notices.termsChanged.title,
      rows: [
        ...(terms ? [{ label: labels.document, value: text(scene, terms.title) }] : []),
        { label: notices.labels.effectiveOn, value: dayInWords(effectiveOn, scene.language, scene.now) },
      ],
      body: [changes, notices.termsChanged.agree],
      buttons: [link(notices.buttons.newTerms, url, 'primary')],
    });
  },
  message: ({ text: words, officeId }, scene) => {
    const { title, answer } = scene.words.notices.message;
    const rows = officeId === undefined ? [] : officeRow(scene, officeId);
    return cardWithPhone(scene, officeId, { tone: 'care', title, lead: words, rows, body: [answer] });
  },
  suspended: ({ officeId, note, reviewOn }, scene) => {
    const { labels, suspended } = scene.words.notices;
    return cardWithPhone(scene, officeId, {
      tone: 'care',
      title: suspended.title,
      lead: suspended.text,
      rows: [...officeRow(scene, officeId), { label: labels.reviewOn, value: dayInWords(reviewOn, scene.language, scene.now) }],
      body: [note, suspended.stays],
    });
  },
  suspensionLifted: ({ officeId }, scene) => {
    const { ring, suspensionLifted } = scene.words.notices;
    return cardWithPhone(scene, officeId, {
      tone: 'good',
      title: suspensionLifted.title,
      rows: officeRow(scene, officeId),
      body: [suspensionLifted.text, ring],
    });
  },
  designated: ({ serviceId, officeId, prepareBy }, scene) => {
    const { designated, labels } = scene.words.notices;
    const service = serviceOf(scene, serviceId);
    const told = designated.text(serviceName(scene, serviceId));
    const by = prepareBy && dayInWords(prepareBy, scene.language, scene.now);
    return cardWithPhone(scene, officeId, {
      title: designated.title,
      rows: [...placeRows(scene, { serviceId, officeId }), ...(by ? [{ label: labels.prepareBy, value: by }] : [])],
      body: [
        cite(scene, told, termsOf(scene, service?.terms), service?.access.source),
        ...preparation(scene, service, by),
        designated.wait,
      ],
    });
  },
  directed: ({ serviceId, officeId, from, to, declined, stands, remain }, scene) => {
    const { buttons, notices, and } = scene.words;
    const at = (times: readonly DateTime[]) =>
      times.map((time) => slotWords(scene, { startsAt: time.toISO(), endsAt: null }) ?? '').join(and);
    const isOpen = stands.length > 0 || remain.length > 0;
    const service = serviceOf(scene, serviceId);
    const window = slotWords(scene, { startsAt: from.toISO(), endsAt: to.toISO() }) ?? '';
    const terms = termsOf(scene, service?.terms);
    return cardWithPhone(scene, officeId, {
      tone: 'care',
      title: notices.directed.title,
      rows: [{ label: notices.labels.bookInside, value: window }, ...placeRows(scene, { serviceId, officeId })],
      body: [
        declined.length > 0 ? notices.directed.declined(at(declined)) : undefined,
        stands.length > 0 ? notices.directed.stands(at(stands)) : undefined,
        remain.length > 0 ? notices.directed.remain(at(remain)) : undefined,
        isOpen ? undefined : notices.directed.text,
        service?.directedTimes ? statement(scene, terms, service.directedTimes) : notices.directed.outside,
      ],
      buttons: [isOpen ? choice('my-bookings', buttons.myBookings, 'primary') : choice('book', buttons.book, 'primary')],
    });
  },
  erased: (_, { words: { notices } }) => {
    const { title, text, stays } = notices.erased;
    return plainCard({ title, body: [text, stays] });
  },
  erasureWithdrawn: (_, { words: { notices, buttons } }) => {
    const { title, text, again } = notices.erasureWithdrawn;
    return plainCard({ title, body: [text, again], buttons: [choice('my-data', buttons.myData)] });
  },
  identitiesLinked: (_, scene) => {
    const { title, text, where, unknown } = scene.words.notices.identitiesLinked;
    return cardWithPhone(scene, undefined, { tone: 'care', title, body: [text, where, unknown] });
  },
};

/** What is to be done by then, as the terms name it (S3 certification, article 12(1)). */
function preparation(scene: Scene, service: Service | undefined, by: string | undefined): string[] {
  const article = service?.prepareOpenDaysBefore?.source;
  const terms = termsOf(scene, service?.terms);
  const rule = article === undefined ? undefined : terms?.summary.find((it) => it.article === article);
  if (rule) return [statement(scene, terms, rule)];
  return by === undefined ? [] : [scene.words.notices.designated.prepare];
}

const officeRow = (scene: Scene, officeId: string) => {
  const office = officeOf(scene, officeId);
  return office ? [{ label: scene.words.labels.office, value: officeName(scene, office) }] : [];
};

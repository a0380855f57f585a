import type { Office, Service } from '#policy/centre.ts';
import { dayWords } from '../moments.ts';
import { card, say } from '../parts.ts';
import type { Button, Message, Row } from '../reply.ts';
import { cite, officeOf, type Scene, serviceName, serviceOf, termsOf, text } from '../scene.ts';
import { telephone } from '../telephone.ts';
import type { Sayings } from './say.ts';

/** What we have to refuse: kindly, with the article, and with the phone beside it. */
export const refusals: Sayings<
  | 'designatedOnly'
  | 'noDirection'
  | 'suspended'
  | 'termsChanged'
  | 'alreadyOpen'
  | 'consentRefused'
  | 'eligibilityNote'
  | 'notEligible'
  | 'phoneOnlyNow'
> = {
  designatedOnly: ({ serviceId, officeId }, scene) => {
    const { title, text: why, todo } = scene.words.notes.designatedOnly;
    const service = serviceOf(scene, serviceId);
    const reason = cite(scene, why(serviceName(scene, serviceId)), termsOf(scene, service?.terms), service?.access.source);
    return [refusal(scene, { title, reasons: [reason, todo], office: officeOf(scene, officeId) })];
  },
  noDirection: ({ why, serviceId, officeId }, scene) => {
    const { title, titleOver, why: reasons, todo } = scene.words.near.noDirection;
    const service = serviceOf(scene, serviceId);
    const rule = service?.directedTimes;
    const reason = cite(scene, reasons[why], termsOf(scene, service?.terms), rule?.article);
    const heading = why === 'no-window' ? title : titleOver;
    return [refusal(scene, { title: heading, reasons: [reason, todo], office: officeOf(scene, officeId) })];
  },
  suspended: ({ note, reviewOn, officeId }, scene) => {
    const { title, text: words, stays } = scene.words.near.suspended;
    const rows = [{ label: scene.words.notices.labels.reviewOn, value: dayWords(scene, reviewOn) }];
    const reasons = [words, ...(note === '' ? [] : [scene.words.notices.extra(note)]), stays];
    return [refusal(scene, { title, rows, reasons, office: officeOf(scene, officeId) ?? scene.office })];
  },
  termsChanged: (_, { words }) => [say(words.near.termsChanged)],
  alreadyOpen: ({ serviceId }, scene) => {
    const service = serviceOf(scene, serviceId);
    const words = scene.words.notes.alreadyOpen(serviceName(scene, serviceId));
    return [say(cite(scene, words, termsOf(scene, service?.terms), service?.openBookings.source))];
  },
  consentRefused: ({ termsId, officeId, of }, scene) => {
    const { title, terms: ofTerms, app: ofApp, todo } = scene.words.notes.consentRefused;
    const terms = termsOf(scene, termsId);
    const app = terms?.meetingApp;
    const reason =
      of === 'terms'
        ? cite(scene, ofTerms(terms ? text(scene, terms.title) : ''), terms, terms?.consentSource)
        : cite(scene, ofApp(app?.value.name ?? ''), terms, app?.source);
    return [refusal(scene, { title, reasons: [reason, todo], office: officeOf(scene, officeId) })];
  },
  eligibilityNote: ({ serviceId, questionId, answerId }, scene) => {
    const { service, article, note } = answered(scene, serviceId, questionId, answerId);
    return note === undefined ? [] : [say(cite(scene, note, termsOf(scene, service?.terms), article))];
  },
  notEligible: ({ serviceId, questionId, answerId, officeId }, scene) => {
    const { title, text: sorry, todo } = scene.words.notes.notEligible;
    const { service, article, note } = answered(scene, serviceId, questionId, answerId);
    const reason = cite(scene, note ?? sorry, termsOf(scene, service?.terms), article);
    const reasons = note === undefined ? [reason, todo] : [sorry, reason, todo];
    return [refusal(scene, { title, reasons, office: officeOf(scene, officeId) })];
  },
  phoneOnlyNow: ({ why, article, officeId, serviceId }, scene) => {
    const words = scene.words.notes.phoneOnlyNow;
    const reason = cite(scene, words.why[why], termsOf(scene, serviceOf(scene, serviceId)?.terms), article);
    return [refusal(scene, { title: words.title, lead: words.lead, reasons: [reason], office: officeOf(scene, officeId) })];
  },
};

/** A refusal with the phone of its office, or of all offices. */
export function refusal(
  scene: Scene,
  {
    title,
    lead,
    rows = [],
    reasons,
    office,
    buttons = [],
  }: { title: string; lead?: string; rows?: Row[]; reasons: string[]; office: Office | undefined; buttons?: Button[] },
): Message {
  const phone = telephone(scene, office);
  return card(title, {
    tone: 'care',
    ...(lead !== undefined && { lead }),
    rows: [...rows, ...phone.rows],
    body: [...reasons, ...phone.body],
    buttons: [...buttons, ...phone.buttons],
  });
}

function answered(scene: Scene, serviceId: string, questionId: string, answerId: string) {
  const service: Service | undefined = serviceOf(scene, serviceId);
  const question = service?.eligibility.find(({ id }) => id === questionId);
  const answer = question?.answers.find(({ id }) => id === answerId);
  const note = answer?.note;
  return { service, article: answer?.article ?? question?.article, note: note && text(scene, note) };
}

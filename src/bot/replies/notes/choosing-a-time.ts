import type { Direction } from '#machines/commands.ts';
import { HOLD_MINUTES } from '#policy/deadlines.ts';
import { dayWords } from '../moments.ts';
import { say } from '../parts.ts';
import type { Message } from '../reply.ts';
import { cite, officeOf, type Scene, serviceOf, termsOf } from '../scene.ts';
import { windowWords } from './near.ts';
import { refusal } from './refusals.ts';
import type { Sayings } from './say.ts';

/** While a time is chosen: what cannot be had, and what follows. */
export const choosingATime: Sayings<
  'directed' | 'noSlots' | 'dayFull' | 'wishNotPossible' | 'slotTaken' | 'outsidePolicy' | 'holdRanOut'
> = {
  directed: ({ serviceId, direction }, scene) => {
    const article = serviceOf(scene, serviceId)?.directedTimes?.article;
    return [say(citeRule(scene, scene.words.near.directed(windowWords(scene, direction)), serviceId, article ?? null))];
  },
  noSlots: (_, { words }) => [say(words.notes.noSlots)],
  dayFull: ({ day }, scene) => [say(scene.words.notes.dayFull(dayWords(scene, day)))],
  wishNotPossible: ({ why, article, serviceId, nearest, direction }, scene) => {
    if (why === 'outside-direction') return [notAccepted(scene, { article, serviceId, direction })];
    const { wishNotPossible, refusedTimeTitle: title, phoneToo } = scene.words.notes;
    const rule = why === 'past-cut-off' ? cutOffRule(scene, serviceId) : undefined;
    const reason = citeRule(scene, rule ?? wishNotPossible[why], serviceId, article);
    const next = whatNext(scene, nearest);
    // A rule of the terms says no: then the phone stands beside it. A full or closed day is no refusal.
    if (why !== 'past-cut-off' && why !== 'beyond-horizon') return [say(reason, next)];
    return [refusal(scene, { title, reasons: [reason, next, phoneToo], office: scene.office })];
  },
  slotTaken: ({ nearest }, scene) => [say(scene.words.notes.slotTaken, whatNext(scene, nearest))],
  outsidePolicy: ({ why, article, serviceId, direction }, scene) => {
    if (why === 'outside-direction') return [notAccepted(scene, { article, serviceId, direction })];
    const { outsidePolicy, refusedTimeTitle: title, otherDays, phoneToo } = scene.words.notes;
    const rule = why === 'past-cut-off' ? cutOffRule(scene, serviceId) : undefined;
    const reason = citeRule(scene, rule ?? outsidePolicy[why], serviceId, article);
    return [refusal(scene, { title, reasons: [reason, otherDays, phoneToo], office: scene.office })];
  },
  holdRanOut: (_, { words }) => [say(words.notes.holdRanOut(HOLD_MINUTES))],
};

/** 不受理, with the way to book again: the day and time that the office directs (S3 certification, article 12(2)). */
function notAccepted(
  scene: Scene,
  { article, serviceId, direction }: { article: string | null; serviceId: string; direction?: Direction | undefined },
): Message {
  const { title, why, inside } = scene.words.near.outsideDirection;
  const reason = citeRule(scene, why, serviceId, article);
  const again = direction ? [inside(windowWords(scene, direction))] : [];
  const office = officeOf(scene, direction?.officeId) ?? scene.office;
  return refusal(scene, { title, reasons: [reason, ...again, scene.words.notes.phoneToo], office });
}

const whatNext = ({ words: { notes } }: Scene, nearest: boolean): string => (nearest ? notes.nearest : notes.otherDays);

/** How long one can book, where that is until the day before; other rules have no words of their own. */
const cutOffRule = (scene: Scene, serviceId: string): string | undefined =>
  serviceOf(scene, serviceId)?.bookUntilDaysBefore.value === 1 ? scene.words.notes.pastTheDayBefore : undefined;

const citeRule = (scene: Scene, rule: string, serviceId: string, article: string | null): string =>
  cite(scene, rule, termsOf(scene, serviceOf(scene, serviceId)?.terms), article);

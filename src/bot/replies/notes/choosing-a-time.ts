import { HOLD_MINUTES } from '#policy/deadlines.ts';
import { dayWords } from '../moments.ts';
import { say } from '../parts.ts';
import { cite, type Scene, serviceOf, termsOf } from '../scene.ts';
import { refusal } from './refusals.ts';
import type { Sayings } from './say.ts';

/** While a time is chosen: what cannot be had, and what follows. */
export const choosingATime: Sayings<'noSlots' | 'dayFull' | 'wishNotPossible' | 'slotTaken' | 'outsidePolicy' | 'holdRanOut'> = {
  noSlots: (_, { words }) => [say(words.notes.noSlots)],
  dayFull: ({ day }, scene) => [say(scene.words.notes.dayFull(dayWords(scene, day)))],
  wishNotPossible: ({ why, article, serviceId, nearest }, scene) => {
    const { wishNotPossible, refusedTimeTitle: title, phoneToo } = scene.words.notes;
    const rule = why === 'past-cut-off' ? cutOffRule(scene, serviceId) : undefined;
    const reason = citeRule(scene, rule ?? wishNotPossible[why], serviceId, article);
    const next = whatNext(scene, nearest);
    // A rule of the terms says no: then the phone stands beside it. A full or closed day is no refusal.
    if (why !== 'past-cut-off' && why !== 'beyond-horizon') return [say(reason, next)];
    return [refusal(scene, { title, reasons: [reason, next, phoneToo], office: scene.office })];
  },
  slotTaken: ({ nearest }, scene) => [say(scene.words.notes.slotTaken, whatNext(scene, nearest))],
  outsidePolicy: ({ why, article, serviceId }, scene) => {
    const { outsidePolicy, refusedTimeTitle: title, otherDays, phoneToo } = scene.words.notes;
    const rule = why === 'past-cut-off' ? cutOffRule(scene, serviceId) : undefined;
    const reason = citeRule(scene, rule ?? outsidePolicy[why], serviceId, article);
    return [refusal(scene, { title, reasons: [reason, otherDays, phoneToo], office: scene.office })];
  },
  holdRanOut: (_, { words }) => [say(words.notes.holdRanOut(HOLD_MINUTES))],
};

const whatNext = ({ words: { notes } }: Scene, nearest: boolean): string => (nearest ? notes.nearest : notes.otherDays);

/** How long one can book, where that is until the day before; other rules have no words of their own. */
const cutOffRule = (scene: Scene, serviceId: string): string | undefined =>
  serviceOf(scene, serviceId)?.bookUntilDaysBefore.value === 1 ? scene.words.notes.pastTheDayBefore : undefined;

const citeRule = (scene: Scene, rule: string, serviceId: string, article: string | null): string =>
  cite(scene, rule, termsOf(scene, serviceOf(scene, serviceId)?.terms), article);

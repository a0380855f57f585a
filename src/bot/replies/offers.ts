import type { BookingView } from '#machines/commands.ts';
import { dayWords, deadlineWords, momentOf, timeWords } from './moments.ts';
import { choice } from './parts.ts';
import type { Button, Row } from './reply.ts';
import type { Scene } from './scene.ts';

/** The times that staff offer, to press, wherever they stand. */
export const offerButtons = (scene: Scene, times: readonly { id: string; startsAt: string }[]): Button[] =>
  times.map(({ id, startsAt }) => choice(`pick-offer:${id}`, offerLabel(scene, startsAt), 'primary'));

/** 11月25日(水) 10:00, within the twenty characters of a small button in every language. */
const offerLabel = (scene: Scene, startsAt: string): string => `${dayWords(scene, startsAt)} ${timeWords(startsAt)}`;

/** Until when one of the offered times can be picked. */
export function pickByRow(scene: Scene, { offers, offerBy }: BookingView): Row[] {
  if (offers.length === 0 || offerBy === null) return [];
  return [{ label: scene.words.notices.labels.pickBy, value: deadlineWords(scene, momentOf(offerBy)) }];
}

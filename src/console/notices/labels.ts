import type { DateTime } from 'luxon';
import { mayBeTrue } from '#office/still-true.ts';
import type { Html } from '#pages/html.ts';
import type { Fate, LedgerRow } from '#store/reading/notices.ts';
import { badge, type Tone } from '../shell/components.ts';
import { FATES, whyInWords } from '../words/fates.ts';

const TONES: Readonly<Record<Fate, Tone>> = { planned: 'wait', queued: 'wait', sent: 'good', failed: 'bad', 'not-needed': 'off' };

export const fateBadge = (fate: Fate): Html => badge(FATES[fate], TONES[fate]);

/** The reason, where there is something to say. */
export const whyText = ({ why, fate }: Pick<LedgerRow, 'why' | 'fate'>): string | undefined => whyInWords(fate, why);

/** Its time went by while nothing could be sent; what else was not needed has nothing left to say. */
const WENT_BY = ['late', 'too-late', 'overtaken'];

/** Nothing but a call reaches this person: the notice failed, or they have blocked us and it is still to be said. */
export const mustRing = (row: Pick<LedgerRow, 'fate' | 'blocked' | 'why'>): boolean =>
  row.fate === 'failed' ||
  (row.blocked && (row.fate === 'planned' || row.fate === 'queued' || (row.fate === 'not-needed' && wentBy(row))));

/** "Not needed" beside "please ring" would say both. */
export const contradictsRinging = (row: Pick<LedgerRow, 'fate' | 'blocked' | 'why'>): boolean =>
  row.fate === 'not-needed' && mustRing(row);

/** Nothing is offered that is refused for certain, or that no chat takes: those are to be rung. */
export function canBeSentAgain(row: LedgerRow, now: DateTime): boolean {
  if (row.fate !== 'failed' || row.sentAgain || !mayBeTrue(row, now)) return false;
  if (row.channel === 'mail') return true;
  // Without a channel nothing was written: only what is about a booking can be composed anew.
  return row.reachable && (row.channel !== undefined || row.booking !== undefined);
}

const wentBy = ({ why }: Pick<LedgerRow, 'why'>): boolean => WENT_BY.includes(why ?? '');

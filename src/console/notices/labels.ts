import type { Html } from '#pages/html.ts';
import type { Fate, LedgerRow } from '#store/reading/notices.ts';
import { badge, type Tone } from '../shell/components.ts';
import { FATES, whyInWords } from '../words/fates.ts';

const TONES: Readonly<Record<Fate, Tone>> = { planned: 'wait', queued: 'wait', sent: 'good', failed: 'bad', 'not-needed': 'off' };

export const fateBadge = (fate: Fate): Html => badge(FATES[fate], TONES[fate]);

/** The reason, where there is something to say. */
export const whyText = ({ why, fate }: Pick<LedgerRow, 'why' | 'fate'>): string | undefined => whyInWords(fate, why);

/** Nothing but a call reaches this person: the notice failed, or they have blocked us. */
export const mustRing = ({ fate, blocked }: Pick<LedgerRow, 'fate' | 'blocked'>): boolean =>
  fate === 'failed' || (blocked && fate !== 'sent');

import type { DateTime } from 'luxon';
import type { Html } from '#pages/html.ts';
import type { Designated } from '#store/reading/designated.ts';
import { badge, type Tone } from '../shell/components.ts';
import { certificationWords as words } from '../words/certification.ts';

/** How far somebody is who was designated. */
export type Standing = keyof typeof words.states;

const BOOKED: readonly string[] = ['requested', 'offered', 'confirmed'];

export function standingOf({ window, booking }: Designated, now: DateTime): Standing {
  if (booking?.state === 'attended' || booking?.state === 'attended-by-phone') return 'attended';
  if (booking?.state === 'presumed-cancelled') return 'absent';
  if (booking && BOOKED.includes(booking.state)) {
    if (booking.state !== 'confirmed') return 'requested';
    return window && !booking.inside ? 'outside' : 'booked';
  }
  if (!window) return 'no-window';
  return window.endsAt <= now ? 'missed' : 'not-yet';
}

const TONES: Readonly<Record<Standing, Tone>> = {
  booked: 'good',
  outside: 'warn',
  requested: 'wait',
  'not-yet': 'calm',
  missed: 'bad',
  attended: 'off',
  absent: 'bad',
  'no-window': 'wait',
};

export const standingBadge = (standing: Standing): Html => badge(words.states[standing], TONES[standing]);

export const STANDINGS = Object.keys(words.states) as Standing[];

import type { Message } from '#bot/replies/reply.ts';

export type Tone = Extract<Message, { kind: 'card' }>['tone'];

/** Every pair that meets has a contrast of at least 4.5:1. Set everywhere, so that LINE's dark mode does not mix in its own. */
export const PALETTE = {
  ground: '#FFFFFF',
  text: '#1A1A1A',
  quiet: '#595959',
  link: '#1D4E89',
  line: '#D9D9D9',
  onTone: '#FFFFFF',
  /** Behind the dark text of a plain button. */
  plainButton: '#E6E9ED',
  danger: '#B3261E',
  tone: { calm: '#1D4E89', good: '#17633A', care: '#9A3412' } satisfies Record<Tone, string>,
} as const;

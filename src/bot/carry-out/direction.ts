import type { DateTime } from 'luxon';
import type { Command, Direction, Outcome } from '#machines/commands.ts';
import { liesInside } from '#policy/directed-window.ts';
import { sameName } from '../understanding/same-name.ts';
import { type CarryOut, isoOf, serviceOf, type TurnContext } from './context.ts';

/**
 * Services for which the office designates people and directs when they book (S3 certification, articles 3 and 12(2)). Judged at every
 * look and every press: the office may direct another time meanwhile.
 */

type Of<Name extends Command['do']> = Command & { do: Name };
type Window = { officeId: string; startsAt: DateTime; endsAt: DateTime };

/** `free`: anybody may book, at any published time. */
export type Directed =
  | { kind: 'free' }
  | { kind: 'window'; window: Window }
  | { kind: 'none'; why: 'not-designated' | 'no-window' | 'window-over'; officeId: string | null };

export async function directionFor(serviceId: string, { turn, world }: TurnContext): Promise<Directed> {
  if (serviceOf(world.centre, serviceId).access.value !== 'designated') return { kind: 'free' };
  const designation = await turn.designation(serviceId);
  const name = (await turn.client())?.profile?.name;
  if (!designation || !sameName(designation.name, name)) return { kind: 'none', why: 'not-designated', officeId: null };
  const { window } = designation;
  if (!window) return { kind: 'none', why: 'no-window', officeId: null };
  if (window.endsAt <= world.now) return { kind: 'none', why: 'window-over', officeId: window.officeId };
  return { kind: 'window', window };
}

export const findDirection: CarryOut<Of<'findDirection'>> = async ({ serviceId }, context) => {
  const directed = await directionFor(serviceId, context);
  switch (directed.kind) {
    case 'window':
      return { type: 'directionFound', ...directionOf(directed.window) };
    case 'none':
      return { type: 'noDirection', why: directed.why, officeId: directed.officeId };
    case 'free':
      return { type: 'noDirection', why: 'no-window', officeId: null };
  }
};

/** Whether a session lies inside what the office directs, at the office that it directs. */
export function insideDirection(
  directed: Directed,
  officeId: string,
  session: { startsAt: DateTime; endsAt: DateTime },
): boolean {
  if (directed.kind === 'free') return true;
  if (directed.kind === 'none') return false;
  const { window } = directed;
  return window.officeId === officeId && liesInside(session, window);
}

/** 不受理 (S3 certification, article 12(2)), with the time in which to book again. */
export function outsideDirection(
  serviceId: string,
  directed: Directed,
  { world }: TurnContext,
): Outcome & { type: 'outsidePolicy' } {
  const article = serviceOf(world.centre, serviceId).directedTimes?.article ?? null;
  const direction = directed.kind === 'window' ? { direction: directionOf(directed.window) } : {};
  return { type: 'outsidePolicy', why: 'outside-direction', article, ...direction };
}

export const directionOf = ({ officeId, startsAt, endsAt }: Window): Direction => ({
  officeId,
  from: isoOf(startsAt),
  to: isoOf(endsAt),
});

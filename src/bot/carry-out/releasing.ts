import type { Command } from '#machines/commands.ts';
import { actorOf, type CarryOut, type TurnContext } from './context.ts';
import { ownBooking } from './own.ts';

/** Letting held seats go. */

/** A hold that is gone already is as good as released. */
export const releaseHold: CarryOut<Command & { do: 'releaseHold' }> = async ({ bookingId }, context) => {
  if (await ownBooking(bookingId, context)) await release(bookingId, 'stopped', context);
  return { type: 'released' };
};

export async function release(bookingId: string, reason: string, context: TurnContext): Promise<void> {
  const { turn, world } = context;
  await turn.changeState({ bookingId, from: ['held'], to: 'released', at: world.now, actor: actorOf(context), reason });
}

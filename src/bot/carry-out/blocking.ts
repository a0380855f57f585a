import type { TurnContext } from './context.ts';

/** A client who left can no longer be told anything: staff ring about what is open. Ends when the client is back (`store/finishing.ts`). */
export async function askToRingAboutOpen({ turn, world: { now } }: TurnContext): Promise<void> {
  for (const { id: bookingId, centreId, officeId, state, endsAt } of await turn.openBookings()) {
    if (state === 'held' || (endsAt && endsAt <= now)) continue;
    await turn.raiseTask({ kind: 'blocked', centreId, officeId, bookingId, at: now });
  }
}

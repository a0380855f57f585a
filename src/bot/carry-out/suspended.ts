import type { Outcome } from '#machines/commands.ts';
import type { TurnContext } from './context.ts';

/** Staff suspended the client: nothing new can be booked, what there is stays usable. Never automatic; with staff's note to the client. */
export async function suspended({ turn }: TurnContext): Promise<(Outcome & { type: 'suspended' }) | undefined> {
  const suspension = await turn.suspension();
  return suspension && { type: 'suspended', note: suspension.note ?? '', reviewOn: suspension.reviewOn };
}

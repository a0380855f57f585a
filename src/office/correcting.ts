import type { Profile } from '#store/store.ts';
import { atDesk, type Counter, lockOfClient } from './desk.ts';
import { detailsAfterAddress } from './details-waiting.ts';
import type { By } from './office.ts';

export type Correcting = (act: { by: By; clientId: string; centreId: string; profile: Profile }) => Promise<Corrected>;
export type Corrected = 'corrected' | 'unchanged' | 'not-found';

/** Staff put a client's profile right. Meeting details that waited for an address, or went to a wrong one, go on their way. */
export const correcting =
  (counter: Counter): Correcting =>
  async ({ by, clientId, centreId, profile }) =>
    atDesk(counter, await lockOfClient(counter, clientId), by, async ({ parts, turn, now: at, actor, tell }) => {
      const changed = await turn.correctProfile({ clientId, centreId, profile, at, actor });
      if (changed === undefined) return 'not-found';
      if (changed.includes('email')) await detailsAfterAddress(parts, turn, clientId, { by, tell });
      return changed.length === 0 ? 'unchanged' : 'corrected';
    });

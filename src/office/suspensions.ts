import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { atDesk, type Counter, lockOfClient } from './desk.ts';
import type { By, Told } from './office.ts';

/**
 * Future use refused: staff's decision alone, with a reason, a day on which it is looked at again, and a note to the client. Nothing in
 * the house does it by itself. What was booked stays booked.
 */

type Whose = { by: By; clientId: string; centreId: string /** Whom the client may ask. */; officeId: string };

export type Suspended = { kind: 'done'; told: Told } | { kind: 'already' } | { kind: 'not-found' };
export type Lifted = { kind: 'done'; told: Told } | { kind: 'not-suspended' };

export interface Suspensions {
  /** `reviewOn`: YYYY-MM-DD in Asia/Tokyo. */
  suspend(act: Whose & { reason: string; note: string; reviewOn: string }): Promise<Suspended>;
  lift(act: Whose): Promise<Lifted>;
}

export const suspensions = (counter: Counter): Suspensions => ({
  async suspend({ by, clientId, centreId, officeId, reason, note, reviewOn }) {
    return atDesk(counter, await lockOfClient(counter, clientId), by, async ({ turn, now, tell }) => {
      if (!(await turn.clientById(clientId))?.profile) return { kind: 'not-found' };
      const id = await turn.suspend({ clientId, centreId, reason, note, reviewOn, at: now, by: by.id });
      if (id === undefined) return { kind: 'already' };
      const { told } = await tell({
        notice: { kind: 'suspended', officeId, note, reviewOn: DateTime.fromISO(reviewOn, { zone: ZONE }) },
        kind: 'suspended',
        onceKey: `suspended:${id}`,
        clientId,
      });
      return { kind: 'done', told };
    });
  },
  async lift({ by, clientId, centreId, officeId }) {
    return atDesk(counter, await lockOfClient(counter, clientId), by, async ({ turn, now, tell }) => {
      const id = await turn.liftSuspension({ clientId, centreId, at: now, by: by.id });
      if (id === undefined) return { kind: 'not-suspended' };
      const { told } = await tell({
        notice: { kind: 'suspensionLifted', officeId },
        kind: 'suspension-lifted',
        onceKey: `suspension-lifted:${id}`,
        clientId,
      });
      return { kind: 'done', told };
    });
  },
});

import type { BookingState } from '#store/store.ts';
import { aboutOf } from './about.ts';
import { onRequest } from './as-drawn.ts';
import { type Counter, changedNow } from './desk.ts';
import { movedStanding } from './moved-standing.ts';
import type { Office } from './office.ts';

/** A request ends without a booking: the office declines it, or its client has taken it back by phone. */

export const WAITING: readonly BookingState[] = ['requested', 'offered'];

export const decline =
  (counter: Counter): Office['decline'] =>
  (act) =>
    onRequest<Awaited<ReturnType<Office['decline']>>>(counter, act, async (desk, { id }) => {
      const { now: at, actor } = desk;
      const to = 'declined';
      const declined = await desk.turn.changeState({ bookingId: id, from: [...WAITING], to, at, actor, reason: 'by-staff' });
      if (!declined) return await changedNow(desk, id);
      const { told } = await desk.tell({
        notice: { kind: 'declined', booking: aboutOf(declined), reason: act.reason.trim() },
        kind: 'declined',
        onceKey: `declined:${id}`,
        booking: declined,
        clientId: declined.clientId,
      });
      return { kind: 'done', booking: declined, told };
    });

/** They said so themselves: who cannot be written to knows it. */
export const withdraw =
  (counter: Counter): Office['withdraw'] =>
  (act) =>
    onRequest<Awaited<ReturnType<Office['withdraw']>>>(counter, act, async (desk, booking) => {
      const { now: at, actor } = desk;
      const from = [...WAITING];
      const stays = (await movedStanding(desk.turn, booking))?.startsAt;
      const change = { bookingId: booking.id, from, to: 'withdrawn', at, actor, reason: 'asked-by-client' } as const;
      const withdrawn = await desk.turn.changeState(change);
      if (!withdrawn) return await changedNow(desk, booking.id);
      const { told } = await desk.tell({
        notice: { kind: 'withdrawnForYou', booking: aboutOf(withdrawn), stays },
        kind: 'withdrawn',
        onceKey: `withdrawn:${booking.id}`,
        booking: withdrawn,
        clientId: withdrawn.clientId,
        otherwise: 'told-by-phone',
      });
      return { kind: 'done', booking: withdrawn, told };
    });

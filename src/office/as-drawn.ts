import type { DateTime } from 'luxon';
import type { Centre } from '#policy/centre.ts';
import type { Booking } from '#store/store.ts';
import { type Counter, changed, type Desk, onBooking } from './desk.ts';
import type { AsDrawn, By, Changed } from './office.ts';

/**
 * What a request was like when its form was drawn: its state, and the times that stand offered until when. It goes with the form, so
 * that an answer given in the light of something else is no answer to what the request is now.
 */
export const standOf = ({ state, offerBy }: Pick<Booking, 'state' | 'offerBy'>, offered: readonly DateTime[]): string =>
  [state, offerBy?.toMillis() ?? '', ...offered.map((time) => time.toMillis()).sort((a, b) => a - b)].join('.');

/** An act on a request as somebody saw it: answered otherwise meanwhile, it stays as it is. */
export const onRequest = <T>(
  counter: Counter,
  act: AsDrawn & { by: By; bookingId: string },
  work: (desk: Desk, booking: Booking, centre: Centre) => Promise<T>,
): Promise<T | Changed> =>
  onBooking<T | Changed>(counter, act, async (desk, booking, centre) => {
    if (act.drawnFrom !== undefined && act.drawnFrom !== (await standNow(desk, booking))) return changed(booking.state);
    return await work(desk, booking, centre);
  });

async function standNow({ turn }: Desk, booking: Booking): Promise<string> {
  const offered = await turn.offeredTimes(booking.id);
  return standOf(
    booking,
    offered.map(({ startsAt }) => startsAt),
  );
}

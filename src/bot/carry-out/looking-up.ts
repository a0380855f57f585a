import { ZONE } from '#clock.ts';
import type { BookingView } from '#machines/commands.ts';
import type { Service } from '#policy/centre.ts';
import type { Booking } from '#store/store.ts';
import { isoOf, serviceOf, type TurnContext } from './context.ts';

/** What stands beside a booking in the list: its offered times, whether there are details to show, whether it is today. */
export async function lookedUp(
  booking: Booking,
  { turn, world }: TurnContext,
): Promise<Pick<BookingView, 'offers' | 'detailsReady' | 'near'>> {
  const service = serviceOf(world.centre, booking.serviceId);
  const offered = booking.state === 'offered' ? await turn.offeredTimes(booking.id) : [];
  const shows = booking.state === 'confirmed' && showsInChat(service);
  return {
    offers: offered
      .filter(({ startsAt }) => startsAt > world.now)
      .map(({ id, startsAt, endsAt }) => ({ id, startsAt: isoOf(startsAt), endsAt: isoOf(endsAt) })),
    detailsReady: shows && (await turn.details(booking.id)) !== undefined,
    near: isNear(booking, { world }),
  };
}

/** Whether ID, passcode and address are shown in the chat; elsewhere they come by My Page or e-mail only. */
export const showsInChat = ({ meeting }: Service): boolean => meeting.details.some(({ way }) => way === 'chat');

/** From the start of the session's day until its end. */
export function isNear({ state, startsAt, endsAt }: Booking, { world: { now } }: Pick<TurnContext, 'world'>): boolean {
  if (state !== 'confirmed' || !startsAt || !endsAt) return false;
  return now >= startsAt.setZone(ZONE).startOf('day') && now < endsAt;
}

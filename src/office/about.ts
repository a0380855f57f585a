import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import type { About } from '#bot/replies/notice.ts';
import type { Centre } from '#policy/centre.ts';
import type { Booking, Seat } from '#store/store.ts';

/** A booking as a notice speaks of it. */
export const aboutOf = ({ id, reference, serviceId, officeId, startsAt, endsAt }: Booking): About => ({
  bookingId: id,
  reference,
  serviceId,
  officeId,
  startsAt,
  endsAt,
});

/** Forms name offices; centre files change. */
export const hasOffice = ({ offices }: Centre, officeId: string): boolean => offices.some(({ id }) => id === officeId);

/** As long as the service says, with room for as many as the centre file says, unless staff set it for the slot. */
export function seatAt(centre: Centre, where: { officeId: string; serviceId: string }, startsAt: DateTime): Seat {
  const { officeId, serviceId } = where;
  const { lengthMinutes, capacity } = serviceOf(centre, serviceId);
  const endsAt = startsAt.plus({ minutes: lengthMinutes.value });
  return { centreId: centre.id, officeId, serviceId, startsAt, endsAt, capacity: capacity.value };
}

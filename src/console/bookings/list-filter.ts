import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import type { BookingFilter } from '#store/reading/booking-list.ts';
import type { Booking, BookingState } from '#store/store.ts';
import { dayTyped, idOf, listOf, textOf } from '../shell/reading.ts';
import { BOOKING_STATES } from '../words/states.ts';

/** What the address of the list says. Anything that is not ours is left out, never a fault. */
export type ListFilter = {
  from: DateTime | undefined;
  /** The last day, included. */
  to: DateTime | undefined;
  officeId: string | undefined;
  serviceId: string | undefined;
  state: BookingState | undefined;
  clientIds: string[];
  after: { at: DateTime; id: string } | undefined;
};

export const PAGE = 50;
const CLIENTS = 20;
/** A hold is nobody's booking yet. */
export const LISTED_STATES = Object.keys(BOOKING_STATES).filter((it): it is BookingState => it !== 'held' && it !== 'released');

export function filterIn(from: unknown, centre: Centre): ListFilter {
  const office = textOf(from, 'office');
  const service = textOf(from, 'service');
  return {
    from: dayTyped(textOf(from, 'from')),
    to: dayTyped(textOf(from, 'to')),
    officeId: centre.offices.find(({ id }) => id === office)?.id,
    serviceId: centre.services.find(({ id }) => id === service)?.id,
    state: LISTED_STATES.find((it) => it === textOf(from, 'state')),
    clientIds: listOf(from, 'client')
      .flatMap((it) => idOf(it) ?? [])
      .slice(0, CLIENTS),
    after: placeIn(textOf(from, 'after')),
  };
}

/** As the store takes it: the end of a range of days is exclusive there. */
export const queryOf = (filter: ListFilter, centreId: string): BookingFilter => ({
  centreId,
  from: filter.from,
  to: filter.to?.plus({ days: 1 }),
  officeId: filter.officeId,
  serviceId: filter.serviceId,
  states: filter.state && [filter.state],
  clientIds: filter.clientIds.length > 0 ? filter.clientIds : undefined,
  after: filter.after,
  limit: PAGE,
});

/** The address of the list with this filter. */
export function addressOf(filter: Partial<ListFilter>): string {
  const { from, to, officeId, serviceId, state, clientIds = [], after } = filter;
  const values: [string, string | undefined][] = [
    ['from', from?.toFormat('yyyy-MM-dd')],
    ['to', to?.toFormat('yyyy-MM-dd')],
    ['office', officeId],
    ['service', serviceId],
    ['state', state],
    ...clientIds.map((id): [string, string] => ['client', id]),
    ['after', after && `${after.at.toMillis()}.${after.id}`],
  ];
  return `?${new URLSearchParams(values.filter((it): it is [string, string] => it[1] !== undefined))}`;
}

/** Where the next page goes on. */
export const placeAfter = (booking: Booking, byTime: boolean): ListFilter['after'] => ({
  at: (byTime ? booking.startsAt : undefined) ?? booking.createdAt,
  id: booking.id,
});

function placeIn(text: string): ListFilter['after'] {
  const [, millis, id] = /^(\d{1,14})\.(.+)$/.exec(text) ?? [];
  const known = idOf(id);
  if (millis === undefined || known === undefined) return undefined;
  const at = DateTime.fromMillis(Number(millis), { zone: ZONE });
  return at.isValid && at.year < 2200 ? { at, id: known } : undefined;
}

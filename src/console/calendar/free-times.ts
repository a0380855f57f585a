import type { DateTime } from 'luxon';
import type { SlotActs } from '#office/slots.ts';
import type { Centre } from '#policy/centre.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import { type Free, freeKey } from './treating-form.ts';

const MOST = 80;

/** Where each of them could be moved to: open slots of the same office and service with a seat left, as far ahead as is published. */
export async function freeTimesFor(
  holders: readonly SeatHolder[],
  { acts, centre, now }: { acts: SlotActs; centre: Centre; now: DateTime },
): Promise<ReadonlyMap<string, readonly Free[]>> {
  const kinds = new Map(holders.map((it) => [freeKey(it), it]));
  const found = new Map<string, readonly Free[]>();
  for (const [key, { officeId, serviceId }] of kinds) {
    const service = centre.services.find(({ id }) => id === serviceId);
    if (!service) continue;
    const to = now.startOf('day').plus({ days: service.horizonDays.value });
    const { entries } = await acts.entries({ centre, officeId, service, from: now, to });
    found.set(
      key,
      entries.filter(({ state, from, free: seats }) => state === 'open' && from !== 'booked' && seats > 0).slice(0, MOST),
    );
  }
  return found;
}

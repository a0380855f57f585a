import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import { sameName } from '#bot/understanding/same-name.ts';
import type { Centre } from '#policy/centre.ts';
import { liesInside } from '#policy/directed-window.ts';
import type { Booking, Turn } from '#store/store.ts';
import type { OutsideWindow } from './office.ts';

/**
 * Where the office directs a client to book at a certain time, staff keep to it as well: a request is confirmed, and other times are
 * offered, inside that window, or the window is directed anew first (S3 certification, article 12(2)). Undefined where nothing is
 * directed.
 */
export async function outsideWindow(
  turn: Turn,
  { serviceId, officeId, clientId }: Booking,
  centre: Centre,
  times: readonly DateTime[],
): Promise<OutsideWindow | undefined> {
  const { access, lengthMinutes } = serviceOf(centre, serviceId);
  if (access.value !== 'designated') return undefined;
  const designation = await turn.designation(serviceId, clientId);
  const window = designation?.window;
  if (!window || !sameName(designation.name, (await turn.clientById(clientId))?.profile?.name)) return undefined;
  const minutes = lengthMinutes.value;
  const inside = times.every((startsAt) => liesInside({ startsAt, endsAt: startsAt.plus({ minutes }) }, window));
  return inside && officeId === window.officeId ? undefined : { kind: 'outside-window', window };
}

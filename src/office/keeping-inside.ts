import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import type { Centre } from '#policy/centre.ts';
import { liesInside } from '#policy/directed-window.ts';
import { offerDeadline } from '#policy/offers.ts';
import type { Booking } from '#store/store.ts';
import { seatAt } from './about.ts';
import type { Desk } from './desk.ts';
import { closedDays } from './open-days.ts';
import type { PutOut } from './requests.ts';

/** What the office directs anew, and what the client has open of that service then. */

type Window = { officeId: string; startsAt: DateTime; endsAt: DateTime };

/** By what became of it: the beginnings of the sessions. */
export type Kept = {
  /** 不受理 (S3 certification, article 12(2)): what the client had applied for lies outside, so that they can apply inside. */
  declined: DateTime[];
  /** A confirmed booking outside stands until somebody moves it. */
  stands: DateTime[];
  /** Offers of which only some times lay inside: those can be picked still, and the client is to be shown them. */
  narrowed: PutOut[];
};

export async function keepInside(
  desk: Desk,
  it: { clientId: string; centre: Centre; serviceId: string; window: Window },
): Promise<Kept> {
  const kept: Kept = { declined: [], stands: [], narrowed: [] };
  for (const booking of await desk.turn.openBookingsOf(it.clientId)) {
    if (booking.serviceId !== it.serviceId) continue;
    const { inside, outside } = parted(await timesOf(desk, booking), booking, it.window);
    if (outside.length === 0) continue;
    if (booking.state === 'confirmed') kept.stands.push(...outside);
    const narrowed = booking.state === 'offered' && (await narrow(desk, it.centre, booking, inside));
    if (narrowed) kept.narrowed.push(narrowed);
    else if (await decline(desk, booking)) kept.declined.push(...outside);
  }
  return kept;
}

const timesOf = async ({ turn }: Desk, { id, state, startsAt, endsAt }: Booking) => {
  if (state === 'offered') return await turn.offeredTimes(id);
  return startsAt && endsAt ? [{ startsAt, endsAt }] : [];
};

function parted(times: Awaited<ReturnType<typeof timesOf>>, { officeId }: Booking, window: Window) {
  const [inside, outside]: [DateTime[], DateTime[]] = [[], []];
  for (const time of times) {
    const fits = officeId === window.officeId && liesInside(time, window);
    (fits ? inside : outside).push(time.startsAt);
  }
  return { inside, outside };
}

/** The offer of those times alone: the seats of the others are free. Undefined where none is left: staff may have closed a slot since. */
async function narrow(desk: Desk, centre: Centre, booking: Booking, times: readonly DateTime[]): Promise<PutOut | undefined> {
  if (times.length === 0) return undefined;
  const { turn, now, actor } = desk;
  const { officeId, serviceId, id: bookingId } = booking;
  const closed = await closedDays(turn, { centre, officeId, now, times });
  const until = offerDeadline(serviceOf(centre, serviceId), closed, now, times);
  const seats = times.map((startsAt) => seatAt(centre, booking, startsAt));
  const offered = await turn.offer({ bookingId, seats, until, at: now, actor });
  if (offered.kind === 'offered') return { ...offered, until };
  if (offered.kind === 'changed') return undefined;
  const taken = offered.startsAt.map((time) => time.toMillis());
  const left = times.filter((time) => !taken.includes(time.toMillis()));
  return left.length < times.length ? await narrow(desk, centre, booking, left) : undefined;
}

async function decline({ turn, now: at, actor }: Desk, { id: bookingId, state }: Booking): Promise<boolean> {
  if (state !== 'requested' && state !== 'offered') return false;
  const reason = 'outside-direction';
  return (await turn.changeState({ bookingId, from: [state], to: 'declined', at, actor, reason })) !== undefined;
}

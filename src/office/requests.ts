import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import { calendarAddress } from '#bot/replies/calendar-address.ts';
import type { Centre } from '#policy/centre.ts';
import { judgeTimes, MOST_OFFERED, offerDeadline } from '#policy/offers.ts';
import type { Booking, OfferedTime } from '#store/store.ts';
import { aboutOf, hasOffice, seatAt } from './about.ts';
import { onRequest } from './as-drawn.ts';
import { type Counter, changed, changedNow, type Desk } from './desk.ts';
import { mailDetailsVoid } from './details-void.ts';
import { movedStanding } from './moved-standing.ts';
import type { Done, NotATime, Office, SlotTaken, Sure, Unusual } from './office.ts';
import { closedDays } from './open-days.ts';
import { takenAt } from './taken.ts';
import { WAITING } from './turning-down.ts';
import { unusualTimes } from './unusual.ts';
import { outsideWindow } from './window.ts';

/** Requests: confirmed, or put to other times. Whoever comes second finds it changed. */

type Confirmed = Awaited<ReturnType<Office['confirm']>>;
type Offered = Awaited<ReturnType<Office['offer']>>;

export const confirm =
  (counter: Counter): Office['confirm'] =>
  (act) =>
    onRequest<Confirmed>(counter, act, async (desk, booking, centre) => {
      const { startsAt } = act;
      const meant = startsAt ?? booking.startsAt;
      const outside = WAITING.includes(booking.state) && meant && (await outsideWindow(desk.turn, booking, centre, [meant]));
      if (outside) return outside;
      if (booking.state === 'requested' && booking.startsAt && (!startsAt || same(startsAt, booking.startsAt))) {
        return await confirmItsOwn(desk, booking, booking.startsAt);
      }
      if (booking.state === 'requested' && !startsAt) return { kind: 'not-a-time', why: 'count' };
      // Other times were offered meanwhile: they stand, unless staff name the time.
      if (!WAITING.includes(booking.state) || !startsAt) return changed(booking.state);
      return await confirmAt(desk, booking, centre, { startsAt, sure: act.sure });
    });

const same = (a: DateTime, b: DateTime): boolean => a.toMillis() === b.toMillis();

/** Its seat is its own already: neither a closed day nor a closed slot stands against it. */
async function confirmItsOwn(desk: Desk, booking: Booking, startsAt: DateTime): Promise<Confirmed> {
  if (startsAt <= desk.now) return { kind: 'not-a-time', why: 'past' };
  const { now: at, actor } = desk;
  const moved = (await movedStanding(desk.turn, booking)) !== undefined;
  const confirmed = await desk.turn.confirmRequest({ bookingId: booking.id, at, actor });
  if (confirmed.kind === 'changed') return confirmed.state === booking.state ? { kind: 'already-open' } : confirmed;
  return await tellConfirmed(desk, confirmed.booking, moved);
}

/** On the phone the client agreed to this very time: an offer that is picked at once, or nothing at all. */
async function confirmAt(desk: Desk, booking: Booking, centre: Centre, at: ConfirmedAt): Promise<Confirmed> {
  const outcome = await desk.turn.allOrNothing<Picked>('done', () => pickAt(desk, booking, centre, at));
  if (outcome.kind !== 'gone') return outcome;
  const now = await changedNow(desk, booking.id);
  // It waits as before: what the client has open besides it stands in its way.
  return now.state === booking.state ? { kind: 'already-open' } : now;
}

type Picked = Confirmed | { kind: 'gone' };
type ConfirmedAt = Sure & { startsAt: DateTime };

async function pickAt(desk: Desk, booking: Booking, centre: Centre, { startsAt, sure }: ConfirmedAt): Promise<Picked> {
  const { turn, now: at, actor } = desk;
  const moved = (await movedStanding(desk.turn, booking)) !== undefined;
  const open = (await turn.offeredTimes(booking.id)).find((time) => same(time.startsAt, startsAt) && startsAt > at);
  const offered = open
    ? { kind: 'offered' as const, times: [open] }
    : await putTo(desk, booking, centre, { times: [startsAt], sure });
  if (offered.kind !== 'offered') return offered;
  const [time] = offered.times;
  const picked = time && (await turn.pickOffer({ offerId: time.id, at, actor }));
  if (picked?.kind !== 'picked') return { kind: 'gone' };
  return await tellConfirmed(desk, picked.booking, moved);
}

async function tellConfirmed(desk: Desk, booking: Booking, moved: boolean): Promise<Done> {
  const token = await desk.turn.calendarToken(booking.id);
  const { told } = await desk.tell({
    notice: (language) => ({
      kind: 'requestConfirmed',
      booking: aboutOf(booking),
      calendarUrl: calendarAddress(desk.parts, token, language),
      moved,
    }),
    kind: 'confirmed',
    onceKey: `confirmed:${booking.id}`,
    booking,
    clientId: booking.clientId,
    needsState: 'confirmed',
    uselessAt: booking.endsAt,
  });
  if (moved) await mailDetailsVoid(desk.parts, desk.turn, booking, desk.actor.id);
  return { kind: 'done', booking, told };
}

/** An offer that is out, and until when one of its times can be picked. */
export type PutOut = { kind: 'offered'; booking: Booking; times: OfferedTime[]; until: DateTime };
type PutTo = PutOut | SlotTaken | NotATime | Unusual | ReturnType<typeof changed>;
type Proposed = Sure & { times: readonly DateTime[] };

async function putTo(desk: Desk, booking: Booking, centre: Centre, { times, sure }: Proposed): Promise<PutTo> {
  const { turn, now, actor } = desk;
  if (!hasOffice(centre, booking.officeId)) return { kind: 'not-a-time', why: 'no-office' };
  const closed = await closedDays(turn, { centre, officeId: booking.officeId, now, times });
  const judged = judgeTimes(times, { centre: closed, now, most: MOST_OFFERED });
  if (judged.kind === 'not-a-time') return judged;
  const { officeId, serviceId } = booking;
  const unusual = await unusualTimes(desk, { centre, officeId, serviceId, times, sure });
  if (unusual) return unusual;
  const until = offerDeadline(serviceOf(centre, booking.serviceId), closed, now, times);
  const seats = times.map((startsAt) => seatAt(centre, booking, startsAt));
  const offered = await turn.offer({ bookingId: booking.id, seats, until, at: now, actor });
  if (offered.kind === 'slot-taken') return await takenAt(desk, seats, offered.startsAt, booking.id);
  return offered.kind === 'offered' ? { ...offered, until } : offered;
}

export const offer =
  (counter: Counter): Office['offer'] =>
  (act) =>
    onRequest<Offered>(counter, act, async (desk, booking, centre) => {
      if (!WAITING.includes(booking.state)) return changed(booking.state);
      const open = await desk.turn.offeredTimes(booking.id);
      // A second press of the same page; past its deadline an offer that the client never heard of is made anew.
      const stands = booking.offerBy !== undefined && booking.offerBy > desk.now;
      if (stands && open.length > 0 && sameTimes(open, act.startsAt)) return changed(booking.state);
      const outside = await outsideWindow(desk.turn, booking, centre, act.startsAt);
      if (outside) return outside;
      const offered = await putTo(desk, booking, centre, { times: act.startsAt, sure: act.sure });
      if (offered.kind !== 'offered') return offered;
      const replaces = booking.state === 'offered';
      return { ...(await tellOffered(desk, offered, replaces)), until: offered.until };
    });

const sameTimes = (open: readonly OfferedTime[], wanted: readonly DateTime[]): boolean =>
  open.length === wanted.length && wanted.every((time) => open.some(({ startsAt }) => same(startsAt, time)));

export async function tellOffered(desk: Desk, offered: PutOut, replaces: boolean): Promise<Done> {
  const { booking, times, until } = offered;
  const stands = (await movedStanding(desk.turn, booking))?.startsAt;
  const { told } = await desk.tell({
    notice: {
      kind: 'offered',
      booking: aboutOf(booking),
      times: times.map(({ id, startsAt, endsAt }) => ({ offerId: id, startsAt, endsAt })),
      until,
      replaces,
      stands,
    },
    kind: 'offered',
    // Offering again is told again, also where some of the times are the same.
    onceKey: `offered:${randomUUID()}`,
    booking,
    clientId: booking.clientId,
    needsState: 'offered',
    uselessAt: until,
  });
  return { kind: 'done', booking, told };
}

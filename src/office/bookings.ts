import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import { calendarAddress } from '#bot/replies/calendar-address.ts';
import { MOVABLE_STATES } from '#policy/cancellation.ts';
import type { Centre } from '#policy/centre.ts';
import { judgeTimes } from '#policy/offers.ts';
import type { Booking } from '#store/store.ts';
import { aboutOf, hasOffice, seatAt } from './about.ts';
import { atDesk, type Counter, changed, changedNow, type Desk, lockOfClient, onBooking } from './desk.ts';
import { mailDetailsVoid } from './details-void.ts';
import type { NotATime, Office, Sure, Unusual, Wish } from './office.ts';
import { closedDays } from './open-days.ts';
import { takenAt } from './taken.ts';
import { unusualTimes } from './unusual.ts';

/** Staff book, move and cancel, the same day too. */

type BookFor = Parameters<Office['bookFor']>[0];
type Booked = Awaited<ReturnType<Office['bookFor']>>;
type Moved = Awaited<ReturnType<Office['move']>>;

/** The form of this page was sent before: all that the second press did is undone. */
class PressedBefore extends Error {
  override readonly name = 'PressedBefore';
}

export const bookFor =
  (counter: Counter): Office['bookFor'] =>
  async (act) => {
    const lock = 'id' in act.client ? await lockOfClient(counter, act.client.id) : (act.pageId ?? randomUUID());
    try {
      return await atDesk(counter, lock, act.by, (desk) => book(desk, act));
    } catch (fault) {
      if (fault instanceof PressedBefore) return { kind: 'already-open' };
      throw fault;
    }
  };

async function book(desk: Desk, act: BookFor): Promise<Booked> {
  const { parts, turn, now: at, actor } = desk;
  const centre = parts.centres.get(act.centreId);
  if (!centre) throw new Error(`the centre ${act.centreId} is not loaded`);
  const refused = await judged(desk, centre, act);
  if (refused) return refused;
  const clientId = await clientOf(desk, act);
  const seat = seatAt(centre, act, act.startsAt);
  const booked = await turn.bookFor({
    clientId,
    conversationId: (await turn.reach(clientId))?.conversationId,
    seat,
    openBookings: serviceOf(centre, act.serviceId).openBookings.value,
    at,
    actor,
    reason: 'by-staff',
  });
  switch (booked.kind) {
    case 'confirmed':
      return await tellBooked(desk, booked.booking, act.pageId);
    case 'slot-taken':
      return await takenAt(desk, [seat], [act.startsAt]);
    case 'already-open':
    case 'no-client':
      return { kind: booked.kind };
    case 'changed':
      throw new Error('a booking that moves nothing has nothing that could have changed');
  }
}

/** Throws for a client of another centre: whoever calls has looked. */
async function clientOf({ turn, now: at }: Desk, { client, centreId }: BookFor): Promise<string> {
  if ('profile' in client) return await turn.addClient({ centreId, profile: client.profile, at });
  const known = await turn.clientById(client.id);
  if (known?.centreId !== centreId) throw new Error(`the centre ${centreId} has no such client`);
  return client.id;
}

type Wanted = Sure & { officeId: string; serviceId: string; startsAt: DateTime };

async function judged(desk: Desk, centre: Centre, wanted: Wanted): Promise<NotATime | Unusual | undefined> {
  const { turn, now } = desk;
  const { officeId, serviceId, startsAt, sure } = wanted;
  if (!hasOffice(centre, officeId)) return { kind: 'not-a-time', why: 'no-office' };
  const closed = await closedDays(turn, { centre, officeId, now, times: [startsAt] });
  const judgement = judgeTimes([startsAt], { centre: closed, now, most: 1 });
  if (judgement.kind === 'not-a-time') return judgement;
  return unusualTimes(desk, { centre, officeId, serviceId, times: [startsAt], sure });
}

/** They are on the phone or in a session: whoever cannot be written to has heard it. */
async function tellBooked(desk: Desk, booking: Booking, pageId: string | undefined): Promise<Booked> {
  const token = await desk.turn.calendarToken(booking.id);
  const { told, first } = await desk.tell({
    notice: (language) => ({
      kind: 'bookedForYou',
      booking: aboutOf(booking),
      calendarUrl: calendarAddress(desk.parts, token, language),
    }),
    kind: 'booked',
    onceKey: `booked:${pageId ?? booking.id}`,
    booking,
    clientId: booking.clientId,
    needsState: 'confirmed',
    uselessAt: booking.endsAt,
    otherwise: 'told-by-phone',
  });
  if (!first) throw new PressedBefore();
  return { kind: 'done', booking, told };
}

export const move =
  (counter: Counter): Office['move'] =>
  (act) =>
    onBooking<Moved>(counter, act, async (desk, old, centre) => {
      if (!MOVABLE_STATES.includes(old.state)) return changed(old.state);
      const officeId = act.officeId ?? old.officeId;
      if (officeId === old.officeId && act.startsAt.toMillis() === old.startsAt?.toMillis()) {
        return { kind: 'not-a-time', why: 'twice' };
      }
      const { startsAt, sure } = act;
      const refused = await judged(desk, centre, { officeId, serviceId: old.serviceId, startsAt, sure });
      if (refused) return refused;
      const seat = seatAt(centre, { officeId, serviceId: old.serviceId }, act.startsAt);
      return await moveTo(desk, old, { seat, openBookings: serviceOf(centre, old.serviceId).openBookings.value, ...act });
    });

type Moving = { seat: ReturnType<typeof seatAt>; openBookings: number; wish: Wish; reason?: string | undefined };

/** What the audit keeps of whose wish it was; the statistics count by it (`store/reading/statistics.ts`). */
const WISHES: Readonly<Record<Wish, string>> = { client: 'asked-by-client', office: 'office-need' };

async function moveTo(desk: Desk, old: Booking, { seat, openBookings, wish, reason }: Moving): Promise<Moved> {
  const { turn, now: at, actor } = desk;
  const { clientId, conversationId } = old;
  const detailsVoid = (await turn.details(old.id)) !== undefined;
  const moved = await turn.bookFor({
    clientId,
    conversationId,
    seat,
    moves: old.id,
    openBookings,
    at,
    actor,
    reason: WISHES[wish],
  });
  if (moved.kind === 'slot-taken') return await takenAt(desk, [seat], [seat.startsAt], old.id);
  if (moved.kind === 'no-client') return changed(old.state);
  if (moved.kind !== 'confirmed') return moved;
  return await tellMoved(desk, moved.booking, { before: moved.before?.startsAt, wish, reason: reason?.trim(), detailsVoid });
}

type Was = { before: DateTime | undefined; wish: Wish; reason: string | undefined; detailsVoid: boolean };

async function tellMoved(desk: Desk, booking: Booking, { before, wish, reason, detailsVoid }: Was): Promise<Moved> {
  const token = await desk.turn.calendarToken(booking.id);
  const { told } = await desk.tell({
    notice: (language) => ({
      kind: 'movedByOffice',
      booking: aboutOf(booking),
      before,
      wish,
      calendarUrl: calendarAddress(desk.parts, token, language),
      reason: reason === '' ? undefined : reason,
      detailsVoid,
    }),
    kind: 'moved',
    onceKey: `moved:${booking.id}`,
    booking,
    clientId: booking.clientId,
    needsState: 'confirmed',
    uselessAt: booking.endsAt,
  });
  await mailDetailsVoid(desk.parts, desk.turn, booking, desk.actor.id);
  return { kind: 'done', booking, told };
}

export const cancel =
  (counter: Counter): Office['cancel'] =>
  (act) =>
    onBooking<Awaited<ReturnType<Office['cancel']>>>(counter, act, async (desk, { id }) => {
      const { now: at, actor } = desk;
      const cancelled = await desk.turn.changeState({
        bookingId: id,
        from: [...MOVABLE_STATES],
        to: 'cancelled',
        at,
        actor,
        reason: WISHES[act.wish],
      });
      if (!cancelled) return await changedNow(desk, id);
      const { told } = await desk.tell({
        notice: { kind: 'cancelledByOffice', booking: aboutOf(cancelled), wish: act.wish, reason: act.reason?.trim() },
        kind: 'cancelled',
        onceKey: `cancelled:${id}`,
        booking: cancelled,
        clientId: cancelled.clientId,
      });
      return { kind: 'done', booking: cancelled, told };
    });

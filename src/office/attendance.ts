import { serviceOf } from '#bot/carry-out/context.ts';
import { ZONE } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import { noShowAt } from '#policy/deadlines.ts';
import { isForAbsence, momentKey, momentsOf } from '#policy/session-moments.ts';
import type { Booking } from '#store/store.ts';
import { aboutOf } from './about.ts';
import { type Counter, changed, changedNow, type Desk, onBooking } from './desk.ts';
import type { Attendance, Changed, Done, Office } from './office.ts';

/** What became of a session: staff mark it on the day or later, confirm or undo a presumption, and take back a slip of today. */

type Marked = Done | Changed;
type Of = { desk: Desk; booking: Booking; centre: Centre };

/** What waits for staff about a session until it is marked. */
const SESSION_TASKS = ['presumed-cancellation', 'not-connected', 'late', 'cannot-connect'];

export const attendance =
  (counter: Counter): Office['attendance'] =>
  (act) =>
    onBooking<Marked>(counter, act, (desk, booking, centre) => MARKS[act.what]({ desk, booking, centre }));

const MARKS: Readonly<Record<Attendance, (of: Of) => Promise<Marked>>> = {
  attended: (of) => came(of, 'attended'),
  'attended-by-phone': (of) => came(of, 'attended-by-phone'),
  'no-show': noShow,
  undo,
};

async function came({ desk, booking }: Of, to: 'attended' | 'attended-by-phone'): Promise<Marked> {
  if (!dayHasCome(desk, booking)) return changed(booking.state);
  const { now: at, actor, turn } = desk;
  const marked = await turn.changeState({ bookingId: booking.id, from: ['confirmed', 'presumed-cancelled'], to, at, actor });
  return marked ? { kind: 'done', booking: marked, told: 'nothing' } : await changedNow(desk, booking.id);
}

const dayHasCome = ({ now }: Desk, { startsAt }: Booking): boolean =>
  startsAt !== undefined && startsAt.setZone(ZONE).startOf('day') <= now;

const isToday = ({ now }: Desk, { startsAt }: Booking): boolean =>
  startsAt?.setZone(ZONE).hasSame(now.setZone(ZONE), 'day') === true;

/** Confirms a presumption; or, for a confirmed booking, is staff's own finding once the client could have come. */
async function noShow({ desk, booking, centre }: Of): Promise<Marked> {
  const { turn, now: at, actor } = desk;
  const { id, state, startsAt } = booking;
  if (booking.noShowAt || !startsAt) return changed(state);
  if (state === 'confirmed') {
    const service = serviceOf(centre, booking.serviceId);
    if (at < (noShowAt(service, startsAt) ?? startsAt)) return changed(state);
    await turn.changeState({ bookingId: id, from: ['confirmed'], to: 'cancelled', at, actor, reason: 'no-show' });
  } else if (state !== 'presumed-cancelled') {
    return changed(state);
  }
  await turn.markNoShow(id, at);
  await turn.settleTasks({ bookingId: id, kinds: SESSION_TASKS }, at, actor);
  if (state === 'presumed-cancelled') await noteConfirmedPresumption(desk, booking);
  const marked = await turn.booking(id);
  return marked ? { kind: 'done', booking: marked, told: await tellNotAttended(desk, marked, centre) } : changed(undefined);
}

/** Its state stays what it was, so that no change of state is in the audit. */
const noteConfirmedPresumption = ({ turn, now: at, actor }: Desk, { id, centreId, conversationId }: Booking): Promise<void> =>
  turn.writeAudit([{ at, actor, centreId, bookingId: id, conversationId, action: 'no-show-confirmed' }]);

/** Only where the terms ask to contact the office at once (S3 certification, article 12(3)). */
async function tellNotAttended(desk: Desk, booking: Booking, centre: Centre): Promise<Done['told']> {
  if (!serviceOf(centre, booking.serviceId).notAttended) return 'nothing';
  const { told } = await desk.tell({
    notice: { kind: 'notAttended', booking: aboutOf(booking) },
    kind: 'not-attended',
    onceKey: missedKey(booking),
    booking,
    clientId: booking.clientId,
  });
  return told;
}

async function undo({ desk, booking, centre }: Of): Promise<Marked> {
  if (booking.state === 'cancelled') return await undoNoShow({ desk, booking, centre });
  const { turn, now: at, actor } = desk;
  const { id, state } = booking;
  const presumed = state === 'presumed-cancelled';
  const marked = state === 'attended' || state === 'attended-by-phone';
  if (!presumed && !(marked && isToday(desk, booking))) return changed(state);
  const undone = await turn.changeState({ bookingId: id, from: [state], to: 'confirmed', at, actor, reason: 'undone' });
  // The client has booked another session since, and may have no more of them.
  if (!undone) return await changedNow(desk, id);
  if (marked) await leaveToStaff(desk, undone, centre);
  const corrected = await tellNotMissed(desk, booking);
  return { kind: 'done', booking: undone, told: corrected ?? (presumed ? await tellUndone(desk, undone) : 'nothing') };
}

/** Staff's own mark, on the day itself: its seat was freed, and is taken anew. */
async function undoNoShow({ desk, booking, centre }: Of): Promise<Marked> {
  const { turn, now: at, actor } = desk;
  const { id, noShowAt } = booking;
  if (!noShowAt || !isToday(desk, booking) || (await isNobodys(desk, booking))) return changed(booking.state);
  return await turn.allOrNothing<Marked>('done', async () => {
    if (!(await turn.retakeSeat(id, serviceOf(centre, booking.serviceId).capacity.value))) return changed(booking.state);
    const undone = await turn.changeState({ bookingId: id, from: ['cancelled'], to: 'confirmed', at, actor, reason: 'undone' });
    if (!undone) return changed(booking.state);
    await leaveToStaff(desk, undone, centre);
    return { kind: 'done', booking: undone, told: (await tellNotMissed(desk, booking)) ?? 'nothing' };
  });
}

/** Whose client was deleted, while its session is not over: nobody could come. */
const isNobodys = async ({ turn, now }: Desk, { clientId, endsAt }: Booking): Promise<boolean> =>
  endsAt !== undefined && endsAt > now && (await turn.clientById(clientId))?.profile === undefined;

/**
 * Once it has begun, whoever marked a session was looking at it, and says what became of it: the client may be in it, and must not be
 * told of their absence because a mark is taken back. Before that a slip says nothing about who will come.
 */
async function leaveToStaff({ turn, now: at, actor }: Desk, booking: Booking, centre: Centre): Promise<void> {
  const { id: bookingId, serviceId, centreId, officeId, clientId, conversationId, startsAt } = booking;
  if (!startsAt || startsAt > at) return;
  const what = { by: 'nothing', state: 'not-needed', why: 'marked-by-staff' } as const;
  for (const { kind } of momentsOf(serviceOf(centre, serviceId), centre, startsAt, startsAt).filter(isForAbsence)) {
    const row = {
      onceKey: momentKey(kind, bookingId),
      kind,
      centreId,
      officeId,
      bookingId,
      clientId,
      conversationId,
      byStaff: actor.id,
    };
    await turn.tell({ ...row, at, what });
  }
}

/** What the client was told of this very mark. */
const missedKey = ({ id, noShowAt }: Booking): string => `not-attended:${id}:${noShowAt?.toMillis() ?? ''}`;

/** Takes back, once, what the client was told of the mark; undefined where nothing was. */
async function tellNotMissed(desk: Desk, booking: Booking): Promise<Done['told'] | undefined> {
  const { alive } = await desk.turn.tellings(booking.id, missedKey(booking));
  if (!booking.noShowAt || !alive) return undefined;
  const { told } = await desk.tell({
    notice: { kind: 'notAttendedUndone', booking: aboutOf(booking) },
    kind: 'not-attended-undone',
    onceKey: `not-attended-undone:${booking.id}:${booking.noShowAt.toMillis()}`,
    booking,
    clientId: booking.clientId,
  });
  return told;
}

async function tellUndone(desk: Desk, booking: Booking): Promise<Done['told']> {
  const { told } = await desk.tell({
    notice: { kind: 'presumptionUndone', booking: aboutOf(booking) },
    kind: 'presumption-undone',
    onceKey: `presumption-undone:${booking.id}`,
    booking,
    clientId: booking.clientId,
  });
  return told;
}

import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { closedDays } from '#office/open-days.ts';
import type { AbleToCome } from '#policy/able-to-come.ts';
import type { Centre } from '#policy/centre.ts';
import {
  hinderedBy,
  isForAbsence,
  judgeMoment,
  type MomentJudgement,
  momentsOf,
  momentsReachTo,
  type SessionMoment,
} from '#policy/session-moments.ts';
import type { Booking, SessionDue } from '#store/store.ts';
import { type Due, lockOf, type Sweeping, safely, settle, wroteBefore } from '../stage.ts';
import { ableNow } from './hindered.ts';
import { handleMoment } from './session-moment.ts';

/** So that after a standstill the ledger says of each session what was not told. What is older is past telling. */
const LOOKED_BACK_DAYS = 7;
const AT_A_TIME = 500;

/**
 * What happens by itself around confirmed sessions: reminders, the room, the phone fall-back, the presumption. Only sessions that can
 * have something due are looked at, and of those only the ones that have are touched: one transaction a booking.
 */
export async function handleSessions(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  const now = parts.clock.now();
  const places = await placesOf(sweeping, now);
  const from = now.minus({ days: LOOKED_BACK_DAYS });
  const to = DateTime.max(now, ...[...places.values()].map(({ closing }) => momentsReachTo(closing, now)));
  let done = 0;
  for (let after: Booking | undefined; ; ) {
    const sessions = await parts.store.sessionsAround(from, to, AT_A_TIME, after);
    for (const session of sessions) {
      const place = places.get(placeName(session.booking));
      if (!place || pendingOf(place, session, now).length === 0) continue;
      done += await safely(parts, 'row', () => handleSession(sweeping, place, session), 0);
    }
    after = sessions.at(-1)?.booking;
    if (sessions.length < AT_A_TIME) return done;
  }
}

/** An office, and the days on which it is closed. */
type Place = { centre: Centre; closing: Pick<Centre, 'closures'> };

const placeName = ({ centreId, officeId }: Pick<Booking, 'centreId' | 'officeId'>) => `${centreId}/${officeId}`;

async function placesOf(sweeping: Sweeping, now: DateTime): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (const centre of sweeping.parts.centres.values()) {
    for (const { id: officeId } of centre.offices) {
      const closing = await closingOf(sweeping, centre, officeId, now);
      places.set(placeName({ centreId: centre.id, officeId }), { centre, closing });
    }
  }
  return places;
}

/** Days that staff have closed matter only where reminders keep to business days: where cancelling is by phone only. */
async function closingOf({ parts }: Sweeping, centre: Centre, officeId: string, now: DateTime): Promise<Place['closing']> {
  const byPhoneOnly = centre.services.some(({ cancellation }) => cancellation.chatUntilDaysBefore.value === 'never');
  if (!byPhoneOnly) return centre;
  return await parts.store.turn(randomUUID(), (turn) => closedDays(turn, { centre, officeId, now, times: [] }));
}

export type Pending = { moment: SessionMoment; judged: Exclude<MomentJudgement, { kind: 'not-yet' }> };

/** What is due of a session, or was found not to be needed, and does not stand in the ledger yet. */
function pendingOf(
  { centre, closing }: Place,
  { booking, told }: Pick<SessionDue, 'booking' | 'told'>,
  now: DateTime,
): Pending[] {
  const { startsAt, confirmedAt, createdAt } = booking;
  const service = centre.services.find(({ id }) => id === booking.serviceId);
  if (!service || !startsAt) return [];
  return momentsOf(service, closing, startsAt, confirmedAt ?? createdAt).flatMap((moment) => {
    const judged = judgeMoment(moment, now);
    return judged.kind === 'not-yet' || told.includes(moment.kind) ? [] : [{ moment, judged }];
  });
}

/** Judged again under the lock: it may have been cancelled, attended, or handled by another process meanwhile. */
const handleSession = (sweeping: Sweeping, place: Place, { booking: found, told, detailsReady }: SessionDue): Promise<number> =>
  settle(sweeping, lockOf(found), async (due) => {
    const booking = await due.turn.booking(found.id);
    if (booking?.state !== 'confirmed') return 0;
    let done = 0;
    const able = await ableNow(due, place.centre, booking);
    for (const pending of pendingOf(place, { booking, told }, due.now)) {
      if (await mayHaveContact(due, pending)) continue;
      const handled = able ? unlessHindered(pending, able) : pending;
      if (await handleMoment(due, { centre: place.centre, booking, detailsReady }, handled)) done += 1;
    }
    return done;
  });

function unlessHindered({ moment, judged }: Pending, able: AbleToCome): Pending {
  const why = judged.kind === 'due' ? hinderedBy(moment, able) : undefined;
  return why === undefined ? { moment, judged } : { moment, judged: { kind: 'not-needed', why } };
}

/** Contact before these keeps them from happening. */
const mayHaveContact = async (due: Due, { moment }: Pending): Promise<boolean> =>
  isForAbsence(moment) && (await wroteBefore(due, moment.dueAt));

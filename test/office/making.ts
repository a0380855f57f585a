import type { DateTime } from 'luxon';
import { MACHINE_VERSION } from '#machines/stack.ts';
import type { Centre, Service } from '#policy/centre.ts';
import type { Talk } from '#simulator/line-platform/platform.ts';
import type { Booking, Profile, Seat, Turn } from '#store/store.ts';
import { inTokyo } from '../support/tokyo.ts';

/** Clients and their bookings, written straight into the store: what led to them is proven elsewhere. */

export type Making = { openBookings?: number; movesBookingId?: string; capacity?: number; serviceId?: string };

/** Their first words, as if their turn had been taken, and their consent to every terms document of the centre. */
export async function introduce(
  turn: Turn,
  centre: Centre,
  talk: Talk,
  at: DateTime,
  profile: Profile,
  language: string,
): Promise<string> {
  const event = await turn.nextEvent();
  const clientId = await turn.saveProfile(profile, at);
  const { channels, id: centreId } = centre;
  const channel = channels[0] ?? 'line';
  await turn.finish({
    at,
    inboxId: event?.id,
    conversation: {
      channel,
      centreId,
      userId: talk.userId,
      language,
      reachable: true,
      machineVersion: MACHINE_VERSION,
      snapshot: null,
    },
    outbox: [],
    audit: [],
  });
  for (const { id, meetingApp } of centre.terms) {
    const version = await turn.termsInForce(id, at);
    if (!version) throw new Error(`no terms ${id}`);
    const officeId = placeOf(centre).officeId;
    await turn.recordConsent({ termsVersionId: version.id, officeId, meetingApp: meetingApp !== undefined, channel, at });
    await turn.recordEligible(version.id, at);
  }
  return clientId;
}

/** The first office and service of a centre. */
export function placeOf(centre: Centre): { centreId: string; officeId: string; serviceId: string } {
  const [office] = centre.offices;
  return { centreId: centre.id, officeId: office?.id ?? '', serviceId: serviceOf(centre).id };
}

export function serviceOf(centre: Centre, serviceId?: string): Service {
  const service = centre.services.find(({ id }) => serviceId === undefined || id === serviceId);
  if (!service) throw new Error('no service');
  return service;
}

export function seatOf(centre: Centre, startsAt: string, { capacity, serviceId }: Making = {}): Seat {
  const service = serviceOf(centre, serviceId);
  const starts = inTokyo(startsAt);
  const endsAt = starts.plus({ minutes: service.lengthMinutes.value });
  return { ...placeOf(centre), serviceId: service.id, startsAt: starts, endsAt, capacity: capacity ?? service.capacity.value };
}

export async function hold(turn: Turn, centre: Centre, startsAt: string, at: DateTime, more: Making): Promise<Booking> {
  const { openBookings = 1, movesBookingId } = more;
  const made = await turn.hold(seatOf(centre, startsAt, more), {
    until: at.plus({ minutes: 10 }),
    at,
    openBookings,
    movesBookingId,
  });
  if (made.kind !== 'held') throw new Error(made.kind);
  return made.booking;
}

export async function raise(turn: Turn, held: Booking, to: 'requested' | 'confirmed', at: DateTime): Promise<Booking> {
  const actor = { kind: 'client', id: held.clientId } as const;
  const answerBy = to === 'requested' ? at.plus({ days: 3 }) : undefined;
  const raised = await turn.changeState({ bookingId: held.id, from: ['held'], to, at, actor, answerBy });
  if (!raised) throw new Error(`not ${to}`);
  const { centreId, officeId, id: bookingId } = raised;
  if (to === 'requested') await turn.raiseTask({ kind: 'answer-request', centreId, officeId, bookingId, at, dueAt: answerBy });
  return raised;
}

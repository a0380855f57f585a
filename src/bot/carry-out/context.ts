import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { BookingFacts, BookingView, Outcome } from '#machines/commands.ts';
import type { Centre, Office, Service } from '#policy/centre.ts';
import type { AuditEntry, Booking, ChannelName, Turn } from '#store/store.ts';
import type { Log } from '../parts.ts';
import type { World } from '../replies/world.ts';

/** What carrying out a command may use. Filled anew for each turn; `audit` and `language` are written with the turn. */
export type TurnContext = {
  turn: Turn;
  /** Changes when the client asks for another language: the reply of the same turn already speaks it. */
  world: World;
  conversationId: string;
  channel: ChannelName;
  audit: AuditEntry[];
  log: Log;
  /** The client whose e-mail address this turn has changed. */
  addressOf?: string;
  /** The booking that has taken the place of another in this turn. */
  moved?: Booking;
};

export type CarryOut<C> = (command: C, context: TurnContext) => Promise<Outcome>;

/** A command of a flow named something that the centre file does not have: a fault, since flows only know its outline. */
export class UnknownToCentre extends Error {
  override readonly name = 'UnknownToCentre';
}

export function serviceOf(centre: Centre, serviceId: string): Service {
  const service = centre.services.find(({ id }) => id === serviceId);
  if (!service) throw new UnknownToCentre(`centre ${centre.id} has no service ${serviceId}`);
  return service;
}

export function officeOf(centre: Centre, officeId: string): Office {
  const office = centre.offices.find(({ id }) => id === officeId);
  if (!office) throw new UnknownToCentre(`centre ${centre.id} has no office ${officeId}`);
  return office;
}

/** Moments travel through the machines as ISO texts with the zone's offset: 2026-11-25T10:00:00.000+09:00. */
export const isoOf = (at: DateTime): string => at.setZone(ZONE).toISO() ?? '';
export const momentOf = (iso: string): DateTime => DateTime.fromISO(iso, { zone: ZONE });

/** Writes what the client did, or was told, besides the changes of a booking's state (those the store records itself). */
export function note(context: TurnContext, action: string, rest: Partial<AuditEntry> = {}): void {
  const { world, conversationId, channel, audit } = context;
  audit.push({
    at: world.now,
    actor: { kind: 'client', id: conversationId },
    centreId: world.centre.id,
    conversationId,
    channel,
    action,
    ...rest,
  });
}

export const actorOf = ({ conversationId }: TurnContext) => ({ kind: 'client', id: conversationId }) as const;

/** What a card needs of a booking, whatever became of it. */
export const factsOf = ({ id, reference, officeId, serviceId, startsAt, endsAt }: Booking): BookingFacts => ({
  id,
  reference,
  officeId,
  serviceId,
  startsAt: startsAt ? isoOf(startsAt) : null,
  endsAt: endsAt ? isoOf(endsAt) : null,
});

/** What is looked up besides the booking itself, where it is listed. */
type LookedUp = Partial<Pick<BookingView, 'offers' | 'detailsReady' | 'near'>>;

/** A booking as its client sees it; undefined for a state in which nothing is open. */
export function viewOf(booking: Booking, lookedUp: LookedUp = {}): BookingView | undefined {
  const { state, answerBy, wishes, movesBookingId, offerBy } = booking;
  if (state !== 'requested' && state !== 'offered' && state !== 'confirmed') return undefined;
  return {
    ...factsOf(booking),
    state,
    answerBy: answerBy ? isoOf(answerBy) : null,
    otherTime: wishes !== undefined,
    movesBookingId: movesBookingId ?? null,
    offers: [],
    offerBy: offerBy ? isoOf(offerBy) : null,
    detailsReady: false,
    near: false,
    ...lookedUp,
  };
}

/** The view of a booking that is surely open. */
export function openView(booking: Booking): BookingView {
  const view = viewOf(booking);
  if (!view) throw new Error(`booking ${booking.id} is not open but ${booking.state}`);
  return view;
}

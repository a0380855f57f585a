import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import { handOver } from '#office/handing-over.ts';
import { inTelling, type Telling } from '#office/in-telling.ts';
import type { ClaimedRoom } from '#store/rooms.ts';
import { BY_PROVIDER } from '#store/rooms-in-turn.ts';
import type { Actor } from '#store/store.ts';
import type { Failed, Later, Made, MeetingProvider, Room, Unmade } from './provider.ts';

/** One attempt at a room: what the provider says, and what becomes of it with us. */

export type Attempting = { parts: Parts; runner: Runner; provider: MeetingProvider; signal: AbortSignal };

const ACTOR: Actor = { kind: 'system', id: BY_PROVIDER };

/** Seconds until the next attempt, where the provider does not say. */
const BACK_OFF = [20, 60, 180, 600, 1800];
/** So often a meeting is tried to be made; staff need to know in time. */
const MOST_ATTEMPTS = 6;
/** Later than so many minutes before the session staff could not enter the details any more. */
const NEEDED_MINUTES = 30;
/** One that nobody needs is no harm: it is tried for a day. */
const MOST_TAKING_DOWN = 50;

export async function attempt(of: Attempting, room: ClaimedRoom): Promise<void> {
  if (room.doing !== 'making') return await takeDown(of, room);
  const now = of.parts.clock.now();
  // After a standstill: whom it was for is rung by now (the sweep's `hindered`).
  if (room.startsAt <= now) return await giveUp(of, room, { kind: 'failed', why: 'too late' });
  const made = await of.provider.make(asked(of, room), of.signal);
  switch (made.kind) {
    case 'made':
      return await enter(of, room, made);
    case 'failed':
      return await giveUp(of, room, made);
    case 'later':
      return await tryLater(of, room, made);
  }
}

/** The service and the booking's reference: nobody's name. */
function asked({ parts }: Attempting, room: ClaimedRoom): Room {
  const service = parts.centres.get(room.centreId)?.services.find(({ id }) => id === room.serviceId);
  const provider = service?.meeting.provider;
  return {
    id: room.id,
    key: `${room.bookingId}:${room.revision}`,
    host: provider?.kind === room.provider ? provider.host : undefined,
    subject: `${service?.name.ja ?? ''} ${room.reference}`.trim(),
    startsAt: room.startsAt,
    endsAt: room.endsAt,
    again: room.attempt > 1,
  };
}

async function tryLater(of: Attempting, room: ClaimedRoom, later: Later): Promise<void> {
  const { clock, store } = of.parts;
  const at = clock.now();
  const retryAt = nextAttempt(at, room.attempt, later);
  const tooLate = retryAt > room.startsAt.minus({ minutes: NEEDED_MINUTES });
  if (!of.signal.aborted && (tooLate || room.attempt >= MOST_ATTEMPTS)) return await giveUp(of, room, later);
  await store.rooms.later(room, { at, retryAt, why: later.why });
}

function nextAttempt(at: DateTime, attempts: number, { notBefore }: Later): DateTime {
  const backedOff = at.plus({ seconds: BACK_OFF[Math.min(attempts, BACK_OFF.length) - 1] ?? 1800 });
  return notBefore !== undefined && notBefore > backedOff ? notBefore : backedOff;
}

/** The booking stands; staff enter the details by hand. What may have been made all the same is taken down with the next look. */
async function giveUp({ parts, runner }: Attempting, room: ClaimedRoom, trouble: Later | Failed): Promise<void> {
  const { why } = trouble;
  const mayBeThere = room.attempt > 1 || trouble.kind === 'later' || trouble.left === true;
  const { id: roomId, centreId, bookingId } = room;
  parts.log.warn({ roomId, provider: room.provider, why }, 'a meeting could not be made; staff are asked to enter the details');
  await inTelling({ parts, runner }, lockOf(room), async ({ turn, now: at }) => {
    if (!(await turn.rooms.failed({ claim: room, at, why, mayBeThere }))) return;
    const booking = await turn.booking(bookingId);
    await turn.writeAudit([
      { at, actor: ACTOR, centreId, bookingId, conversationId: room.conversationId, action: 'meeting-failed' },
    ]);
    const missing = booking?.state === 'confirmed' && room.startsAt > at && (await turn.details(bookingId)) === undefined;
    if (booking && missing) await turn.raiseTask({ kind: 'make-meeting', centreId, officeId: booking.officeId, bookingId, at });
  });
}

/** The details go the way that those go which staff enter; the room is the booking's in the same transaction. */
async function enter(of: Attempting, room: ClaimedRoom, made: Extract<Made, { kind: 'made' }>): Promise<void> {
  const { parts, runner, provider } = of;
  const { bookingId } = room;
  const outcome = await inTelling({ parts, runner }, lockOf(room), async (telling) => {
    const { turn, now: at } = telling;
    const entered = await turn.rooms.made({ claim: room, bookingId, externalId: made.externalId, at });
    if (entered.kind === 'made') await tellDetails(telling, room, made);
    return entered;
  });
  if (outcome.kind !== 'other' || outcome.standing === undefined || outcome.standing === made.externalId) return;
  // Another attempt was faster, with a meeting of its own: this one is nobody's.
  await provider.unmake({ ...asked(of, room), externalId: made.externalId }, of.signal);
}

async function tellDetails(telling: Telling, room: ClaimedRoom, { access }: Extract<Made, { kind: 'made' }>): Promise<void> {
  const { parts, turn, now, tell } = telling;
  const { bookingId, centreId, conversationId } = room;
  const booking = await turn.booking(bookingId);
  const centre = parts.centres.get(centreId);
  if (!booking || !centre) throw new Error(`the centre ${centreId} is not loaded`);
  const details = await turn.enterDetails({ bookingId, access, at: now, actor: ACTOR });
  await turn.writeAudit([{ at: now, actor: ACTOR, centreId, bookingId, conversationId, action: 'meeting-made' }]);
  await handOver({ parts, turn, now, centre, booking, details, tell });
}

async function takeDown(of: Attempting, room: ClaimedRoom): Promise<void> {
  const { clock, store, log } = of.parts;
  const gone: Unmade = await of.provider.unmake({ ...asked(of, room), externalId: room.externalId }, of.signal);
  const at = clock.now();
  if (gone.kind === 'unmade') return await store.rooms.unmade(room, at);
  if (gone.kind === 'later' && room.attempt < MOST_TAKING_DOWN) {
    return await store.rooms.later(room, { at, retryAt: nextAttempt(at, room.attempt, gone), why: gone.why });
  }
  log.warn({ roomId: room.id, provider: room.provider, why: gone.why }, 'a meeting that nobody needs could not be taken down');
  await store.rooms.unmade(room, at, gone.why);
}

const lockOf = ({ conversationId, clientId }: ClaimedRoom): string => conversationId ?? clientId;

import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import type { Runner } from '#bot/runner.ts';
import type { Actor, AuditEntry, Booking, Conversation, Turn } from '#store/store.ts';

/**
 * What time does: every deadline is a moment in a row, judged by the clock. A sweep handles everything that has become due, in any
 * number of processes at once: each change of state is made by whoever comes first and by nobody else.
 */

const AT_A_TIME = 200;
/** Waking costs next to nothing; but looking for the waiting takes a lock each, and PostgreSQL has room for some thousands. */
const WOKEN_AT_A_TIME = 2_000;
const SYSTEM: Actor = { kind: 'system', id: 'sweep' };

export type Swept = { released: number; expired: number; erased: number; woken: number };

export async function sweep(parts: Parts, runner: Runner): Promise<Swept> {
  const stage = (name: string, work: () => Promise<number>) => safely(parts, name, work, 0);
  await stage('ended', () => parts.store.closeEnded(parts.clock.now()));
  const released = await stage('holds', () => releaseHolds(parts));
  const expired = await stage('requests', () => expireRequests(parts, runner));
  const erased = await stage('erasures', () => eraseClients(parts));
  const woken = await stage('waiting', () => wakeWaiting(parts, runner));
  return { released, expired, erased, woken };
}

/** One row that cannot be handled must not stop the others, and is not passed over in silence. */
async function safely<T>({ log }: Parts, what: string, work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    log.error({ what, why: fault instanceof Error ? fault.name : 'unknown' }, 'a sweep met a fault');
    return otherwise;
  }
}

/** A slot is kept for ten minutes. Nothing is pushed: pushes are counted, and the next press says kindly that it was too late. */
async function releaseHolds(parts: Parts): Promise<number> {
  const { store, clock } = parts;
  const at = clock.now();
  const due = await store.holdsRunOut(at, AT_A_TIME);
  return await countDone(parts, due, ({ id, conversationId }) =>
    store.turn(conversationId ?? id, (turn) =>
      turn.changeState({ bookingId: id, from: ['held'], to: 'released', at, actor: SYSTEM, reason: 'ran-out' }),
    ),
  );
}

/** A request that nobody answered expires as its day begins; the client is told. */
async function expireRequests(parts: Parts, runner: Runner): Promise<number> {
  const at = parts.clock.now();
  const due = await parts.store.requestsBegun(at, AT_A_TIME);
  return await countDone(parts, due, async (booking) => {
    const { id, conversationId } = booking;
    const expired = await parts.store.turn(conversationId ?? id, async (turn) => {
      const changed = await turn.changeState({
        bookingId: id,
        from: ['requested'],
        to: 'expired',
        at,
        actor: SYSTEM,
        reason: 'unanswered',
      });
      const conversation = changed && (await turn.loadConversation());
      if (conversation) await tellExpired(parts, turn, conversation, booking);
      return changed;
    });
    if (expired && conversationId) runner.wake(conversationId);
    return expired;
  });
}

async function tellExpired(
  { centres, channels, clock, publicUrl }: Parts,
  turn: Turn,
  conversation: Conversation,
  booking: Booking,
): Promise<void> {
  const centre = centres.get(booking.centreId);
  const channel = channels[conversation.channel];
  if (!centre || !channel) return;
  const now = clock.now();
  const language = languageNamed(conversation.language);
  const { serviceId, officeId, reference, startsAt } = booking;
  const reply = composeNotice(
    { kind: 'requestExpired', serviceId, officeId, reference, startsAt },
    { centre, language, now, publicUrl },
  );
  await turn.finish({
    at: now,
    conversation,
    outbox: [
      {
        conversationId: conversation.id,
        bookingId: booking.id,
        kind: 'expired',
        channel: conversation.channel,
        centreId: conversation.centreId,
        userId: conversation.userId,
        rendered: channel.render(reply),
      },
    ],
    audit: [],
  });
}

/** Clients who asked to be deleted, once their last open booking is over. */
async function eraseClients(parts: Parts): Promise<number> {
  const { store, clock } = parts;
  const at = clock.now();
  const due = await store.erasuresDue(at, AT_A_TIME);
  return await countDone(parts, due, ({ conversationId }) =>
    store.turn(conversationId, async (turn) => {
      // Looked up before the lock was ours: a booking may have been begun since.
      if ((await turn.openBookings()).some(({ endsAt }) => endsAt === undefined || endsAt > at)) return false;
      const conversation = await turn.loadConversation();
      await turn.eraseClient(at);
      if (conversation) {
        await turn.finish({
          at,
          conversation: { ...conversation, snapshot: undefined },
          outbox: [],
          audit: [erased(at, conversation)],
        });
      }
      return true;
    }),
  );
}

const erased = (at: DateTime, { id, centreId, channel }: Conversation): AuditEntry => ({
  at,
  actor: SYSTEM,
  centreId,
  conversationId: id,
  channel,
  action: 'erased',
  reason: 'asked-before',
});

/** Events and messages that a crash or a fault left behind. */
async function wakeWaiting({ store, clock }: Parts, runner: Runner): Promise<number> {
  const waiting = await store.conversationsWaiting(WOKEN_AT_A_TIME);
  const mail = await store.conversationsWithMail(clock.now(), WOKEN_AT_A_TIME);
  const ids = new Set([...waiting, ...mail]);
  for (const id of ids) runner.wake(id);
  return ids.size;
}

async function countDone<T>(parts: Parts, due: readonly T[], handle: (one: T) => Promise<unknown>): Promise<number> {
  let done = 0;
  for (const one of due) if (await safely(parts, 'row', () => handle(one), undefined)) done += 1;
  return done;
}

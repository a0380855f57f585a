import type { DateTime } from 'luxon';
import type { OutboxMessage } from '#store/store.ts';
import type { DeliveryOutcome, Outgoing } from './channel.ts';
import { overtaken } from './closing.ts';
import { TOKEN_SECONDS } from './outbox-entry.ts';
import type { Parts } from './parts.ts';
import { askToPressAgain, DETAILS_SHOWN } from './shown-details.ts';
import { isWorthACall } from './worth-a-call.ts';

/**
 * Delivers what a turn has left in the outbox, in order. A message that cannot go now keeps those behind it waiting: order within a
 * conversation is kept whatever the platform does. Only an answer to what the client just wrote overtakes a push that waits.
 */

/**
 * How long a process may work on one message before another may take it over: two calls with their time-outs, and a margin. Well
 * below the life of a reply token, so that what a killed process left is tried again with the same token, which LINE takes once,
 * and not pushed a second time. Seconds of the database's clock.
 */
export const LEASE_SECONDS = 15;

/** How long an answer, and a notice, are worth trying. */
const REPLY_HOURS = 6;
const NOTICE_HOURS = 23;

/** Back-off between attempts, in seconds: the last repeats until the platform takes the message. */
const BACK_OFF = [1, 2, 5, 15, 60, 300];

export type Delivered = { kind: 'empty' } | { kind: 'waits'; until: DateTime };

/** `stopped`: whether to leave the rest to the next start. */
export async function deliverAll(parts: Parts, conversationId: string, stopped: () => boolean): Promise<Delivered> {
  let waits: DateTime | undefined;
  while (!stopped()) {
    const message = await parts.store.claimMessage(conversationId, parts.clock.now(), LEASE_SECONDS);
    if (!message) break;
    const then = await deliverOne(parts, message);
    if (then.kind === 'empty') break;
    if (then.kind === 'waits') waits = waits && waits < then.until ? waits : then.until;
  }
  return waits ? { kind: 'waits', until: waits } : { kind: 'empty' };
}

/** `next`: there may be another message to deliver. */
type Settled = Delivered | { kind: 'next' };

async function deliverOne(parts: Parts, message: OutboxMessage): Promise<Settled> {
  const needless = whyNeedless(parts, message);
  if (needless === 'too-late' && message.kind === DETAILS_SHOWN) await askToPressAgain(parts, message);
  if (needless === 'too-late' && message.kind === OFFERED) return await settle(parts, message, NEVER_HEARD);
  if (needless) return await leaveUnsent(parts, message, needless);
  const channel = parts.channels[message.channel];
  if (!channel) throw new Error(`no channel ${message.channel}`);
  const outcome =
    hopeless(parts, message) ?? (await channel.deliver(outgoing(parts, { ...message, rendered: overtaken(parts, message) })));
  if (outcome.kind === 'token-over') {
    await askToPressAgain(parts, message);
    return await leaveUnsent(parts, message, outcome.kind);
  }
  parts.counts.delivery(outcome.kind === 'sent' ? outcome.by : outcome.kind);
  return await settle(parts, message, outcome);
}

/** What a notice was about has changed since it was written, or its time is over: it would only mislead. */
function whyNeedless(
  { clock }: Parts,
  { needsState, bookingState, uselessAt }: OutboxMessage,
): 'booking-changed' | 'too-late' | undefined {
  if (needsState !== undefined && bookingState !== needsState) return 'booking-changed';
  return uselessAt !== undefined && clock.now() >= uselessAt ? 'too-late' : undefined;
}

/** Times that were offered are void only for whoever has heard of them: somebody has to ring. */
const OFFERED = 'offered';
const NEVER_HEARD = { kind: 'failed', reason: 'rejected', why: 'too late' } as const;

async function leaveUnsent({ store, clock, counts }: Parts, { id }: OutboxMessage, why: string): Promise<Settled> {
  counts.delivery('not-needed');
  return (await store.markNotNeeded(id, clock.now(), why)).more ? { kind: 'next' } : { kind: 'empty' };
}

/**
 * LINE forgets a retry key after 24 hours, and an answer that comes hours late answers nothing: then it is better given up, and staff
 * told. A push to somebody who blocked us would be taken by LINE and never arrive.
 */
function hopeless({ clock }: Parts, { kind, createdAt, reachable, replyToken }: OutboxMessage): DeliveryOutcome | undefined {
  const hours = clock.now().diff(createdAt).as('hours');
  if (hours >= (kind === 'reply' ? REPLY_HOURS : NOTICE_HOURS)) return { kind: 'failed', reason: 'rejected', why: 'too old' };
  if (!reachable && replyToken === undefined) return { kind: 'failed', reason: 'unreachable', why: 'blocked or left' };
  return undefined;
}

function outgoing({ clock }: Parts, message: OutboxMessage): Outgoing {
  const { id, kind, centreId, userId, conversationReference, rendered, attempts, replyToken, replyTokenAt, tokenTried } = message;
  const young = replyTokenAt !== undefined && clock.now().diff(replyTokenAt).as('seconds') < TOKEN_SECONDS;
  const whom = { centreId, userId, conversationReference };
  const base = { id, ...whom, rendered, attempts, ...(kind === DETAILS_SHOWN && { neverPushed: true as const }) };
  return replyToken !== undefined && young ? { ...base, reply: { token: replyToken, tried: tokenTried } } : base;
}

async function settle(
  parts: Parts,
  message: OutboxMessage,
  outcome: Exclude<DeliveryOutcome, { kind: 'token-over' }>,
): Promise<Settled> {
  const { store, clock, log } = parts;
  const { id, conversationId, attempts, kind } = message;
  switch (outcome.kind) {
    case 'sent':
      return (await store.markSent(id, clock.now(), outcome.by, outcome.as)).more ? { kind: 'next' } : { kind: 'empty' };
    case 'failed':
      log.warn({ conversationId, outboxId: id, why: outcome.why }, 'a message could not be delivered');
      await store.markFailed(id, clock.now(), `${outcome.reason}: ${outcome.why}`, {
        ring: isWorthACall(kind),
        quota: outcome.reason === 'quota',
        unreachable: outcome.reason === 'unreachable',
      });
      return { kind: 'next' };
    case 'later': {
      const seconds = Math.max(outcome.afterSeconds ?? 0, BACK_OFF[Math.min(attempts, BACK_OFF.length - 1)] ?? 300);
      const until = clock.now().plus({ seconds });
      await store.markLater(id, until, outcome.why, outcome.tokenTried);
      return { kind: 'waits', until };
    }
  }
}

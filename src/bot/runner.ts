import { deliverAll } from './delivery.ts';
import type { Parts } from './parts.ts';
import { languageFor } from './profile-language.ts';
import { runTurn, type TurnOutcome } from './turn.ts';

/**
 * Runs conversations: one event after another within a conversation, conversations side by side. The database's lock keeps the
 * order between processes; this keeps it within one, and never polls: it is woken by what has just been stored.
 */
export interface Runner {
  /** The conversation has something to do. Returns at once. `showWorking` is called when its answer takes long. */
  wake(conversationId: string, showWorking?: () => void): void;
  /** Delivers what waits for these conversations, some at a time; resolves when each has been tried. Looks for no events. */
  deliver(conversationIds: readonly string[]): Promise<void>;
  /** Resolves when nothing is running (what waits for a later attempt does not count). */
  quiet(): Promise<void>;
  /** Takes no more work and waits for what runs. */
  stop(): Promise<void>;
}

export function runner(parts: Parts): Runner {
  const running = new Map<string, Promise<void>>();
  const wokenAgain = new Set<string>();
  const retries = new Map<string, { timer: NodeJS.Timeout; at: number }>();
  const watched = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  function wake(conversationId: string, showWorking?: () => void): void {
    if (stopped) return;
    if (showWorking) watch(conversationId, showWorking);
    if (running.has(conversationId)) {
      wokenAgain.add(conversationId);
      return;
    }
    begin(conversationId, runConversation(conversationId));
  }

  function begin(conversationId: string, work: Promise<void>): void {
    const run = work
      .catch((fault: unknown) => {
        parts.log.error(
          { conversationId, why: fault instanceof Error ? fault.name : 'unknown' },
          'a conversation could not be run',
        );
        retryIn(conversationId, FAULT_RETRY_MS);
      })
      .finally(() => {
        running.delete(conversationId);
        unwatch(conversationId);
        if (wokenAgain.delete(conversationId)) wake(conversationId);
      });
    running.set(conversationId, run);
  }

  /** A conversation that is being run delivers by itself, and is looked at again. */
  async function deliverNow(conversationId: string): Promise<void> {
    if (running.has(conversationId)) wokenAgain.add(conversationId);
    else begin(conversationId, deliver(conversationId));
    await running.get(conversationId);
  }

  /** The first unanswered event counts: the client has been waiting since then. */
  function watch(conversationId: string, showWorking: () => void): void {
    if (!watched.has(conversationId)) watched.set(conversationId, setTimeout(showWorking, LONG_MS));
  }

  function unwatch(conversationId: string): void {
    clearTimeout(watched.get(conversationId));
    watched.delete(conversationId);
  }

  async function runConversation(conversationId: string): Promise<void> {
    for (let busy = true; busy && !stopped; ) {
      const outcome = await takeTurn(conversationId);
      // What arrives from now on wakes the conversation again.
      busy = outcome.kind === 'done' ? outcome.more : outcome.kind === 'failed' && outcome.setAside;
      if (outcome.kind === 'failed' && !outcome.setAside) retryIn(conversationId, FAULT_RETRY_MS);
      await deliver(conversationId);
    }
  }

  async function takeTurn(conversationId: string): Promise<TurnOutcome> {
    const outcome = await runTurn(parts, conversationId);
    if (outcome.kind !== 'newcomer') return outcome;
    const language = languageFor(await parts.channels[outcome.channel]?.profileLanguage(outcome.whom));
    return await runTurn(parts, conversationId, language);
  }

  async function deliver(conversationId: string): Promise<void> {
    const delivered = await deliverAll(parts, conversationId, () => stopped);
    if (delivered.kind !== 'waits') return;
    // A timer may go off a little early, when the message could not be had yet.
    const wait = delivered.until.diff(parts.clock.now()).as('milliseconds') + MARGIN_MS;
    // Longer waits are left to the sweep, which also serves them after a restart.
    if (wait <= SHORT_WAIT_MS) retryIn(conversationId, wait);
  }

  function retryIn(conversationId: string, millis: number): void {
    const wait = Math.max(millis, 10);
    const at = parts.clock.uptime() + wait;
    const planned = retries.get(conversationId);
    // The earlier of the two: a fault's quick retry is not put off by a message that waits longer.
    if (stopped || (planned && planned.at <= at)) return;
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => {
      retries.delete(conversationId);
      wake(conversationId);
    }, wait);
    retries.set(conversationId, { timer, at });
  }

  return {
    wake,
    async deliver(conversationIds) {
      const waiting = [...new Set(conversationIds)];
      const worker = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined && !stopped; id = waiting.shift()) await deliverNow(id);
      };
      await Promise.all(Array.from({ length: DELIVERIES }, worker));
    },
    async quiet() {
      while (running.size > 0) await Promise.allSettled(running.values());
    },
    async stop() {
      stopped = true;
      for (const { timer } of retries.values()) clearTimeout(timer);
      retries.clear();
      for (const id of [...watched.keys()]) unwatch(id);
      while (running.size > 0) await Promise.allSettled(running.values());
    },
  };
}

/** Of one call of `deliver`: each waits for the platform most of the time, and holds no connection of the database meanwhile. */
const DELIVERIES = 12;
/** After this long without an answer the client sees that one is being prepared. */
const LONG_MS = 1_500;
const FAULT_RETRY_MS = 2_000;
const SHORT_WAIT_MS = 30_000;
const MARGIN_MS = 20;

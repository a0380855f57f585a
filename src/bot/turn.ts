import { MACHINE_VERSION, standing } from '#machines/stack.ts';
import type { Centre } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import { passes } from '#store/retrying.ts';
import type { ChannelName, Conversation, OutboxEntry, Received, Turn } from '#store/store.ts';
import type { Answer } from './answer.ts';
import { answerSafely, restart, traceOf } from './answering.ts';
import { apologise } from './apology.ts';
import { askToRingAboutOpen } from './carry-out/blocking.ts';
import { note, type TurnContext } from './carry-out/context.ts';
import { hasOpenBooking } from './carry-out/listing.ts';
import type { Addressee, ClientEvent } from './channel.ts';
import { closings, pastOffers, standingAt } from './closing.ts';
import { withMaintenance } from './maintenance.ts';
import { remember } from './memory.ts';
import { entryOf } from './outbox-entry.ts';
import type { Parts } from './parts.ts';
import { languageNamed } from './profile-language.ts';
import { composeReply } from './replies/compose.ts';
import { guarded } from './shown-details.ts';

/**
 * One turn: the oldest waiting event of a conversation through the machines. Snapshot, domain rows, outbox, audit and the mark on
 * the event commit together or not at all, so a crash at any instant loses the whole turn, which then runs again.
 */
export type TurnOutcome =
  | { kind: 'idle' }
  | { kind: 'done'; more: boolean }
  /** A conversation of somebody new: nothing was done. Ask the platform for their language and run the turn again with it. */
  | { kind: 'newcomer'; channel: ChannelName; whom: Addressee }
  | { kind: 'failed'; setAside: boolean };

/** Attempts before an event is set aside so that the conversation can go on. */
const MOST_ATTEMPTS = 5;

/** `newcomerLanguage`: in which a conversation that has no row yet begins; undefined while nobody has asked the platform. */
export async function runTurn(parts: Parts, conversationId: string, newcomerLanguage?: Language): Promise<TurnOutcome> {
  let running: Received | undefined;
  const began = parts.clock.uptime();
  try {
    const outcome = await parts.store.turn<TurnOutcome>(conversationId, async (turn) => {
      running = await turn.nextEvent();
      if (!running) return { kind: 'idle' };
      const row = await turn.loadConversation();
      const language = languageKnown(row) ?? newcomerLanguage;
      if (language === undefined && !movesIn(running)) return newcomer(running);
      return { kind: 'done', ...(await takeTurn(parts, turn, conversationId, running, row, language)) };
    });
    if (outcome.kind === 'done') parts.counts.turn('done', (parts.clock.uptime() - began) / 1000);
    return outcome;
  } catch (fault) {
    parts.counts.turn('failed', (parts.clock.uptime() - began) / 1000);
    return await turnFailed(parts, conversationId, running, fault);
  }
}

/** Of a conversation of which only the address is known, and nobody has spoken in it yet. */
const UNDETERMINED = 'und';

const languageKnown = (row: Conversation | undefined): Language | undefined =>
  row === undefined || row.language === UNDETERMINED ? undefined : languageNamed(row.language);

const movesIn = ({ body }: Received): boolean => (body as ClientEvent).kind === 'moved-in';

/** Nothing is asked of a platform inside a transaction. */
const newcomer = ({ channel, centreId, userId, conversationReference }: Received): TurnOutcome => ({
  kind: 'newcomer',
  channel,
  whom: { centreId, userId, conversationReference },
});

async function takeTurn(
  parts: Parts,
  turn: Turn,
  conversationId: string,
  received: Received,
  row: Conversation | undefined,
  language: Language | undefined,
): Promise<{ more: boolean }> {
  const centre = parts.centres.get(received.centreId);
  if (!centre) throw new Error(`the centre ${received.centreId} is not loaded`);
  const event = received.body as ClientEvent;
  const context = contextFor(parts, centre, turn, conversationId, received, language ?? 'ja');
  const standing = await standingAt(parts, turn, received.channel, event);
  if (event.kind === 'joined' || event.kind === 'left') note(context, event.kind);
  const said = await withMaintenance(
    context,
    await answerSafely(context, row, event, received.occurredAt),
    languageKnown(row) === undefined,
  );
  if (event.kind === 'left') await askToRingAboutOpen(context);
  if (context.addressOf !== undefined) await parts.onAddressChanged?.(turn, context.addressOf);
  if (context.moved) await parts.onMoved?.(turn, context.moved);
  const { memory, outbox } = await reply(parts, context, received, said);
  if (outbox.length > 0) {
    const { channel, centreId, userId } = received;
    const whose = { conversationId, channel, centreId, userId };
    const past = await pastOffers(turn, standing);
    outbox.push(...closings(parts, whose, context.world, standing, { event, notes: said.notes, past }));
  }
  return await turn.finish({
    at: context.world.now,
    inboxId: received.id,
    // It counts for nothing, least of all for where the client last wrote.
    traceless: movesIn(received),
    conversation: {
      channel: received.channel,
      centreId: received.centreId,
      userId: received.userId,
      conversationReference: received.conversationReference,
      language: language === undefined ? UNDETERMINED : context.world.language,
      reachable: reachableAfter(event, row),
      machineVersion: MACHINE_VERSION,
      // Whoever only moved in is still to be greeted.
      snapshot: movesIn(received) && (row?.snapshot ?? null) === null ? null : remember(memory),
    },
    outbox,
    audit: context.audit,
  });
}

function contextFor(
  { clock, publicUrl, log }: Parts,
  centre: Centre,
  turn: Turn,
  conversationId: string,
  received: Received,
  language: Language,
): TurnContext {
  const world = { centre, language, now: clock.now(), publicUrl };
  return { turn, world, conversationId, channel: received.channel, audit: [], log };
}

/** Whoever writes to us can be reached; whoever left cannot. What our own page or a withdrawn message tells says nothing. */
function reachableAfter(event: ClientEvent, row: Conversation | undefined): boolean {
  if (event.kind === 'left') return false;
  if (event.kind === 'form-submitted' || event.kind === 'unsent' || event.kind === 'moved-in') return row?.reachable ?? true;
  return true;
}

/** Rendered within the turn: a reply that cannot be made must not be found out after the commit. */
async function reply(
  parts: Parts,
  context: TurnContext,
  received: Received,
  said: Answer,
): Promise<{ memory: Answer['memory']; outbox: OutboxEntry[] }> {
  if (!said.speak) return { memory: said.memory, outbox: [] };
  const booked = await leadsWithBookings(context, said);
  try {
    return { memory: said.memory, outbox: [entry(parts, context, received, said, booked)] };
  } catch (fault) {
    const again = await restart(context, received.body as ClientEvent, 'reply', fault);
    return { memory: again.memory, outbox: [entry(parts, context, received, again, await leadsWithBookings(context, again))] };
  }
}

/** Looked up where the menu is shown only: no other question asks. */
const leadsWithBookings = async (context: TurnContext, { memory }: Answer): Promise<boolean> =>
  standing(memory.stack).flow === 'conversation' && (await hasOpenBooking(context));

function entry(
  parts: Parts,
  { conversationId, world }: TurnContext,
  received: Received,
  { memory, notes }: Answer,
  booked: boolean,
): OutboxEntry {
  const reply = composeReply({ step: memory.step, notes, stack: memory.stack, world, booked });
  return guarded(entryOf(parts, conversationId, received, reply), notes);
}

async function turnFailed(
  parts: Parts,
  conversationId: string,
  received: Received | undefined,
  fault: unknown,
): Promise<TurnOutcome> {
  const why = fault instanceof Error ? fault.name : 'unknown';
  parts.log.error({ conversationId, why, trace: traceOf(fault) }, 'a turn failed');
  // A database that is busy or away says nothing about the event: it waits for as long as it takes.
  if (!received || passes(fault)) return { kind: 'failed', setAside: false };
  if (received.attempts + 1 >= MOST_ATTEMPTS && (await apologise(parts, conversationId, received, why))) {
    return { kind: 'failed', setAside: true };
  }
  return { kind: 'failed', ...(await parts.store.turnFailed(received.id, why, MOST_ATTEMPTS)) };
}

import type { DateTime } from 'luxon';
import { closings, pastOffers, standingAt } from '#bot/closing.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { orBusy } from '#store/retrying.ts';
import type { AuditEntry, Conversation, OutboxEntry } from '#store/store.ts';
import { type Due, handleAll, type Sweeping, SYSTEM, settle } from '../stage.ts';

/** Clients who asked to be deleted, once their last open booking is over. Who is writing in another chat just then is left to the next sweep. */
export function eraseClients(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.erasuresDue(parts.clock.now(), limit),
    idOf: ({ clientId }) => clientId,
    handle: async ({ clientId, conversationId }) =>
      (await orBusy(() => settle(sweeping, conversationId, (due) => erase(due, clientId)))) === true,
  });
}

async function erase(due: Due, clientId: string): Promise<boolean> {
  const { turn, now: at, tell } = due;
  const centreId = await centreOfWaiting(due, clientId);
  if (centreId === undefined) return false;
  const conversation = await turn.loadConversation();
  const closed = conversation ? await lastQuestion(due, conversation) : [];
  // Who asked hears that it is done: the text names nobody, and the address stays for as long as it takes to deliver it.
  await tell({ notice: { kind: 'erased' }, kind: 'erased', onceKey: `erased:${clientId}:${at.toMillis()}`, clientId });
  await turn.eraseClient(at, clientId);
  if (conversation) {
    await turn.finish({ at, conversation: { ...conversation, snapshot: undefined }, outbox: closed, audit: [] });
  }
  await turn.writeAudit([erased(at, { centreId, clientId, conversation })]);
  return true;
}

/** What stands with its buttons is of a conversation that nobody remembers any more. */
async function lastQuestion({ parts, turn, now }: Due, conversation: Conversation): Promise<OutboxEntry[]> {
  const { id: conversationId, channel, centreId, userId } = conversation;
  const centre = parts.centres.get(centreId);
  if (!centre) return [];
  const world = { centre, language: languageNamed(conversation.language), now, publicUrl: parts.publicUrl };
  const standing = await standingAt(parts, turn, channel);
  const past = await pastOffers(turn, standing);
  return closings(parts, { conversationId, channel, centreId, userId }, world, standing, { past });
}

/**
 * The client's centre, or undefined where nothing waits. Looked up before the lock was ours: it may have been done or taken back since,
 * or a booking may have been begun.
 */
async function centreOfWaiting({ turn, now }: Due, clientId: string): Promise<string | undefined> {
  const client = await turn.clientById(clientId);
  if (!client?.erasureAsked) return undefined;
  return (await turn.erasureWaits(now, clientId)) ? undefined : client.centreId;
}

type Whose = { centreId: string; clientId: string; conversation: Conversation | undefined };

/** Whom staff entered has no conversation to be found by: the client's id stands in the detail, as where staff erase. */
const erased = (at: DateTime, { centreId, clientId, conversation }: Whose): AuditEntry => ({
  at,
  actor: SYSTEM,
  centreId,
  conversationId: conversation?.id,
  channel: conversation?.channel,
  detail: { clientId },
  action: 'erased',
  reason: 'asked-before',
});

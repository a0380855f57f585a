import type { DateTime } from 'luxon';
import { type Busy, orBusy } from '#store/retrying.ts';
import { atDesk, type Counter, type Desk, lockOfClient } from './desk.ts';
import type { By, Told } from './office.ts';

/**
 * `waits`: a booking is open; it is done by itself once that is over. `more-chats`: theirs are more than staff have seen. `busy`: one of
 * them is in the middle of a turn. After either nothing was done.
 */
export type ErasureAsked =
  | { kind: 'erased'; told: Told }
  | { kind: 'waits' }
  | { kind: 'not-found' }
  | { kind: 'more-chats' }
  | Busy;

type OfClient = { by: By; clientId: string; centreId: string };
/** `seen`: the conversations that staff were asked about, by their ids. */
type ToErase = OfClient & { seen: readonly string[] };
export type Erasing = (act: ToErase) => Promise<ErasureAsked>;

/**
 * A client asked at the office to be deleted (S3 article 5). Who asked hears that it is done, by a message that names nobody; ids stay
 * for audit and consent. Of somebody who was deleted before, what came since goes, and nothing is told.
 */
export const erasing =
  (counter: Counter): Erasing =>
  async (act) => {
    const lock = await lockOfClient(counter, act.clientId);
    return orBusy(() => atDesk(counter, lock, act.by, (desk) => erase(desk, act)));
  };

async function erase({ turn, now: at, actor, tell }: Desk, { clientId, centreId, seen }: ToErase): Promise<ErasureAsked> {
  const client = await turn.clientById(clientId);
  if (client?.centreId !== centreId) return { kind: 'not-found' };
  const chats = (await turn.reaches(clientId)).map((it) => it.conversationId);
  // A colleague has linked another record since: it would be gone as well.
  if (!chats.every((id) => seen.includes(id))) return { kind: 'more-chats' };
  const [conversationId] = chats;
  const noted = { at, actor, centreId, conversationId, reason: 'by-staff', detail: { clientId } };
  if (await turn.erasureWaits(at, clientId)) {
    await turn.askErasure(at, clientId);
    await turn.writeAudit([{ ...noted, action: 'erasure-asked' }]);
    return { kind: 'waits' };
  }
  const told = client.profile ? (await tell(erased(clientId, at))).told : 'nothing';
  await turn.eraseClient(at, clientId);
  await turn.writeAudit([{ ...noted, action: 'erased' }]);
  return { kind: 'erased', told };
}

/** `not-waiting`: nothing waits (any more): it was done, or taken back before. */
export type ErasureWithdrawn = { kind: 'done'; told: Told } | { kind: 'not-waiting' };

export type WithdrawingErasure = (act: OfClient) => Promise<ErasureWithdrawn>;

/** The client took the wish back, or staff had entered it in error. Only whom a chat had told that it waits is told. */
export const withdrawingErasure =
  (counter: Counter): WithdrawingErasure =>
  async ({ by, clientId, centreId }) =>
    atDesk(counter, await lockOfClient(counter, clientId), by, async ({ turn, now: at, actor, tell }) => {
      const withdrawn = await turn.withdrawErasure({ clientId, centreId });
      if (!withdrawn) return { kind: 'not-waiting' };
      const conversationId = (await turn.reach(clientId))?.conversationId;
      const detail = { clientId };
      await turn.writeAudit([{ at, actor, centreId, conversationId, reason: 'by-staff', detail, action: 'erasure-withdrawn' }]);
      return { kind: 'done', told: withdrawn.inChat ? (await tell(taken(clientId, at))).told : 'nothing' };
    });

const taken = (clientId: string, at: DateTime) => ({
  notice: { kind: 'erasureWithdrawn' } as const,
  kind: 'erasure-withdrawn' as const,
  onceKey: `erasure-withdrawn:${clientId}:${at.toMillis()}`,
  clientId,
});

const erased = (clientId: string, at: DateTime) => ({
  notice: { kind: 'erased' } as const,
  kind: 'erased' as const,
  onceKey: `erased:${clientId}:${at.toMillis()}`,
  clientId,
});

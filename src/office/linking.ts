import { randomUUID } from 'node:crypto';
import { orBusy } from '#store/retrying.ts';
import { atDesk, type Counter, type Desk } from './desk.ts';
import type { Office, OfTwo } from './office.ts';

/**
 * One person, two channels: staff's decision alone, since only they can tell. The acts begin under an id of nobody's, for the store takes
 * the locks of all conversations in their order.
 */

export const link =
  (counter: Counter): Office['link'] =>
  (act) =>
    orBusy(() => atDesk(counter, randomUUID(), act.by, (desk) => linked(desk, act)));

async function linked(desk: Desk, act: OfTwo): ReturnType<Office['link']> {
  const { turn, now: at, actor } = desk;
  const { centreId, fromClientId, toClientId, by } = act;
  const outcome = await turn.linkClients({ centreId, fromClientId, toClientId, at, by: by.id });
  if (outcome.kind !== 'linked') return outcome;
  const [first] = outcome.links;
  if (!first) throw new Error('linked without a link');
  await toldEverywhere(desk, act, first.id);
  const detail = { clientId: toClientId, fromClientId, linkId: first.id };
  await turn.writeAudit([{ at, actor, centreId, action: 'identities-linked', detail }]);
  return { kind: 'done' };
}

/** In both chats, so that whoever was taken for somebody else notices. */
async function toldEverywhere({ turn, tell }: Desk, { toClientId: clientId }: OfTwo, linkId: string): Promise<void> {
  for (const reach of await turn.reaches(clientId)) {
    await tell({
      notice: { kind: 'identitiesLinked' },
      kind: 'identities-linked',
      onceKey: `identities-linked:${linkId}:${reach.conversationId}`,
      clientId,
      reach,
    });
  }
}

export const unlink =
  (counter: Counter): Office['unlink'] =>
  (act) =>
    orBusy(() => atDesk(counter, randomUUID(), act.by, (desk) => unlinked(desk, act)));

async function unlinked({ turn, now: at, actor }: Desk, { by, centreId, linkId }: Parameters<Office['unlink']>[0]) {
  const outcome = await turn.unlink({ centreId, linkId, at, by: by.id });
  if (outcome.kind !== 'unlinked') return outcome;
  const detail = { clientId: outcome.toClientId, fromClientId: outcome.fromClientId, linkId };
  await turn.writeAudit([{ at, actor, centreId, action: 'identities-unlinked', detail }]);
  return outcome;
}

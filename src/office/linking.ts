import { randomUUID } from 'node:crypto';
import { atDesk, type Counter, type Desk } from './desk.ts';
import type { Office, OfTwo } from './office.ts';

/**
 * One person, two channels: staff's decision alone, since only they can tell. The acts begin under an id of nobody's, for the store takes
 * the locks of all conversations in their order.
 */

export const link =
  (counter: Counter): Office['link'] =>
  (act) =>
    atDesk(counter, randomUUID(), act.by, async (desk) => {
      const { turn, now: at, actor } = desk;
      const { centreId, fromClientId, toClientId, by } = act;
      const linked = await turn.linkClients({ centreId, fromClientId, toClientId, at, by: by.id });
      if (linked.kind !== 'linked') return linked;
      const [first] = linked.links;
      if (!first) throw new Error('linked without a link');
      await toldEverywhere(desk, act, first.id);
      const detail = { clientId: toClientId, fromClientId, linkId: first.id };
      await turn.writeAudit([{ at, actor, centreId, action: 'identities-linked', detail }]);
      return { kind: 'done' };
    });

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
  ({ by, centreId, linkId }) =>
    atDesk(counter, randomUUID(), by, async ({ turn, now: at, actor }) => {
      const unlinked = await turn.unlink({ centreId, linkId, at, by: by.id });
      if (unlinked.kind !== 'unlinked') return unlinked;
      const detail = { clientId: unlinked.toClientId, fromClientId: unlinked.fromClientId, linkId };
      await turn.writeAudit([{ at, actor, centreId, action: 'identities-unlinked', detail }]);
      return unlinked;
    });

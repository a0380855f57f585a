import { randomUUID } from 'node:crypto';
import { atDesk, type Counter, lockOfClient } from './desk.ts';
import type { Office } from './office.ts';

/** Free text to one client. The audit knows that it was written, and by whom, but not what it says. */
export const message =
  (counter: Counter): Office['message'] =>
  async ({ by, clientId, text, pageId = randomUUID() }) =>
    atDesk(counter, await lockOfClient(counter, clientId), by, async (desk) => {
      const { turn, now: at, actor } = desk;
      const client = await turn.clientById(clientId);
      if (!client?.profile) return { kind: 'not-found' };
      const { told, first } = await desk.tell({
        notice: { kind: 'message', text: text.trim() },
        kind: 'message',
        onceKey: `message:${pageId}`,
        clientId,
      });
      if (first) {
        const conversationId = (await turn.reach(clientId))?.conversationId;
        await turn.writeAudit([{ at, actor, centreId: client.centreId, conversationId, action: 'message-sent' }]);
      }
      return { kind: 'done', told };
    });

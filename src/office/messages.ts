import { randomUUID } from 'node:crypto';
import { atDesk, type Counter, lockOfClient } from './desk.ts';
import type { Office } from './office.ts';

/** The very notice that goes out, for a preview as well. */
export const messageTo = (text: string, officeId: string | undefined) => ({
  kind: 'message' as const,
  text: text.trim(),
  officeId,
});

/** Free text to one client. The audit knows that it was written, and by whom, but not what it says. */
export const message =
  (counter: Counter): Office['message'] =>
  async ({ by, clientId, text, officeId, pageId = randomUUID() }) =>
    atDesk(counter, await lockOfClient(counter, clientId), by, async (desk) => {
      const { turn, now: at, actor } = desk;
      const client = await turn.clientById(clientId);
      if (!client?.profile) return { kind: 'not-found' };
      const { told, first } = await desk.tell({
        notice: messageTo(text, officeId),
        kind: 'message',
        onceKey: `message:${pageId}`,
        clientId,
        onlyToKnown: true,
      });
      // Deleted in the same moment.
      if (!first && !(await turn.clientById(clientId))?.profile) return { kind: 'not-found' };
      if (first) {
        const conversationId = (await turn.reach(clientId))?.conversationId;
        await turn.writeAudit([{ at, actor, centreId: client.centreId, conversationId, action: 'message-sent' }]);
      }
      return { kind: 'done', told };
    });

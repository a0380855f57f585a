import { MACHINE_VERSION } from '#machines/stack.ts';
import type { Received } from '#store/store.ts';
import { traceOf } from './answering.ts';
import type { ClientEvent } from './channel.ts';
import { entryOf } from './outbox-entry.ts';
import type { Parts } from './parts.ts';
import { languageNamed } from './profile-language.ts';
import { composeNotice } from './replies/compose.ts';

/** Events that nobody waits for an answer to. */
const UNANSWERED: readonly ClientEvent['kind'][] = ['left', 'unsent', 'moved-in'];

/**
 * Nobody is left without an answer, also where an event cannot be handled: it is set aside and the client is told, in one transaction.
 * False where not even that can be done (the centre is not loaded).
 */
export async function apologise(parts: Parts, conversationId: string, received: Received, why: string): Promise<boolean> {
  const { store, centres, clock, publicUrl, log } = parts;
  const { id, channel, centreId, userId, body } = received;
  const centre = centres.get(centreId);
  if (!centre || UNANSWERED.includes((body as ClientEvent).kind)) return false;
  const now = clock.now();
  try {
    await store.turn(conversationId, async (turn) => {
      const row = await turn.loadConversation();
      const language = languageNamed(row?.language);
      const newcomer = { channel, centreId, userId, language, reachable: true, machineVersion: MACHINE_VERSION, snapshot: null };
      const notice = composeNotice({ kind: 'wentWrong' }, { centre, language, now, publicUrl });
      await turn.finish({
        at: now,
        inboxId: id,
        conversation: row ?? newcomer,
        outbox: [entryOf(parts, conversationId, received, notice)],
        audit: [
          {
            at: now,
            actor: { kind: 'system', id: 'turn' },
            centreId,
            conversationId,
            channel,
            action: 'event-set-aside',
            reason: why,
          },
        ],
      });
    });
    return true;
  } catch (fault) {
    log.error({ conversationId, why: 'apology', trace: traceOf(fault) }, 'a client could not be told that something went wrong');
    return false;
  }
}

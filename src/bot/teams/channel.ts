import type { Addressee, Channel, DeliveryOutcome, Outgoing } from '#bot/channel.ts';
import { closeForTeams } from './closing.ts';
import type { TeamsConnector } from './connector.ts';
import { readConversationReference } from './conversation-reference.ts';
import type { TeamsLog } from './log.ts';
import { isTeamsMessage } from './message.ts';
import type { Trouble } from './refusals.ts';
import { renderForTeams } from './render.ts';

type Settings = {
  connector: TeamsConnector;
  log: TeamsLog;
  /** From 0 to below 1: spreads attempts, so that what failed together does not come again together. */
  random?: () => number;
};

/** Until an operator has put the credentials right. */
const CREDENTIALS_RETRY_SECONDS = 60;
/** Before the next attempt, by how many there were. Up to half as much again is added. */
const BACK_OFF_SECONDS = [1, 2, 5, 15, 60, 300];

/**
 * Teams as a channel. Every message is written first, to the address of the client's newest event: one attempt a delivery, since the
 * outbox repeats. Teams knows no retry key: what arrived although no answer came may come twice, and the step on its buttons makes
 * that harmless. Outcomes are told, not thrown; only a fault of our own throws.
 */
export function teamsChannel({ connector, log, random = Math.random }: Settings): Channel {
  return {
    name: 'teams',
    render: renderForTeams,
    close: closeForTeams,
    async deliver(outgoing) {
      const outcome = await send(connector, outgoing, random);
      report(log, outgoing, outcome);
      return outcome;
    },
    async profileLanguage({ conversationReference }) {
      return readConversationReference(conversationReference)?.locale;
    },
    showWorking: (whom) => showTyping(connector, whom),
    async pushQuota() {
      return { remaining: 'unlimited' };
    },
  };
}

async function send(connector: TeamsConnector, outgoing: Outgoing, random: () => number): Promise<DeliveryOutcome> {
  const { rendered, attempts } = outgoing;
  if (!isTeamsMessage(rendered)) return { kind: 'failed', reason: 'rejected', why: 'not a Teams message' };
  const to = readConversationReference(outgoing.conversationReference);
  if (!to) return { kind: 'failed', reason: 'unreachable', why: 'no conversation reference' };
  const { activity, replaces } = rendered;
  const came = await (replaces === undefined ? connector.send(to, activity) : connector.update(to, replaces, activity));
  if (came.kind !== 'accepted') return toOutcome(came, { isUpdate: replaces !== undefined, attempts, random });
  const as = came.id ?? replaces;
  return as === undefined ? { kind: 'sent', by: 'push' } : { kind: 'sent', by: 'push', as };
}

type Attempt = { isUpdate: boolean; attempts: number; random: () => number };

function toOutcome(trouble: Trouble, { isUpdate, attempts, random }: Attempt): DeliveryOutcome {
  switch (trouble.kind) {
    case 'credentials':
      return { kind: 'later', why: 'credentials refused', afterSeconds: CREDENTIALS_RETRY_SECONDS, tokenTried: false };
    case 'passing': {
      const least = trouble.afterSeconds ?? BACK_OFF_SECONDS[Math.min(attempts, BACK_OFF_SECONDS.length - 1)] ?? 300;
      return { kind: 'later', why: trouble.why, afterSeconds: least * (1 + random() / 2), tokenTried: false };
    }
    case 'closed':
      // A message that is gone needs no change any more, and nobody is rung for it.
      return { kind: 'failed', reason: isUpdate ? 'rejected' : 'unreachable', why: trouble.why };
    case 'rejected':
      return { kind: 'failed', reason: 'rejected', why: trouble.why };
  }
}

/** A courtesy only: the answer itself is on its way. */
async function showTyping(connector: TeamsConnector, { conversationReference }: Addressee): Promise<void> {
  const to = readConversationReference(conversationReference);
  if (!to) return;
  try {
    await connector.send(to, { type: 'typing' });
  } catch {
    // A fault of our own would show again with the answer, and is told then.
  }
}

/** What an operator should see. The outbox id finds the rest for those who may read it. */
function report(log: TeamsLog, { id, centreId }: Outgoing, outcome: DeliveryOutcome): void {
  if (outcome.kind === 'sent') return;
  const fields = { outboxId: id, centreId, why: outcome.why };
  if (outcome.kind === 'failed') log.error({ ...fields, reason: outcome.reason }, 'Teams did not take a message');
  else if (outcome.why === 'credentials refused') log.error(fields, 'Teams refused our app id and secret (MicrosoftAppId)');
  else log.warn(fields, 'a message to Teams will be tried again');
}

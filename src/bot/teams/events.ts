import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { ClientEvent, IncomingEvent } from '#bot/channel.ts';
import { ZONE } from '#clock.ts';
import { platformId, readConversationReference, readPlace, type TeamsPlace } from './conversation-reference.ts';
import { readMessage } from './incoming-message.ts';

/** What an activity of Teams means to us. */
export type TeamsReading =
  | { kind: 'event'; incoming: IncomingEvent }
  /** Somebody wrote where others read along: nothing of it is kept. */
  | { kind: 'in-public'; place: TeamsPlace }
  /** Teams waits for a result. */
  | { kind: 'invoke'; name: string }
  | { kind: 'ignored'; why: 'not-readable' | 'not-teams' | 'no-centre' | 'in-public' | 'not-a-person' | 'nothing-to-do' };

/** What every activity must have; the rest is read by type, and fields we do not know are left alone. */
const anyActivity = z.looseObject({
  type: z.string().max(100),
  id: platformId,
  timestamp: z.string().max(100).optional().catch(undefined),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: z.looseObject({ id: platformId }),
  recipient: z.looseObject({ id: platformId, name: z.unknown().optional() }),
  conversation: z.looseObject({
    id: platformId,
    tenantId: z.unknown().optional(),
    conversationType: z.unknown().optional(),
    isGroup: z.unknown().optional(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.unknown().optional() }).optional().catch(undefined),
      eventType: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
  locale: z.unknown().optional(),
});
type Activity = z.infer<typeof anyActivity>;

/** Of an invoke nothing but this is read: whatever else it lacks, Teams is told at once that we know none. */
const invoke = z.looseObject({ type: z.literal('invoke'), name: z.string().max(100).catch('') });

/**
 * Reads one activity as it came in. Pure; never throws. `centreOf` tells the centre that the people of a tenant belong to. An id of Teams
 * is unique within its conversation only (it counts milliseconds), so ours name the conversation as well, by a hash.
 */
export function readTeamsActivity(
  activity: unknown,
  centreOf: (tenantId: string | undefined) => string | undefined,
): TeamsReading {
  const invoked = invoke.safeParse(activity);
  if (invoked.success) return { kind: 'invoke', name: invoked.data.name };
  const read = anyActivity.safeParse(activity);
  if (!read.success) return { kind: 'ignored', why: 'not-readable' };
  if (read.data.channelId !== 'msteams') return { kind: 'ignored', why: 'not-teams' };
  const kept = addressOf(read.data);
  const place = readPlace(kept);
  const conversationReference = readConversationReference(kept);
  if (!place || !conversationReference) return { kind: 'ignored', why: 'not-readable' };
  const centreId = centreOf(place.tenantId);
  if (centreId === undefined) return { kind: 'ignored', why: 'no-centre' };
  if (conversationReference.userId === conversationReference.botId) return { kind: 'ignored', why: 'not-a-person' };
  if (!isPrivate(read.data))
    return read.data.type === 'message' ? { kind: 'in-public', place } : { kind: 'ignored', why: 'in-public' };
  const event = eventOf(read.data);
  if (!event) return { kind: 'ignored', why: 'nothing-to-do' };
  const incoming = { channel: 'teams' as const, centreId, userId: conversationReference.userId, eventId: eventIdOf(read.data) };
  return { kind: 'event', incoming: { ...incoming, occurredAt: momentOf(read.data), event, conversationReference } };
}

const addressOf = ({ channelId, serviceUrl, conversation, channelData, recipient, from, locale }: Activity) => ({
  channelId,
  serviceUrl,
  conversationId: conversation.id,
  tenantId: conversation.tenantId ?? channelData?.tenant?.id,
  botId: recipient.id,
  botName: recipient['name'],
  userId: from.id,
  locale,
});

/** Where Teams does not name the type, the id of a thread gives away that there are others. */
function isPrivate({ conversation: { id, conversationType, isGroup } }: Activity): boolean {
  if (conversationType !== undefined) return conversationType === 'personal' && isGroup !== true;
  return isGroup !== true && !id.startsWith('19:');
}

function eventOf(activity: Activity): ClientEvent | undefined {
  const messageId = scoped(activity, activity.id);
  const change = activity.channelData?.eventType;
  switch (activity.type) {
    case 'message':
      return readMessage(activity, messageId);
    case 'messageUpdate':
      return change === 'editMessage' ? { kind: 'edited', messageId } : undefined;
    case 'messageDelete':
      return { kind: 'unsent', messageId };
    case 'installationUpdate':
      return installation(activity['action']);
    // Teams tells of an installation in both ways; greeting at each would greet twice. Of a removal only the installation's word counts.
    case 'conversationUpdate':
      return Array.isArray(activity['membersRemoved']) && activity['membersRemoved'].length > 0
        ? undefined
        : { kind: 'moved-in' };
    default:
      return undefined;
  }
}

function installation(action: unknown): ClientEvent | undefined {
  if (action === 'add') return { kind: 'joined' };
  if (action === 'remove') return { kind: 'left' };
  // A new version of the app takes the place of the old one: nobody came or went.
  return typeof action === 'string' && /upgrade/.test(action) ? { kind: 'moved-in' } : undefined;
}

/** An edit and a deletion have the id of the message that they change; a message may be edited again. */
function eventIdOf(activity: Activity): string {
  const { type, id } = activity;
  if (type === 'message') return scoped(activity, id);
  if (type !== 'messageUpdate' && type !== 'messageDelete') return scoped(activity, `${type}.${id}`);
  const moment = momentOf(activity);
  return scoped(activity, `${type}.${id}.${moment.isValid ? moment.toMillis() : ''}`);
}

const scoped = ({ conversation }: Activity, id: string): string =>
  `${createHash('sha256').update(conversation.id).digest('base64url').slice(0, 16)}.${id}`;

/** Invalid where Teams does not tell: the receiver then takes the moment of receipt. */
const momentOf = ({ timestamp }: Activity): DateTime => DateTime.fromISO(timestamp ?? '', { zone: ZONE });

import { DateTime } from 'luxon';
import { z } from 'zod';
import type { ClientEvent, IncomingEvent } from '#bot/channel.ts';
import { ZONE } from '#clock.ts';
import { decodePostback } from './postback.ts';

/** An id as LINE writes it. Anything else could be refused by the database and with it the whole delivery, for ever. */
const id = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** What every event must have; the rest is read by type, and fields we do not know are left alone. */
const lineEvent = z.looseObject({
  type: z.string(),
  mode: z.string().optional(),
  timestamp: z.number().int(),
  webhookEventId: id,
  replyToken: id.optional(),
  source: z.looseObject({ type: z.literal('user'), userId: id }),
});
type LineEvent = z.infer<typeof lineEvent>;

const textMessage = z.looseObject({ type: z.literal('text'), id, text: z.string() });
const anyMessage = z.looseObject({ type: z.string() });
const postback = z.looseObject({ data: z.unknown(), params: z.looseObject({ date: z.unknown().optional() }).optional() });
const unsend = z.looseObject({ messageId: id });

const UNSUPPORTED = ['sticker', 'image', 'video', 'audio', 'file', 'location'] as const;

/** Facts that count even where another module of the account has the floor (`mode: standby`): they are kept, and nothing is sent. */
const FACTS = new Set(['joined', 'left', 'unsent']);

/**
 * The events of a webhook body that concern us, in the order in which they stand. Only one-to-one chats are read; unknown
 * types, groups and anything malformed are passed over, never refused.
 */
export function readLineEvents(payload: unknown, centreId: string): IncomingEvent[] {
  const body = z.looseObject({ events: z.array(z.unknown()) }).safeParse(payload);
  if (!body.success) return [];
  return body.data.events.flatMap((candidate) => {
    const read = lineEvent.safeParse(candidate);
    return read.success ? toIncoming(read.data, centreId) : [];
  });
}

function toIncoming(line: LineEvent, centreId: string): IncomingEvent[] {
  const event = toClientEvent(line);
  const occurredAt = DateTime.fromMillis(line.timestamp, { zone: ZONE });
  if (!event || !occurredAt.isValid) return [];
  const standby = line.mode === 'standby';
  if (standby && !FACTS.has(event.kind)) return [];
  const incoming = {
    channel: 'line' as const,
    centreId,
    userId: line.source.userId,
    eventId: line.webhookEventId,
    occurredAt,
    event: standby && event.kind === 'joined' ? { ...event, silent: true as const } : event,
  };
  return [line.replyToken === undefined || standby ? incoming : { ...incoming, replyToken: line.replyToken }];
}

function toClientEvent(line: LineEvent): ClientEvent | undefined {
  switch (line.type) {
    case 'message':
      return readMessage(line['message']);
    case 'postback': {
      const read = postback.safeParse(line['postback']);
      return read.success ? decodePostback(read.data.data, read.data.params?.date) : undefined;
    }
    case 'follow':
      return { kind: 'joined' };
    case 'unfollow':
      return { kind: 'left' };
    case 'unsend': {
      const read = unsend.safeParse(line['unsend']);
      return read.success ? { kind: 'unsent', messageId: read.data.messageId } : undefined;
    }
    default:
      return undefined;
  }
}

function readMessage(message: unknown): ClientEvent | undefined {
  const text = textMessage.safeParse(message);
  if (text.success) return { kind: 'text', text: text.data.text, messageId: text.data.id };
  const other = anyMessage.safeParse(message);
  if (!other.success || other.data.type === 'text') return undefined;
  return { kind: 'unsupported', what: UNSUPPORTED.find((what) => what === other.data.type) ?? 'other' };
}

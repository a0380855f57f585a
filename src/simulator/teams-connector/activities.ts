import { z } from 'zod';

/** An activity as a bot sent it. */
export type SentActivity = Readonly<Record<string, unknown>>;

/** What the service says no with, in its own words. */
export type Refused = { status: number; code: string };

/** Teams takes messages of up to about 100 KB; 80 KB is safe with what it adds. In bytes. */
const MOST_BYTES = 80 * 1024;
/** More suggested actions are not shown. */
const MOST_SUGGESTED = 6;
const CARD = 'application/vnd.microsoft.card.adaptive';

const activity = z.looseObject({
  type: z.enum(['message', 'typing']),
  conversation: z.looseObject({ id: z.string() }).optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).optional(),
  suggestedActions: z
    .looseObject({ actions: z.array(z.looseObject({ type: z.literal('imBack') })).max(MOST_SUGGESTED) })
    .optional(),
});
const card = z.looseObject({ type: z.literal('AdaptiveCard'), version: z.string().regex(/^1\.[0-5]$/) });
const says = z.union([z.looseObject({ text: z.string().min(1) }), z.looseObject({ attachments: z.array(z.unknown()).min(1) })]);

/** Reads what a bot sends to a conversation, as strictly as Teams, and somewhat more: slips are to be seen. */
export function readSent(bytes: Buffer, conversationId: string): { activity: SentActivity } | Refused {
  if (bytes.length >= MOST_BYTES) return { status: 413, code: 'MessageSizeTooBig' };
  const read = activity.safeParse(parsed(bytes));
  if (!read.success) return { status: 400, code: 'BadSyntax' };
  const { type, conversation, attachments = [] } = read.data;
  if (conversation && conversation.id !== conversationId) return { status: 400, code: 'BadArgument' };
  if (type === 'message' && !says.safeParse(read.data).success) return { status: 400, code: 'BadSyntax' };
  const cards = attachments.filter(({ contentType }) => contentType === CARD);
  if (cards.some(({ content }) => !card.safeParse(content).success)) return { status: 400, code: 'BadSyntax' };
  return { activity: read.data };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

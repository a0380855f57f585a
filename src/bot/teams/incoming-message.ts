import { z } from 'zod';
import type { ClientEvent } from '#bot/channel.ts';
import { platformId } from './conversation-reference.ts';
import { plainText } from './incoming-text.ts';
import { decodeSubmit } from './submit.ts';

type Unsupported = Extract<ClientEvent, { kind: 'unsupported' }>['what'];

const message = z.looseObject({
  text: z.string().catch(''),
  textFormat: z.unknown().optional(),
  value: z.unknown().optional(),
  replyToId: platformId.optional().catch(undefined),
  attachments: z
    .array(z.looseObject({ contentType: z.string() }).catch({ contentType: '' }))
    .optional()
    .catch(undefined),
});

/** A message of a person: the press of a button, words, or something that we cannot read. Never throws. */
export function readMessage(activity: unknown, messageId: string): ClientEvent | undefined {
  const read = message.safeParse(activity);
  if (!read.success) return undefined;
  const { text, textFormat, value, replyToId, attachments = [] } = read.data;
  const words = plainText(text, textFormat);
  const pressed = value === undefined || value === null ? undefined : decodeSubmit(value);
  if (pressed?.kind === 'pressed') return replyToId === undefined ? pressed : { ...pressed, on: replyToId };
  if (words !== '') return { kind: 'text', text: words, messageId };
  return pressed ?? { kind: 'unsupported', what: whatIs(attachments.map(({ contentType }) => contentType.toLowerCase())) };
}

/** Beside every formatted text Teams puts the same text as HTML, which is no attachment to anybody. */
function whatIs(types: readonly string[]): Unsupported {
  const [type = ''] = types.filter((it) => it !== 'text/html');
  const media = (['image', 'video', 'audio'] as const).find((kind) => type.startsWith(`${kind}/`));
  if (media) return media;
  return type === 'application/vnd.microsoft.teams.file.download.info' ? 'file' : 'other';
}

import { z } from 'zod';
import type { LinePlatform } from '#simulator/line-platform/platform.ts';
import type { JsonObject } from '#simulator/line-platform/types.ts';

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json());

export const newPerson = z.strictObject({
  name: z.string().trim().min(1).max(40),
  language: z.enum(['ja', 'en', 'zh', 'ko', 'pt', 'vi']),
});

/** What a person on the page does in a chat. */
export const actInChat = z.strictObject({
  userId: z.string(),
  centreId: z.string(),
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('follow') }),
    z.strictObject({ kind: z.literal('block') }),
    z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(10_000) }),
    z.strictObject({ kind: z.literal('media'), media: z.enum(['image', 'video', 'audio', 'file', 'location', 'sticker']) }),
    z.strictObject({ kind: z.literal('unsend'), messageId: z.string() }),
    z.strictObject({
      kind: z.literal('press'),
      action: json,
      picked: z
        .union([
          z.strictObject({ date: z.string() }),
          z.strictObject({ time: z.string() }),
          z.strictObject({ datetime: z.string() }),
        ])
        .optional(),
    }),
  ]),
});
export type ActInChat = z.infer<typeof actInChat>;

/** Either a number of minutes, or a local time of Asia/Tokyo to go to. */
export const clockMove = z.union([
  z.strictObject({ minutes: z.number().int().min(1).max(525_600) }),
  z.strictObject({ to: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/) }),
]);

/** Does it on the platform, which tells the server under test by webhook. */
export async function actOn(platform: LinePlatform, { userId, centreId, act }: ActInChat): Promise<void> {
  const talk = { userId, centreId };
  switch (act.kind) {
    case 'follow':
      return void (await platform.follow(talk));
    case 'block':
      return void (await platform.block(talk));
    case 'text':
      return void (await platform.sendText(talk, act.text));
    case 'media':
      return void (await platform.sendMedia(talk, act.media));
    case 'unsend':
      return void (await platform.unsend(talk, act.messageId));
    case 'press':
      return void (await platform.press(talk, act.action, act.picked));
  }
}

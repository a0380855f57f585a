import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Media } from '#simulator/line-platform/events.ts';
import { lineSchemas } from '#simulator/line-platform/schema.ts';
import { runningPlatform } from './running.ts';

/** LINE's OpenAPI files are not part of this repository; they are used where a checkout has them beside it. */
const schemas = lineSchemas(join(import.meta.dirname, '../../../../shared/schemas/line'));

describe('LINE’s OpenAPI files', () => {
  it('are done without where the folder has none', () => {
    expect(lineSchemas(join(import.meta.dirname, 'no-such-folder'))).toBeUndefined();
  });
});

describe.skipIf(!schemas)(
  'LINE’s OpenAPI files (skipped where messaging-api.yml and webhook.yml are not beside the repository)',
  () => {
    it('refuse what our own limits do not look at', async () => {
      await using line = await runningPlatform({ schemas });
      await line.platform.follow(line.talk);
      const box = { type: 'box', layout: 'diagonal', contents: [] };
      const answer = await line.push([{ type: 'flex', altText: 'a', contents: { type: 'bubble', body: box } }]);
      expect(answer.status).toBe(400);
      expect(answer.body.details).toContainEqual({
        message: 'must be equal to one of the allowed values',
        property: 'messages[0].contents.body.layout',
      });
      expect((await line.push()).status).toBe(200);
    });

    it('describe every event that the double sends', async () => {
      await using line = await runningPlatform();
      const { platform, talk } = line;
      await platform.follow(talk);
      await platform.sendText(talk, 'こんにちは');
      const id = platform.chat(talk).messages[0]?.id ?? '';
      const kinds: Media[] = ['image', 'video', 'audio', 'file', 'location', 'sticker'];
      for (const kind of kinds) await platform.sendMedia(talk, kind);
      await platform.press(talk, { type: 'postback', data: 'a' });
      await platform.press(talk, { type: 'datetimepicker', data: 'a', mode: 'date' }, { date: '2026-11-25' });
      await platform.unsend(talk, id);
      await platform.block(talk);
      await platform.verify('hakodate');
      expect(line.receiver.received).toHaveLength(13);
      for (const { body } of line.receiver.received) expect(schemas?.webhook(JSON.parse(body))).toEqual([]);
    });
  },
);

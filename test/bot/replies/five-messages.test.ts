import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inAtMost } from '#bot/replies/five-messages.ts';
import type { Message } from '#bot/replies/reply.ts';

const text = (words: string): Message => ({ kind: 'text', text: words });
const card = (title: string): Message => ({
  kind: 'card',
  tone: 'calm',
  title,
  lead: `${title}!`,
  rows: [{ label: `${title}l`, value: `${title}v` }],
  body: [`${title}b`],
  buttons: [{ kind: 'choice', id: title, label: `${title}c` }],
});

test('what fits is left as it is', () => {
  const messages = [text('a'), text('b'), card('c')];
  expect(inAtMost(3, messages)).toEqual(messages);
});

test('neighbouring texts are joined before anything else', () => {
  expect(inAtMost(2, [text('a'), text('b'), card('c')])).toEqual([text('a\n\nb'), card('c')]);
});

test('however little room there is, nothing is lost', () => {
  const words = fc.integer({ min: 1000, max: 9999 }).map((number) => `w${number}`);
  const messages = fc.array(
    fc.tuple(fc.boolean(), words).map(([isCard, it]) => (isCard ? card(it) : text(it))),
    { maxLength: 9 },
  );
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 5 }), (all, room) => {
      const fitted = inAtMost(room, all);
      expect(fitted.length).toBeLessThanOrEqual(Math.max(room, 1));
      const said = JSON.stringify(fitted);
      for (const message of all) {
        const parts =
          message.kind === 'text'
            ? [message.text]
            : [message.title, `${message.title}v`, `${message.title}b`, `${message.title}c`];
        for (const part of parts) expect(said).toContain(part);
      }
    }),
  );
});

import fc from 'fast-check';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';

/** Replies that no flow of ours makes, for what every channel must bear. */

/** Every character there is, lone halves of surrogate pairs too; sometimes very long. */
const words = (most: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    {
      weight: 2,
      arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('あ', '😀', 'a ', '一。', '段落\n\n', '\n', '\u0001', '"', '*', 'http://a ', 'http://a.jp/%|[]{}#a#b '),
          fc.integer({ min: 0, max: most }),
        )
        .map(([unit, length]) => unit.repeat(length)),
    },
  );
export const choiceId = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 80 });
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const look = fc.constantFrom('primary' as const, 'plain' as const, 'danger' as const);
const pressed = fc.record(
  { kind: fc.constant('choice' as const), id: choiceId, label: words(100), shown: words(400), look },
  { requiredKeys: ['kind', 'id', 'label'] },
);
const address = fc.oneof(fc.webUrl({ withQueryParameters: true }), words(100));
const number = fc.oneof(fc.constantFrom('tel:0138881318', 'tel:0853218609,41%23', 'tel:%E0%A4%A'), words(100));
const button: fc.Arbitrary<Button> = fc.oneof(
  pressed,
  fc.record({ kind: fc.constant('link' as const), label: words(100), url: address }),
  fc.record({ kind: fc.constant('call' as const), label: words(100), uri: number }),
  fc.record({ kind: fc.constant('pick-day' as const), id: choiceId, label: words(100), from: day, to: day }),
);
const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words(8000) }),
  fc.record(
    {
      kind: fc.constant('card' as const),
      tone: fc.constantFrom('calm' as const, 'good' as const, 'care' as const),
      title: words(400),
      lead: words(400),
      rows: fc.array(fc.record({ label: words(100), value: words(3000) }), { maxLength: 8 }),
      body: fc.array(words(5000), { maxLength: 6 }),
      buttons: fc.array(button, { maxLength: 12 }),
    },
    { requiredKeys: ['kind', 'tone', 'title', 'rows', 'body', 'buttons'] },
  ),
);
/** Far beyond any reply of ours. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  step: fc.nat(),
  messages: fc.array(anyMessage, { maxLength: 14 }),
  choices: fc.array(button, { maxLength: 30 }),
});
/** As many messages as a reply of ours has, however long they are. */
export const ordinaryReply = fc.record({
  step: fc.nat(),
  messages: fc.array(anyMessage, { maxLength: 5 }),
  choices: fc.array(pressed, { maxLength: 13 }),
});

/** Everything inside a value, the value itself included. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

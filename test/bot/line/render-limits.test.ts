import type { messagingApi } from '@line/bot-sdk';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import type { Button } from '#bot/replies/reply.ts';
import { hasLineSchema, lineSchemaErrors, WITHOUT_LINE_SCHEMA } from '../../support/line-schema.ts';
import { anyReply, objectsIn } from '../any-reply.ts';

const RUNS = { numRuns: 150 };

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const stringsIn = (value: unknown): string[] =>
  objectsIn(value).flatMap((one) => Object.values(one).filter((part) => typeof part === 'string'));

function expectLength(text: unknown, most: number): void {
  expect(typeof text).toBe('string');
  expect(String(text).trim()).not.toBe('');
  expect(String(text).length).toBeLessThanOrEqual(most);
}

function expectAction(action: messagingApi.Action | undefined, label: number): void {
  expectLength(action?.label, label);
  if (action?.type === 'postback') {
    expectLength(action.data, 300);
    expectLength(action.displayText, 300);
  } else if (action?.type === 'datetimepicker') {
    expectLength(action.data, 300);
    expect(String(action.min) < String(action.max)).toBe(true);
  } else if (action?.type === 'uri') {
    expectLength(action.uri, 1000);
    expect(action.uri).toMatch(/^(https?:\/\/|tel:)(?:[\w\-.~!$&'()*+,;=:@/?[\]]|%[\da-fA-F]{2})+(#[^#]*)?$/);
  } else {
    expect.unreachable(`an action of the kind ${action?.type}`);
  }
}

function expectFlex({ altText, contents }: messagingApi.FlexMessage): void {
  expectLength(altText, 1500);
  if (contents.type === 'carousel') {
    expect(contents.contents.length).toBeLessThanOrEqual(12);
    expect(bytes(contents)).toBeLessThanOrEqual(50 * 1024);
  }
  const bubbles = contents.type === 'carousel' ? contents.contents : [contents];
  expect(bubbles.length).toBeGreaterThan(0);
  for (const bubble of bubbles) {
    expect(bytes(bubble)).toBeLessThanOrEqual(30 * 1024);
    expect(bubble.header ?? bubble.body ?? bubble.footer).toBeDefined();
  }
  for (const part of objectsIn(contents)) {
    if (part['type'] === 'text') expectLength(part['text'], 2000);
    if (part['type'] === 'box') expect(part['contents']).not.toEqual([]);
    if (part['type'] === 'button') expectAction(part['action'] as messagingApi.Action, 40);
  }
}

test("whatever is to be said, it is within every limit of LINE's", () => {
  fc.assert(
    fc.property(anyReply, (said) => {
      const messages = renderForLine(said);
      expect(messages.length).toBeLessThanOrEqual(5);
      for (const [index, one] of messages.entries()) {
        if (one.type === 'text') expectLength(one.text, 5000);
        else if (one.type === 'flex') expectFlex(one);
        else expect.unreachable(`a message of the kind ${one.type}`);
        if (!one.quickReply) continue;
        expect(index).toBe(messages.length - 1);
        expect(one.quickReply.items?.length).toBeGreaterThan(0);
        expect(one.quickReply.items?.length).toBeLessThanOrEqual(13);
        for (const { action } of one.quickReply.items ?? []) expectAction(action, 20);
      }
    }),
    RUNS,
  );
});

test('no character is ever cut in two', () => {
  fc.assert(
    fc.property(anyReply, (said) => stringsIn(renderForLine(said)).every((text) => text.isWellFormed())),
    RUNS,
  );
});

test('rendering is plain JSON: it comes out of the database as it went in', () => {
  fc.assert(
    fc.property(anyReply, (said) => {
      const messages = renderForLine(said);
      expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
    }),
    RUNS,
  );
});

test('a choice of a reply of ordinary size is always within reach: as a quick reply or as a button', () => {
  const ordinary = fc.record({
    step: fc.nat(),
    messages: fc.array(fc.record({ kind: fc.constant('text' as const), text: fc.constant('どうしますか。') }), { maxLength: 9 }),
    choices: fc.array(
      fc.nat().map((n): Button => ({ kind: 'choice', id: `c${n}`, label: `${n}` })),
      { maxLength: 30 },
    ),
  });
  fc.assert(
    fc.property(ordinary, (said) => {
      const offered = objectsIn(renderForLine(said)).flatMap(({ data }) => (typeof data === 'string' ? [data] : []));
      expect(offered.toSorted()).toEqual(
        said.choices.flatMap((one) => ('id' in one ? [`s=${said.step}&c=${one.id}`] : [])).toSorted(),
      );
    }),
    RUNS,
  );
});

describe.runIf(hasLineSchema)(`against LINE's own description (${WITHOUT_LINE_SCHEMA})`, () => {
  test('whatever is to be said, a push of it satisfies PushMessageRequest, without a field that LINE does not know', () => {
    fc.assert(
      fc.property(anyReply, (said) => {
        const messages = renderForLine(said);
        if (messages.length > 0) expect(lineSchemaErrors('PushMessageRequest', { to: 'U1', messages })).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the check itself refuses six messages, an unknown kind and a field with a slip in its name', () => {
    const push = (...messages: unknown[]) => lineSchemaErrors('PushMessageRequest', { to: 'U1', messages });
    const text = { type: 'text', text: 'a' };
    expect(push(text)).toEqual([]);
    expect(push(text, text, text, text, text, text)).not.toEqual([]);
    expect(push({ type: 'telegram' })).not.toEqual([]);
    expect(push({ ...text, quickReplies: {} })).not.toEqual([]);
  });
});

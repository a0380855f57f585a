import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '#bot/replies/reply.ts';
import { closeForTeams } from '#bot/teams/closing.ts';
import { isTeamsMessage } from '#bot/teams/message.ts';
import { renderForTeams } from '#bot/teams/render.ts';
import { cardSchemaErrors, hasCardSchema, WITHOUT_CARD_SCHEMA } from '../../support/adaptive-card-schema.ts';
import { actionsOf, cardIn } from '../../support/teams-card.ts';
import { anyReply, choiceId, objectsIn, ordinaryReply } from '../any-reply.ts';

const RUNS = { numRuns: 150 };

const stringsIn = (value: unknown): string[] =>
  objectsIn(value).flatMap((one) => Object.values(one).filter((part) => typeof part === 'string'));
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

test('whatever is to be said, it is one message below 80 KB, as UTF-8 and as UTF-16', () => {
  fc.assert(
    fc.property(anyReply, (said) => {
      const rendered = renderForTeams(said);
      expect(isTeamsMessage(rendered)).toBe(true);
      expect(bytes(rendered)).toBeLessThan(80_000);
      expect(2 * JSON.stringify(rendered).length).toBeLessThan(80_000);
      const { activity } = rendered;
      expect('text' in activity).not.toBe('attachments' in activity);
      if ('attachments' in activity) expect(activity['attachments']).toHaveLength(1);
      if ('attachments' in activity) expect(activity).not.toHaveProperty('suggestedActions');
    }),
    RUNS,
  );
});

test('the largest reply that can be thought of is cut down and still sent', () => {
  const huge = { kind: 'choice' as const, id: '"'.repeat(280), label: '字'.repeat(300) };
  const cards = Array.from({ length: 20 }, (): Message => {
    const rows = Array.from({ length: 40 }, () => ({ label: '字'.repeat(500), value: '\n"'.repeat(2000) }));
    return {
      kind: 'card',
      tone: 'calm',
      title: '字'.repeat(900),
      rows,
      body: ['\n字'.repeat(9000)],
      buttons: Array(60).fill(huge),
    };
  });
  const rendered = renderForTeams({ step: 1, messages: cards, choices: Array(300).fill(huge) });
  expect(bytes(rendered)).toBeLessThan(80_000);
  expect(actionsOf(rendered.activity).length).toBeGreaterThan(20);
});

test('no character is ever cut in two, and nothing is undefined', () => {
  fc.assert(
    fc.property(anyReply, (said) => {
      const rendered = renderForTeams(said);
      expect(stringsIn(rendered).every((text) => text.isWellFormed())).toBe(true);
      expect(JSON.parse(JSON.stringify(rendered))).toEqual(rendered);
    }),
    RUNS,
  );
});

test('every choice of a reply of ordinary size is within reach, and every number is written in words, however long the texts are', () => {
  fc.assert(
    fc.property(ordinaryReply, (said) => {
      const { activity } = renderForTeams(said);
      const buttons = [...said.messages.flatMap((it) => (it.kind === 'card' ? it.buttons : [])), ...said.choices];
      const wanted = buttons.flatMap((one) => ('id' in one ? [one.id] : []));
      const suggested = objectsIn(activity).filter(({ type }) => type === 'imBack');
      const offered = objectsIn(activity).flatMap(({ madoguchi }) =>
        madoguchi ? [madoguchi as { step: number; choice: string }] : [],
      );
      if (suggested.length > 0) expect(suggested).toHaveLength(wanted.length);
      else expect(offered.map(({ choice }) => choice).toSorted()).toEqual(wanted.toSorted());
      for (const { step } of offered) expect(step).toBe(said.step);
      if (buttons.some((one) => one.kind === 'call' && one.uri === 'tel:0138881318'))
        expect(stringsIn(activity).some((text) => !text.startsWith('tel:') && text.includes('0138881318'))).toBe(true);
    }),
    RUNS,
  );
});

test('once closed, nothing of a question can be pressed, whatever it was', () => {
  const closing = { chosen: (label: string) => `選択済み：${label}`, over: '終わりました。' };
  fc.assert(
    fc.property(anyReply, fc.option(choiceId, { nil: undefined }), (said, choice) => {
      const question = { ...said, step: said.step + 1 };
      const open = renderForTeams(question);
      const live = (value: unknown) =>
        objectsIn(value).filter(({ type }) => ['Action.Submit', 'Input.Date', 'imBack'].includes(String(type)));
      const closed = closeForTeams(open, 'a', { ...closing, ...(choice !== undefined && { press: { choice } }) });
      expect(closed === undefined).toBe(live(open).length === 0);
      if (!closed) return;
      expect(live(closed)).toEqual([]);
      expect(bytes(closed)).toBeLessThan(80_000);
      if (hasCardSchema && 'attachments' in closed.activity) expect(cardSchemaErrors(cardIn(closed.activity))).toEqual([]);
    }),
    RUNS,
  );
});

describe.runIf(hasCardSchema)(`against Microsoft's own schema (${WITHOUT_CARD_SCHEMA})`, () => {
  test('whatever is to be said, its card satisfies it, without a property that it does not know', () => {
    fc.assert(
      fc.property(anyReply, (said) => {
        const { activity } = renderForTeams(said);
        if ('attachments' in activity) expect(cardSchemaErrors(cardIn(activity))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the check itself refuses an unknown element, a missing text and a property with a slip in its name', () => {
    const errors = (...body: unknown[]) => cardSchemaErrors({ type: 'AdaptiveCard', version: '1.5', body });
    const text = { type: 'TextBlock', text: 'a', wrap: true };
    expect(errors(text)).toEqual([]);
    expect(errors({ type: 'Telegram' })).not.toEqual([]);
    expect(errors({ type: 'TextBlock' })).not.toEqual([]);
    expect(errors({ ...text, wrapp: true })).not.toEqual([]);
  });
});

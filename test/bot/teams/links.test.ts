import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeNotice } from '#bot/replies/compose.ts';
import type { Message } from '#bot/replies/reply.ts';
import { renderForTeams } from '#bot/teams/render.ts';
import { cardSchemaErrors, hasCardSchema } from '../../support/adaptive-card-schema.ts';
import { cardIn, elementsOf, linesOf } from '../../support/teams-card.ts';
import { objectsIn } from '../any-reply.ts';
import { decoded } from '../rendering/decoded.ts';
import { centreOf, worldOf } from '../replies/standing-at.ts';

/** Addresses that staff write into a message, a reason or a notice of the office. */

const centre = centreOf('yamaguchi-vocational');
const render = (message: Message) => renderForTeams({ step: 7, messages: [message], choices: [] }).activity;
const messageOf = (text: string) =>
  renderForTeams(composeNotice({ kind: 'message', text, officeId: undefined }, worldOf(centre))).activity;
const linksIn = (activity: object) =>
  objectsIn(activity).flatMap(({ text, selectAction }) => (selectAction ? [{ text, ...selectAction }] : []));

test('an address in a message of staff can be pressed, and shows itself; the words around it cannot', () => {
  const activity = messageOf('資料は、https://a.example.jp/x?b=1。\n（https://b.example.jp）をご覧ください。');
  expect(elementsOf(activity, 'RichTextBlock').slice(0, 2)).toMatchObject([
    {
      inlines: [
        { type: 'TextRun', text: '資料は、', weight: 'bolder' },
        {
          ...{ type: 'TextRun', text: 'https://a.example.jp/x?b=1', weight: 'bolder' },
          selectAction: { type: 'Action.OpenUrl', url: 'https://a.example.jp/x?b=1' },
        },
        { type: 'TextRun', text: '。', weight: 'bolder' },
      ],
    },
    { inlines: [{ text: '（' }, { text: 'https://b.example.jp' }, { text: '）をご覧ください。' }] },
  ]);
  expect(linesOf(activity).slice(1, 3)).toEqual([
    '資料は、https://a.example.jp/x?b=1。',
    '（https://b.example.jp）をご覧ください。',
  ]);
});

test('so can one in a row and in a paragraph; one in a title is words', () => {
  const activity = render({
    ...{ kind: 'card', tone: 'calm', title: 'https://a.example.jp', buttons: [] },
    rows: [{ label: '理由', value: '停電です https://b.example.jp' }],
    body: ['https://c.example.jp'],
  });
  expect(linksIn(activity).map(({ text }) => text)).toEqual(['https://b.example.jp', 'https://c.example.jp']);
});

test('one of which the end is cut off is words: it would lead elsewhere', () => {
  const text = `${'字'.repeat(11_980)}https://a.example.jp/a-path-that-goes-on`;
  const activity = render({ kind: 'card', tone: 'calm', title: 'a', rows: [], body: [text], buttons: [] });
  expect(linesOf(activity).at(-1)).toMatch(/https:.*…$/);
  expect(linksIn(activity)).toEqual([]);
  // Also where what is left out of it are blanks.
  const padded = `${' '.repeat(47_979)}https://a.example.jp/a-path-that-goes-on`;
  expect(linksIn(render({ kind: 'card', tone: 'calm', title: 'a', rows: [], body: [padded], buttons: [] }))).toEqual([]);
});

test('whatever staff write, every character of it is shown, and what can be pressed is a web address that shows itself', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      'https://a.jp/b_c*d*',
      'http://a ',
      'javascript:https://a.jp',
      '[a](javascript:alert(1))',
      'HTTPS://A.JP/',
      '\n',
    ),
    fc.constantFrom('](', ')', '、', '…', '\\', '"', '<', '&amp;', '{{', '@'),
  );
  // As long as the console lets a message be, see `LONGEST_MESSAGE`.
  const written = fc.array(part, { minLength: 1, maxLength: 100 }).map((parts) => parts.join('').slice(0, 1000).toWellFormed());
  fc.assert(
    fc.property(written, (text) => {
      const activity = messageOf(text);
      expect(withoutBlanks(linesOf(activity).join(''))).toContain(withoutBlanks(text));
      for (const { text: shown, type, url } of linksIn(activity) as { text: string; type: string; url: string }[]) {
        expect(type).toBe('Action.OpenUrl');
        expect(url).toMatch(/^https?:\/\/[^\s"<>\\^`{|}]+$/);
        expect(decoded(url)).toBe(decoded(URL.parse(shown)?.href ?? ''));
      }
      if (hasCardSchema) expect(cardSchemaErrors(cardIn(activity))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const withoutBlanks = (text: string): string => text.replace(/[\s\p{Cc}]/gu, '');

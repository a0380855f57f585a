import { describe, expect, it } from 'vitest';
import { messagesProblems } from '#simulator/line-platform/limits.ts';
import type { Json, JsonObject } from '#simulator/line-platform/types.ts';

const text = (words: string, more: JsonObject = {}): JsonObject => ({ type: 'text', text: words, ...more });
const postback = (label: string, data = 'd'): JsonObject => ({ type: 'postback', label, data });
const quick = (count: number, label = 'はい', data = 'd'): JsonObject =>
  text('a', { quickReply: { items: Array.from({ length: count }, () => ({ type: 'action', action: postback(label, data) })) } });
const bubble = (...contents: Json[]): JsonObject => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flex = (contents: JsonObject, altText = 'a'): JsonObject => ({ type: 'flex', altText, contents });
const button = (action: JsonObject): JsonObject => ({ type: 'button', action });
const template = (body: JsonObject): JsonObject => ({ type: 'template', altText: 'a', template: body });
const confirm = (count: number, words = 'a'): JsonObject =>
  template({ type: 'confirm', text: words, actions: Array.from({ length: count }, () => postback('はい')) });
const column = (more: JsonObject = {}): JsonObject => ({ text: 'a', actions: [postback('はい')], ...more });
const carousel = (columns: JsonObject[]): JsonObject => template({ type: 'carousel', columns });
const link = (uri: string): JsonObject => flex(bubble(button({ type: 'uri', label: 'a', uri })));
const picker = (more: JsonObject): JsonObject =>
  flex(bubble(button({ type: 'datetimepicker', label: 'a', data: 'd', mode: 'date', ...more })));

const GOOD: [string, Json[]][] = [
  ['five messages', Array(5).fill(text('a'))],
  ['5,000 letters', [text('あ'.repeat(5000))]],
  ['13 quick replies with labels of 20', [quick(13, 'あ'.repeat(20))]],
  ['postback data of 300', [quick(1, 'a', 'd'.repeat(300))]],
  ['a Flex button label of 40', [flex(bubble(button(postback('あ'.repeat(40)))))]],
  ['an altText of 1,500', [flex(bubble(), 'あ'.repeat(1500))]],
  ['a carousel of 12 bubbles', [flex({ type: 'carousel', contents: Array(12).fill(bubble()) })]],
  ['a telephone link with an encoded #', [link('tel:0853-21-8609,41%23')]],
  ['a date picker', [picker({ min: '2026-11-24', max: '2026-12-24', initial: '2026-11-25' })]],
  ['a confirm template of 240 letters', [confirm(2, 'あ'.repeat(240))]],
  ['a carousel template of 10 columns', [carousel(Array(10).fill(column()))]],
];

const BAD: [string, Json | undefined, string][] = [
  ['no messages', [], 'messages'],
  ['something that is no list', undefined, 'messages'],
  ['six messages', Array(6).fill(text('a')), 'messages'],
  ['5,001 letters', [text('あ'.repeat(5001))], 'messages[0].text'],
  ['emoji counted as two units each', [text('😀'.repeat(2501))], 'messages[0].text'],
  ['an empty text', [text('a'), text('')], 'messages[1].text'],
  ['an unknown type', [{ type: 'poem' }], 'messages[0].type'],
  ['14 quick replies', [quick(14)], 'messages[0].quickReply.items'],
  ['a quick reply label of 21', [quick(1, 'あ'.repeat(21))], 'messages[0].quickReply.items[0].action.label'],
  ['postback data of 301', [quick(1, 'a', 'd'.repeat(301))], 'messages[0].quickReply.items[0].action.data'],
  [
    'a Flex button label of 41',
    [flex(bubble(button(postback('あ'.repeat(41)))))],
    'messages[0].contents.body.contents[0].action.label',
  ],
  ['an altText of 1,501', [flex(bubble(), 'あ'.repeat(1501))], 'messages[0].altText'],
  ['a bubble over 30 KB', [flex(bubble(...Array(20).fill({ type: 'text', text: 'あ'.repeat(600) })))], 'messages[0].contents'],
  [
    'a carousel over 50 KB',
    [flex({ type: 'carousel', contents: Array(3).fill(bubble(...Array(10).fill({ type: 'text', text: 'あ'.repeat(600) }))) })],
    'messages[0].contents',
  ],
  ['a carousel of 13 bubbles', [flex({ type: 'carousel', contents: Array(13).fill(bubble()) })], 'messages[0].contents.contents'],
  ['an empty Flex text', [flex(bubble({ type: 'text', text: '' }))], 'messages[0].contents.body.contents[0].text'],
  ['a colour by name', [flex(bubble({ type: 'text', text: 'a', color: 'red' }))], 'messages[0].contents.body.contents[0].color'],
  ['a bubble without blocks', [flex({ type: 'bubble' })], 'messages[0].contents'],
  [
    'a button in a baseline box',
    [flex(bubble({ type: 'box', layout: 'baseline', contents: [button(postback('a'))] }))],
    'messages[0].contents.body.contents[0].contents[0]',
  ],
  ['a telephone link with a bare #', [link('tel:0853-21-8609,41#')], 'messages[0].contents.body.contents[0].action.uri'],
  ['a script link', [link('javascript:alert(1)')], 'messages[0].contents.body.contents[0].action.uri'],
  [
    'a date picker that ends where it begins',
    [picker({ min: '2026-11-24', max: '2026-11-24' })],
    'messages[0].contents.body.contents[0].action.max',
  ],
  ['a date picker with a time', [picker({ min: '2026-11-24T10:00' })], 'messages[0].contents.body.contents[0].action.min'],
  ['a confirm template with one action', [confirm(1)], 'messages[0].template.actions'],
  ['a confirm template of 241 letters', [confirm(2, 'あ'.repeat(241))], 'messages[0].template.text'],
  ['11 columns', [carousel(Array(11).fill(column()))], 'messages[0].template.columns'],
  [
    'a titled column of 61 letters',
    [carousel([column({ title: 't', text: 'あ'.repeat(61) })])],
    'messages[0].template.columns[0].text',
  ],
  [
    'a buttons template of 161 letters',
    [template({ type: 'buttons', text: 'あ'.repeat(161), actions: [postback('a')] })],
    'messages[0].template.text',
  ],
  [
    'a buttons template with 5 actions',
    [template({ type: 'buttons', text: 'a', actions: Array(5).fill(postback('a')) })],
    'messages[0].template.actions',
  ],
];

describe('LINE’s limits on messages', () => {
  it.each(GOOD)('allow %s', (_name, messages) => {
    expect(messagesProblems(messages)).toEqual([]);
  });

  it.each(BAD)('refuse %s', (_name, messages, property) => {
    expect(messagesProblems(messages).map((problem) => problem.property)).toContain(property);
  });
});

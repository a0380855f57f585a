import type { messagingApi } from '@line/bot-sdk';
import { describe, expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';

type Card = Extract<Message, { kind: 'card' }>;
const card = (over: Partial<Card> = {}): Card => ({
  kind: 'card',
  tone: 'calm',
  title: 'ご予約',
  rows: [],
  body: [],
  buttons: [],
  ...over,
});
const say = (text: string): Message => ({ kind: 'text', text });
const choice = (id: string, label = id): Button => ({ kind: 'choice', id, label });
const render = (over: Partial<Reply>) => renderForLine({ step: 7, messages: [], choices: [], ...over });

function flex(message: messagingApi.Message | undefined): messagingApi.FlexMessage {
  if (message?.type !== 'flex') throw new Error(`not a Flex message: ${message?.type}`);
  return message;
}
function bubbles(message: messagingApi.Message | undefined): messagingApi.FlexBubble[] {
  const { contents } = flex(message);
  return contents.type === 'carousel' ? contents.contents : [contents];
}
const quickLabels = (message: messagingApi.Message | undefined) => message?.quickReply?.items?.map(({ action }) => action?.label);

describe('texts', () => {
  test('a text is a text, with the choices as quick replies that carry the step', () => {
    expect(render({ messages: [say('お名前を入力してください。')], choices: [choice('back', 'もどる')] })).toEqual([
      {
        type: 'text',
        text: 'お名前を入力してください。',
        quickReply: {
          items: [{ type: 'action', action: { type: 'postback', label: 'もどる', data: 's=7&c=back', displayText: 'もどる' } }],
        },
      },
    ]);
  });

  test('a text over 5,000 characters becomes several, cut between paragraphs', () => {
    const [one, two] = ['あ'.repeat(4000), 'い'.repeat(3000)];
    expect(render({ messages: [say(`${one}\n\n${two}`)] })).toEqual([
      { type: 'text', text: one },
      { type: 'text', text: two },
    ]);
  });

  test('more than five texts are merged, in order', () => {
    const messages = render({ messages: ['1', '2', '3', '4', '5', '6'].map(say), choices: [choice('a')] });
    expect(messages).toMatchObject([{ type: 'text', text: '1\n\n2\n\n3\n\n4\n\n5\n\n6', quickReply: {} }]);
  });

  test('a blank text is left out, and a reply that says and offers nothing has no messages', () => {
    expect(render({ messages: [say(' \n'), say('はい')] })).toEqual([{ type: 'text', text: 'はい' }]);
    expect(render({})).toEqual([]);
  });
});

describe('quick replies', () => {
  test('stand on the last message only', () => {
    const messages = render({ messages: [say('1'), say('2')], choices: [choice('a')] });
    expect(messages.map((message) => message.quickReply !== undefined)).toEqual([false, true]);
  });

  test('a label over 20 characters is shortened; what the client "says" is not', () => {
    const [message] = render({ messages: [say('?')], choices: [choice('a', 'あ'.repeat(21))] });
    expect(message?.quickReply?.items?.[0]?.action).toMatchObject({ label: `${'あ'.repeat(19)}…`, displayText: 'あ'.repeat(21) });
  });

  test('a link, a call and a calendar are offered as well', () => {
    const choices: Button[] = [
      { kind: 'link', label: '規約を読む', url: 'https://example.test/terms' },
      { kind: 'call', label: '電話する', uri: 'tel:0853218609,41%23' },
      { kind: 'pick-day', id: 'day', label: '日を選ぶ', from: '2026-11-25', to: '2026-12-25' },
    ];
    const [message] = render({ messages: [say('?')], choices });
    expect(message?.quickReply?.items?.map(({ action }) => action)).toEqual([
      { type: 'uri', label: '規約を読む', uri: 'https://example.test/terms' },
      { type: 'uri', label: '電話する', uri: 'tel:0853218609,41%23' },
      {
        type: 'datetimepicker',
        label: '日を選ぶ',
        mode: 'date',
        data: 's=7&c=day',
        initial: '2026-11-25',
        min: '2026-11-25',
        max: '2026-12-25',
      },
    ]);
  });

  test('a calendar of one day ends the day after, since LINE wants its end after its beginning', () => {
    const choices: Button[] = [{ kind: 'pick-day', id: 'day', label: '日', from: '2026-12-31', to: '2026-12-31' }];
    const [message] = render({ messages: [say('?')], choices });
    expect(message?.quickReply?.items?.[0]?.action).toMatchObject({ min: '2026-12-31', max: '2027-01-01' });
  });

  test('beyond thirteen, the rest stand as buttons on a card, and every choice is there', () => {
    const choices = Array.from({ length: 20 }, (_, index) => choice(`c${index}`));
    const messages = render({ messages: [say('?')], choices });
    expect(messages).toHaveLength(2);
    expect(quickLabels(messages[1])).toEqual(choices.slice(0, 13).map(({ label }) => label));
    expect(bubbles(messages[1])[0]?.footer?.contents).toHaveLength(7);
  });

  test('where nothing is said the choices become a card of buttons', () => {
    const messages = render({ choices: [choice('a'), choice('b')] });
    expect(messages).toHaveLength(1);
    expect(bubbles(messages[0])[0]?.footer?.contents).toHaveLength(2);
    expect(flex(messages[0]).altText).toBe('a\nb');
  });

  test('an address that LINE would refuse is left out instead of losing the whole message', () => {
    const choices: Button[] = [choice('a'), { kind: 'link', label: '開く', url: 'javascript:alert(1)' }];
    expect(quickLabels(render({ messages: [say('?')], choices })[0])).toEqual(['a']);
  });
});

describe('cards', () => {
  const booking = card({
    tone: 'care',
    lead: '当日のキャンセルはお電話でお願いします。',
    rows: [{ label: '日時', value: '11月25日(水) 10:00～10:30' }],
    body: ['規約第6条(6)によります。'],
    buttons: [
      { kind: 'call', label: '電話する', uri: 'tel:0853218609,41%23' },
      { kind: 'choice', id: 'no-phone', label: '電話が使えません' },
      { kind: 'choice', id: 'cancel', label: 'キャンセルする', look: 'danger', shown: 'キャンセルします' },
    ],
  });

  test('a card says in plain words what it shows, with the telephone number and its extension', () => {
    expect(flex(render({ messages: [booking] })[0]).altText).toBe(
      [
        'ご予約',
        '当日のキャンセルはお電話でお願いします。',
        '日時: 11月25日(水) 10:00～10:30',
        '電話する 0853218609 (41#)',
        '規約第6条(6)によります。',
      ].join('\n'),
    );
  });

  test('however long a card is, its plain words keep the telephone number', () => {
    const [message] = render({ messages: [{ ...booking, lead: 'あ'.repeat(3000) }] });
    expect(flex(message).altText).toContain('0853218609 (41#)');
    expect(flex(message).altText.length).toBeLessThanOrEqual(1500);
  });

  test('a row is a label and a value on one base line, both wrapping', () => {
    const [bubble] = bubbles(render({ messages: [booking] })[0]);
    expect(bubble?.body?.contents).toContainEqual(
      expect.objectContaining({
        layout: 'baseline',
        contents: [
          expect.objectContaining({ text: '日時', wrap: true }),
          expect.objectContaining({ text: '11月25日(水) 10:00～10:30', wrap: true }),
        ],
      }),
    );
  });

  test('an address that staff wrote can be pressed, and the marks around it stay', () => {
    const body = ['地図は（https://example.jp/map?a=1）です。\nhttps://example.jp/tel（PDF）\n\nお待ちしています。'];
    const [bubble] = bubbles(render({ messages: [{ ...booking, lead: '', rows: [], body }] })[0]);
    expect(bubble?.body?.contents).toMatchObject([
      { text: '地図は（' },
      { text: 'https://example.jp/map?a=1）', action: { type: 'uri', uri: 'https://example.jp/map?a=1' } },
      { text: 'です。' },
      { text: 'https://example.jp/tel', action: { type: 'uri', uri: 'https://example.jp/tel' } },
      { text: '（PDF）\n\nお待ちしています。' },
    ]);
  });

  test('no sign in an address has LINE refuse the message', () => {
    const odd = ['https://x.jp/a|b?c={1}&d[]=100%', 'https://x.jp/[id]#a#b', 'https://x.jp/?q=50%オフ'];
    const [bubble] = bubbles(render({ messages: [{ ...booking, lead: '', rows: [], body: [odd.join('\n')] }] })[0]);
    const links = bubble?.body?.contents.flatMap((it) => ('action' in it && it.action?.type === 'uri' ? [it.action.uri] : []));
    expect(links).toEqual([
      'https://x.jp/a%7Cb?c=%7B1%7D&d%5B%5D=100%25',
      'https://x.jp/%5Bid%5D#a%23b',
      'https://x.jp/?q=50%25',
    ]);
  });

  test('so can one in a row', () => {
    const rows = [{ label: '資料', value: 'https://example.jp/a' }];
    const [bubble] = bubbles(render({ messages: [{ ...booking, lead: '', rows, body: [] }] })[0]);
    expect(bubble?.body?.contents).toMatchObject([{ text: '資料' }, { action: { uri: 'https://example.jp/a' } }]);
  });

  test('buttons are large, one below the other, and carry the step', () => {
    const [bubble] = bubbles(render({ messages: [booking] })[0]);
    expect(bubble?.footer).toMatchObject({
      layout: 'vertical',
      contents: [
        { type: 'button', height: 'md', style: 'primary', action: { type: 'uri', uri: 'tel:0853218609,41%23' } },
        { type: 'button', height: 'md', style: 'secondary', action: { type: 'postback', data: 's=7&c=no-phone' } },
        { type: 'button', height: 'md', style: 'primary', action: { data: 's=7&c=cancel', displayText: 'キャンセルします' } },
      ],
    });
  });

  test('a card too large for one bubble goes on in the next, title first, buttons last', () => {
    const body = Array.from({ length: 8 }, (_, index) => `${index}${'あ'.repeat(1900)}`);
    const messages = render({ messages: [{ ...booking, body }] });
    const all = messages.flatMap(bubbles);
    expect(all.length).toBeGreaterThan(1);
    expect(all.map(({ header }) => header !== undefined)).toEqual(all.map((_, index) => index === 0));
    expect(all.map(({ footer }) => footer !== undefined)).toEqual(all.map((_, index) => index === all.length - 1));
  });

  test('up to five cards stand one below the other; six are side by side, each with its telephone number in words', () => {
    const cards = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...booking, title: `予約${index}`, lead: 'あ'.repeat(500) }));
    expect(render({ messages: cards(5) })).toHaveLength(5);
    const six = render({ messages: cards(6) });
    expect(six).toHaveLength(1);
    expect(bubbles(six[0])).toHaveLength(6);
    expect(flex(six[0]).altText.split('0853218609')).toHaveLength(7);
  });

  test('texts and cards in turn, too many for five messages, stand side by side in their order', () => {
    const messages = render({
      messages: [1, 2, 3, 4].flatMap((n) => [say(`text ${n}`), card({ title: `card ${n}` })]),
      choices: [choice('a')],
    });
    expect(messages).toHaveLength(1);
    expect(flex(messages[0]).altText).toBe([1, 2, 3, 4].map((n) => `text ${n}\ncard ${n}`).join('\n'));
    expect(quickLabels(messages[0])).toEqual(['a']);
  });
});

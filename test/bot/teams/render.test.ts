import { describe, expect, test } from 'vitest';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';
import { renderForTeams } from '#bot/teams/render.ts';
import { actionsOf, cardIn, elementsOf, linesOf, partsOf } from '../../support/teams-card.ts';

type Card = Extract<Message, { kind: 'card' }>;
const card = (over: Partial<Card> = {}): Card => ({
  ...{ kind: 'card', tone: 'calm', title: 'ご予約', rows: [], body: [], buttons: [] },
  ...over,
});
const say = (text: string): Message => ({ kind: 'text', text });
const choice = (id: string, label = id): Button => ({ kind: 'choice', id, label });
const call: Button = { kind: 'call', label: '電話する', uri: 'tel:0853218609,,41%23' };
const render = (over: Partial<Reply>) => renderForTeams({ step: 7, messages: [], choices: [], ...over }).activity;
const titles = (over: Partial<Reply>) => actionsOf(render(over)).map(({ title }) => title);

describe('a reply of words only', () => {
  test('is one text, its lines broken, with back, stop and menu as suggested actions that say their label', () => {
    const choices = [choice('back', 'もどる'), choice('stop', 'やめる'), choice('menu', 'メニュー')];
    expect(render({ messages: [say('お名前を\n入力してください。'), say('例：<山田>＆&')], choices })).toEqual({
      type: 'message',
      text: 'お名前を<br>入力してください。<br><br>例：&lt;山田&gt;＆&amp;',
      textFormat: 'xml',
      suggestedActions: {
        to: [],
        actions: ['もどる', 'やめる', 'メニュー'].map((label) => ({ type: 'imBack', title: label, value: label })),
      },
    });
  });

  test('needs no markup for one line', () => {
    expect(render({ messages: [say('お名前は < 何 & ですか。')] })).toEqual({
      type: 'message',
      text: 'お名前は < 何 & ですか。',
      textFormat: 'plain',
    });
  });

  test('says a label as it is typed, without its readings', () => {
    const activity = render({ messages: [say('?')], choices: [choice('back', '戻（もど）る')] });
    expect(activity['suggestedActions']).toMatchObject({ actions: [{ title: '戻（もど）る', value: '戻る' }] });
  });

  test.each([
    ['a button whose words mean something at this question only', [choice('none', '特にない')]],
    ['a day of the calendar', [{ kind: 'pick-day', id: 'pick', label: '日', from: '2026-11-25', to: '2026-12-25' }]],
    ['a telephone', [call]],
    [
      'a button that says something else than its label',
      [{ kind: 'choice', id: 'menu', label: 'メニュー', shown: 'メニューを見る' }],
    ],
    ['more than six', Array.from({ length: 7 }, () => choice('menu', 'メニュー'))],
  ] satisfies [string, Button[]][])('becomes a card for %s, since its press must bear its step', (_, choices) => {
    const activity = render({ messages: [say('どうしますか。')], choices: [choice('back', 'もどる'), ...choices] });
    expect(activity).not.toHaveProperty('text');
    expect(activity).not.toHaveProperty('suggestedActions');
    expect(linesOf(activity)[0]).toBe('どうしますか。');
    expect(actionsOf(activity)).toHaveLength(choices.length + 1);
  });

  test('is never empty, even where nothing is said', () => {
    expect(render({})).toEqual({ type: 'message', text: '…', textFormat: 'plain' });
    expect(render({ messages: [card({ title: ' ' }), say(' \n')] })).toEqual({ type: 'message', text: '…', textFormat: 'plain' });
  });
});

describe('a reply with several cards', () => {
  test('begins with what is done, also in the notification; the question stays last', () => {
    const messages = [
      card({ title: '準備すること' }),
      card({ title: '予約しました', tone: 'good' }),
      card({ title: 'メニュー' }),
    ];
    expect(linesOf(render({ messages }))).toEqual(['予約しました', '準備すること', 'メニュー']);
    expect(render({ messages })['summary']).toBe('予約しました');
  });
});

describe('a reply with a card', () => {
  const booking = card({
    tone: 'care',
    lead: '当日のキャンセルはお電話でお願いします。',
    rows: [{ label: '日時', value: '11月25日(水) 10:00～10:30' }],
    body: ['規約第6条(6)によります。'],
    buttons: [
      call,
      choice('no-phone', '電話が使えません'),
      { kind: 'choice', id: 'cancel', label: 'キャンセルする', look: 'danger' },
    ],
  });

  test('is one card whatever it says, since Teams splits several and then names no id to close them by', () => {
    const activity = render({ messages: [say('はい。'), booking, say('では。'), card()], choices: [choice('menu', 'メニュー')] });
    expect(activity).toMatchObject({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
    expect(activity['attachments']).toHaveLength(1);
    expect(activity).not.toHaveProperty('text');
    expect(partsOf(activity).map((part) => linesOf(part)[0])).toEqual(['はい。', 'ご予約', 'では。', 'ご予約', undefined]);
  });

  test('has its title as a heading, its lines as they were written, and label and value in one breath', () => {
    const activity = render({ messages: [booking] });
    expect(elementsOf(activity, 'TextBlock')).toEqual([
      { type: 'TextBlock', text: 'ご予約', style: 'heading', size: 'large', weight: 'bolder', wrap: true },
    ]);
    expect(linesOf(activity)).toEqual([
      'ご予約',
      '当日のキャンセルはお電話でお願いします。',
      '日時：11月25日(水) 10:00～10:30',
      '規約第6条(6)によります。',
      '電話する：0853218609 (41#)',
    ]);
  });

  test('bears on its buttons the step and the choice, and no day that was not asked for', () => {
    expect(actionsOf(render({ messages: [booking] }))).toEqual([
      { type: 'Action.OpenUrl', title: '電話する', url: 'tel:0853218609,,41%23', style: 'positive' },
      {
        ...{ type: 'Action.Submit', title: '電話が使えません', associatedInputs: 'none' },
        data: { madoguchi: { step: 7, choice: 'no-phone' } },
      },
      {
        ...{ type: 'Action.Submit', title: 'キャンセルする', associatedInputs: 'none', style: 'destructive' },
        data: { madoguchi: { step: 7, choice: 'cancel' } },
      },
    ]);
  });

  test('writes a telephone number in words unless it stands there already, with its extension', () => {
    const phone = (value: string) => linesOf(render({ messages: [card({ rows: [{ label: '電話', value }], buttons: [call] })] }));
    expect(phone('0853-21-8609（内線 41#）')).toEqual(['ご予約', '電話：0853-21-8609（内線 41#）']);
    expect(phone('0853-21-8609')).toContain('電話する：0853218609 (41#)');
    expect(linesOf(render({ messages: [say('?')], choices: [call] }))).toContain('電話する：0853218609 (41#)');
  });

  test('shows what was written as it was written: stars, brackets and lines are no Markdown', () => {
    const written = '090-****-**78\n\n1. [窓口](x)\n_下線_';
    const activity = render({
      messages: [card({ title: '*_案内_* 1', body: [written], rows: [{ label: 'a', value: 't***@e***.jp' }] })],
    });
    expect(linesOf(activity).slice(1)).toEqual(['a: t***@e***.jp', '090-****-**78', '1. [窓口](x)', '_下線_']);
    expect(elementsOf(activity, 'TextBlock')).toMatchObject([{ text: '\\*\\_案内\\_\\* 1' }]);
  });

  test('keeps a paragraph apart and its lines together', () => {
    const blocks = elementsOf(render({ messages: [card({ title: '', body: ['一\n二\n\n三'] })] }), 'RichTextBlock');
    expect(blocks.map(({ spacing }) => spacing)).toEqual([undefined, 'none', 'medium']);
  });

  test('names in its fallback text what it shows, with the number; of a discreet card only its title', () => {
    const fallback = (it: Card) => cardIn(render({ messages: [it] }))['fallbackText'];
    expect(fallback(booking)).toContain('0853218609 (41#)');
    expect(fallback(booking)).toContain('11月25日(水) 10:00～10:30');
    expect(fallback({ ...booking, discreet: true })).not.toContain('11月25日');
  });

  test('is announced by its title, and by a first line only where nothing is to be discreet about', () => {
    const summary = (...messages: Message[]) => render({ messages, choices: [choice('x')] })['summary'];
    expect(summary(say('はい。'), { ...booking, discreet: true })).toBe('ご予約');
    expect(summary(say('はい。\nどうぞ。'))).toBe('はい。');
    expect(summary(say('はい。'), card({ title: '', rows: [{ label: 'ID', value: '812' }], discreet: true }))).toBeUndefined();
  });

  test('leaves out an address that Teams would not open instead of losing the whole message', () => {
    const link: Button = { kind: 'link', label: '開く', url: 'javascript:alert(1)' };
    expect(titles({ messages: [card({ buttons: [choice('a'), link] })] })).toEqual(['a']);
  });
});

describe('buttons', () => {
  const bars = (...labels: string[]) =>
    elementsOf(render({ choices: labels.map((label) => choice(label)) }), 'ActionSet').map(({ actions }) =>
      (actions as { title: string }[]).map(({ title }) => title),
    );

  test('stand side by side where their labels have room, else one below the other', () => {
    expect(bars('もどる', 'やめる', 'メニュー')).toEqual([['もどる', 'やめる', 'メニュー']]);
    expect(bars('11月25日(水) 空き3', '11月26日(木) 空き2')).toEqual([['11月25日(水) 空き3'], ['11月26日(木) 空き2']]);
    for (const bar of bars(...Array.from({ length: 30 }, () => '1'))) expect(bar.length).toBeLessThanOrEqual(6);
  });

  test('whose label is cut say it whole in their tooltip', () => {
    const label = 'あ'.repeat(60);
    expect(actionsOf(render({ choices: [choice('a', label)] }))).toMatchObject([
      { title: `${'あ'.repeat(39)}…`, tooltip: label },
    ]);
  });

  test('of a reply without a message stand on a card, named in its fallback text', () => {
    const activity = render({ choices: [choice('a'), choice('b')] });
    expect(actionsOf(activity)).toHaveLength(2);
    expect(cardIn(activity)['fallbackText']).toBe('a\nb');
  });

  test('of a calendar have a labelled date input above them, which no other button waits for', () => {
    const pick: Button = { kind: 'pick-day', id: 'pick', label: 'カレンダーで選ぶ', from: '2026-11-25', to: '2026-12-25' };
    const activity = render({ messages: [card()], choices: [choice('more', 'ほかの日'), pick, choice('menu', 'メニュー')] });
    const [, below] = partsOf(activity);
    expect(below?.['items']).toMatchObject([
      { type: 'ActionSet', actions: [{ title: 'ほかの日', associatedInputs: 'none' }] },
      {
        ...{ type: 'Input.Date', id: 'day', label: 'カレンダーで選ぶ', isRequired: true, min: '2026-11-25', max: '2026-12-25' },
        errorMessage: 'カレンダーで選ぶ (2026-11-25 – 2026-12-25)',
      },
      { type: 'ActionSet', actions: [{ title: 'カレンダーで選ぶ', associatedInputs: 'auto' }] },
      { type: 'ActionSet', actions: [{ title: 'メニュー', associatedInputs: 'none' }] },
    ]);
  });

  test('of two calendars share one input that is wide enough for both', () => {
    const pick = (id: string, from: string, to: string): Button => ({ kind: 'pick-day', id, label: id, from, to });
    const activity = render({ choices: [pick('a', '2026-11-25', '2026-12-01'), pick('b', '2026-11-20', '2026-11-30')] });
    expect(elementsOf(activity, 'Input.Date')).toMatchObject([{ min: '2026-11-20', max: '2026-12-01' }]);
    expect(actionsOf(activity)).toHaveLength(2);
  });

  test('with a choice too long for Teams are a fault, not a wrong choice', () => {
    expect(() => render({ choices: [choice('x'.repeat(281))] })).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import type { Closing } from '#bot/channel.ts';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';
import { closeForTeams } from '#bot/teams/closing.ts';
import { renderForTeams } from '#bot/teams/render.ts';
import { actionsOf, elementsOf, linesOf, partsOf } from '../../support/teams-card.ts';

const card = (title: string, ...buttons: Button[]): Message => ({
  kind: 'card',
  tone: 'calm',
  title,
  rows: [],
  body: [],
  buttons,
});
const choice = (id: string, label = id): Button => ({ kind: 'choice', id, label });
const call: Button = { kind: 'call', label: '電話 0853-21-8609', uri: 'tel:0853218609' };
const page: Button = { kind: 'link', label: '規約', url: 'https://yoyaku.example.jp/terms' };
const pick: Button = { kind: 'pick-day', id: 'pick', label: 'カレンダー', from: '2026-11-25', to: '2026-12-25' };

type Ends = Partial<Pick<Closing, 'press' | 'offersOver'>>;
const close = (reply: Partial<Reply>, press?: Closing['press'], again = false) =>
  closeAs(reply, { ...(press && { press }) }, again);
const closeAs = (reply: Partial<Reply>, ends: Ends, again = false) => {
  const words = {
    chosen: (label: string) => `選択済み：${label}`,
    over: 'つづきは、下のメッセージをご覧ください。',
    ...ends,
  };
  const rendered = renderForTeams({ step: 7, messages: [], choices: [], ...reply });
  const closed = closeForTeams(rendered, 'sent-1', words);
  return again ? closeForTeams(closed, 'sent-1', words) : closed;
};
const activityOf = (closed: ReturnType<typeof close>) => {
  if (!closed) throw new Error('nothing was closed');
  return closed.activity;
};
const titlesOf = (closed: ReturnType<typeof close>) => actionsOf(activityOf(closed)).map(({ title }) => title);

describe('a question that was answered', () => {
  const question: Partial<Reply> = {
    messages: [card('規約', page, choice('agree', '同意する')), card('電話', call, choice('cannot-use-phone'))],
    choices: [choice('back'), pick],
  };

  test('takes the place of what was sent, and can be pressed no more; pages and telephones still can', () => {
    const closed = close(question, { choice: 'agree' });
    expect(closed?.replaces).toBe('sent-1');
    // "I cannot use the phone" stands beside its number for as long as that does.
    expect(titlesOf(closed)).toEqual(['規約', '電話 0853-21-8609', 'cannot-use-phone']);
    expect(elementsOf(activityOf(closed), 'Input.Date')).toEqual([]);
  });

  test('says nothing was chosen where nothing came of the press', () => {
    const [first] = partsOf(activityOf(close(question, { choice: 'agree', inVain: true })));
    expect(linesOf(first ?? {}).at(-1)).toBe('つづきは、下のメッセージをご覧ください。');
  });

  test('takes "I cannot use the phone" away once that is what was pressed', () => {
    expect(titlesOf(close(question, { choice: 'cannot-use-phone' }))).toEqual(['規約', '電話 0853-21-8609']);
  });

  test('says at the end of the part that bore the button what was chosen', () => {
    const [first, second] = partsOf(activityOf(close(question, { choice: 'agree' })));
    expect(linesOf(first ?? {}).at(-1)).toBe('選択済み：同意する');
    expect(linesOf(second ?? {})).toEqual(['電話', '電話 0853-21-8609：0853218609']);
  });

  test('says it below where the buttons stood alone', () => {
    const parts = partsOf(activityOf(close(question, { choice: 'back' })));
    expect(parts).toHaveLength(3);
    expect(linesOf(parts[2] ?? {})).toEqual(['選択済み：back']);
  });

  test('says the day that was picked', () => {
    expect(linesOf(activityOf(close(question, { choice: 'pick', day: '2026-12-01' })))).toContain('選択済み：2026-12-01');
  });

  test('says a long label whole', () => {
    const label = 'あ'.repeat(60);
    expect(linesOf(activityOf(close({ choices: [choice('a', label)] }, { choice: 'a' })))).toEqual([`選択済み：${label}`]);
  });

  test.each([
    ['it was answered by typing', undefined],
    ['the button was another message’s', { choice: 'elsewhere' }],
  ])('says that it is past where %s', (_, press) => {
    const closed = close(question, press);
    expect(titlesOf(closed)).toEqual(['規約', '電話 0853-21-8609', 'cannot-use-phone']);
    expect(linesOf(activityOf(closed)).filter((line) => line === 'つづきは、下のメッセージをご覧ください。')).toHaveLength(1);
  });

  test('is not closed twice, and nothing is where nothing could be pressed', () => {
    expect(close(question, { choice: 'agree' }, true)).toBeUndefined();
    expect(close({ messages: [card('知らせ', page, call)] })).toBeUndefined();
    expect(close({ messages: [{ kind: 'text', text: 'はい。' }] })).toBeUndefined();
  });

  test('of words only loses its suggested actions and keeps its words', () => {
    const closed = close({ messages: [{ kind: 'text', text: 'お名前は。' }], choices: [choice('back', 'もどる')] });
    expect(closed).toEqual({ activity: { type: 'message', text: 'お名前は。', textFormat: 'plain' }, replaces: 'sent-1' });
  });

  test('that is not one of our messages is left alone', () => {
    const words = { chosen: String, over: '' };
    for (const other of [undefined, [], {}, { activity: { type: 'message', attachments: [{}] } }]) {
      expect(closeForTeams(other, 'sent-1', words)).toBeUndefined();
    }
  });
});

describe('a notice, which belongs to no question', () => {
  const offered: Partial<Reply> = {
    step: 0,
    messages: [
      card('日時の提案', choice('pick-offer:1', '25日'), choice('pick-offer:2', '26日'), call, choice('cannot-use-phone')),
    ],
    choices: [choice('my-bookings'), choice('menu')],
  };

  test('keeps its buttons whatever is pressed, since they never grow old', () => {
    expect(close(offered, { choice: 'menu' })).toBeUndefined();
    expect(close({ ...offered, messages: [card('前日', choice('late:1'))] }, { choice: 'late:1' })).toBeUndefined();
    expect(close(offered)).toBeUndefined();
  });

  test('of several times to pick from takes those away when one is picked, and no others', () => {
    const closed = close(offered, { choice: 'pick-offer:2' });
    expect(titlesOf(closed)).toEqual(['電話 0853-21-8609', 'cannot-use-phone', 'my-bookings', 'menu']);
    expect(linesOf(activityOf(closed))).toContain('選択済み：26日');
  });

  test.each([
    ['nothing', undefined],
    ['another button of it', { choice: 'menu' }],
    ['a time that is gone', { choice: 'pick-offer:2', inVain: true as const }],
  ])('of which no time can be picked any more says so, whether %s was pressed', (_, press) => {
    const closed = closeAs(offered, { offersOver: true, ...(press && { press }) });
    expect(titlesOf(closed)).toEqual(['電話 0853-21-8609', 'cannot-use-phone', 'my-bookings', 'menu']);
    expect(linesOf(activityOf(closed))).toContain('つづきは、下のメッセージをご覧ください。');
    expect(closeAs({ ...offered, messages: [card('前日', choice('late:1'))] }, { offersOver: true })).toBeUndefined();
  });
});

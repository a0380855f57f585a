import { describe, expect, test } from 'vitest';
import type { Channel, ClientEvent, Closing } from '#bot/channel.ts';
import { closings } from '#bot/closing.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { CLOSING } from '#store/outbox.ts';
import { inTokyo } from '../support/tokyo.ts';

const loaded = loadCentres('centres');
if (loaded.kind === 'invalid') throw new Error('the centre files are invalid');
const centre = loaded.centres.get('yamaguchi-vocational');
if (!centre) throw new Error('there is no such centre');
const now = inTokyo('2026-11-20T10:00');
const world = { centre, language: 'ja' as const, now, publicUrl: 'http://127.0.0.1:3000' };
const whose = { conversationId: 'c', channel: 'teams' as const, centreId: centre.id, userId: 'u' };

/** A channel whose buttons say their choice; what it closes a message with is what it was given. */
const channel: Channel = {
  name: 'teams',
  render: () => ({}),
  close: (_, sentAs, { press, chosen, over, offersOver }: Closing) => ({
    sentAs,
    ...(offersOver && { offersOver }),
    line: press && !press.inVain ? chosen(press.day ?? press.choice) : over,
  }),
  deliver: async () => ({ kind: 'sent', by: 'push' }),
  profileLanguage: async () => undefined,
  showWorking: async () => undefined,
  pushQuota: async () => ({ remaining: 'unlimited' }),
};
const standing = ['older', 'newest'].map((sentAs) => ({ id: `row-${sentAs}`, sentAs, rendered: {} }));
const OVER = 'つづきは、下のメッセージをご覧ください。';

function closedBy(event: ClientEvent, notes: { say: 'oldButton' | 'offerGone'; open: [] }[] = [], of = standing) {
  const all = closings({ channels: { teams: channel } }, whose, world, of, { event, notes });
  return all.map(({ rendered }) => rendered);
}
const pressed = (over: Partial<ClientEvent & { kind: 'pressed' }>): ClientEvent => ({
  kind: 'pressed',
  step: 3,
  choice: 'agree',
  on: 'newest',
  ...over,
});

test('the message that was pressed shows what was chosen; one that stood besides is over', () => {
  expect(closedBy(pressed({ on: 'older' }))).toEqual([
    { sentAs: 'older', line: '選択済み：agree' },
    { sentAs: 'newest', line: OVER },
  ]);
});

test('a day of the calendar is shown as people write it', () => {
  expect(closedBy(pressed({ choice: 'pick', day: '2026-12-01' }))[1]).toEqual({
    sentAs: 'newest',
    line: '選択済み：12月1日(火)',
  });
});

test('an old button chose nothing', () => {
  expect(closedBy(pressed({ on: 'older' }), [{ say: 'oldButton', open: [] }])).toEqual([
    { sentAs: 'older', line: OVER },
    { sentAs: 'newest', line: OVER },
  ]);
});

test('a time that somebody else had taken, or that is offered no more, does not stand there as chosen', () => {
  expect(closedBy(pressed({ choice: 'pick-offer:1' }), [{ say: 'offerGone', open: [] }])[1]).toEqual({
    sentAs: 'newest',
    line: OVER,
  });
});

test('words are not repeated: the question is over', () => {
  expect(closedBy({ kind: 'text', text: '山田 花子', messageId: 'm' })).toEqual(
    standing.map(({ sentAs }) => ({ sentAs, line: OVER })),
  );
});

describe('a message that offers times', () => {
  const offer = { id: 'row-offer', sentAs: 'offer', rendered: {}, offersFor: 'b1' };
  const closedWith = (event: ClientEvent, past: string[], of = [...standing, offer]) =>
    closings({ channels: { teams: channel } }, whose, world, of, { event, past: new Set(past) }).map(({ rendered }) => rendered);

  test('is over once none of them can be picked any more, wherever that was done', () => {
    const closed = closedWith(pressed({ choice: 'pick-offer:1' }), ['row-offer']);
    expect(closed).toEqual([
      { sentAs: 'older', line: OVER },
      { sentAs: 'newest', line: '選択済み：pick-offer:1' },
      { sentAs: 'offer', line: OVER, offersOver: true },
    ]);
  });

  test('stands while one can be picked, also beneath the newest question, which is what words and presses answer', () => {
    const { on: _, ...press } = pressed({}) as ClientEvent & { kind: 'pressed' };
    expect(closedWith(press, [])).toEqual([
      { sentAs: 'older', line: OVER },
      { sentAs: 'newest', line: '選択済み：agree' },
    ]);
  });
});

test('it goes out for an hour at the most, and closes that row of the outbox', () => {
  const [first] = closings({ channels: { teams: channel } }, whose, world, standing, { event: pressed({}) });
  expect(first).toMatchObject({ kind: CLOSING, closes: 'row-older', uselessAt: now.plus({ hours: 1 }) });
});

test('a channel that cannot change its messages closes none', () => {
  const { close, ...line } = channel;
  expect(closings({ channels: { teams: line } }, whose, world, standing, { event: pressed({}) })).toEqual([]);
});

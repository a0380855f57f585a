import { describe, expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import { composeReply } from '#bot/replies/compose.ts';
import type { Button, Reply } from '#bot/replies/reply.ts';
import type { BookingView } from '#machines/commands.ts';
import type { Note } from '#machines/notes.ts';
import type { FlowName } from '#machines/stack.ts';
import type { Language } from '#policy/language.ts';
import { bookingOf, centreOf, standingAt, worldOf } from './standing-at.ts';

type Asked = { centre?: string; service?: number; language?: Language; changes?: object; notes?: Note[] };

function placeOf({ centre: centreId = 'hakodate', service: at = 0 }: Asked) {
  const centre = centreOf(centreId);
  const service = centre.services[at];
  if (!service) throw new Error('no service');
  return { centre, service };
}

function ask(flow: FlowName, state: string, asked: Asked = {}): Reply {
  const { centre, service } = placeOf(asked);
  const stack = standingAt(centre, service, flow, state, asked.changes);
  return composeReply({ step: 7, notes: asked.notes ?? [], stack, world: worldOf(centre, asked.language) });
}
const view = (changes: Partial<BookingView>, asked: Asked = {}): BookingView => {
  const { centre, service } = placeOf(asked);
  return bookingOf(centre, service, changes);
};
const buttonsOf = ({ messages, choices }: Reply): Button[] => [
  ...messages.flatMap((message) => (message.kind === 'card' ? message.buttons : [])),
  ...choices,
];
const idsOf = (reply: Reply): string[] => buttonsOf(reply).flatMap((button) => ('id' in button ? [button.id] : []));
const callsOf = (reply: Reply): string[] => buttonsOf(reply).flatMap((button) => (button.kind === 'call' ? [button.uri] : []));
const said = (reply: Reply): string => JSON.stringify(reply.messages);

describe('my bookings', () => {
  const list = (...bookings: BookingView[]) =>
    ask('bookings', 'choosing', { changes: { bookings, calendarUrls: {}, intent: null } });
  const offers = [
    { id: 'o1', startsAt: '2026-11-26T11:00:00.000+09:00', endsAt: '2026-11-26T11:30:00.000+09:00' },
    { id: 'o2', startsAt: '2026-11-27T13:00:00.000+09:00', endsAt: '2026-11-27T13:30:00.000+09:00' },
  ];

  test('shows an offer with its times as buttons, its deadline, and how to withdraw it', () => {
    const offered = view({ state: 'offered', startsAt: null, endsAt: null, offers, offerBy: '2026-11-25T00:00:00.000+09:00' });
    const reply = list(offered);
    expect(idsOf(reply)).toEqual(expect.arrayContaining(['pick-offer:o1', 'pick-offer:o2', 'cancel:b1']));
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ id: 'pick-offer:o2', label: '11月27日(金) 13:00' }));
    expect(said(reply)).toContain('お返事の期限');
    expect(said(reply)).toContain('11月24日(火)');
  });

  test('has 表示 only where there is something to show, and the buttons of the day only on the day', () => {
    expect(idsOf(list(view({}))).join()).not.toMatch(/show-details|late|cannot-connect/);
    expect(idsOf(list(view({ detailsReady: true, near: true })))).toEqual(
      expect.arrayContaining(['show-details:b1', 'late:b1', 'cannot-connect:b1']),
    );
  });

  test('with several, each button names its day', () => {
    const second = view({ id: 'b2', startsAt: '2026-12-01T10:00:00.000+09:00', detailsReady: true });
    const labels = buttonsOf(list(view({ detailsReady: true }), second)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['表示 11月25日(水)', '表示 12月1日(火)']));
  });
});

test('the way in is shown with its ID, its passcode and a button, but never in the words of a notification', () => {
  const access = { meetingId: '812 3456 7890', passcode: 'a1b2c3', url: 'https://zoom.example.jp/j/1' };
  const reply = ask('conversation', 'menu', { notes: [{ say: 'details', booking: view({}), access }] });
  for (const words of ['812 3456 7890', 'a1b2c3', 'ほかの方には見せないでください']) expect(said(reply)).toContain(words);
  expect(buttonsOf(reply)).toContainEqual({ kind: 'link', label: '参加する', url: access.url, look: 'primary' });
  const alts = renderForLine(reply).map((message) => ('altText' in message ? message.altText : ''));
  expect(alts.join()).toContain('参加に必要な情報');
  expect(alts.join()).not.toMatch(/812|a1b2c3/);
});

test('where the way in comes by My Page and e-mail, that is said with its article', () => {
  const booking = view({}, { centre: 'izumo' });
  const reply = ask('conversation', 'menu', { centre: 'izumo', notes: [{ say: 'detailsElsewhere', booking, ready: true }] });
  expect(said(reply)).toContain('求職者マイページ');
  expect(said(reply)).toContain('第6条(2)');
});

test('contact is confirmed; who cannot connect gets the centre’s hints and the phone of the office', () => {
  const booking = view({ officeId: 'esashi' });
  const reply = ask('conversation', 'menu', {
    notes: [{ say: 'contactNoted', booking, kind: 'cannot-connect', presumed: false }],
  });
  expect(said(reply)).toContain('ご連絡を受けました');
  expect(said(reply)).toContain('キャンセルとはみなしません');
  expect(said(reply)).toContain('お電話での相談に切り替えます');
  expect(callsOf(reply)).toEqual(['tel:0139520178']);
});

test('不受理 names the article, the day and window that the office directs, and the phone', () => {
  const asked = { centre: 'online-hellowork', service: 1 };
  const direction = { officeId: 'hellowork', from: '2026-11-25T10:00:00.000+09:00', to: '2026-11-25T12:00:00.000+09:00' };
  const note: Note = { say: 'outsidePolicy', why: 'outside-direction', article: '12(2)', serviceId: 'certification', direction };
  const reply = ask('slots', 'choosingDay', { ...asked, notes: [note] });
  for (const words of ['不受理', '第12条第2項', '11月25日(水) 10:00～12:00', 'もう一度予約してください']) {
    expect(said(reply)).toContain(words);
  }
  expect(callsOf(reply)).toHaveLength(1);
});

test('a suspension says when it is looked at again, in staff’s words, and that bookings stay', () => {
  const note: Note = { say: 'suspended', note: '一度お電話ください。', reviewOn: '2027-01-12', officeId: 'hakodate' };
  const reply = ask('conversation', 'menu', { notes: [note] });
  for (const words of ['一度お電話ください。', '1月12日(火)', '今ある予約は、そのまま']) expect(said(reply)).toContain(words);
});

test('the terms that the office loaded are named by the day from which they count', () => {
  expect(said(ask('consent', 'terms', { centre: 'izumo' }))).toContain('最終改正');
  const ours = ask('consent', 'terms', { centre: 'izumo', changes: { dated: '2026-12-01' } });
  expect(said(ours)).toContain('2026年12月1日からの版');
  expect(said(ours)).not.toContain('最終改正');
});

test.each([
  ['ja', '利用規約の全文を見る', 'あらまし'],
  ['ja-easy', 'きまりの 全部を 見る', 'かんたんな 説明'],
  ['en', 'Read the full terms of use', 'in short'],
] as const)('the terms that the office loaded are linked as what they are, not as a summary (%s)', (language, link, summary) => {
  const ours = ask('consent', 'terms', { centre: 'izumo', language, changes: { dated: '2026-12-01' } });
  expect(said(ours)).toContain(link);
  expect(said(ours)).not.toContain(summary);
  const file = ask('consent', 'terms', { centre: 'izumo', language });
  expect(said(file)).toContain(summary);
  expect(said(file)).not.toContain(link);
});

test('help gives the phone of the office where the client has a booking, else of all', () => {
  const note: Note = { say: 'help', topic: 'phone' };
  expect(callsOf(ask('help', 'choosing', { notes: [note], changes: { officeId: 'yakumo' } }))).toEqual(['tel:0137622509']);
  expect(callsOf(ask('help', 'choosing', { notes: [note], changes: { officeId: null } }))).toHaveLength(4);
});

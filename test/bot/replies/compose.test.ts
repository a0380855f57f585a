import { describe, expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import { readText } from '#bot/reading.ts';
import { choicesNow, composeReply } from '#bot/replies/compose.ts';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';
import type { Note } from '#machines/notes.ts';
import { inLanguage, LANGUAGES, type Language } from '#policy/language.ts';
import { everyNote } from './every-note.ts';
import { bookingOf, centreOf, centres, questions, SECRETS, standingAt, worldOf } from './standing-at.ts';

const places = centres.flatMap((centre) =>
  centre.services.map((service) => ({ name: `${centre.id} ${service.id}`, centre, service })),
);

const buttonsOf = ({ messages, choices }: Reply): Button[] => [
  ...messages.flatMap((message) => (message.kind === 'card' ? message.buttons : [])),
  ...choices,
];

const wordsOf = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) =>
    message.kind === 'text'
      ? [message.text]
      : [
          message.title,
          ...(message.lead === undefined ? [] : [message.lead]),
          ...message.rows.flatMap(({ label, value }) => [label, value]),
          ...message.body,
          ...message.buttons.map(({ label }) => label),
        ],
  );

const holds = (reply: Reply, words: string) => wordsOf(reply.messages).join('\n').includes(words);

const idsOf = (reply: Reply) => buttonsOf(reply).flatMap((button) => ('id' in button ? [button.id] : []));

/** What holds for every reply, whatever it says. */
function expectWellMade(reply: Reply) {
  expect(reply.messages.length).toBeGreaterThan(0);
  expect(reply.messages.length).toBeLessThanOrEqual(5);
  expect(reply.choices.length).toBeLessThanOrEqual(13);
  for (const { label } of reply.choices) expect(label.length, label).toBeLessThanOrEqual(20);
  for (const { label } of buttonsOf(reply)) expect(label.length, label).toBeLessThanOrEqual(40);
  const all = [...wordsOf(reply.messages), ...reply.choices.map(({ label }) => label)];
  for (const words of all) expect(words.trim()).not.toBe('');
  expect(all.join('\n')).not.toMatch(/undefined|null|NaN|\[object|Invalid|function|=>/);
  for (const secret of Object.values(SECRETS)) expect(all.join('\n')).not.toContain(secret);
  if (buttonsOf(reply).some(({ kind }) => kind === 'call')) expect(idsOf(reply)).toContain('cannot-use-phone');
  const rendered = renderForLine(reply);
  expect(rendered.length).toBeLessThanOrEqual(5);
  expect(JSON.stringify(rendered.at(-1)).length).toBeLessThan(60_000);
}

function ask(
  flow: (typeof questions)[number]['flow'],
  state: string,
  more: { centre?: string; language?: Language; changes?: object; notes?: Note[] } = {},
) {
  const centre = centreOf(more.centre ?? 'hakodate');
  const [service] = centre.services;
  if (!service) throw new Error('no service');
  const stack = standingAt(centre, service, flow, state, more.changes);
  return composeReply({ step: 7, notes: more.notes ?? [], stack, world: worldOf(centre, more.language) });
}

describe('every question and every note', () => {
  test.each(places)('has words in every language: questions of $name', ({ centre, service }) => {
    for (const language of LANGUAGES) {
      for (const { flow, state } of questions) {
        const stack = standingAt(centre, service, flow, state);
        const reply = composeReply({ step: 7, notes: [], stack, world: worldOf(centre, language) });
        expectWellMade(reply);
        if (flow !== 'conversation') expect(idsOf(reply)).toEqual(expect.arrayContaining(['back', 'menu']));
      }
    }
  });

  test.each(places)('has words in every language: notes of $name', ({ centre, service }) => {
    const stack = standingAt(centre, service, 'slots', 'choosingDay');
    for (const language of LANGUAGES) {
      for (const note of everyNote(centre, service)) {
        expectWellMade(composeReply({ step: 7, notes: [note], stack, world: worldOf(centre, language) }));
      }
    }
  });

  test('are never in Japanese for somebody who reads English', () => {
    for (const { centre, service } of places) {
      for (const { flow, state } of questions) {
        if (flow === 'language' || flow === 'conversation') continue;
        const stack = standingAt(centre, service, flow, state);
        const reply = composeReply({ step: 7, notes: [], stack, world: worldOf(centre, 'en') });
        const own = wordsOf(reply.messages).filter((words) => words !== '山＊＊');
        // A Japanese term in brackets after its English word is a help.
        expect(own.join('\n').replace(/\([ぁ-んァ-ヶ一-龠]+\)/g, '')).not.toMatch(/[、ぁ-んァ-ヶ一-龠]/);
      }
    }
  });
});

test('the page for the profile is linked in the language that the chat speaks now', () => {
  const formUrl = 'https://yoyaku.example.jp/forms/token?lang=ja';
  const buttons = buttonsOf(ask('profile', 'filling', { language: 'en', changes: { formUrl } }));
  expect(buttons).toContainEqual(expect.objectContaining({ url: 'https://yoyaku.example.jp/forms/token?lang=en' }));
});

describe('a reply', () => {
  test('says all notes in their order, then asks, in at most five messages', () => {
    const centre = centreOf('izumo');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const notes: Note[] = [
      { say: 'greeting' },
      { say: 'unsupported' },
      { say: 'consentRefused', termsId: service.terms, officeId: 'izumo', of: 'terms' },
      {
        say: 'confirmed',
        booking: bookingOf(centre, service),
        calendarUrl: 'https://yoyaku.example.jp/bookings/t.ics',
        moved: false,
      },
      { say: 'stopped' },
      { say: 'help', topic: 'trouble' },
    ];
    const stack = standingAt(centre, service, 'slots', 'choosingTime');
    const world = worldOf(centre);
    const reply = composeReply({ step: 7, notes, stack, world });
    expect(reply.messages).toHaveLength(5);
    const all = wordsOf(reply.messages).join('\n');
    const single = notes.map((note) => wordsOf(composeReply({ step: 7, notes: [note], stack, world }).messages.slice(0, -2)));
    for (const words of single.flat()) expect(all).toContain(words);
    expect(all.indexOf('スタンプ')).toBeLessThan(all.indexOf('予約が確定しました'));
    expect(reply.messages.at(-1)).toMatchObject({ title: '11月25日(水) 午後' });
  });

  test('carries its step', () => expect(ask('help', 'choosing').step).toBe(7));
});

describe('the buttons of the question', () => {
  test.each([
    ['conversation', 'menu', ['book', 'my-bookings', 'move', 'cancel', 'help', 'my-data', 'language']],
    ['booking', 'choosingOffice', ['office:hakodate', 'office:plaza', 'office:esashi', 'office:yakumo', 'back', 'stop', 'menu']],
    ['consent', 'terms', ['agree', 'refuse', 'back', 'stop', 'menu']],
    ['confirmation', 'checking', ['confirm', 'change-time', 'change', 'back', 'stop', 'menu']],
    ['handover', 'explaining', ['cannot-use-phone', 'understood', 'back', 'menu']],
    ['language', 'choosing', ['ja', 'ja-easy', 'en', 'back', 'menu']],
  ] as const)('%s.%s can be typed as well', (flow, state, ids) => {
    const centre = centreOf('hakodate');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const choices = choicesNow(standingAt(centre, service, flow, state), worldOf(centre));
    expect(choices.map(({ id }) => id)).toEqual(ids);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  });

  test('are typed without the readings that stand on them', () => {
    const centre = centreOf('hakodate');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const world = worldOf(centre, 'ja-easy');
    const typed = (flow: 'consent' | 'handover', state: string, text: string) =>
      readText(text, { expects: 'choice', choices: choicesNow(standingAt(centre, service, flow, state), world), now: world.now });
    expect(typed('consent', 'terms', '同意しない')).toEqual({ kind: 'choice', choice: 'refuse' });
    expect(typed('handover', 'explaining', '電話が使えない人')).toEqual({ kind: 'choice', choice: 'cannot-use-phone' });
  });

  test('of a day keep the starts exactly as the machine knows them', () => {
    expect(idsOf(ask('slots', 'choosingTime'))).toContain('at:2026-11-25T09:00:00.000+09:00');
  });

  test('of the days go on, back, to the calendar and to other times, within thirteen', () => {
    const reply = ask('slots', 'choosingDay', { language: 'ja-easy' });
    expect(idsOf(reply)).toEqual(expect.arrayContaining(['earlier', 'more', 'pick', 'other-time', 'back', 'stop', 'menu']));
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ kind: 'pick-day', from: '2026-11-19', to: '2026-12-31' }));
  });
});

describe('the menu', () => {
  const centre = centreOf('hakodate');
  const [service] = centre.services;
  if (!service) throw new Error('no service');
  const stack = standingAt(centre, service, 'conversation', 'menu');
  const menu = (booked: boolean, ...notes: Note[]) =>
    buttonsOf(composeReply({ step: 7, notes, stack, world: worldOf(centre), booked })).filter(({ kind }) => kind === 'choice');
  const confirmed: Note = { say: 'confirmed', booking: bookingOf(centre, service), calendarUrl: '', moved: false };

  test('leads with booking, and with what is booked once something is; a typed number means the same in both', () => {
    const leading = (buttons: Button[]) => buttons.flatMap((button) => ('look' in button && 'id' in button ? [button.id] : []));
    expect(leading(menu(false))).toEqual(['book']);
    expect(leading(menu(true))).toEqual(['my-bookings']);
    expect(leading(menu(true, confirmed))).toEqual(['my-bookings']);
    const ids = (buttons: Button[]) => buttons.map((button) => ('id' in button ? button.id : ''));
    expect(ids(menu(true))).toEqual(choicesNow(stack, worldOf(centre)).map(({ id }) => id));
    expect(ids(menu(false))).toEqual(ids(menu(true)));
  });
});

describe('a refusal', () => {
  test('on the day itself names the article, the number, the extension in words and the hours, and what is not cancelled', () => {
    const reply = ask('handover', 'explaining', { centre: 'izumo' });
    expect(holds(reply, '予約は、まだキャンセルされていません。')).toBe(true);
    expect(holds(reply, '利用規約 第6条(5)')).toBe(true);
    expect(holds(reply, '0853-21-8609（内線 41#）')).toBe(true);
    expect(holds(reply, '平日 ')).toBe(true);
    expect(buttonsOf(reply)).toContainEqual({ kind: 'call', label: '電話 0853-21-8609', uri: 'tel:0853218609,,41%23' });
    expect(idsOf(reply)).toEqual(expect.arrayContaining(['cannot-use-phone', 'understood']));
  });

  test('gives the number of the office that was chosen', () => {
    const stackChanges = { phoneOnly: { why: 'same-day', article: '6(6)', officeId: 'yakumo', serviceId: 'counselling' } };
    const reply = ask('handover', 'explaining', { changes: stackChanges });
    expect(buttonsOf(reply).filter(({ kind }) => kind === 'call')).toEqual([
      { kind: 'call', label: '電話 0137-62-2509', uri: 'tel:0137622509' },
    ]);
  });

  test.each([
    [{ say: 'wishNotPossible', why: 'past-cut-off', article: '6(1)', serviceId: 'counselling', nearest: true }, '第6条(1)'],
    [{ say: 'outsidePolicy', why: 'past-cut-off', article: '6(1)', serviceId: 'counselling' }, '第6条(1)'],
    [{ say: 'notEligible', serviceId: 'counselling', questionId: 'device', answerId: 'no', officeId: 'hakodate' }, '第2条(2)'],
    [{ say: 'consentRefused', termsId: 'online-counselling', officeId: 'hakodate', of: 'terms' }, '利用規約 前文'],
    [{ say: 'consentRefused', termsId: 'online-counselling', officeId: 'hakodate', of: 'meeting-app' }, '第4条'],
    [{ say: 'phoneOnlyNow', why: 'same-day', article: '6(6)', officeId: 'hakodate', serviceId: 'counselling' }, '第6条(6)'],
  ] as [Note, string][])('%o names its article and the phone', (note, article) => {
    const reply = ask('slots', 'choosingDay', { notes: [note] });
    expect(holds(reply, article)).toBe(true);
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ kind: 'call', uri: 'tel:0138881318' }));
  });
});

describe('what was typed', () => {
  test('is not in the card of a request for another time', () => {
    const reply = ask('confirmation', 'checking', { changes: { subject: { kind: 'other-time', wishes: SECRETS.wishes } } });
    expectWellMade(reply);
    expect(holds(reply, 'ご希望の日時（入力済み）')).toBe(true);
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ id: 'confirm', label: 'この内容で申し込む' }));
  });

  test('is answered with how to write it', () => {
    const reply = ask('profile', 'number', { notes: [{ say: 'notUnderstood', why: 'format' }] });
    expect(holds(reply, '例：12345-678901')).toBe(true);
  });
});

describe('where staff arrange the time', () => {
  test('the press is a request and says so', () => {
    const reply = ask('confirmation', 'checking', { centre: 'matsudo-mothers' });
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ id: 'confirm', label: 'この内容で申し込む' }));
    expect(holds(reply, 'まだ確定ではありません')).toBe(true);
  });
});

describe('moving', () => {
  test('shows the old and the new time, and changes nothing about the person', () => {
    const moves = { bookingId: 'b0', startsAt: '2026-11-20T13:30:00.000+09:00', endsAt: '2026-11-20T14:00:00.000+09:00' };
    const reply = ask('confirmation', 'checking', { changes: { moves } });
    expect(holds(reply, '11月20日(金) 13:30～14:00')).toBe(true);
    expect(holds(reply, '11月25日(水) 10:00～10:30')).toBe(true);
    expect(idsOf(reply)).not.toContain('change');
  });
});

describe('a request that was moved', () => {
  const moved = (movesBookingId: string | null) => {
    const centre = centreOf('matsudo-mothers');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const booking = bookingOf(centre, service, { state: 'requested', answerBy: '2026-11-20T12:00:00.000+09:00', movesBookingId });
    return ask('conversation', 'menu', { centre: centre.id, notes: [{ say: 'requested', booking, moved: true }] });
  };

  test('has taken the place of an older request, which no longer stands', () => {
    expect(holds(moved(null), '前のお申し込みは、この内容に変わりました。')).toBe(true);
    expect(holds(moved(null), '今の予約はそのままです')).toBe(false);
  });

  test('leaves a confirmed booking until the new time is certain', () => {
    expect(holds(moved('b0'), '新しい日時が決まるまで、今の予約はそのままです。')).toBe(true);
  });
});

describe('the answer to a request', () => {
  const asked = (answerBy: string, startsAt: string | null) => {
    const centre = centreOf('matsudo-mothers');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const booking = bookingOf(centre, service, { state: 'requested', answerBy, startsAt });
    return ask('conversation', 'menu', { centre: centre.id, notes: [{ say: 'requested', booking, moved: false }] });
  };

  test('is promised by a day, or by a time of the day', () => {
    expect(holds(asked('2026-11-27T00:00:00.000+09:00', null), '11月26日(木) までにお返事がないときは')).toBe(true);
    const noon = asked('2026-11-27T12:00:00.000+09:00', '2026-11-30T11:00:00.000+09:00');
    expect(holds(noon, '11月27日(金) 12:00 までにお返事がないときは')).toBe(true);
    expect(holds(noon, 'お返事が間に合わないことがあります')).toBe(false);
  });

  test('stands below what is to be prepared, and above no rule of cancelling: a request may always be withdrawn', () => {
    const { messages } = asked('2026-11-27T00:00:00.000+09:00', null);
    const titles = messages.map((message) => (message.kind === 'card' ? message.title : ''));
    expect(titles.slice(0, 2)).toEqual(['準備すること', 'お申し込みを受け付けました']);
    expect(titles).not.toContain('変更・キャンセルのとき');
  });

  test('is not promised where the office is hardly open before the day', () => {
    const late = asked('2026-11-30T00:00:00.000+09:00', '2026-11-30T11:00:00.000+09:00');
    expect(holds(late, 'お返事が間に合わないことがあります')).toBe(true);
    expect(holds(late, '11月29日')).toBe(false);
    expect(holds(late, 'お返事の期限')).toBe(false);
  });
});

describe('“I cannot use the phone”', () => {
  test('names the office that was told, what has not happened yet, and when the answer comes', () => {
    const reply = ask('conversation', 'menu', { notes: [{ say: 'relayService', officeId: 'esashi', about: 'cancelling' }] });
    expect(holds(reply, 'ハローワーク江差の職員に伝えました')).toBe(true);
    expect(holds(reply, '予約は、まだキャンセルされていません。')).toBe(true);
    expect(holds(reply, '電話の受付時間（平日 8:30～17:15）')).toBe(true);
  });

  test('names no office where nobody can tell which', () => {
    const reply = ask('conversation', 'menu', { notes: [{ say: 'relayService', officeId: null, about: 'moving' }] });
    expect(holds(reply, '電話が使えないことを、職員に伝えました。')).toBe(true);
    expect(holds(reply, '予約は、まだ変わっていません。')).toBe(true);
    expect(holds(reply, 'ハローワーク')).toBe(false);
  });
});

describe('the call buttons of several offices', () => {
  test.each(LANGUAGES)('each name their own office whole in %s', (language) => {
    const reply = ask('conversation', 'menu', { language, notes: [{ say: 'notUnderstoodTwice' }] });
    const calls = buttonsOf(reply).filter(({ kind }) => kind === 'call');
    const { offices } = centreOf('hakodate');
    expect(calls).toHaveLength(offices.length);
    for (const [at, { name }] of offices.entries()) expect(calls[at]?.label).toContain(inLanguage(name, language));
  });
});

describe('several bookings', () => {
  test('can be told apart by their buttons', () => {
    const centre = centreOf('hakodate');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const second = bookingOf(centre, service, {
      id: 'b2',
      startsAt: '2026-12-01T10:00:00.000+09:00',
      endsAt: '2026-12-01T10:30:00.000+09:00',
    });
    const bookings = [bookingOf(centre, service), second];
    const labels = buttonsOf(ask('bookings', 'choosing', { changes: { bookings, intent: 'cancel' } })).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['キャンセル 11月25日(水)', 'キャンセル 12月1日(火)']));
  });
});

describe('read as a whole', () => {
  test.each(LANGUAGES)('the terms, the check and the hand-over in %s', (language) => {
    expect(ask('consent', 'terms', { centre: 'izumo', language })).toMatchSnapshot();
    expect(ask('confirmation', 'checking', { centre: 'hakodate', language })).toMatchSnapshot();
    expect(ask('handover', 'explaining', { centre: 'izumo', language })).toMatchSnapshot();
  });

  test('the confirmation of Hakodate', () => {
    const centre = centreOf('hakodate');
    const [service] = centre.services;
    if (!service) throw new Error('no service');
    const booking = bookingOf(centre, service);
    const confirmed: Note = { say: 'confirmed', booking, calendarUrl: 'https://yoyaku.example.jp/bookings/t.ics', moved: false };
    expect(ask('conversation', 'menu', { notes: [confirmed] }).messages).toMatchSnapshot();
  });
});

import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import type { Notice } from '#bot/replies/notice.ts';
import type { Button, Reply } from '#bot/replies/reply.ts';
import { ZONE } from '#clock.ts';
import { LANGUAGES, type Language } from '#policy/language.ts';
import { hasLineSchema, lineSchemaErrors, WITHOUT_LINE_SCHEMA } from '../../support/line-schema.ts';
import { aboutOf, everyNotice, STARTS_AT } from './every-notice.ts';
import { centreOf, centres, worldOf } from './standing-at.ts';

const places = centres.flatMap((centre) =>
  centre.services.map((service) => ({ name: `${centre.id} ${service.id}`, centre, service })),
);
/** When a notice may be written: before, on the day, long after. */
const MOMENTS = ['2026-11-18T09:00', '2026-11-24T17:00', '2026-11-25T08:30', '2026-11-25T10:10', '2027-03-01T09:00'].map((iso) =>
  DateTime.fromISO(iso, { zone: ZONE }),
);

function placeOf(centreId: string, serviceId?: string) {
  const centre = centreOf(centreId);
  const service = serviceId === undefined ? centre.services[0] : centre.services.find(({ id }) => id === serviceId);
  if (!service) throw new Error('no service');
  return { centre, service, about: aboutOf(centre, service) };
}

const push = (centreId: string, notice: Notice, { at = MOMENTS[0], language = 'ja' as Language } = {}): Reply =>
  composeNotice(notice, { ...worldOf(centreOf(centreId), language), now: at ?? STARTS_AT });

const buttonsOf = ({ messages, choices }: Reply): Button[] => [
  ...messages.flatMap((message) => (message.kind === 'card' ? message.buttons : [])),
  ...choices,
];
const idsOf = (reply: Reply): string[] => buttonsOf(reply).flatMap((button) => ('id' in button ? [button.id] : []));
const said = (reply: Reply): string => JSON.stringify(reply);

describe('every notice', () => {
  test.each(places)('of $name can be sent in every language, at any time, within the limits of LINE', ({ centre, service }) => {
    for (const language of LANGUAGES) {
      for (const now of MOMENTS) {
        for (const notice of everyNotice(centre, service)) {
          const reply = composeNotice(notice, { ...worldOf(centre, language), now });
          expect(reply.step).toBe(0);
          expect(reply.messages).toHaveLength(1);
          expect(renderForLine(reply), notice.kind).toHaveLength(1);
          expect(said(reply)).not.toMatch(/null|undefined|NaN|Invalid|=>/);
          for (const button of buttonsOf(reply)) {
            const small = reply.choices.includes(button) || ('id' in button && button.id.startsWith('pick-offer:'));
            expect(button.label.length, button.label).toBeLessThanOrEqual(small ? 20 : 40);
          }
          if (buttonsOf(reply).some(({ kind }) => kind === 'call')) expect(idsOf(reply)).toContain('cannot-use-phone');
          expect(idsOf(reply)).toContain('menu');
        }
      }
    }
  });

  test(`is as LINE wants it, whatever staff wrote ${hasLineSchema ? '' : WITHOUT_LINE_SCHEMA}`, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constant('字'.repeat(4_000))),
        fc.constantFrom(...places),
        (words, { centre, service }) => {
          for (const notice of everyNotice(centre, service, words)) {
            const messages = renderForLine(composeNotice(notice, worldOf(centre)));
            expect(messages.length).toBeGreaterThan(0);
            expect(messages.length).toBeLessThanOrEqual(5);
            if (hasLineSchema) expect(lineSchemaErrors('PushMessageRequest', { to: 'U', messages })).toEqual([]);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('names the office of the booking, its phone and the extension in words where the client may need them', () => {
    const { about } = placeOf('izumo');
    const withPhone: Notice[] = [
      { kind: 'declined', booking: about, reason: 'その時間は会議のため' },
      { kind: 'askToRing', booking: about },
      { kind: 'reminder', booking: about, when: 'morning', detailsReady: false, addressFirst: false },
      { kind: 'presumedCancelled', booking: about },
      { kind: 'cancelledByOffice', booking: about, wish: 'office', reason: '停電のため' },
    ];
    for (const notice of withPhone) {
      const words = said(push('izumo', notice));
      for (const part of ['ハローワーク出雲', '0853-21-8609（内線 41#）', '平日 ', 'ABCD2345', '11月25日(水) 10:00～10:30']) {
        expect(words, notice.kind).toContain(part);
      }
    }
  });

  test('about an office that is gone gives the phones of all', () => {
    const { about } = placeOf('hakodate');
    const reply = push('hakodate', { kind: 'declined', booking: { ...about, officeId: 'gone' }, reason: '-' });
    expect(buttonsOf(reply).filter(({ kind }) => kind === 'call')).toHaveLength(4);
  });
});

describe('a request', () => {
  test('that nobody answered is void: the client is told, with the phone', () => {
    const notice = push('hakodate', {
      kind: 'requestExpired',
      serviceId: 'counselling',
      officeId: 'esashi',
      reference: 'ABCD2345',
      startsAt: STARTS_AT,
    });
    expect(notice.choices).toEqual([{ kind: 'choice', id: 'menu', label: 'メニュー' }]);
    expect(notice.messages).toMatchObject([{ kind: 'card', tone: 'care', title: 'お申し込みが無効になりました' }]);
    for (const words of ['tel:0139520178', '11月25日(水) 10:00', 'ABCD2345', 'お返事ができず、申し訳ありません']) {
      expect(said(notice)).toContain(words);
    }
  });

  test('is answered with times as buttons, the deadline, and the article by which a pick is consent and no pick makes it void', () => {
    const { about } = placeOf('hakodate');
    const times = [{ offerId: 'o1', startsAt: STARTS_AT, endsAt: STARTS_AT.plus({ minutes: 30 }) }];
    const reply = push('hakodate', {
      kind: 'offered',
      booking: about,
      times,
      until: STARTS_AT.startOf('day'),
      replaces: false,
      stands: undefined,
    });
    expect(buttonsOf(reply)).toContainEqual(expect.objectContaining({ id: 'pick-offer:o1', label: '11月25日(水) 10:00' }));
    expect(said(reply)).toContain('ご返信（日時を選ぶこと）で、利用規約に同意いただき、予約が確定します。（利用規約 第6条(3)）');
    expect(said(reply)).toContain('お申し込みは無効になります。（利用規約 第6条(4)）');
    expect(said(reply)).toContain('11月24日(火)');
  });

  test('whose times nobody picked is void by the article of its own terms', () => {
    const of = (centreId: string) => said(push(centreId, { kind: 'offerExpired', booking: placeOf(centreId).about }));
    expect(of('hakodate')).toContain('第6条(4)');
    expect(of('izumo')).toContain('第6条(3)');
    expect(of('matsudo-mothers')).not.toContain('第6条');
  });

  test('without an answer in time asks the client to ring, by its article', () => {
    expect(said(push('izumo', { kind: 'askToRing', booking: placeOf('izumo').about }))).toContain('第6条(2)');
  });
});

describe('a reminder', () => {
  const remind = (centreId: string, at: number, changes: object = {}) =>
    push(
      centreId,
      {
        kind: 'reminder',
        booking: placeOf(centreId).about,
        when: 'morning',
        detailsReady: false,
        addressFirst: false,
        ...changes,
      },
      { at: MOMENTS[at] },
    );

  test('of the morning carries the phone-only rule with its article, and the buttons for late and not connecting', () => {
    const reply = remind('hakodate', 2);
    expect(said(reply)).toContain('本日のご予約です。');
    expect(said(reply)).toContain('本日のキャンセルと変更は、お電話だけでお受けしています。（利用規約 第6条(6)）');
    expect(idsOf(reply)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^late:/), expect.stringMatching(/^cannot-connect:/)]),
    );
  });

  test('of the day before says until when the chat cancels, and has no buttons of the day', () => {
    const reply = remind('hakodate', 1, { when: 'day-before' });
    expect(said(reply)).toContain('明日のご予約です。');
    expect(said(reply)).toContain('変更・キャンセルは、前日の24時まで、このチャットでできます。');
    expect(idsOf(reply).join()).not.toContain('late:');
  });

  test('does not speak of tomorrow where it goes out some days before', () => {
    expect(said(remind('matsudo-mothers', 0))).toContain('ご予約の日が近づきました。');
    expect(said(remind('matsudo-mothers', 0))).toContain(
      'キャンセルと変更は、お電話だけでお受けしています。（利用規約 第6条(3)）',
    );
  });

  test('of the certification says that the declaration is due thirty minutes before', () => {
    const { about } = placeOf('online-hellowork', 'certification');
    const reply = push('online-hellowork', {
      kind: 'reminder',
      booking: about,
      when: 'day-before',
      detailsReady: false,
      addressFirst: false,
    });
    expect(said(reply)).toContain('30分前');
    expect(said(reply)).toContain('第12条第4項');
  });

  test('offers 表示 only where there is something to show', () => {
    expect(idsOf(remind('hakodate', 2)).join()).not.toContain('show-details:');
    expect(idsOf(remind('hakodate', 2, { detailsReady: true })).join()).toContain('show-details:');
  });
});

describe('on the day', () => {
  test('the opening of the room and the missing connection carry the buttons and the page they go by', () => {
    const { about } = placeOf('hakodate');
    for (const kind of ['roomOpens', 'notConnected'] as const) {
      const reply = push('hakodate', { kind, booking: about, detailsReady: true } as Notice);
      expect(idsOf(reply)).toEqual(expect.arrayContaining([`late:${about.bookingId}`, `cannot-connect:${about.bookingId}`]));
      expect(said(reply)).toContain('ご案内 1ページ');
    }
  });

  test('a presumed cancellation is gentle, names its rule and how to get in touch', () => {
    const { about } = placeOf('hakodate');
    const reply = push('hakodate', { kind: 'presumedCancelled', booking: about });
    expect(said(reply)).toContain('お困りのことがあったかもしれません');
    expect(said(reply)).toContain('開始から10分たってもご連絡がなかったため');
    expect(said(reply)).toContain('第6条(6)');
    expect(idsOf(reply)).toEqual(expect.arrayContaining([`cannot-connect:${about.bookingId}`, 'cannot-use-phone']));
  });

  test('who missed the certification is asked to contact the office at once, by its article', () => {
    const { about } = placeOf('online-hellowork', 'certification');
    expect(said(push('online-hellowork', { kind: 'notAttended', booking: about }))).toContain('第12条第3項');
  });

  test.each(LANGUAGES)('what takes that back quotes the notice that the client got (%s)', (language) => {
    const { about } = placeOf('online-hellowork', 'certification');
    const [wrong] = push('online-hellowork', { kind: 'notAttended', booking: about }, { language }).messages;
    const back = said(push('online-hellowork', { kind: 'notAttendedUndone', booking: about }, { language }));
    expect(back).toContain(wrong?.kind === 'card' ? wrong.title : expect.fail());
  });
});

test('a reminder says that the address comes first where a mail waits for it', () => {
  const { about } = placeOf('izumo');
  const reminder = { kind: 'reminder', booking: about, when: 'day-before', detailsReady: false } as const;
  expect(said(push('izumo', { ...reminder, addressFirst: true }))).toContain('先にメールアドレスのご確認が必要です');
  expect(said(push('izumo', { ...reminder, addressFirst: false }))).not.toContain('ご確認が必要です');
});

test('being designated names what is to be done by then, as the terms do (S3 certification, article 12(1))', () => {
  const { about } = placeOf('online-hellowork', 'certification');
  const words = said(push('online-hellowork', { ...about, kind: 'designated', prepareBy: STARTS_AT }));
  for (const part of ['「利用者登録」', '「受給資格者証請求」', '第12条第1項', '手続きの期限']) expect(words).toContain(part);
});

test('the directed times name the window, what happens outside it, and lead to booking', () => {
  const { about } = placeOf('online-hellowork', 'certification');
  const { serviceId, officeId } = about;
  const reply = push('online-hellowork', {
    kind: 'directed',
    serviceId,
    officeId,
    from: STARTS_AT,
    to: STARTS_AT.plus({ hours: 2 }),
    declined: [],
    stands: [],
    remain: [],
  });
  expect(said(reply)).toContain('11月25日(水) 10:00～12:00');
  expect(said(reply)).toContain('不受理');
  expect(said(reply)).toContain('第12条第2項');
  expect(idsOf(reply)).toContain('book');
});

test('directed anew, they name every time that was not accepted, and where some of an offer remain lead to those', () => {
  const { serviceId, officeId } = placeOf('online-hellowork', 'certification').about;
  const window = { serviceId, officeId, from: STARTS_AT, to: STARTS_AT.plus({ hours: 2 }) };
  const [one, two] = [STARTS_AT.plus({ days: 1 }), STARTS_AT.plus({ days: 2 })];
  const outside = push('online-hellowork', { kind: 'directed', ...window, declined: [one, two], stands: [], remain: [] });
  expect(said(outside)).toContain('（11月26日(木) 10:00、11月27日(金) 10:00）はこの外のため、「不受理」となりました');
  expect(idsOf(outside)).toContain('book');
  const offered = push('online-hellowork', { kind: 'directed', ...window, declined: [], stands: [], remain: [STARTS_AT] });
  expect(said(offered)).toContain('この中のもの（11月25日(水) 10:00）は選べます');
  expect(said(offered)).not.toContain('「予約する」から');
  expect(idsOf(offered)).toContain('my-bookings');
  expect(idsOf(offered)).not.toContain('book');
});

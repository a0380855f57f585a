import { describe, expect, it } from 'vitest';
import type { Centre, Service } from '#policy/centre.ts';
import { LANGUAGES } from '#policy/language.ts';
import { centreOf, centres, officeOf, serviceOf } from './centres.ts';

/** What the five documents say, beside what the centre files say: the value and its article. */

type Row = [what: keyof Service, value: unknown, article: string];
const from = (value: unknown, source: string) => ({ value, source });

describe.each<[string, string, Row[]]>([
  [
    'hakodate',
    'counselling',
    [
      ['access', 'anyone', '2'],
      ['confirmation', 'at-once', '6(3)'],
      ['lengthMinutes', 30, '6(1)'],
      ['bookUntilDaysBefore', 1, '6(1)'],
      ['answerWithinBusinessDays', 2, '6(3)'],
      ['presumedCancellation', { minutesAfterStart: 10 }, '6(6)'],
    ],
  ],
  [
    'izumo',
    'counselling',
    [
      ['access', 'anyone', '2'],
      ['confirmation', 'at-once', '6(2)'],
      ['lengthMinutes', 30, '6(1)'],
      ['bookableTimes', { starts: ['09:30', '11:00', '13:30', '15:00'] }, '6(1)'],
      ['bookUntilDaysBefore', 1, '6(1)'],
      ['otherTimes', true, 'page:1'],
      ['answerWithinBusinessDays', 3, '6(2)'],
      ['presumedCancellation', { minutesAfterStart: 10 }, '6(5)'],
    ],
  ],
  [
    'matsudo-mothers',
    'counselling',
    [
      ['access', 'anyone', '2'],
      ['confirmation', 'by-staff', '6(2)'],
      ['lengthMinutes', 30, '6(1)'],
      ['bookableTimes', { window: { from: '11:00', to: '15:00' }, everyMinutes: 30 }, '6(1)'],
      ['bookUntilDaysBefore', 1, '6(1)'],
      ['presumedCancellation', { minutesAfterStart: 10 }, '6(3)'],
    ],
  ],
  ['online-hellowork', 'counselling', [['access', 'anyone', '3']]],
  ['online-hellowork', 'certification', [['access', 'designated', '3']]],
  [
    'yamaguchi-vocational',
    'support',
    [
      ['confirmation', 'by-staff', '7(1)'],
      ['lengthMinutes', 60, '6'],
      ['bookableTimes', { window: { from: '09:00', to: '16:30' }, everyMinutes: 30 }, '6'],
      ['bookUntilDaysBefore', 1, '2(4)'],
      ['presumedCancellation', { minutesAfterStart: 10 }, '7(2)'],
    ],
  ],
])('%s %s keeps its document', (centreId, serviceId, rows) => {
  it.each(rows)('%s is %j by %s', (what, value, article) => {
    expect(serviceOf(centreId, serviceId)[what]).toEqual(from(value, article));
  });
});

describe('cancelling', () => {
  it.each([
    ['hakodate', 1, '6(6)'],
    ['izumo', 1, '6(5)'],
    ['matsudo-mothers', 'never', '6(3)'],
    ['yamaguchi-vocational', 1, '7(2)'],
  ])('%s: in the chat until %s day before, by %s', (centreId, value, article) => {
    expect(serviceOf(centreId).cancellation.chatUntilDaysBefore).toEqual(from(value, article));
  });

  it('Online Hello Work presumes nothing, and its rule of cancelling is a sample', () => {
    for (const service of centreOf('online-hellowork').services) {
      expect(service.presumedCancellation).toBeUndefined();
      expect(service.cancellation.chatUntilDaysBefore.sample).toBeDefined();
    }
  });
});

describe('around the session', () => {
  it('Hakodate waits from 5 minutes before, and rings who is not connected 5 minutes after the start, by its leaflet', () => {
    expect(serviceOf('hakodate').roomOpens).toEqual(from({ minutesBefore: 5 }, 'page:1'));
    expect(serviceOf('hakodate').notConnected).toEqual(from({ minutesAfter: 5 }, 'page:1'));
  });

  it('no other document names such a time', () => {
    const others = [...centres.values()].filter(({ id }) => id !== 'hakodate').flatMap(({ services }) => services);
    for (const { roomOpens, notConnected } of others) expect([roomOpens, notConnected]).toEqual([undefined, undefined]);
  });

  it('reminders of a certification say by when the declaration must be filed (article 12(4))', () => {
    const certification = serviceOf('online-hellowork', 'certification');
    expect(certification.reminderLines).toEqual([{ article: '12(4)', text: expect.anything() }]);
    expect(certification.reminderLines[0]?.text.ja).toContain('30分前まで');
  });

  it('reminders of S4 repeat the quiet place, no public Wi-Fi, other apps and the battery (sections 5, 3(5)); others say nothing more', () => {
    const { reminderLines } = serviceOf('yamaguchi-vocational', 'support');
    expect(reminderLines.map(({ article, text }) => [article, text.ja])).toEqual([
      ['5(1)', expect.stringContaining('静かな場所')],
      ['5(2)', expect.stringMatching(/公衆無線LAN.*Teams以外のアプリ/)],
      ['3(5)', expect.stringContaining('充電')],
    ]);
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers'])
      for (const service of centres.get(id)?.services ?? []) expect(service.reminderLines).toEqual([]);
  });

  it('who does not attend a certification is to contact the office at once (article 12(3))', () => {
    expect(serviceOf('online-hellowork', 'certification').notAttended).toMatchObject({ article: '12(3)' });
    const others = [...centres.values()].flatMap(({ services }) => services).filter(({ id }) => id !== 'certification');
    for (const { notAttended } of others) expect(notAttended).toBeUndefined();
  });

  it.each([...centres.values()].flatMap((centre) => centre.services.map((service) => [centre.id, service.id] as const)))(
    '%s %s: the times of its reminders are samples, since no document names one',
    (centreId, serviceId) => {
      const { dayBefore, morning } = serviceOf(centreId, serviceId).reminders;
      expect([dayBefore.source, morning.source]).toEqual([undefined, undefined]);
      expect([dayBefore.value, morning.value]).toEqual([centreId === 'matsudo-mothers' ? '15:00' : '17:00', '08:30']);
    },
  );

  it('no document names an e-mail address of an office', () => {
    for (const { mail } of [...centres.values()].flatMap(({ offices }) => offices)) expect(mail).toBeUndefined();
  });
});

describe('meeting details', () => {
  it.each([
    ['hakodate', ['chat sample', 'e-mail 6(3)']],
    ['izumo', ['my-page page:2', 'e-mail 6(2)']],
    ['matsudo-mothers', ['chat 6(2)']],
    ['online-hellowork', ['chat sample']],
    ['yamaguchi-vocational', ['e-mail 3(3)']],
  ])('%s sends them by %j, each by its own source', (centreId, ways) => {
    const { details } = serviceOf(centreId).meeting;
    expect(details.map(({ way, source }) => `${way} ${source ?? 'sample'}`)).toEqual(ways);
  });
});

describe('offices', () => {
  it.each([
    ['hakodate', 'hakodate', { number: '0138-88-1318' }],
    ['hakodate', 'plaza', { number: '0138-45-8609' }],
    ['hakodate', 'esashi', { number: '0139-52-0178' }],
    ['hakodate', 'yakumo', { number: '0137-62-2509' }],
    ['izumo', 'izumo', { number: '0853-21-8609', extension: '41#' }],
  ])('%s %s has its phone from the leaflet', (centreId, officeId, phone) => {
    expect(officeOf(centreId, officeId).phone).toEqual(from(phone, 'page:1'));
  });

  it('Hakodate’s hours are blank in the document: a sample', () => {
    expect(serviceOf('hakodate').bookableTimes.sample).toBeDefined();
  });
});

describe('what is asked', () => {
  const asked = (centreId: string, serviceId?: string) =>
    serviceOf(centreId, serviceId).ask.map(({ field, source }) => `${field} ${source ?? 'sample'}`);
  it.each([
    ['hakodate', 'counselling', ['name 6(2)', 'job-seeker-number 6(2)', 'email 6(2)', 'topic page:1', 'companions 12(3)']],
    ['izumo', 'counselling', ['name 6(1)', 'job-seeker-number 6(1)', 'email 6(1)', 'phone 6(1)', 'companions 12(3)']],
    ['matsudo-mothers', 'counselling', ['name 6(1)', 'job-seeker-number 6(1)', 'companions 12(3)']],
    ['online-hellowork', 'counselling', ['name 5', 'job-seeker-number sample', 'email 5', 'companions 20(2)']],
    ['online-hellowork', 'certification', ['name 5', 'job-seeker-number sample', 'email 5', 'companions 20(2)']],
    ['yamaguchi-vocational', 'support', ['name sample', 'email 3(3)', 'phone 3(4)', 'companions 5(1)']],
  ])('%s %s asks %j', (centreId, serviceId, fields) => {
    expect(asked(centreId, serviceId)).toEqual(fields);
  });

  it('only Hakodate takes “no number yet”: its article 2(1) has people who are about to register', () => {
    const noneYet = [...centres.values()].filter((centre) =>
      centre.services.some(({ ask }) => ask.some((field) => field.field === 'job-seeker-number' && field.noneYet)),
    );
    expect(noneYet.map(({ id }) => id)).toEqual(['hakodate']);
  });

  it('companions are asked for affiliation and name at Yamaguchi only', () => {
    const detail = (id: string) => serviceOf(id).ask.flatMap((field) => (field.field === 'companions' ? [field.detail] : []));
    expect(detail('yamaguchi-vocational')).toEqual(['affiliation-and-name']);
    expect(detail('izumo')).toEqual(['who']);
  });
});

describe('terms', () => {
  const terms = (centreId: string, at = 0) => {
    const found = centreOf(centreId).terms[at];
    if (!found) throw new Error(`no terms ${at}`);
    return found;
  };
  it.each([
    ['hakodate', [], '函館地方裁判所', '14'],
    ['izumo', ['2022-04-28', '2023-04-01', '2025-06-01', '2026-01-01'], '松江裁判所', '14'],
    ['matsudo-mothers', ['2025-06-16'], '千葉地方裁判所', '14'],
    ['yamaguchi-vocational', [], '山口地方裁判所', '11'],
  ])('%s: dates, court and its article', (centreId, dated, court, article) => {
    expect(terms(centreId).dated).toEqual(dated);
    expect(terms(centreId).court).toMatchObject({ article, name: { ja: court } });
  });

  it('every article of the documents at hand has its line in the summary', () => {
    const articles = (centreId: string, at = 0) => [
      ...new Set(terms(centreId, at).summary.map(({ article }) => Number.parseInt(article, 10))),
    ];
    const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers']) expect(articles(id)).toEqual(upTo(14));
    expect(articles('yamaguchi-vocational')).toEqual(upTo(11));
    // Parts of both documents are missing from what we have.
    expect(articles('online-hellowork', 0)).toEqual(upTo(23).filter((article) => article < 10 || article > 13));
    expect(articles('online-hellowork', 1)).toEqual(upTo(23).filter((article) => article < 7 || article > 11));
  });

  it('online registrants are told before consent that they become office registrants (S0–S2 article 2(1))', () => {
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers']) expect(terms(id).notices[0]).toMatchObject({ article: '2(1)' });
  });

  it.each([
    ['hakodate', ['preamble']],
    ['izumo', ['1']],
    ['matsudo-mothers', ['preamble']],
    ['online-hellowork', ['2', '2']],
    ['yamaguchi-vocational', ['preamble']],
  ])('%s asks for consent in %j', (centreId, sources) => {
    expect(centreOf(centreId).terms.map(({ consentSource }) => consentSource)).toEqual(sources);
  });

  it('Zoom’s own terms are agreed where the document says so (article 4), Teams’ are not', () => {
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork']) {
      expect(terms(id).meetingApp).toMatchObject({ source: '4', value: { name: 'Zoom' } });
    }
    expect(terms('yamaguchi-vocational').meetingApp).toBeUndefined();
  });
});

describe.each([...centres])('%s', (_, centre: Centre) => {
  it('shows four to six lines of each terms in the chat', () => {
    for (const { summary } of centre.terms) {
      const lines = summary.filter(({ inChat }) => inChat).length;
      expect(lines).toBeGreaterThanOrEqual(4);
      expect(lines).toBeLessThanOrEqual(6);
    }
  });

  it('keeps the labels of answers within a quick reply', () => {
    for (const answer of centre.services.flatMap(({ eligibility }) => eligibility).flatMap(({ answers }) => answers)) {
      for (const language of LANGUAGES) expect(answer.label[language]?.length ?? 0).toBeLessThanOrEqual(20);
    }
  });

  it('says each of its sentences in plain Japanese too', () => {
    const sentences = [
      ...centre.terms.flatMap(({ summary, notices }) => [...summary, ...notices]),
      ...centre.services.flatMap(({ preparation, meeting, reminderLines, notAttended }) => [
        ...preparation,
        ...meeting.joining,
        ...meeting.trouble,
        ...reminderLines,
        ...(notAttended ? [notAttended] : []),
      ]),
    ];
    for (const { text } of sentences) expect(text['ja-easy']).toBeDefined();
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Problem, problemInWords, readCentreFile } from '#policy/centre-file.ts';

const IZUMO = readFileSync('centres/izumo.yaml', 'utf8');

/** Izumo's file with one thing changed. */
function problemsWith(from: string | RegExp, to: string, file = 'izumo.yaml'): Problem[] {
  const text = IZUMO.replace(from, to);
  expect(text).not.toBe(IZUMO);
  const read = readCentreFile(file, text);
  if (read.kind === 'ok') throw new Error('the file was taken as right');
  return read.problems;
}

describe('a centre file', () => {
  it('is read with camelCase keys, and its texts in three languages', () => {
    const read = readCentreFile('izumo.yaml', IZUMO);
    if (read.kind === 'invalid') throw new Error(read.problems.map(problemInWords).join('\n'));
    expect(read.centre.services[0]?.lengthMinutes).toEqual({ value: 30, source: '6(1)' });
    expect(read.centre.name['ja-easy']).toBeDefined();
  });

  it('may name who makes the meetings; without, staff do', () => {
    const provider = (text: string) => {
      const read = readCentreFile('izumo.yaml', text);
      return read.kind === 'ok' ? read.centre.services[0]?.meeting.provider : read.problems;
    };
    expect(provider(IZUMO)).toBeUndefined();
    const named = IZUMO.replace('app: Zoom', 'app: Zoom\n      provider: { kind: zoom, host: shokuin@example.jp }');
    expect(provider(named)).toEqual({ kind: 'zoom', host: 'shokuin@example.jp' });
  });

  it('takes an article that looks like a number without quotes', () => {
    const read = readCentreFile('izumo.yaml', IZUMO.replace('source: "4"', 'source: 4'));
    expect(read.kind).toBe('ok');
  });
});

describe('a wrong centre file names the file, the line, the path as written and what was expected', () => {
  it.each([
    [
      'a value of the wrong type',
      'length-minutes: { value: 30,',
      'length-minutes: { value: "30",',
      'services[0].length-minutes.value',
      'expected a number, found "30"',
    ],
    [
      'a number out of range',
      'length-minutes: { value: 30,',
      'length-minutes: { value: 3,',
      'services[0].length-minutes.value',
      'expected a number; at least 5, found the number 3',
    ],
    [
      'a value that is none of the choices',
      'value: at-once',
      'value: maybe',
      'services[0].confirmation.value',
      'expected one of at-once, by-staff, found "maybe"',
    ],
    [
      'a provider of another app than the meetings are in',
      'app: Zoom',
      'app: Zoom\n      provider: { kind: teams, host: shokuin@example.jp }',
      'services[0].meeting.provider.kind',
      'expected a provider of Zoom, the app of this service, found teams',
    ],
    [
      'a provider without a host',
      'app: Zoom',
      'app: Zoom\n      provider: { kind: zoom }',
      'services[0].meeting.provider.host',
      'expected a text (numbers as text stand in quotes), found nothing',
    ],
    [
      'a value without source or sample',
      'length-minutes: { value: 30, source: "6(1)" }',
      'length-minutes: { value: 30 }',
      'services[0].length-minutes',
      'expected exactly one of `source` (an article such as 6(6), or page:<n>) and `sample` (why it is a sample)',
    ],
    [
      'a way of sending the meeting details without source or sample',
      '{ way: e-mail, source: "6(2)" }',
      '{ way: e-mail }',
      'services[0].meeting.details[1]',
      'expected exactly one of `source` (an article such as 6(6), or page:<n>) and `sample` (why it is a sample)',
    ],
    [
      'an unknown way of sending the meeting details',
      'way: my-page',
      'way: pigeon',
      'services[0].meeting.details[0].way',
      'expected one of chat, my-page, e-mail, found "pigeon"',
    ],
    [
      'a source of consent that is neither article nor preamble',
      'consent-source: "1"',
      'consent-source: page:1',
      'terms[0].consent-source',
      'found "page:1"',
    ],
    [
      'a source that is no article',
      'source: "6(5)"',
      'source: Article 6',
      'services[0].cancellation.chat-until-days-before.source',
      'expected an article such as 6 or 6(6), or a page such as page:1, found "Article 6"',
    ],
    [
      'a misspelt key',
      'horizon-days:',
      'horizon-day:',
      'services[0].horizon-day',
      'expected no key "horizon-day" here; is there a spelling mistake?',
    ],
    ['a missing key', 'horizon-days:', 'horizon-day:', 'services[0].horizon-days', 'expected a group of keys, found nothing'],
    [
      'a key with capitals',
      'phone-hours:',
      'phoneHours:',
      'offices[0].phoneHours',
      'expected no key "phoneHours" here; keys are written in small letters: phone-hours',
    ],
    [
      'a phone number without hyphens',
      '0853-21-8609',
      '0853218609',
      'offices[0].phone.value.number',
      'expected a phone number such as 0138-88-1318, found "0853218609"',
    ],
    [
      'an empty list',
      /starts: \[.*\]/,
      'starts: []',
      'services[0].bookable-times.value.starts',
      'expected a list; its length at least 1, found an empty list',
    ],
    [
      'a time of no clock',
      '"09:30", "11:00"',
      '"9:30", "11:00"',
      'services[0].bookable-times.value.starts[0]',
      'expected a time such as 09:30, found "9:30"',
    ],
    [
      'an unknown field to ask',
      'field: companions',
      'field: age',
      'services[0].ask[4].field',
      'expected one of name, job-seeker-number, email, phone, topic, companions, found "age"',
    ],
    [
      'days or never',
      /chat-until-days-before: \{ value: 1/,
      'chat-until-days-before: { value: 0',
      'services[0].cancellation.chat-until-days-before.value',
      'found the number 0',
    ],
    [
      'an address that is none',
      'https://explore.zoom.us/ja/terms/',
      'zoom',
      'terms[0].meeting-app.value.terms-url',
      'expected an address such as https://example.jp/, found "zoom"',
    ],
  ])('%s', (_, from, to, path, message) => {
    const problem = problemsWith(from, to).find((it) => it.path === path);
    expect(problem?.message).toContain(message);
    expect(problem?.file).toBe('izumo.yaml');
  });

  it('in one line for the shell', () => {
    const [problem] = problemsWith('length-minutes: { value: 30,', 'length-minutes: { value: half,');
    const line = IZUMO.split('\n').findIndex((text) => text.includes('length-minutes:')) + 1;
    expect(problem && problemInWords(problem)).toBe(
      `izumo.yaml:${line} services[0].length-minutes.value: expected a number, found "half"`,
    );
  });

  it('when it is no YAML at all', () => {
    const [problem] = problemsWith('id: izumo', 'id: [izumo');
    expect(problem?.message).toContain('expected YAML');
    expect(problem?.line).toBeGreaterThan(0);
  });

  it('when it is empty, or a list, or holds a key twice', () => {
    for (const text of ['', '- izumo', `${IZUMO}\nid: izumo\n`]) expect(readCentreFile('izumo.yaml', text).kind).toBe('invalid');
  });
});

describe('the parts of a centre file must belong together', () => {
  it.each([
    [
      'where cancelling is by phone only, the reminder of the day before comes while somebody answers',
      /value: 1, source: "6\(5\)" \}([\s\S]*)"17:00"/,
      'value: never, source: "6(5)" }$1"17:15"',
      'services[0].reminders.day-before.value',
      'expected a time within the phone hours of izumo (08:30 to 17:15): cancelling is by phone only, found 17:15',
    ],
    [
      'who is not connected is rung before being taken as cancelled',
      '    reminders:\n',
      '    not-connected: { value: { minutes-after: 10 }, sample: x }\n    reminders:\n',
      'services[0].not-connected.value.minutes-after',
      'expected fewer than the 10 minutes of presumed-cancellation, found 10',
    ],
    [
      'a line of the reminders has an article or says that it is a sample',
      '    reminders:\n',
      '    reminder-lines: [{ text: { ja: x, en: x } }]\n    reminders:\n',
      'services[0].reminder-lines[0]',
      'expected exactly one of article (an article or page:<n>) and sample (why it is a sample), found neither',
    ],
    [
      'what is said to who did not come goes by an article that the client can read',
      '    reminders:\n',
      '    not-attended: { article: "99", text: { ja: x, en: x } }\n    reminders:\n',
      'services[0].not-attended.article',
      'expected an article that the summary of terms online-counselling has, found 99',
    ],
    ['the id is the file’s name', 'id: izumo\n', 'id: isumo\n', 'id', "expected the file's own name, izumo, found isumo"],
    [
      'a service names terms that exist',
      'terms: online-counselling',
      'terms: other',
      'services[0].terms',
      'expected the id of one of the terms (online-counselling), found other',
    ],
    [
      'an id is used once',
      '- id: my-page',
      '- id: registered',
      'services[0].eligibility[1].id',
      'expected an id of its own, found registered again',
    ],
    [
      'the name is asked first',
      'field: name',
      'field: topic',
      'services[0].ask[0].field',
      'expected the name to be asked first, found topic',
    ],
    [
      'each field is asked once',
      /- field: companions\n\s+detail: who/,
      '- field: phone',
      'services[0].ask[4].field',
      'expected each field once, found phone again',
    ],
    [
      'e-mailed details need an e-mail address',
      /- field: email[\s\S]*?(?=- field: phone)/,
      '',
      'services[0].ask',
      'expected the e-mail to be asked',
    ],
    [
      'a field says where it comes from',
      /- field: name\n\s+source: "6\(1\)"/,
      '- field: name',
      'services[0].ask[0]',
      'expected exactly one of source (an article or page:<n>) and sample (why it is a sample), found neither',
    ],
    [
      'the days of the document are days',
      '"2022-04-28"',
      '"2022-04-31"',
      'terms[0].dated[0]',
      'expected a day of the calendar, found 2022-04-31',
    ],
    ['the newest date is the last', '"2026-01-01"', '"2020-01-01"', 'terms[0].dated', 'expected the newest day last'],
    [
      'starts are in order',
      '"09:30", "11:00"',
      '"11:00", "09:30"',
      'services[0].bookable-times.value.starts',
      'expected the earliest time first',
    ],
    [
      'a session ends on its day',
      '"15:00"',
      '"23:45"',
      'services[0].bookable-times.value',
      'expected every session to end on its own day',
    ],
    [
      'a window holds a session',
      /starts: \[.*\]/,
      'window: { from: "09:00", to: "09:20" }\n        every-minutes: 30',
      'services[0].bookable-times.value.window',
      'expected a window of at least the 30 minutes of a session',
    ],
    [
      'only the terms presume a cancellation',
      /(minutes-after-start: 10 \}\n\s+)source: "6\(5\)"/,
      '$1sample: why not',
      'services[0].presumed-cancellation.source',
      'expected an article: only the terms can presume a cancellation',
    ],
    [
      'an article stands in the summary',
      'chat-until-days-before: { value: 1, source: "6(5)" }',
      'chat-until-days-before: { value: 1, source: 66(5) }',
      'services[0].cancellation.chat-until-days-before.source',
      'expected an article that the summary of terms online-counselling has, found 66(5)',
    ],
    [
      'the article of consent stands in the summary',
      'consent-source: "1"',
      'consent-source: "15"',
      'terms[0].consent-source',
      'expected preamble, or an article that the summary of terms online-counselling has, found 15',
    ],
    [
      'somebody can answer a question rightly',
      /(id: my-page[\s\S]*?eligible: )true([\s\S]*?eligible: )true/,
      '$1false$2false',
      'services[0].eligibility[1].answers',
      'expected at least one answer with eligible: true',
    ],
    [
      'the horizon is longer than the cut-off',
      'horizon-days: { value: 30',
      'horizon-days: { value: 1',
      'services[0].horizon-days.value',
      'expected more than the 1 days',
    ],
    [
      'a closure is a day',
      'offices:\n',
      'closures: [{ day: "2026-02-30" }]\noffices:\n',
      'closures[0].day',
      'expected a day of the calendar, found 2026-02-30',
    ],
    [
      'some lines are shown in the chat',
      /in-chat: true/g,
      'in-chat: false',
      'terms[0].summary',
      'expected at least one line with in-chat: true',
    ],
  ])('%s', (_, from, to, path, message) => {
    const problem = problemsWith(from, to).find((it) => it.path.startsWith(path) && it.message.includes(message));
    expect(problem).toBeDefined();
  });
});

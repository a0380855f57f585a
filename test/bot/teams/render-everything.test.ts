import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { readText } from '#bot/reading.ts';
import { wordsIn } from '#bot/replies/catalogue/words.ts';
import { choicesNow, composeNotice, composeReply } from '#bot/replies/compose.ts';
import type { Notice } from '#bot/replies/notice.ts';
import type { Reply } from '#bot/replies/reply.ts';
import { renderForTeams } from '#bot/teams/render.ts';
import { ZONE } from '#clock.ts';
import type { Expectation } from '#machines/flow.ts';
import type { Note } from '#machines/notes.ts';
import type { FlowName } from '#machines/stack.ts';
import { LANGUAGES, type Language } from '#policy/language.ts';
import { cardSchemaErrors, hasCardSchema, WITHOUT_CARD_SCHEMA } from '../../support/adaptive-card-schema.ts';
import { actionsOf, cardIn, elementsOf, linesOf } from '../../support/teams-card.ts';
import { everyNote } from '../replies/every-note.ts';
import { aboutOf, everyNotice } from '../replies/every-notice.ts';
import { bookingOf, centreOf, centres, questions, standingAt, worldOf } from '../replies/standing-at.ts';

const places = centres.flatMap((centre) =>
  centre.services.map((service) => ({ name: `${centre.id} ${service.id}`, centre, service })),
);
const MOMENTS = ['2026-11-18T09:00', '2026-11-24T17:00', '2026-11-25T08:30', '2027-03-01T09:00'].map((iso) =>
  DateTime.fromISO(iso, { zone: ZONE }),
);
const EXPECTED: Record<Expectation, true> = {
  ...{ choice: true, wish: true, name: true, 'job-seeker-number': true, email: true },
  ...{ phone: true, topic: true, companions: true, 'companions-name': true, wishes: true },
};

/** What holds for every message of ours. */
function expectWellMade(reply: Reply): void {
  const { activity } = renderForTeams(reply);
  expect(JSON.stringify(activity)).not.toMatch(/undefined|null|NaN|\[object/);
  if ('text' in activity) {
    expect(activity['textFormat']).toBe(String(activity['text']).includes('<br>') ? 'xml' : 'plain');
    return;
  }
  if (hasCardSchema) expect(cardSchemaErrors(cardIn(activity))).toEqual([]);
  expect(activity['summary']).toBeTruthy();
  expect(activity['summary']).not.toMatch(/https?:|\d{3} \d{4}|a1b2c3|山/);
  expect(cardIn(activity)['fallbackText']).toBeTruthy();
  const titled = reply.messages.filter((message) => message.kind === 'card' && message.title !== '');
  expect(elementsOf(activity, 'TextBlock').map(({ style, wrap }) => [style, wrap])).toEqual(titled.map(() => ['heading', true]));
  // As on LINE, nothing of ours is longer than a button: no label is cut.
  for (const action of actionsOf(activity)) expect(action).not.toHaveProperty('tooltip');
  const written = linesOf(activity).join('\n').replace(/[-\s]/g, '');
  for (const { url } of actionsOf(activity)) {
    const [, number] = /^tel:(\d+)/.exec(String(url)) ?? [];
    if (number !== undefined) expect(written).toContain(number);
  }
}

describe.each(places)(
  `every question, note and notice of $name ${hasCardSchema ? '' : WITHOUT_CARD_SCHEMA}`,
  ({ centre, service }) => {
    test.each(LANGUAGES)('is a well-made message in %s', (language) => {
      const world = worldOf(centre, language);
      const stack = standingAt(centre, service, 'slots', 'choosingDay');
      for (const { flow, state } of questions) {
        expectWellMade(composeReply({ step: 7, notes: [], stack: standingAt(centre, service, flow, state), world }));
      }
      for (const note of everyNote(centre, service)) expectWellMade(composeReply({ step: 7, notes: [note], stack, world }));
      for (const now of MOMENTS) {
        for (const notice of everyNotice(centre, service)) expectWellMade(composeNotice(notice, { ...world, now }));
      }
    });
  },
);

test('a suggested action is heard as its button wherever it is pressed, and never as an answer to another question', () => {
  let heard = 0;
  for (const { centre, service } of places) {
    for (const language of LANGUAGES) {
      for (const { flow, state } of questions) {
        const world = worldOf(centre, language);
        const stack = standingAt(centre, service, flow, state);
        const reply = composeReply({ step: 7, notes: [], stack, world });
        const suggested = renderForTeams(reply).activity['suggestedActions'] as { actions: { value: string }[] } | undefined;
        for (const [at, { value }] of (suggested?.actions ?? []).entries()) {
          heard += 1;
          const button = reply.choices[at];
          const id = button && 'id' in button ? button.id : '';
          const choices = choicesNow(stack, world);
          expect(readText(value, { expects: 'choice', choices, now: world.now })).toEqual({ kind: 'choice', choice: id });
          for (const expects of Object.keys(EXPECTED) as Expectation[]) {
            const late = readText(value, { expects, choices: [], now: world.now });
            expect([
              { kind: 'choice', choice: id },
              { kind: 'language', language: id },
            ]).toContainEqual(late);
          }
        }
      }
    }
  }
  expect(heard).toBeGreaterThan(100);
});

test('the buttons of a notice bear no step, and its only suggested action is the menu', () => {
  const { centre, service } = places[0] ?? {};
  if (!centre || !service) throw new Error('no service');
  const { menu } = wordsIn('ja').buttons;
  for (const notice of everyNotice(centre, service)) {
    const { activity } = renderForTeams(composeNotice(notice, worldOf(centre)));
    if ('text' in activity) expect(activity['suggestedActions']).toMatchObject({ actions: [{ value: menu }] });
    else expect(stepsIn(activity), notice.kind).toEqual(new Set([0]));
  }
});

const stepsIn = (activity: Readonly<Record<string, unknown>>) =>
  new Set(actionsOf(activity).flatMap(({ data }) => (data ? [(data as { madoguchi: { step: number } }).madoguchi.step] : [])));

test('meeting details are told to nobody who only sees the notification', () => {
  const centre = centreOf('yamaguchi-vocational');
  const [service] = centre.services;
  if (!service) throw new Error('no service');
  const access = { meetingId: '812 3456 7890', passcode: 'a1b2c3', url: 'https://zoom.example.jp/j/1' };
  const note: Note = { say: 'details', booking: bookingOf(centre, service), access };
  const stack = standingAt(centre, service, 'conversation', 'menu');
  const { activity } = renderForTeams(composeReply({ step: 7, notes: [note], stack, world: worldOf(centre) }));
  expect(linesOf(activity).join('\n')).toContain('812 3456 7890');
  for (const told of [activity['summary'], cardIn(activity)['fallbackText']]) {
    for (const secret of Object.values(access)) expect(told).not.toContain(secret);
  }
});

describe('read as a whole', () => {
  const centre = centreOf('yamaguchi-vocational');
  const [service] = centre.services;
  if (!service) throw new Error('no service');
  const ask = (flow: FlowName, state: string, language: Language = 'ja') =>
    renderForTeams(
      composeReply({ step: 7, notes: [], stack: standingAt(centre, service, flow, state), world: worldOf(centre, language) }),
    );
  const tell = (notice: Notice, at = '2026-11-25T08:30') =>
    renderForTeams(composeNotice(notice, { ...worldOf(centre), now: DateTime.fromISO(at, { zone: ZONE }) }));

  test('the name, in words', () => expect(ask('profile', 'name')).toMatchSnapshot());
  test('the terms', () => expect(ask('consent', 'terms')).toMatchSnapshot());
  test('the days, with the calendar', () => expect(ask('slots', 'choosingDay', 'ja-easy')).toMatchSnapshot());
  test('the check', () => expect(ask('confirmation', 'checking', 'en')).toMatchSnapshot());
  test('the reminder of the morning, with the telephone', () => {
    const booking = aboutOf(centre, service);
    expect(tell({ kind: 'reminder', booking, when: 'morning', detailsReady: true, addressFirst: false })).toMatchSnapshot();
  });
});

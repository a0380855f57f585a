import { describe, expect, it, test } from 'vitest';
import { outlineOf } from '#bot/outline.ts';
import { composeReply } from '#bot/replies/compose.ts';
import type { Note } from '#machines/notes.ts';
import { begin } from '#machines/stack.ts';
import type { Centre } from '#policy/centre.ts';
import { inLanguage, LANGUAGES, type Language } from '#policy/language.ts';
import { centreOf, centres, worldOf } from './standing-at.ts';

const said = (note: Note, centre: Centre, language: Language = 'ja'): string =>
  JSON.stringify(
    composeReply({ step: 1, notes: [note], stack: begin(outlineOf(centre)), world: worldOf(centre, language) }).messages[0],
  );
const recorded: Note = { say: 'help', topic: 'recorded' };

describe.each(LANGUAGES)('what is recorded, in %s', (language) => {
  it.each(centres)('says at $id what its terms say about recording a session', (centre) => {
    const marked = centre.services.map(({ preparation }) => preparation.filter(({ onRecording }) => onRecording));
    for (const lines of marked) expect(lines).toHaveLength(1);
    for (const { text } of marked.flat()) expect(said(recorded, centre, language)).toContain(inLanguage(text, language));
  });
});

test('what several services say alike about recording is said once', () => {
  const { length } = said(recorded, centreOf('online-hellowork')).split('録画・録音はできません');
  expect(length - 1).toBe(1);
});

test('without a line on recording the terms are pointed to', () => {
  const centre = centreOf('izumo');
  const services = centre.services.map((it) => ({
    ...it,
    preparation: it.preparation.filter(({ onRecording }) => !onRecording),
  }));
  expect(said(recorded, { ...centre, services })).toContain('利用規約をご覧ください');
  expect(said(recorded, centre)).not.toContain('利用規約をご覧ください');
});

test('it says where the chat stays by the channels of the centre', () => {
  const izumo = centreOf('izumo');
  const on = (...channels: Centre['channels']) => said(recorded, { ...izumo, channels });
  expect(on('line')).toContain('LINEのトークにも残ります');
  expect(on('line')).not.toContain('Teams');
  expect(on('teams')).toContain('組織のMicrosoft Teamsにも残ります');
  expect(on('teams')).not.toContain('LINE');
  expect(on('line', 'teams')).toContain('LINEのトークや組織のMicrosoft Teamsにも残ります');
});

test('the greeting says what is booked by the centre’s own name for it, where it has one service', () => {
  expect(said({ say: 'greeting' }, centreOf('yamaguchi-vocational'))).toContain('オンライン支援の予約');
  expect(said({ say: 'greeting' }, centreOf('hakodate'))).toContain('オンライン職業相談の予約');
  expect(said({ say: 'greeting' }, centreOf('online-hellowork'))).toContain('オンライン相談の予約');
});

import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { actInWords, whyInWords } from '#console/words/audit.ts';
import { actionInWords, reasonInWords } from '#console/words/happenings.ts';

/** Where the code names an act: an entry's field, a function that notes one, a statement that writes the row. */
const NAMED = [/\baction: '([a-z-]+)'/g, /\b(?:note|noted)\((?:\w+, )*'([a-z-]+)'/g];
const STATEMENT = /INSERT INTO audit[\s\S]*?`/g;
const IN_STATEMENT = /'([a-z]+(?:-[a-z]+)*)'/g;
/** Words of such a statement that are no act. */
const OTHERS = ['staff', 'client', 'system', 'console'];
/** Its `noted` is given the state that a booking comes to. */
const HOLDING = 'src/store/holding.ts';
/** `note(context, event.kind)`. */
const EVENTS = ['joined', 'left'];

function actsOf(files: readonly string[]): string[] {
  const acts = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const statements = (text.match(STATEMENT) ?? []).map((it) => it.replace(/jsonb_build_object\([^`]*/g, ''));
    return [
      ...NAMED.flatMap((pattern) => [...text.matchAll(pattern)]),
      ...statements.flatMap((it) => [...it.matchAll(IN_STATEMENT)]),
    ].map((found) => found[1] ?? '');
  });
  return [...new Set([...acts, ...EVENTS])].filter((act) => !OTHERS.includes(act)).sort();
}

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;
const acts = actsOf(globSync('src/{bot,jobs,meetings,office,store}/**/*.ts', { exclude: ['src/store/generated/**', HOLDING] }));
/** Acts that belong to a booking are noted by conversations and staff's acts, not by the pages about the office itself. */
const ofBookings = actsOf(globSync('src/{bot,meetings,office}/**/*.ts'));

it('finds the acts of the code', () => {
  expect(acts).toEqual(
    expect.arrayContaining(['consented', 'window-directed', 'slot-closed', 'profile-corrected', 'staff-joined']),
  );
});

it.each(acts)('the record of acts says in words: %s', (act) => {
  expect(actInWords(act)).toMatch(JAPANESE);
});

it.each(ofBookings)('the history of a booking says in words: %s', (act) => {
  expect(actionInWords(act)).toMatch(JAPANESE);
});

const numbered = (numbering: 'article' | 'section' | 'paragraph') => ({
  terms: [{ id: 't', title: { ja: '', en: '' }, dated: [], numbering, summary: [], notices: [] }],
});

it('names an article as the terms of the centre number theirs', () => {
  expect(reasonInWords('6(6)', numbered('article'))).toBe('第6条(6)');
  expect(reasonInWords('7(2)', numbered('section'))).toBe('7(2)');
  expect(reasonInWords('12(2)', numbered('paragraph'))).toBe('第12条第2項');
});

it('takes nothing else that begins with a digit for an article', () => {
  const hash = `5ee63${'0'.repeat(59)}`;
  expect(reasonInWords(hash, numbered('article'))).toBe('規約の文面 5ee630000000…');
  expect(whyInWords('terms-published', '1', numbered('article'))).toBe('変更の根拠 (1)');
});

import { shorten } from '#bot/rendering/fitting.ts';
import { webLinks } from '#bot/rendering/web-links.ts';
import { LIMITS } from './limits.ts';
import type { SubmitData } from './submit.ts';

/** The elements of Adaptive Cards 1.5 that our cards are made of (https://adaptivecards.io/explorer). */

type Weight = { weight?: 'bolder' };
type TextRun = { type: 'TextRun'; text: string; selectAction?: { type: 'Action.OpenUrl'; url: string } } & Weight;
export type Line = { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: 'none' | 'small' | 'medium'; separator?: true };
type Heading = { type: 'TextBlock'; text: string; style: 'heading'; size: 'large'; weight: 'bolder'; wrap: true };
export type Container = {
  type: 'Container';
  items: Element[];
  style?: 'emphasis' | 'good' | 'warning';
  bleed?: true;
  separator?: true;
  spacing?: 'large';
};
type Look = { title: string; tooltip?: string; style?: 'positive' | 'destructive' };
export type Action =
  | ({ type: 'Action.Submit'; data: SubmitData; associatedInputs: 'auto' | 'none' } & Look)
  | ({ type: 'Action.OpenUrl'; url: string } & Look);
export type ActionSet = { type: 'ActionSet'; actions: Action[] };
export type DayInput = {
  type: 'Input.Date';
  id: string;
  label: string;
  errorMessage: string;
  isRequired: true;
  min: string;
  max: string;
};
export type Element = Line | Heading | Container | ActionSet | DayInput;

/** As it was written, without what cannot be written: control characters and halves of characters. */
export const literal = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim();

/** The beginning of it, with … where it goes on; what lies far beyond is not even read, so that the longest text costs no time. */
const beginning = (text: string, most: number): string =>
  shorten(literal(text.slice(0, 4 * most)) + (text.length > 4 * most ? '…' : ''), most);

export const inOneLine = (text: string): string => literal(text).replace(/\s*\n\s*/g, ' ');

/**
 * One element for each line. The text of a TextBlock is Markdown, and phones do not honour its escapes (microsoft/AdaptiveCards#5590,
 * msteams-docs#5793): a masked 090-****-**78 would lose its stars. The runs of a RichTextBlock are shown as they are, and wrap.
 */
export function lines(text: string, most: number, look: Weight = {}): Line[] {
  const written: Line[] = [];
  let above: 'none' | 'medium' | undefined;
  for (const line of beginning(text, most).split('\n')) {
    if (line.trim() === '') {
      above = 'medium';
      continue;
    }
    written.push({
      type: 'RichTextBlock',
      inlines: runs(line, look),
      ...(written.length > 0 && { spacing: above ?? 'none' }),
    });
    above = undefined;
  }
  return written;
}

/** Web addresses in it can be pressed: by the run's own action, so that neither needs Markdown. Nothing else that is written can. */
const runs = (line: string, look: Weight = {}): TextRun[] =>
  webLinks(line, LIMITS.url).map(({ text, url }) => ({
    ...{ type: 'TextRun', text, ...look },
    ...(url !== undefined && { selectAction: { type: 'Action.OpenUrl', url } }),
  }));

/** Rows close together, as a table. */
export const rows = (of: readonly { label: string; value: string }[], most: number): Line[] =>
  of.flatMap(({ label, value }, at) => {
    const [first, ...below] = row(label, value, most);
    return first === undefined ? [] : [{ ...first, ...(at > 0 && { spacing: 'small' as const }) }, ...below];
  });

/**
 * Label and value in one element, so that a screen reader says them together and both wrap on a small phone. (The values of a FactSet are
 * Markdown, see above.) A value of several lines stands below its label.
 */
export function row(label: string, value: string, most: number): Line[] {
  const [name, content] = [inOneLine(label), beginning(value, most)];
  if (name === '' || content === '') return lines(name || content, most);
  const mark = /[^\p{ASCII}]/u.test(name) ? '：' : ': ';
  const first: TextRun = { type: 'TextRun', text: `${shorten(name, most)}${mark}`, weight: 'bolder' };
  if (!content.includes('\n')) return [{ type: 'RichTextBlock', inlines: [first, ...runs(content)] }];
  const below = lines(content, most).map((line, at) => (at === 0 ? { ...line, spacing: 'none' as const } : line));
  return [{ type: 'RichTextBlock', inlines: [first] }, ...below];
}

/**
 * Only a TextBlock can be a heading. Its text is Markdown: what would be taken for a mark is escaped, and no more than that, since some
 * phones show the backslash.
 */
export const heading = (title: string): Heading => ({
  type: 'TextBlock',
  text: title
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replace(/^([#>+-]+)(?=\s)/, '\\$1')
    .replace(/^(\d+)(?=[.)]\s)/, '$1\\'),
  style: 'heading',
  size: 'large',
  weight: 'bolder',
  wrap: true,
});

/** What stands written in lines, to find out whether a number is among it. */
export const writtenIn = (elements: readonly Line[]): string =>
  elements.map(({ inlines }) => inlines.map(({ text }) => text).join('')).join('\n');

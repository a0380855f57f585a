import { diffLines } from 'diff';
import { type Html, html } from '#pages/html.ts';
import { termsWords } from '../words/terms.ts';

const words = termsWords.version;

/** Lines around a change that stay in sight. */
const CONTEXT = 2;

type Part = { kind: 'same' | 'added' | 'removed'; lines: string[] };

/** Line by line: what came is marked `＋ 追加`, what went `－ 削除`, so that colour says nothing more. */
export function difference(before: string, after: string): Html {
  const parts = partsOf(before, after);
  const count = (kind: Part['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { lines }) => sum + lines.length, 0);
  const [added, removed] = [count('added'), count('removed')];
  if (added + removed === 0) return html`<p>${words.same}</p>`;
  return html`
    <div>
      <p>${words.counts(added, removed)}</p>
      <div class="difference">${parts.map((part, index) => shown(part, index === 0, index === parts.length - 1))}</div>
    </div>
  `;
}

function partsOf(before: string, after: string): Part[] {
  return diffLines(ended(before), ended(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    lines: value.replace(/\n$/, '').split('\n'),
  }));
}

/** A last line without its end would count as changed. */
const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

function shown({ kind, lines }: Part, first: boolean, last: boolean): Html | Html[] {
  if (kind === 'added') return html`<ins>${lines.map((line) => marked('＋', words.added, line))}</ins>`;
  if (kind === 'removed') return html`<del>${lines.map((line) => marked('－', words.removed, line))}</del>`;
  return unchanged(lines, first, last);
}

const marked = (sign: string, word: string, line: string): Html => html`
  <p><span class="difference-mark" aria-hidden="true">${sign}</span><span class="visually-hidden">${word}：</span>${line === '' ? ' ' : line}</p>
`;

/** Long stretches that did not change fold away, but for the lines beside a change. */
function unchanged(lines: readonly string[], first: boolean, last: boolean): Html | Html[] {
  const head = first ? [] : lines.slice(0, CONTEXT);
  const tail = last ? [] : lines.slice(Math.max(head.length, lines.length - CONTEXT));
  const middle = lines.slice(head.length, lines.length - tail.length);
  if (middle.length <= CONTEXT) return lines.map(plain);
  return [
    ...head.map(plain),
    html`<details class="difference-rest"><summary>${words.unchanged(middle.length)}</summary>${middle.map(plain)}</details>`,
    ...tail.map(plain),
  ];
}

const plain = (line: string): Html =>
  html`<p><span class="difference-mark" aria-hidden="true"></span>${line === '' ? ' ' : line}</p>`;

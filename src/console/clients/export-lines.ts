import type { Line } from '#store/reading/client-export.ts';
import { sayIn, exportLabels as words } from '../words/client-export.ts';

/** A line of a chat as somebody reads it: the words of a message, whatever platform it was written for, and what a client did. */

/** A message holds its text twice: as it is seen, and as one line for the notification. Of a mail the subject stands first. */
const WORDS = ['subject', 'text', 'title', 'label', 'unreadable'];

/** The words in what was stored, a line each. */
export const textIn = (content: unknown): string => wordsIn(content).join('\n');

function wordsIn(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(wordsIn);
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) =>
    typeof value === 'string' ? (WORDS.includes(name) && value.trim() !== '' ? [value] : []) : wordsIn(value),
  );
}

export function lineInWords({ from, content }: Line): string {
  if (from === 'office' || typeof content !== 'object' || content === null) return textIn(content);
  const event: Readonly<Record<string, unknown>> = { ...content };
  if (event['kind'] === 'form-submitted') return valuesIn(event['values']);
  return textIn(content) || (typeof event['kind'] === 'string' ? sayIn(words.events, event['kind']) : '');
}

const valuesIn = (values: unknown): string =>
  Object.entries(typeof values === 'object' && values !== null ? values : {})
    .map(([name, value]) => `${sayIn(words.fields, name)}：${String(value)}`)
    .join('\n');

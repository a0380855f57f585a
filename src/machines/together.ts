/** Two answers about the same as one: both as they came, or the one of them that holds the other, word for word. */
export function together(first: string, second: string): string {
  if (holds(first, second)) return first;
  return holds(second, first) ? second : `${first} ${second}`;
}

const BETWEEN = /[^\p{L}\p{N}\p{M}]+/u;

/** Whether these words stand in the text, as words of their own: 田中 does not in 田中工業. */
function holds(text: string, these: string): boolean {
  const words = text.split(BETWEEN);
  const sought = these.split(BETWEEN).join('');
  return words.some((_, from) => words.some((__, to) => words.slice(from, to + 1).join('') === sought));
}

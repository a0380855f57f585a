/** Fitting text into a platform's limits, counted in UTF-16 units, without cutting a character in two. */

/** The text, or its beginning with … where it is longer than `most`. */
export function shorten(text: string, most: number): string {
  const whole = text.toWellFormed();
  return whole.length <= most ? whole : `${whole.slice(0, wholeCharacters(whole, most - 1))}…`;
}

/** Pieces of at most `most`, cut at the end of a paragraph, else of a line, else of a sentence, else between characters. */
export function split(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text.toWellFormed().trim();
  while (rest.length > most) {
    const cut = cutAt(rest, most);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  pieces.push(rest);
  return pieces.filter((piece) => piece !== '');
}

function cutAt(text: string, most: number): number {
  const window = text.slice(0, most);
  for (const end of ['\n\n', '\n', '。', '. ']) {
    const at = window.lastIndexOf(end);
    // A cut very early would leave a stub and many pieces.
    if (at >= most / 4) return at + end.length;
  }
  return wholeCharacters(text, most);
}

/** `at`, or one less where it would stand between the two halves of a surrogate pair. */
function wholeCharacters(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  const highHalf = before >= 0xd800 && before <= 0xdbff;
  return highHalf && at > 1 ? at - 1 : at;
}

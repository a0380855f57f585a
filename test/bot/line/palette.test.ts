import { expect, test } from 'vitest';
import { PALETTE } from '#bot/line/palette.ts';

/** Relative luminance after WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const PAIRS: [what: string, front: string, back: string][] = [
  ['text', PALETTE.text, PALETTE.ground],
  ['labels of rows', PALETTE.quiet, PALETTE.ground],
  ...Object.entries(PALETTE.tone).map(
    ([tone, colour]) => [`titles and buttons, ${tone}`, PALETTE.onTone, colour] satisfies [string, string, string],
  ),
  ['a dangerous button', PALETTE.onTone, PALETTE.danger],
  // LINE writes the label of a secondary button in this colour.
  ['a plain button', '#111111', PALETTE.plainButton],
];

test.each(PAIRS)('%s can be read: contrast of 4.5 to 1 or more', (_what, front, back) => {
  expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
});

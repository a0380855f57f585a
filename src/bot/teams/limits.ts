/**
 * Teams' limits. A message should stay below 80 KB; Microsoft counts it in UTF-16 and the request travels as UTF-8, so the larger counts
 * (learn.microsoft.com: Format your bot messages). Lengths are UTF-16 units.
 */
export const LIMITS = {
  bytes: 70_000,
  /** Of one bar of buttons; what is more is not drawn. */
  actions: 6,
  suggestedActions: 6,
  actionTitle: 40,
  tooltip: 200,
  title: 200,
  summary: 100,
  url: 2000,
} as const;

/** How much of a reply is written out: less where it would be too large. `text`: of one paragraph; `words`: of the fallback text. */
export type Room = { text: number; paragraphs: number; words: number; tooltips: boolean };

/** From ample to the least that makes sense. */
export const ROOMS: readonly [Room, ...Room[]] = [
  { text: 12_000, paragraphs: 1_000, words: 1_500, tooltips: true },
  { text: 2_000, paragraphs: 200, words: 1_500, tooltips: true },
  { text: 400, paragraphs: 100, words: 600, tooltips: true },
  { text: 80, paragraphs: 30, words: 300, tooltips: false },
];
export const LEAST_ROOM: Room = { text: 40, paragraphs: 10, words: 300, tooltips: false };

export function sizeOf(value: unknown): number {
  const json = JSON.stringify(value);
  return Math.max(Buffer.byteLength(json), 2 * json.length);
}

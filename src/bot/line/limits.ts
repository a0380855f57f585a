/** LINE's limits. Lengths are UTF-16 units, sizes are bytes of JSON in UTF-8, a little below LINE's own 30 KB and 50 KB. */
export const LIMITS = {
  messages: 5,
  text: 5000,
  altText: 1500,
  quickReplies: 13,
  quickReplyLabel: 20,
  buttonLabel: 40,
  displayText: 300,
  uri: 1000,
  bubbleBytes: 30_000,
  carouselBytes: 50_000,
  carouselBubbles: 12,
  /** Of one text inside a bubble. */
  flexText: 2000,
} as const;

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

import { createHash } from 'node:crypto';

/** Of this product; any UUID does, as long as it stays. */
const NAMESPACE = '6f0d3a52-6c1f-4f0e-9b0a-3f6a1c9d7e21';

/** The app's id in Teams, derived from the bot's (RFC 9562, version 5): the same bot is the same app, however often it is packed. */
export function appIdOf(botId: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(botId.toLowerCase())
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

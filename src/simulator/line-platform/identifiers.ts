import { createHash, randomBytes, randomInt } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time and 80 random bits, 26 letters of Crockford's alphabet. */
export function ulid(millis: number): string {
  let time = '';
  for (let rest = millis, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32))
    time = CROCKFORD.charAt(rest % 32) + time;
  let random = '';
  for (const byte of randomBytes(16)) random += CROCKFORD.charAt(byte % 32);
  return time + random;
}

export const newUserId = (): string => `U${randomBytes(16).toString('hex')}`;

/** The user id of a centre's official account: the `destination` of its webhooks. The same on every start. */
export const botUserId = (centreId: string): string =>
  `U${createHash('sha256').update(`line-platform:${centreId}`).digest('hex').slice(0, 32)}`;

/** Eighteen digits, as LINE's message ids. */
export const messageId = (): string =>
  `5${randomInt(1e12).toString().padStart(12, '0')}${randomInt(1e5).toString().padStart(5, '0')}`;

export const opaqueToken = (): string => randomBytes(16).toString('hex');

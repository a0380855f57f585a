import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { ChannelName } from './store.ts';

/** What stands in the database instead of a value that must be found again but not read: HMAC-SHA256 of its normal form. */
export type Lookup = {
  /** Every process derives the same id, so that receiving an event needs no look-up. A UUID (version 8). */
  conversationId(channel: ChannelName, centreId: string, userId: string): string;
  jobSeekerNumber(text: string): string;
  email(text: string): string;
  phone(text: string): string;
  message(channel: ChannelName, centreId: string, messageId: string): string;
  /** The public token of a booking's calendar file. */
  calendarToken(bookingId: string): string;
};

export function lookupBy(key: Buffer): Lookup {
  const ready = createSecretKey(key);
  const mac = (...parts: string[]) => createHmac('sha256', ready).update(parts.join('\0'));
  return {
    conversationId: (channel, centreId, userId) => uuidOf(mac('conversation', channel, centreId, userId).digest()),
    jobSeekerNumber: (text) => mac('job-seeker-number', digitsOf(text)).digest('base64url'),
    email: (text) => mac('email', text.normalize('NFKC').trim().toLowerCase()).digest('base64url'),
    phone: (text) => mac('phone', digitsOf(text.normalize('NFKC').replace(/^\s*\+\s*81/, '0'))).digest('base64url'),
    message: (channel, centreId, messageId) => mac('message', channel, centreId, messageId).digest('base64url'),
    calendarToken: (bookingId) => mac('calendar', bookingId).digest('base64url'),
  };
}

/** A token is random or derived from a secret, so a plain hash keeps it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '');

function uuidOf(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

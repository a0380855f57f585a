import { validateSignature } from '@line/bot-sdk';

/**
 * Whether LINE signed exactly these bytes with the channel's secret (Base64 of HMAC-SHA256). The SDK compares in constant
 * time. Verify before parsing: a parsed and re-written body no longer matches.
 */
export function verifySignature(rawBody: Buffer, signature: string | undefined, channelSecret: string): boolean {
  return signature !== undefined && signature !== '' && validateSignature(rawBody, channelSecret, signature);
}

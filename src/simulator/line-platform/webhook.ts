import { createHmac } from 'node:crypto';
import { botUserId } from './identifiers.ts';
import type { WebhookEvent } from './types.ts';

/** LINE gives a server two seconds to answer a webhook. */
const ANSWER_WITHIN_MS = 2000;

/** The `x-line-signature` of a body: Base64 of its HMAC-SHA256 with the channel secret. */
export const signature = (channelSecret: string, body: string): string =>
  createHmac('sha256', channelSecret).update(body, 'utf8').digest('base64');

export const webhookBody = (centreId: string, events: readonly WebhookEvent[]): string =>
  JSON.stringify({ destination: botUserId(centreId), events });

/** Posts a signed webhook. Answers the HTTP status, or 0 where there was no answer in time. */
export async function postWebhook(url: string, channelSecret: string, body: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook/2.0',
        'x-line-signature': signature(channelSecret, body),
      },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

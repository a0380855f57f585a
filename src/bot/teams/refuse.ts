import type { Response } from 'express';

/** Far above what Teams sends (a message has at most about 100 KB). */
export const MOST_BYTES = 256_000;

const REFUSALS = {
  'body-too-large': [413, `The body is larger than ${MOST_BYTES} bytes.`],
  'content-type-wrong': [415, 'The content type is not application/json.'],
  'token-missing': [401, 'The header authorization has no bearer token. Only Microsoft Teams may call this address.'],
  'token-wrong': [
    401,
    "The token is not one of the Bot Connector service for this bot, or its time is over. Check that MicrosoftAppId is the Azure bot's app id, and this machine's clock.",
  ],
  'service-address-wrong': [401, "The activity's serviceUrl is not the https address that the token names."],
  'not-local': [
    401,
    'Without MicrosoftAppId only activities from this machine are taken: serviceUrl must be on localhost. Set MicrosoftAppId for Microsoft Teams itself.',
  ],
  'authority-silent': [503, 'The keys that the token could be proven with cannot be had at the moment. Please deliver it again.'],
  'body-unreadable': [400, 'The body could not be read to its end. Send it uncompressed.'],
  'not-json': [400, 'The body is not JSON.'],
  'no-activity': [400, 'The body is no Bot Framework activity: it has no type.'],
  'not-stored': [500, 'The activity could not be stored. Please deliver it again.'],
} as const satisfies Record<string, readonly [number, string]>;

export type Refusal = keyof typeof REFUSALS;

export function refuse(response: Response, refusal: Refusal): void {
  const [status, message] = REFUSALS[refusal];
  response.status(status).json({ error: { code: refusal, message } });
}

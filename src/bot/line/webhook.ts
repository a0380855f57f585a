import express from 'express';
import type { IncomingEvent } from '#bot/channel.ts';
import { readLineEvents } from './events.ts';
import type { LineLog } from './log.ts';
import { verifySignature } from './signature.ts';

/** 1 MB, as the outside contract says; the SDK's own middleware has no cap. */
const MOST_BYTES = 1_000_000;

type Settings = {
  centres: ReadonlyMap<string, { channelSecret: string }>;
  /** Stores the events; the answer to LINE waits for it, and a throw makes LINE deliver them again. */
  receive: (events: IncomingEvent[]) => Promise<void>;
  log: LineLog;
};

const REFUSALS = {
  'unknown-centre': [404, 'No LINE centre has this id. Check the end of the webhook URL against the ids in the centre files.'],
  'body-too-large': [413, `The body is larger than ${MOST_BYTES} bytes.`],
  'signature-missing': [401, 'The header x-line-signature is missing. Only LINE may call this address.'],
  'signature-wrong': [
    401,
    "The signature does not fit the body. Check that this centre's channel secret is the one in the LINE Developers Console.",
  ],
  'body-unreadable': [400, 'The body could not be read to its end. Send it uncompressed.'],
  'not-json': [400, 'The body is not JSON.'],
  'no-events': [400, 'The body has no array named events.'],
  'not-stored': [500, 'The events could not be stored. Please deliver them again.'],
} as const satisfies Record<string, readonly [number, string]>;
type Refusal = keyof typeof REFUSALS;

/**
 * `POST /webhooks/line/:centreId`. Cheap checks come first and nothing is parsed before its signature is proven, so a flood
 * of unsigned calls costs little. Mount it before any body parser.
 */
export function lineWebhook(settings: Settings): express.Router {
  const router = express.Router();
  // Whatever the content type says, the signature is over the bytes; LINE never compresses.
  const readBody = express.raw({ type: () => true, limit: MOST_BYTES, inflate: false });
  router.post('/webhooks/line/:centreId', atTheDoor(settings), readBody, unreadable, handle(settings));
  return router;
}

/** What can be refused without reading the body. */
const atTheDoor =
  ({ centres }: Settings): express.RequestHandler<{ centreId: string }> =>
  (request, response, next) => {
    if (!centres.has(request.params.centreId)) return refuse(response, 'unknown-centre');
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return refuse(response, 'body-too-large');
    if (!request.get('x-line-signature')) return refuse(response, 'signature-missing');
    next();
  };

const unreadable: express.ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const tooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
  refuse(response, tooLarge ? 'body-too-large' : 'body-unreadable');
};

const handle =
  (settings: Settings): express.RequestHandler<{ centreId: string }> =>
  async (request, response) => {
    const { centreId } = request.params;
    const body: unknown = request.body;
    const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const secret = settings.centres.get(centreId)?.channelSecret;
    if (!secret || !verifySignature(raw, request.get('x-line-signature'), secret)) return refuse(response, 'signature-wrong');
    const events = readBodyOf(raw, centreId);
    if (typeof events === 'string') return refuse(response, events);
    try {
      if (events.length > 0) await settings.receive(events);
    } catch (error) {
      // The message of a database fault may quote what was to be stored: only its name is logged.
      settings.log.error({ centreId, fault: faultName(error), events: events.length }, 'LINE events could not be stored');
      return refuse(response, 'not-stored');
    }
    response.status(200).json({});
  };

function readBodyOf(raw: Buffer, centreId: string): IncomingEvent[] | 'not-json' | 'no-events' {
  let payload: unknown;
  try {
    payload = JSON.parse(raw.toString('utf8'));
  } catch {
    return 'not-json';
  }
  const hasEvents = typeof payload === 'object' && payload !== null && 'events' in payload && Array.isArray(payload.events);
  return hasEvents ? readLineEvents(payload, centreId) : 'no-events';
}

function refuse(response: express.Response, refusal: Refusal): void {
  const [status, message] = REFUSALS[refusal];
  response.status(status).json({ error: { code: refusal, message } });
}

const faultName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

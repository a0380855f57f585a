import express from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { IncomingEvent } from '#bot/channel.ts';
import { teamsAdapter } from './adapter.ts';
import { type Authority, BOT_FRAMEWORK } from './authority.ts';
import type { TeamsPlace } from './conversation-reference.ts';
import type { TeamsCredentials } from './credentials.ts';
import { readTeamsActivity } from './events.ts';
import type { PrivatelyPlease } from './in-public.ts';
import type { TeamsLog } from './log.ts';
import { type Proof, proofOfOrigin } from './proof.ts';
import { MOST_BYTES, refuse } from './refuse.ts';

export type TeamsMessagesSettings = {
  credentials: TeamsCredentials;
  /** Another authority than Microsoft's: in tests. Then addresses of this machine may be plain http. */
  authority?: Authority;
  inPublic: PrivatelyPlease;
  /** The centre that the people of a tenant belong to. */
  centreOf: (tenantId: string | undefined) => string | undefined;
  /** Stores the events; the answer to Teams waits for it, and a throw makes Teams deliver them again. */
  receive: (events: IncomingEvent[]) => Promise<void>;
  log: TeamsLog;
  /** How long the authority may take to give its keys, in milliseconds. */
  timeoutMs?: number;
};

type Locals = { mayBring: Extract<Awaited<ReturnType<Proof>>, { kind: 'proven' }>['mayBring'] };
type Step = express.RequestHandler<Record<string, never>, unknown, unknown, unknown, Locals>;

const anyActivity = z.looseObject({ type: z.string().min(1) });

/**
 * `POST /api/messages`. Cheap checks come first, and the body is read only once the token is proven; a token is refused with 401, never
 * 500. Without an app id activities of this machine are taken, and no others. Mount it before any body parser.
 */
export function teamsMessages(settings: TeamsMessagesSettings): express.Router {
  const { credentials, authority = BOT_FRAMEWORK, timeoutMs = 5000, log } = settings;
  const proof = proofOfOrigin({ credentials, authority, timeoutMs, localHttp: settings.authority !== undefined });
  const readBody = express.raw({ type: () => true, limit: MOST_BYTES, inflate: false });
  const router = express.Router();
  router.post('/api/messages', atTheDoor, proven(proof, log), readBody, unreadable, handle(settings));
  return router;
}

/** What can be refused without reading the body or asking anybody. */
const atTheDoor: express.RequestHandler = (request, response, next) => {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return refuse(response, 'body-too-large');
  if (!/^application\/json\s*(?:;|$)/i.test(request.get('content-type') ?? '')) return refuse(response, 'content-type-wrong');
  next();
};

/** What the token says of the activity can be held against it only when the body is read. */
const proven =
  (proof: Proof, log: TeamsLog): Step =>
  async (request, response, next) => {
    const judged = await proof(request.get('authorization'));
    if (judged.kind === 'refused') {
      if (judged.why === 'authority-silent') log.warn({}, 'the keys for tokens of Teams could not be had');
      return refuse(response, judged.why);
    }
    response.locals.mayBring = judged.mayBring;
    next();
  };

const unreadable: express.ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const tooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
  refuse(response, tooLarge ? 'body-too-large' : 'body-unreadable');
};

function handle(settings: TeamsMessagesSettings): Step {
  const { credentials, inPublic, log } = settings;
  const run = teamsAdapter(credentials?.appId ?? '');
  return async (request, response) => {
    const activity = readBodyOf(request.body);
    if (typeof activity === 'string') return refuse(response, activity);
    const refusal = response.locals.mayBring(activity);
    if (refusal !== undefined) return refuse(response, refusal);
    let publicPlace: TeamsPlace | undefined;
    try {
      const answer = await run(activity, async (taken) => {
        publicPlace = await take(taken, settings);
      });
      response.status(answer?.status ?? 200).json(answer?.body ?? {});
    } catch (error) {
      // The message of a database fault may quote what was to be stored: only its name is logged.
      log.error({ fault: error instanceof Error ? error.name : typeof error }, 'an activity of Teams could not be stored');
      return refuse(response, 'not-stored');
    }
    if (publicPlace) await inPublic.ask(publicPlace);
  };
}

/** Keeps what concerns us; tells the place of a message that was written in public. */
async function take(
  activity: unknown,
  { credentials, centreOf, receive, log }: TeamsMessagesSettings,
): Promise<TeamsPlace | undefined> {
  const reading = readTeamsActivity(activity, centreOf);
  switch (reading.kind) {
    case 'event':
      // In a trial our clock may be set, and the playground's is not: the moment of receipt counts.
      await receive([credentials ? reading.incoming : { ...reading.incoming, occurredAt: DateTime.invalid('trial') }]);
      return undefined;
    case 'in-public':
      return reading.place;
    case 'invoke':
      return undefined;
    case 'ignored':
      // The others are everyday matters; these two leave somebody without an answer.
      if (reading.why === 'no-centre' || reading.why === 'not-readable')
        log.warn({ why: reading.why }, 'an activity of Teams was left aside');
      return undefined;
  }
}

function readBodyOf(body: unknown): z.infer<typeof anyActivity> | 'not-json' | 'no-activity' {
  let payload: unknown;
  try {
    payload = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    return 'not-json';
  }
  const read = anyActivity.safeParse(payload);
  return read.success ? read.data : 'no-activity';
}

import express, { type Request, type Response } from 'express';
import { readSent, type SentActivity } from './activities.ts';
import { type Conversation, conversations, type Posted } from './conversations.ts';

/** How the service answers instead of doing what it is asked. `hang`: not until it is released. `text`: instead of JSON with the code. */
export type Fault = { status: number; headers?: Record<string, string>; code?: string; text?: string } | 'hang';

/** A call as it came in; an activity only where it could be read. */
export type SeenCall = {
  method: string;
  conversationId: string;
  activityId?: string;
  authorization: string;
  activity?: SentActivity;
};

export type TeamsConnectorOptions = {
  /** The token that calls must bear; without it any, or none, will do. */
  bearer?: string;
};

/** The Bot Connector service behind Teams, as far as a bot calls it: for trials and tests on one machine. */
export interface TeamsConnectorDouble {
  /** `/v3/conversations/…`; the address that it is mounted at is the `serviceUrl` of activities. */
  readonly router: express.Router;
  readonly calls: readonly SeenCall[];
  conversation(conversationId: string): Readonly<Conversation>;
  /** Resolves with what the bot has posted as soon as there are so many of them. */
  posted(conversationId: string, atLeast: number): Promise<readonly Posted[]>;
  /** `listener` hears of every change of a conversation; the answer ends that. */
  onChange(listener: (conversationId: string) => void): () => void;
  /** The next calls, whatever they are, come to this. */
  answerNext(fault: Fault, times?: number): void;
  /** Calls for a conversation come to this until it is taken back: the bot was blocked, or removed. */
  refuse(conversationId: string, fault: Fault | undefined): void;
  /** Breaks off the calls that hang. */
  release(): void;
}

type Params = { conversationId: string; activityId?: string };
type Handler = (request: Request<Params>, response: Response) => void;

const ACTIVITIES = '/v3/conversations/:conversationId/activities';

export function teamsConnectorDouble({ bearer }: TeamsConnectorOptions = {}): TeamsConnectorDouble {
  const kept = conversations();
  const calls: SeenCall[] = [];
  const next: Fault[] = [];
  const refused = new Map<string, Fault>();
  const hanging = new Set<Response>();
  const listeners = new Set<(conversationId: string) => void>();
  const changed = (conversationId: string) => {
    for (const listener of [...listeners]) listener(conversationId);
  };

  /** Every call is seen; a fault that was asked for comes before everything else. */
  const guarded =
    (then: Handler): Handler =>
    (request, response) => {
      const seen = seenCall(request);
      calls.push(seen);
      const fault = next.shift() ?? refused.get(seen.conversationId);
      if (fault === 'hang') {
        hanging.add(response);
        response.once('close', () => hanging.delete(response));
      } else if (fault) answerFault(response, fault);
      else if (bearer !== undefined && seen.authorization !== `Bearer ${bearer}`) refuse(response, 401, 'Unauthorized');
      else then(request, response);
    };

  const post: Handler = ({ params: { conversationId }, body }, response) => {
    const read = readSent(body, conversationId);
    if ('code' in read) return refuse(response, read.status, read.code);
    response.status(201).json({ id: kept.add(conversationId, read.activity) });
    changed(conversationId);
  };
  const put: Handler = ({ params: { conversationId, activityId = '' }, body }, response) => {
    const read = readSent(body, conversationId);
    if ('code' in read) return refuse(response, read.status, read.code);
    if (!kept.update(conversationId, activityId, read.activity)) return refuse(response, 404, 'ActivityNotFoundInConversation');
    response.status(200).json({ id: activityId });
    changed(conversationId);
  };
  const remove: Handler = ({ params: { conversationId, activityId = '' } }, response) => {
    if (!kept.remove(conversationId, activityId)) return refuse(response, 404, 'ActivityNotFoundInConversation');
    response.status(200).end();
    changed(conversationId);
  };

  const router = express.Router();
  const readBody = express.raw({ type: () => true, limit: '1mb' });
  router.post(ACTIVITIES, readBody, guarded(post));
  router.post(`${ACTIVITIES}/:activityId`, readBody, guarded(post));
  router.put(`${ACTIVITIES}/:activityId`, readBody, guarded(put));
  router.delete(`${ACTIVITIES}/:activityId`, guarded(remove));

  return {
    router,
    calls,
    conversation: kept.look,
    posted(conversationId, atLeast) {
      const { promise, resolve } = Promise.withResolvers<readonly Posted[]>();
      const listener = () => {
        const { posted } = kept.look(conversationId);
        if (posted.length < atLeast) return;
        listeners.delete(listener);
        resolve(posted);
      };
      listeners.add(listener);
      listener();
      return promise;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    answerNext: (fault, times = 1) => void next.push(...Array.from({ length: times }, () => fault)),
    refuse: (conversationId, fault) => void (fault ? refused.set(conversationId, fault) : refused.delete(conversationId)),
    release() {
      for (const response of hanging) response.destroy();
    },
  };
}

function seenCall({ method, params, headers, body }: Request<Params>): SeenCall {
  const { conversationId, activityId } = params;
  const read = Buffer.isBuffer(body) ? readSent(body, conversationId) : undefined;
  return {
    method,
    conversationId,
    authorization: headers.authorization ?? '',
    ...(activityId !== undefined && { activityId }),
    ...(read && 'activity' in read && { activity: read.activity }),
  };
}

function answerFault(response: Response, fault: Exclude<Fault, 'hang'>): void {
  response.set(fault.headers ?? {});
  if (fault.text !== undefined) response.status(fault.status).type('json').send(fault.text);
  else refuse(response, fault.status, fault.code ?? 'ServiceError');
}

const refuse = (response: Response, status: number, code: string): void =>
  void response.status(status).json({ error: { code, message: `The request was refused: ${code}` } });

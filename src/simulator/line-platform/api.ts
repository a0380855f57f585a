import { timingSafeEqual } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { type Answer, answerCall } from './calls.ts';
import type { Fault } from './faults.ts';
import { opaqueToken } from './identifiers.ts';
import type { ApiCall, Json } from './types.ts';
import type { LineChannel, World } from './world.ts';

/** LINE refuses a larger body with 413. */
const MOST_BYTES = 2 * 1024 * 1024;

/** The paths of LINE's Messaging API that the product uses, behaving as LINE's do. */
export function apiRouter(world: World): express.Router {
  const router = express.Router();
  router.use('/v2', (request, response, next) => authenticate(world, request, response, next));
  router.use('/v2', express.json({ limit: MOST_BYTES, strict: false }));
  router.use('/v2', (request, response) => answer(world, request, response));
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const tooLarge = typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large';
    const message = tooLarge ? 'Request exceeds the max size of 2MB' : 'The request body could not be parsed as JSON';
    finish(world, request, response, { status: tooLarge ? 413 : 400, body: { message } });
  });
  return router;
}

function authenticate(world: World, request: Request, response: Response, next: NextFunction): void {
  response.locals['requestId'] = opaqueToken();
  const token = /^Bearer (.+)$/.exec(request.header('authorization') ?? '')?.[1];
  const channel = [...world.channels.values()].find((one) => token !== undefined && sameText(one.channelAccessToken, token));
  if (!channel) {
    const message = 'Authentication failed. Confirm that the access token in the authorization header is valid.';
    finish(world, request, response, { status: 401, body: { message } });
    return;
  }
  response.locals['channel'] = channel;
  next();
}

function answer(world: World, request: Request, response: Response): void {
  const channel: LineChannel = response.locals['channel'];
  const path = pathOf(request);
  const fault = world.faults.meet(path);
  if (fault && fault.kind !== 'drop') {
    fail(world, request, response, fault);
    return;
  }
  const retryKey = request.header('x-line-retry-key');
  const call = { method: request.method, path, body: request.body, ...(retryKey === undefined ? {} : { retryKey }) };
  const outcome = answerCall(world, channel, requestIdOf(response), call);
  if (fault) {
    record(world, request, response, { ...outcome, status: 0 });
    request.socket.destroy();
    return;
  }
  finish(world, request, response, outcome);
}

function fail(world: World, request: Request, response: Response, fault: Exclude<Fault, { kind: 'drop' }>): void {
  if (fault.kind === 'status') {
    const message =
      fault.message ??
      (fault.status === 429 ? 'The API rate limit has been exceeded. Try again later.' : 'Internal server error');
    finish(world, request, response, { status: fault.status, body: { message } });
    return;
  }
  record(world, request, response, { status: 0, body: { message: fault.kind } });
  if (fault.kind === 'refuse') request.socket.destroy();
}

function finish(world: World, request: Request, response: Response, outcome: Answer): void {
  record(world, request, response, outcome);
  response
    .set({ 'x-line-request-id': requestIdOf(response), ...outcome.headers })
    .status(outcome.status)
    .json(outcome.body);
}

function record(world: World, request: Request, response: Response, outcome: Answer): void {
  const channel: LineChannel | undefined = response.locals['channel'];
  const body: Json | undefined = request.body;
  const replyToken = typeof body === 'object' && body !== null && !Array.isArray(body) ? body['replyToken'] : undefined;
  const retryKey = request.header('x-line-retry-key');
  const call: ApiCall = {
    kind: 'call',
    id: world.nextId(),
    at: world.now().toMillis(),
    uptime: world.uptime(),
    method: request.method,
    path: pathOf(request),
    centreId: channel?.centreId,
    status: outcome.status,
    body,
    answer: outcome.body,
    ...(retryKey === undefined ? {} : { retryKey }),
    ...(typeof replyToken === 'string' ? { replyToken } : {}),
  };
  world.record(call);
}

const requestIdOf = (response: Response): string => String(response.locals['requestId']);
const pathOf = (request: Request): string => `${request.baseUrl}${request.path}`;

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { isObject } from './action-limits.ts';
import { acceptMessages } from './delivery.ts';
import { botUserId } from './identifiers.ts';
import { messagesProblems } from './limits.ts';
import type { Accepted } from './reply-tokens.ts';
import type { Json, JsonObject, Problem } from './types.ts';
import { type LineChannel, talkKey, type World } from './world.ts';

export type Call = { method: string; path: string; body: Json | undefined; retryKey?: string };
export type Answer = { status: number; body: Json; headers?: Record<string, string> };

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not found' } };
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** What LINE answers to an authenticated call; its effects have happened when this returns. */
export function answerCall(world: World, channel: LineChannel, requestId: string, call: Call): Answer {
  const route = `${call.method} ${call.path}`;
  switch (route) {
    case 'POST /v2/bot/message/reply':
      return sending(world, call, (body) => reply(world, channel, requestId, body, call));
    case 'POST /v2/bot/message/push':
      return sending(world, call, (body) => push(world, channel, requestId, call, body, [body['to'] ?? null]));
    case 'POST /v2/bot/message/multicast':
      return sending(world, call, (body) => push(world, channel, requestId, call, body, body['to']));
    case 'POST /v2/bot/chat/loading/start':
      return startLoading(world, channel, call.body);
    case 'GET /v2/bot/message/quota':
      return {
        status: 200,
        body: channel.monthlyQuota === undefined ? { type: 'none' } : { type: 'limited', value: channel.monthlyQuota },
      };
    case 'GET /v2/bot/message/quota/consumption':
      return { status: 200, body: { totalUsage: pushesUsed(world, channel) } };
    case 'GET /v2/bot/info':
      return { status: 200, body: botInfo(channel) };
    default:
      return route.startsWith('GET /v2/bot/profile/')
        ? profile(world, channel, call.path.slice('/v2/bot/profile/'.length))
        : NOT_FOUND;
  }
}

function sending(world: World, call: Call, send: (body: JsonObject) => Answer): Answer {
  if (!isObject(call.body)) return invalid([{ message: 'Must be a JSON object', property: '' }]);
  if (call.retryKey !== undefined && !UUID.test(call.retryKey)) return { status: 400, body: { message: 'Invalid retry key' } };
  const problems = messagesProblems(call.body['messages']);
  if (problems.length === 0 && world.schemas) problems.push(...world.schemas.request(call.path, call.body));
  return problems.length > 0 ? invalid(problems) : send(call.body);
}

function invalid(problems: readonly Problem[]): Answer {
  const inMessage = /^(messages\[\d+\])\.contents/.exec(problems[0]?.property ?? '')?.[1];
  const message = inMessage
    ? `A message (${inMessage}) in the request body is invalid`
    : `The request body has ${problems.length} error(s)`;
  return { status: 400, body: { message, details: problems.map((problem) => ({ ...problem })) } };
}

function reply(world: World, channel: LineChannel, requestId: string, body: JsonObject, call: Call): Answer {
  // Retry keys are for push, multicast, narrowcast and broadcast only.
  if (call.retryKey !== undefined) return { status: 400, body: { message: 'The retry key is not available for this API' } };
  const token = body['replyToken'];
  const used = typeof token === 'string' ? world.tokens.use(token, channel.centreId) : undefined;
  if (!used) return { status: 400, body: { message: 'Invalid reply token' } };
  const accepted = acceptMessages(world, [used.talk], messagesIn(body), requestId, 'reply', used.mark);
  return { status: 200, body: accepted.answer };
}

function push(world: World, channel: LineChannel, requestId: string, call: Call, body: JsonObject, to: Json | undefined): Answer {
  const recipients = Array.isArray(to) ? [...new Set(to)] : [];
  if (recipients.length === 0 || recipients.length > 500 || !recipients.every(isUserId)) {
    return invalid([{ message: "The property, 'to', in the request body is invalid", property: 'to' }]);
  }
  const before = call.retryKey === undefined ? undefined : world.keys.accepted(channel.centreId, call.retryKey);
  if (before) return alreadyAccepted(before);
  const reached = recipients.map((userId) => ({ userId, centreId: channel.centreId })).filter((talk) => reachable(world, talk));
  if (channel.monthlyQuota !== undefined && pushesUsed(world, channel) + reached.length > channel.monthlyQuota) {
    return { status: 429, body: { message: 'You have reached your monthly limit.' } };
  }
  world.memory.pushes.set(monthKey(world, channel), pushesUsed(world, channel) + reached.length);
  const by = call.path.endsWith('/multicast') ? 'multicast' : 'push';
  const accepted = acceptMessages(world, reached, messagesIn(body), requestId, by);
  if (call.retryKey !== undefined) world.keys.remember(channel.centreId, call.retryKey, accepted);
  return { status: 200, body: by === 'multicast' ? {} : accepted.answer };
}

const alreadyAccepted = (before: Accepted): Answer => ({
  status: 409,
  headers: { 'x-line-accepted-request-id': before.requestId },
  body: { message: 'The retry key is already accepted', ...before.answer },
});

/** A push reaches a friend, and whoever has written to the account, unless they blocked it. */
function reachable(world: World, talk: { userId: string; centreId: string }): boolean {
  const chat = world.memory.chats.get(talkKey(talk));
  return chat !== undefined && (chat.friendship === 'friend' || (chat.friendship === 'none' && chat.messages.length > 0));
}

function startLoading(world: World, channel: LineChannel, body: Json | undefined): Answer {
  const problems = loadingProblems(body);
  if (problems.length > 0 || !isObject(body)) return invalid(problems);
  const chat = world.memory.chats.get(talkKey({ userId: String(body['chatId']), centreId: channel.centreId }));
  if (chat && chat.friendship !== 'blocked') {
    chat.loadingUntil = world.uptime() + Number(body['loadingSeconds'] ?? 20) * 1000;
    world.emit({ kind: 'chat', userId: chat.userId, centreId: chat.centreId });
  }
  return { status: 202, body: {} };
}

function loadingProblems(body: Json | undefined): Problem[] {
  if (!isObject(body)) return [{ message: 'Must be a JSON object', property: '' }];
  const seconds = body['loadingSeconds'] ?? 20;
  const good = typeof seconds === 'number' && seconds >= 5 && seconds <= 60 && seconds % 5 === 0;
  return [
    ...(isUserId(body['chatId']) ? [] : [{ message: 'Must be the user id of a one-to-one chat', property: 'chatId' }]),
    ...(good ? [] : [{ message: 'Must be a multiple of 5 between 5 and 60', property: 'loadingSeconds' }]),
  ];
}

function profile(world: World, channel: LineChannel, userId: string): Answer {
  const person = world.memory.people.get(userId);
  const chat = world.memory.chats.get(talkKey({ userId, centreId: channel.centreId }));
  if (!person || !chat || chat.friendship === 'blocked') return NOT_FOUND;
  const language = person.language === undefined ? {} : { language: person.language };
  return { status: 200, body: { userId, displayName: person.name, ...language } };
}

const botInfo = (channel: LineChannel): Json => ({
  userId: botUserId(channel.centreId),
  basicId: `@${channel.centreId}`,
  displayName: channel.name ?? channel.centreId,
  chatMode: 'bot',
  markAsReadMode: 'auto',
});

const monthKey = (world: World, channel: LineChannel): string => `${channel.centreId} ${world.now().toFormat('yyyy-LL')}`;
const pushesUsed = (world: World, channel: LineChannel): number => world.memory.pushes.get(monthKey(world, channel)) ?? 0;
const isUserId = (value: Json | undefined): value is string => typeof value === 'string' && /^U[\da-f]{32}$/.test(value);
const messagesIn = (body: JsonObject): JsonObject[] => (Array.isArray(body['messages']) ? body['messages'].filter(isObject) : []);

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { apiRouter } from './api.ts';
import { eventsOf, type Media, type Picked } from './events.ts';
import type { FaultPlan } from './faults.ts';
import { newUserId } from './identifiers.ts';
import { chatIn } from './memory.ts';
import { offeredActions } from './offered.ts';
import type { ApiCall, Change, Chat, ChatMessage, JsonObject, Person, Talk, WebhookAttempt, WebhookEvent } from './types.ts';
import { waiting } from './waiting.ts';
import { postWebhook, webhookBody } from './webhook.ts';
import { createWorld, type LineChannel, type LinePlatformOptions, type World } from './world.ts';

export type DeliverOptions = {
  /** How often each event is sent; the first is no redelivery. */
  times?: number;
  order?: 'given' | 'reversed' | 'random';
  /** For `random`: a number in [0, 1). */
  random?: () => number;
};

export type LinePlatform = ReturnType<typeof linePlatform>;

/**
 * A double of the LINE platform: its Messaging API for the server under test, and the people who chat with it. It knows
 * nothing of that server but its webhook addresses.
 */
export function linePlatform(options: LinePlatformOptions) {
  const world = createWorld(options);
  const events = eventsOf(world);
  const send = async (talk: Talk, event: WebhookEvent): Promise<WebhookAttempt> => deliverOnce(world, talk.centreId, [event]);
  const chat = (talk: Talk): Chat => chatIn(world.memory, talk);
  const press = async (talk: Talk, action: JsonObject, picked?: Picked): Promise<WebhookAttempt | undefined> => {
    if (action['type'] === 'message' && typeof action['text'] === 'string') return send(talk, events.text(talk, action['text']));
    if (action['type'] === 'postback') return send(talk, events.postback(talk, action));
    if (action['type'] === 'datetimepicker' && picked) return send(talk, events.postback(talk, action, picked));
    return undefined;
  };

  return {
    router: apiRouter(world),
    /** LINE's API on a free port of this machine, and nothing else. */
    start: () => listen(world),
    /** Writes the state file, if there is one. */
    close: async (): Promise<void> => world.file?.flush(),

    /** Everything that happened, oldest first. */
    calls: world.calls as readonly ApiCall[],
    webhooks: world.webhooks as readonly WebhookAttempt[],
    /** Messages that a person got twice for one event; see `duplicates.ts`. */
    duplicates: (): number => world.duplicates.count(),
    /** Tells of every change; answers how to stop listening. */
    onChange(listener: (change: Change) => void): () => void {
      world.listeners.add(listener);
      return () => void world.listeners.delete(listener);
    },

    channels: (): LineChannel[] => [...world.channels.values()],
    setWebhookUrl(centreId: string, url: string): void {
      channelOf(world, centreId).webhookUrl = url;
    },
    /** Undefined takes the limit away. */
    setMonthlyQuota(centreId: string, quota: number | undefined): void {
      const channel = channelOf(world, centreId);
      if (quota === undefined) delete channel.monthlyQuota;
      else channel.monthlyQuota = quota;
    },
    /** The next calls meet this fault. */
    fail: (plan: FaultPlan): void => world.faults.add(plan),
    clearFaults: (): void => world.faults.clear(),

    addUser(person: { name: string; language?: string }): Person {
      const added: Person = { userId: newUserId(), ...person };
      world.memory.people.set(added.userId, added);
      world.emit({ kind: 'people' });
      return added;
    },
    people: (): Person[] => [...world.memory.people.values()],
    chat,
    /** The buttons that the chat offers now. */
    offered: (talk: Talk): JsonObject[] => offeredActions(chat(talk)),

    /** The events of what people do, written into the chat but not sent: for `deliver`. */
    compose: events,
    follow: async (talk: Talk) => send(talk, events.follow(talk)),
    unblock: async (talk: Talk) => send(talk, events.follow(talk)),
    block: async (talk: Talk) => send(talk, events.unfollow(talk)),
    sendText: async (talk: Talk, text: string) => send(talk, events.text(talk, text)),
    sendMedia: async (talk: Talk, kind: Media) => send(talk, events.media(talk, kind)),
    sendSticker: async (talk: Talk) => send(talk, events.media(talk, 'sticker')),
    unsend: async (talk: Talk, messageId: string) => send(talk, events.unsend(talk, messageId)),
    /** Presses a button. Undefined for those that the server never hears of (links, telephone, clipboard). */
    press,
    /** Presses the offered button with this label; throws where there is none. */
    async pressLabel(talk: Talk, label: string, picked?: Picked): Promise<WebhookAttempt | undefined> {
      const action = offeredActions(chat(talk)).findLast((one) => one['label'] === label);
      if (!action) throw new Error(`No button ${label} is offered.`);
      return press(talk, action, picked);
    },
    /** The console's "Verify" button: a webhook without events. */
    verify: async (centreId: string) => deliverOnce(world, centreId, []),
    deliver: async (centreId: string, list: readonly WebhookEvent[], how: DeliverOptions = {}) =>
      Promise.all(inOrder(list, how).map((event) => post(world, centreId, [event]))),

    ...waiting(world),
  };
}

function channelOf(world: World, centreId: string): LineChannel {
  const channel = world.channels.get(centreId);
  if (!channel) throw new Error(`No channel for the centre ${centreId}.`);
  return channel;
}

async function deliverOnce(world: World, centreId: string, events: readonly WebhookEvent[]): Promise<WebhookAttempt> {
  let attempt = await post(world, centreId, events);
  for (let again = 0; again < world.redeliveries && !isSuccess(attempt.status); again += 1) {
    attempt = await post(world, centreId, events.map(asRedelivery));
  }
  return attempt;
}

async function post(world: World, centreId: string, events: readonly WebhookEvent[]): Promise<WebhookAttempt> {
  const channel = channelOf(world, centreId);
  const body = webhookBody(centreId, events);
  const [at, uptime] = [world.now().toMillis(), world.uptime()];
  for (const event of events) if (typeof event['replyToken'] === 'string') world.tokens.renew(event['replyToken']);
  world.tokens.prune();
  const status = channel.webhookUrl === undefined ? 0 : await postWebhook(channel.webhookUrl, channel.channelSecret, body);
  const millis = Math.round(world.uptime() - uptime);
  const attempt: WebhookAttempt = {
    kind: 'webhook',
    id: world.nextId(),
    at,
    uptime,
    centreId,
    events: [...events],
    status,
    millis,
    body,
  };
  world.record(attempt);
  return attempt;
}

const asRedelivery = (event: WebhookEvent): WebhookEvent => ({ ...event, deliveryContext: { isRedelivery: true } });
const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function inOrder(
  events: readonly WebhookEvent[],
  { times = 1, order = 'given', random = Math.random }: DeliverOptions,
): WebhookEvent[] {
  const all = Array.from({ length: times }, (_, again) => (again === 0 ? events : events.map(asRedelivery))).flat();
  if (order === 'reversed') return all.reverse();
  if (order === 'given') return all;
  return all
    .map((event) => ({ event, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ event }) => event);
}

async function listen(world: World): Promise<{ url: string; stop: () => Promise<void> }> {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(apiRouter(world));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await world.file?.flush();
    },
  };
}

export type { ApiCall, Chat, ChatMessage, JsonObject, Person, Talk, WebhookAttempt, WebhookEvent };

import { messageId, opaqueToken, ulid } from './identifiers.ts';
import { addMessage, chatIn } from './memory.ts';
import type { Chat, JsonObject, Talk, WebhookEvent } from './types.ts';
import { talkKey, type World } from './world.ts';

/** What can be picked in a date picker; one of the three, by its mode. */
export type Picked = { date: string } | { time: string } | { datetime: string };

export type Media = 'image' | 'video' | 'audio' | 'file' | 'location' | 'sticker';

/**
 * What people do, made into LINE's events and written into their chats, but not sent yet: `deliver` sends them. Throws where
 * the person has blocked the account, since LINE offers no way to write to it then.
 */
export function eventsOf(world: World) {
  const event = (talk: Talk, content: JsonObject, answerable = true): WebhookEvent => {
    const now = world.now().toMillis();
    const webhookEventId = ulid(now);
    world.answers.set(talkKey(talk), []);
    return {
      type: 'message',
      ...content,
      mode: 'active',
      timestamp: now,
      source: { type: 'user', userId: talk.userId },
      webhookEventId,
      deliveryContext: { isRedelivery: false },
      ...(answerable ? { replyToken: world.tokens.issue(talk, world.duplicates.mark()) } : {}),
    };
  };
  const say = (talk: Talk, message: JsonObject, id = messageId()): string => {
    const chat = open(world, talk);
    addMessage(chat, { id, from: 'person', at: world.now().toMillis(), message }, world.keep);
    world.emit({ kind: 'chat', ...talk });
    return id;
  };
  return {
    raw: event,
    follow(talk: Talk): WebhookEvent {
      const chat = chatIn(world.memory, talk);
      const isUnblocked = chat.friendship === 'blocked';
      chat.friendship = 'friend';
      world.emit({ kind: 'chat', ...talk });
      return event(talk, { type: 'follow', follow: { isUnblocked } });
    },
    unfollow(talk: Talk): WebhookEvent {
      const chat = open(world, talk);
      chat.friendship = 'blocked';
      delete chat.loadingUntil;
      world.emit({ kind: 'chat', ...talk });
      return event(talk, { type: 'unfollow' }, false);
    },
    text(talk: Talk, text: string): WebhookEvent {
      const id = say(talk, { type: 'text', text });
      return event(talk, {
        type: 'message',
        message: { type: 'text', id, quoteToken: opaqueToken(), markAsReadToken: opaqueToken(), text },
      });
    },
    media(talk: Talk, kind: Media): WebhookEvent {
      const id = say(talk, { type: kind });
      return event(talk, { type: 'message', message: { id, ...MEDIA[kind] } });
    },
    postback(talk: Talk, action: JsonObject, picked?: Picked): WebhookEvent {
      const shown = action['displayText'];
      if (typeof shown === 'string') say(talk, { type: 'text', text: shown });
      else if (picked) say(talk, { type: 'text', text: Object.values(picked).join('') });
      else open(world, talk);
      const data = typeof action['data'] === 'string' ? action['data'] : '';
      return event(talk, { type: 'postback', postback: picked ? { data, params: { ...picked } } : { data } });
    },
    unsend(talk: Talk, id: string): WebhookEvent {
      const message = open(world, talk).messages.find((one) => one.id === id && one.from === 'person');
      if (message) {
        message.unsent = true;
        message.message = { type: 'unsent' };
      }
      world.emit({ kind: 'chat', ...talk });
      return event(talk, { type: 'unsend', unsend: { messageId: id } }, false);
    },
  };
}

const LINE_CONTENT = { contentProvider: { type: 'line' } };

const MEDIA: Record<Media, JsonObject> = {
  image: { type: 'image', quoteToken: 'simulated', ...LINE_CONTENT },
  video: { type: 'video', quoteToken: 'simulated', duration: 4000, ...LINE_CONTENT },
  audio: { type: 'audio', duration: 3000, ...LINE_CONTENT },
  file: { type: 'file', fileName: 'memo.pdf', fileSize: 2048 },
  location: { type: 'location', title: '駅前', address: '住所', latitude: 35.681, longitude: 139.767 },
  sticker: {
    type: 'sticker',
    quoteToken: 'simulated',
    stickerId: '52002734',
    packageId: '11537',
    stickerResourceType: 'STATIC',
    keywords: ['hello'],
  },
};

function open(world: World, talk: Talk): Chat {
  const chat = chatIn(world.memory, talk);
  if (chat.friendship === 'blocked') throw new Error('This person has blocked the account.');
  return chat;
}

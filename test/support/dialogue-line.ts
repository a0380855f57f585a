import { actionsIn, offeredActions } from '#simulator/line-platform/offered.ts';
import type { JsonObject, Talk } from '#simulator/line-platform/platform.ts';
import { type Chat, type ChatDriver, newestLabelled, type OfferedButton } from './dialogue-chat.ts';
import type { TestHouse } from './house.ts';

type Platform = TestHouse['platform'];
type Where = Pick<TestHouse, 'platform' | 'settle'> & { centreId: string };

/** Dialogues over LINE: the platform double, real webhooks and real API calls. */
export function lineDriver(where: Where): ChatDriver {
  const { platform, centreId } = where;
  const before = platform.calls.length;
  return {
    channel: 'line',
    newChat: (language) => lineChat(where, { userId: platform.addUser({ name: '利用者', language }).userId, centreId }),
    refused: () =>
      platform.calls
        .slice(before)
        .filter(({ status }) => status >= 300)
        .map(({ path, status, answer }) => `${path} ${status} ${JSON.stringify(answer)}`),
  };
}

function lineChat({ platform, settle }: Where, talk: Talk): Chat {
  let heardUntil = 0;
  const after = async (act: Promise<unknown>): Promise<void> => {
    await act;
    await settle();
  };
  return {
    userId: talk.userId,
    join: () => after(platform.follow(talk)),
    leave: () => after(platform.block(talk)),
    return: () => after(platform.unblock(talk)),
    say: (text) => after(platform.sendText(talk, text)),
    send: (what) => after(platform.sendMedia(talk, what)),
    unsend: () => after(platform.unsend(talk, platform.chat(talk).messages.findLast(({ from }) => from === 'person')?.id ?? '')),
    async press(label, { old, times, day }) {
      const action = newestLabelled(old ? everOffered(platform, talk) : platform.offered(talk), label);
      if (!action) return false;
      for (let time = 0; time < times; time += 1)
        await platform.press(talk, action, day === undefined ? undefined : { date: day });
      await settle();
      return true;
    },
    listen() {
      heardUntil = platform.chat(talk).messages.length;
    },
    received: () =>
      platform
        .chat(talk)
        .messages.slice(heardUntil)
        .filter(({ from }) => from === 'centre')
        .map(({ message }) => wordsIn(message).join('\n')),
    offered() {
      const chat = platform.chat(talk);
      return offeredActions({ ...chat, messages: chat.messages.slice(heardUntil) }).map(buttonOf);
    },
    everOffered: () => everOffered(platform, talk).map(buttonOf),
  };
}

const everOffered = (platform: Platform, talk: Talk): JsonObject[] =>
  platform.chat(talk).messages.flatMap(({ message }) => actionsIn(message));

function buttonOf({ label, uri }: JsonObject): OfferedButton {
  return { label: String(label), ...(typeof uri === 'string' && { address: uri }) };
}

/** Every piece of text of a message, in reading order; buttons, quick replies and the text for notifications are none. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    if (name === 'text' && typeof child === 'string') return [child];
    return name === 'action' || name === 'quickReply' ? [] : wordsIn(child);
  });
}

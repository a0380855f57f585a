import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Chat, ChatMessage, Person, Talk } from './types.ts';

/** What LINE's cloud would know: people, their friendships, their chats, and how many pushes a centre has used this month. */
export type Memory = {
  people: Map<string, Person>;
  chats: Map<string, Chat>;
  /** Pushes used, by `centreId yyyy-LL` of Asia/Tokyo. */
  pushes: Map<string, number>;
};

type Stored = { version: 1; people: Person[]; chats: Chat[]; pushes: [string, number][] };

export const emptyMemory = (): Memory => ({ people: new Map(), chats: new Map(), pushes: new Map() });

const key = (talk: Talk): string => `${talk.userId} ${talk.centreId}`;

/** The chat of a person with a centre; made where there is none. */
export function chatIn(memory: Memory, talk: Talk): Chat {
  const known = memory.chats.get(key(talk));
  if (known) return known;
  const chat: Chat = { userId: talk.userId, centreId: talk.centreId, friendship: 'none', messages: [] };
  memory.chats.set(key(talk), chat);
  return chat;
}

/** Adds a message to a chat, which keeps its last `most`. */
export function addMessage(chat: Chat, message: ChatMessage, most: number): void {
  chat.messages.push(message);
  if (chat.messages.length > most) chat.messages.splice(0, chat.messages.length - most);
}

/** Reads what an earlier run kept. No file, or one that cannot be read, is an empty memory: the double has nothing to lose. */
export function readMemory(file: string): Memory {
  try {
    const stored: Stored = JSON.parse(readFileSync(file, 'utf8'));
    if (stored.version !== 1) return emptyMemory();
    return {
      people: new Map(stored.people.map((person) => [person.userId, person])),
      chats: new Map(stored.chats.map(({ loadingUntil: _gone, ...chat }) => [key(chat), chat])),
      pushes: new Map(stored.pushes),
    };
  } catch {
    return emptyMemory();
  }
}

/** Keeps a memory in a file: written whole beside it and renamed, half a second after the last change and at `flush`. */
export function memoryFile(memory: Memory, file: string) {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    timer = undefined;
    writing = writing.then(() => writeWhole(file, memory)).catch(() => undefined);
    return writing;
  };
  return {
    touch(): void {
      timer ??= setTimeout(write, 500).unref();
    },
    async flush(): Promise<void> {
      clearTimeout(timer);
      await write();
    },
  };
}

async function writeWhole(file: string, memory: Memory): Promise<void> {
  const stored: Stored = {
    version: 1,
    people: [...memory.people.values()],
    chats: [...memory.chats.values()],
    pushes: [...memory.pushes],
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(stored), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

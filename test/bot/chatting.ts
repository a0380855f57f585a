import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { ChatMessage, Talk } from '#simulator/line-platform/platform.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

/** The whole house for a test file, with people who chat with it and a look behind its counter. */
export type Chatting = {
  readonly house: TestHouse;
  readonly sql: pg.Pool;
  talk(centreId?: string): Talk;
  /** Types, and answers everything that came back. */
  say(talk: Talk, text: string): Promise<string>;
  press(talk: Talk, label: string): Promise<string>;
  /** All of them one after the other: `[label]` is pressed, anything else is typed. */
  walk(talk: Talk, ...steps: readonly string[]): Promise<string>;
  /** Everything the centre has sent to this chat, one text a message. */
  sent(talk: Talk): string[];
  /** The conversation that was written to last. */
  lastConversation(): Promise<string>;
  /** The states of its bookings, the oldest first. */
  states(conversationId: string): Promise<string[]>;
};

/** Call at the top of a test file. */
export function chatting(now = '2026-11-20T10:00'): Chatting {
  const parts: { house?: TestHouse; sql?: pg.Pool } = {};
  beforeAll(async () => {
    parts.house = await openTestHouse({ now });
    parts.sql = new pg.Pool({ connectionString: parts.house.databaseUrl, max: 2 });
  });
  afterAll(async () => {
    await parts.sql?.end();
    await parts.house?.close();
  });
  const there = (): { house: TestHouse; sql: pg.Pool } => {
    const { house, sql } = parts;
    if (!house || !sql) throw new Error('the house is open only while tests run');
    return { house, sql };
  };
  const fromCentre = (talk: Talk): ChatMessage[] =>
    there()
      .house.platform.chat(talk)
      .messages.filter(({ from }) => from === 'centre');
  const heard = async (talk: Talk, act: () => Promise<unknown>): Promise<string> => {
    const before = fromCentre(talk).length;
    await act();
    await there().house.settle();
    return wordsOf(fromCentre(talk).slice(before)).join('\n');
  };
  const chat: Chatting = {
    get house() {
      return there().house;
    },
    get sql() {
      return there().sql;
    },
    talk: (centreId = 'izumo') => ({ centreId, userId: there().house.platform.addUser({ name: '利用者' }).userId }),
    say: (talk, text) => heard(talk, () => there().house.platform.sendText(talk, text)),
    press: (talk, label) => heard(talk, () => there().house.platform.pressLabel(talk, label)),
    async walk(talk, ...steps) {
      let answer = '';
      for (const step of steps) {
        const label = /^\[(.+)\]$/.exec(step)?.[1];
        answer = label === undefined ? await chat.say(talk, step) : await chat.press(talk, label);
      }
      return answer;
    },
    sent: (talk) => wordsOf(fromCentre(talk)),
    async lastConversation() {
      const { rows } = await there().sql.query<{ id: string }>(
        'SELECT conversation_id AS id FROM inbox ORDER BY seq DESC LIMIT 1',
      );
      return rows[0]?.id ?? '';
    },
    async states(conversationId) {
      const { rows } = await there().sql.query<{ state: string }>(
        'SELECT state FROM booking WHERE conversation_id = $1 ORDER BY created_at',
        [conversationId],
      );
      return rows.map(({ state }) => state);
    },
  };
  return chat;
}

/** From the first words to the days at Izumo. */
export const TO_THE_DAYS = [
  '予約したい',
  '[同意する]',
  '[同意する]',
  '[登録している]',
  '[開設している]',
  '[はい]',
  '鈴木 一郎',
  '32010-1234567',
  'ichiro@example.jp',
  '090-1234-5678',
  '[いない]',
] as const;

export const TO_THE_DAYS_AT_MATSUDO = [
  '予約したい',
  '[同意する]',
  '[同意する]',
  '[登録している]',
  '[はい]',
  '[はい]',
  '佐藤 美咲',
  '12345-678901',
  '[いない]',
] as const;

export const TO_THE_DAYS_AT_HAKODATE = [
  '予約したい',
  '[ハローワーク函館]',
  '[同意する]',
  '[同意する]',
  '[登録している]',
  '[はい]',
  '山田 花子',
  '01010-123456',
  'hanako@example.jp',
  '[特にない]',
  '[いない]',
] as const;

const wordsOf = (messages: readonly ChatMessage[]): string[] => messages.map(({ message }) => JSON.stringify(message));

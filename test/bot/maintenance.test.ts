import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { chatting, TO_THE_DAYS } from './chatting.ts';

const chat = chatting();
const NOTICE = '11月30日の夜は、点検のためお休みします。';

async function announced(centreId: string, from: string, to: string, { en }: { en?: string } = {}): Promise<void> {
  await chat.sql.query(
    `INSERT INTO maintenance (id, centre_id, text, text_en, starts_at, ends_at, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, now(), $7)`,
    [randomUUID(), centreId, NOTICE, en ?? null, `${from}+09`, `${to}+09`, randomUUID()],
  );
}

test('staff’s notice stands above the first answer, the greeting and the menu, and in the way of nothing else', async () => {
  await announced('izumo', '2026-11-20 09:00', '2026-11-20 18:00');
  const talk = chat.talk();
  const first = await chat.say(talk, '予約したい');
  expect(first).toContain(NOTICE);
  expect(first).toContain('利用規約のご確認');
  expect(await chat.walk(talk, ...TO_THE_DAYS.slice(1))).not.toContain(NOTICE);
  expect(await chat.say(talk, 'メニュー')).toContain(NOTICE);
});

test('it does not stand there for another centre, nor before or after its time', async () => {
  await announced('hakodate', '2026-11-20 11:00', '2026-11-20 12:00');
  expect(await chat.say(chat.talk('matsudo-mothers'), 'こんにちは')).not.toContain(NOTICE);
  const talk = chat.talk('hakodate');
  expect(await chat.say(talk, 'こんにちは')).not.toContain(NOTICE);
  await chat.house.at('2026-11-20T11:00');
  expect(await chat.say(talk, 'メニュー')).toContain(NOTICE);
  await chat.house.at('2026-11-20T12:00');
  expect(await chat.say(talk, 'メニュー')).not.toContain(NOTICE);
});

test('it stands there in the language of the chat where staff have written it, else in Japanese', async () => {
  await announced('online-hellowork', '2026-11-20 09:00', '2026-11-20 18:00', { en: 'We are closed for a check.' });

  const talk = chat.talk('online-hellowork');
  expect(await chat.say(talk, 'メニュー')).toContain(NOTICE);
  await chat.say(talk, 'English');
  await chat.press(talk, 'English');
  const english = await chat.say(talk, 'menu');
  expect(english).toContain('We are closed for a check.');
  expect(english).not.toContain(NOTICE);
  await chat.say(talk, 'やさしい日本語');
  await chat.press(talk, 'やさしい日本語');
  expect(await chat.say(talk, 'メニュー')).toContain(NOTICE);
});

import { expect, test } from 'vitest';
import { postWebhook, webhookBody } from '#simulator/line-platform/webhook.ts';
import { chatting } from './chatting.ts';

const chat = chatting();

test('an event that is delivered three times has one effect and one answer', async () => {
  const talk = chat.talk();
  const event = chat.house.platform.compose.text(talk, 'こんにちは');
  await chat.house.platform.deliver(talk.centreId, [event], { times: 3 });
  await chat.house.settle();
  const { rows } = await chat.sql.query('SELECT state FROM inbox WHERE conversation_id = $1', [await chat.lastConversation()]);
  expect(rows).toEqual([{ state: 'done' }]);
  expect(chat.house.platform.duplicates()).toBe(0);
});

test('texts sent faster than they are answered are answered in their order', async () => {
  const talk = chat.talk();
  const texts = ['予約したい', '同意する', '同意する', '登録している'];
  await Promise.all(texts.map((text) => chat.house.platform.sendText(talk, text)));
  await chat.house.settle();
  const { rows } = await chat.sql.query("SELECT 1 FROM outbox WHERE state = 'sent' AND conversation_id = $1", [
    await chat.lastConversation(),
  ]);
  expect(rows).toHaveLength(texts.length);
});

test('a text that is unsent in the same call is not kept, and not answered', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  const before = chat.sent(talk).length;
  const { compose } = chat.house.platform;
  const said = compose.text(talk, 'ひみつの言葉');
  const { id } = said['message'] as { id: string };
  const body = webhookBody(talk.centreId, [said, compose.unsend(talk, id)]);
  expect(await postWebhook(`${chat.house.url}/webhooks/line/izumo`, 'secret-izumo', body)).toBe(200);
  await chat.house.settle();
  expect(chat.sent(talk)).toHaveLength(before);
});

test('what has arrived is counted', async () => {
  await chat.say(chat.talk('hakodate'), 'こんにちは');
  const after = await (await fetch(`${chat.house.url}/metrics`)).text();
  expect(after).toMatch(/madoguchi_events_received_total\{centre="hakodate"\} 1/);
});

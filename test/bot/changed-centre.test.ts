import { afterEach, describe, expect, test } from 'vitest';
import type { Centre } from '#policy/centre.ts';
import { chatting, TO_THE_DAYS } from './chatting.ts';
import { centreOf } from './replies/standing-at.ts';

const chat = chatting();
const izumo = centreOf('izumo');
afterEach(() => void chat.house.centres.set('izumo', izumo));

/** As if the office had changed its file and the house had been started anew. */
const change = (changes: Partial<Centre>) => void chat.house.centres.set('izumo', { ...izumo, ...changes });

const newOffice = (): Partial<Centre> => {
  const [office] = izumo.offices;
  if (!office) throw new Error('no office');
  return { offices: [...izumo.offices, { ...office, id: 'branch' }] };
};
const restarts = async (id: string) =>
  (await chat.sql.query("SELECT reason FROM audit WHERE conversation_id = $1 AND action = 'restarted'", [id])).rows;

const CHANGES: [string, () => Partial<Centre>][] = [
  ['a new office', newOffice],
  ['another way to enter the profile', () => ({ profileEntry: 'form' })],
];

describe.each(CHANGES)('a centre file with %s', (_, changes) => {
  test('is used silently by a conversation that stands at the menu', async () => {
    const talk = chat.talk();
    await chat.say(talk, 'こんにちは');
    const id = await chat.lastConversation();
    change(changes());
    const answer = await chat.press(talk, '使い方・困ったとき');
    expect(answer).toContain('知りたいことをお選びください');
    expect(answer).not.toContain('はじめからご案内します');
    expect(await restarts(id)).toEqual([]);
  });

  test('begins a conversation in the middle again, politely, and its hold is let go', async () => {
    const talk = chat.talk();
    await chat.walk(talk, ...TO_THE_DAYS);
    const id = await chat.lastConversation();
    expect(await chat.say(talk, '11月25日11時')).toContain('内容をご確認ください');
    expect(await chat.states(id)).toEqual(['held']);
    change(changes());
    expect(await chat.say(talk, 'はい')).toContain('はじめからご案内します');
    expect(await chat.states(id)).toEqual(['released']);
    expect(await restarts(id)).toEqual([{ reason: 'snapshot' }]);
    expect(await chat.press(talk, '使い方・困ったとき')).toContain('知りたいことをお選びください');
  });
});

test('the new office is offered to a conversation that stood at the menu', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  change(newOffice());
  await chat.press(talk, '予約する');
  expect(chat.house.platform.offered(talk).filter(({ label }) => label === izumo.offices[0]?.name.ja)).not.toEqual([]);
});

test('a press about a service that is no longer in the file begins again at once, and is not tried five times', async () => {
  const talk = chat.talk();
  await chat.walk(talk, ...TO_THE_DAYS, '12月1日11時', '[予約する]');
  const id = await chat.lastConversation();
  await chat.say(talk, 'メニュー');
  await chat.sql.query("UPDATE booking SET service_id = 'of-old' WHERE conversation_id = $1", [id]);
  const answer = await chat.press(talk, '予約をキャンセルする');
  expect(answer).toContain('はじめからご案内します');
  const { rows } = await chat.sql.query('SELECT DISTINCT state, attempts FROM inbox WHERE conversation_id = $1', [id]);
  expect(rows).toEqual([{ state: 'done', attempts: 0 }]);
  expect(await restarts(id)).toEqual([{ reason: 'centre-changed' }]);
  expect(await chat.states(id)).toEqual(['confirmed']);
});

test('a reply that cannot be composed begins the conversation again', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  // The flows know nothing of the words of the terms, so that only the reply can stumble over them.
  change({
    terms: izumo.terms.map((terms) => ({
      ...terms,
      get summary(): never {
        throw new Error('spoilt');
      },
    })),
  });
  const answer = await chat.say(talk, '予約したい');
  expect(answer).toContain('はじめからご案内します');
  expect(await restarts(id)).toEqual([{ reason: 'reply' }]);
  expect(chat.house.logged.join()).not.toContain('spoilt');
  const { rows } = await chat.sql.query('SELECT DISTINCT state, attempts FROM inbox WHERE conversation_id = $1', [id]);
  expect(rows).toEqual([{ state: 'done', attempts: 0 }]);
});

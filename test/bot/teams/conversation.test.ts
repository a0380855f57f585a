import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookupBy } from '#store/lookup.ts';
import { inTokyo, openTestHouse, type TestHouse, testKeys } from '../../support/house.ts';
import { actionsOf, linesOf } from '../../support/teams-card.ts';
import { TeamsClient } from '../../support/teams-client.ts';

/** The whole way: an activity of Teams through the door, the turn and the outbox to the connector, and back. */

let house: TestHouse;
let db: pg.Client;
beforeAll(async () => {
  house = await openTestHouse();
  db = new pg.Client({ connectionString: house.databaseUrl });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await house.close();
});

const CENTRE = 'yamaguchi-vocational';
const somebody = (locale = 'ja-JP') =>
  new TeamsClient(
    {
      messagesUrl: `${house.url}/api/messages`,
      serviceUrl: house.teams.serviceUrl,
      tenantId: `tenant-${CENTRE}`,
      now: () => house.clock.now(),
    },
    locale,
  );
const posted = ({ conversationId }: TeamsClient) => house.teams.conversation(conversationId).posted;
const said = (client: TeamsClient) => posted(client).map(({ activity }) => JSON.stringify(activity));
const conversationOf = ({ userId }: TeamsClient) => lookupBy(testKeys().lookup).conversationId('teams', CENTRE, userId);
const open = (activity: Parameters<typeof actionsOf>[0]) => actionsOf(activity).filter(({ type }) => type === 'Action.Submit');

async function doing(act: Promise<unknown>): Promise<void> {
  await act;
  await house.settle();
}

/** Presses the newest button of that label, as often as it says. */
async function press(client: TeamsClient, label: string, times = 1): Promise<void> {
  const { id, button } = find(client, label);
  await doing(Promise.all(Array.from({ length: times }, () => client.submit(id, button))));
}

function find(client: TeamsClient, label: string): { id: string; button: Record<string, unknown> } {
  for (const { id, activity } of posted(client).toReversed()) {
    const button = 'attachments' in activity ? open(activity).find(({ title }) => title === label) : undefined;
    if (button) return { id, button: button['data'] as Record<string, unknown> };
  }
  throw new Error(`there is no button ${label}: ${said(client).at(-1)}`);
}

test('whoever installs the app is greeted once, in the language of their Teams', async () => {
  const client = somebody('en-GB');
  await doing(client.install());
  expect(posted(client)).toHaveLength(1);
  expect(said(client)[0]).toMatch(/Book/);
});

test('a press closes its card: it says what was chosen and bears no button any more', async () => {
  const client = somebody();
  await doing(client.install());
  await press(client, '予約する');
  const [menu, consent] = posted(client);
  expect(linesOf(menu?.activity ?? {}).at(-1)).toBe('選択済み：予約する');
  expect(open(menu?.activity ?? {})).toEqual([]);
  expect(open(consent?.activity ?? {}).length).toBeGreaterThan(1);
});

test('a question that was answered in words is closed as well, without a word of the answer', async () => {
  const client = somebody();
  await doing(client.install());
  await doing(client.write('予約する'));
  const [menu] = posted(client);
  expect(linesOf(menu?.activity ?? {}).at(-1)).toBe('つづきは、下のメッセージをご覧ください。');
  expect(open(menu?.activity ?? {})).toEqual([]);
});

test('two quick presses are one', async () => {
  const client = somebody();
  await doing(client.install());
  await press(client, '予約する', 2);
  expect(posted(client)).toHaveLength(2);
});

test('a button of an old card that is still seen somewhere is answered kindly, and does nothing', async () => {
  const client = somebody();
  await doing(client.install());
  const old = find(client, '予約する');
  await press(client, '予約する');
  house.clock.set(house.clock.now().plus({ minutes: 1 }));
  await doing(client.submit(old.id, old.button));
  expect(said(client).at(-1)).toMatch(/前の画面のボタンです/);
  // The question that stood is asked again, and the card before it can no longer be pressed.
  expect(posted(client).filter(({ activity }) => open(activity).length > 0)).toHaveLength(1);
});

test('an answer that comes late, after another, comes without buttons that were answered meanwhile', async () => {
  const client = somebody();
  house.teams.refuse(client.conversationId, { status: 502 });
  await doing(client.install());
  await doing(client.write('予約する'));
  house.teams.refuse(client.conversationId, undefined);
  house.clock.set(house.clock.now().plus({ minutes: 5 }));
  await house.house.runner.deliver([conversationOf(client)]);
  expect(posted(client).map(({ activity }) => open(activity).length > 0)).toEqual([false, true]);
  expect(linesOf(posted(client)[0]?.activity ?? {}).at(-1)).toBe('つづきは、下のメッセージをご覧ください。');
});

test('times that the office offers can be pressed on their card no more once one was picked from the list of bookings', async () => {
  const client = somebody();
  await doing(client.install());
  await press(client, '予約する');
  await press(client, '同意する');
  await press(client, 'はい');
  for (const words of ['山田 花子', 'hanako@example.jp', '090-1234-5678']) await doing(client.write(words));
  await press(client, 'いない');
  await doing(client.write('11月30日13時'));
  await press(client, 'この内容で申し込む');
  const { rows } = await db.query('SELECT id FROM booking WHERE conversation_id = $1', [conversationOf(client)]);
  const times = ['2026-12-01T13:00', '2026-12-02T11:00'].map((time) => inTokyo(time));
  await doing(house.office.offer({ by: { id: randomUUID() }, bookingId: rows[0].id, startsAt: times }));
  const offer = () => posted(client).find(({ activity }) => linesOf(activity)[0] === '日時のご提案');
  const titles = () => open(offer()?.activity ?? {}).map(({ title }) => title);
  await doing(client.write('予約の確認'));
  expect(titles()).toContain('12月1日(火) 13:00');

  await press(client, '12月1日(火) 13:00');
  expect(said(client).at(-1)).toContain('予約が確定しました');
  expect(titles()).toEqual(['電話が使えない方', '予約を確認する', 'メニュー']);
  expect(linesOf(offer()?.activity ?? {})).toContain('つづきは、下のメッセージをご覧ください。');
});

test('a message that is written anew is not read: the client is asked to send it again', async () => {
  const client = somebody();
  await doing(client.install());
  await doing(client.write('よやく'));
  await doing(client.rewrite('キャンセル'));
  expect(said(client).at(-1)).toMatch(/書き直されたメッセージは読み取れません/);
});

test('the address that Teams gave is enough to write first, from another process too', async () => {
  const client = somebody();
  await doing(client.install());
  const { rows } = await db.query('SELECT address, conversation_reference FROM conversation WHERE id = $1', [
    conversationOf(client),
  ]);
  expect(JSON.stringify(rows[0])).not.toContain(client.conversationId);
  const other = await house.sibling();
  try {
    await queue(client, 'お知らせです');
    await other.house.runner.deliver([conversationOf(client)]);
    expect(said(client).at(-1)).toContain('お知らせです');
  } finally {
    await other.close();
  }
});

test.each([
  ['MessageWritesBlocked', 403],
  ['BotNotInConversationRoster', 403],
  ['BotDisabledByAdmin', 403],
  ['ConversationNotFound', 404],
])('%s is final: staff are asked to ring, and nothing more is sent until the client writes', async (code, status) => {
  const client = somebody();
  await doing(client.install());
  house.teams.refuse(client.conversationId, { status, code });
  await queue(client, 'お知らせです');
  await house.house.runner.deliver([conversationOf(client)]);
  const calls = house.teams.calls.length;
  await queue(client, 'もう一つのお知らせです');
  await house.house.runner.deliver([conversationOf(client)]);
  expect(house.teams.calls).toHaveLength(calls);
  expect(await tasks(client)).toEqual(['not-delivered']);
  expect(await isReachable(client)).toBe(false);

  house.teams.refuse(client.conversationId, undefined);
  await doing(client.write('こんにちは'));
  expect(await isReachable(client)).toBe(true);
  expect(posted(client).length).toBeGreaterThan(1);
});

test.each([429, 412, 502, 504])('%d passes: the message waits and then arrives, once', async (status) => {
  const client = somebody();
  await doing(client.install());
  house.teams.refuse(client.conversationId, { status, headers: { 'retry-after': '30' } });
  await queue(client, 'お知らせです');
  await house.house.runner.deliver([conversationOf(client)]);
  expect(said(client).filter((text) => text.includes('お知らせです'))).toHaveLength(0);
  house.teams.refuse(client.conversationId, undefined);
  house.clock.set(house.clock.now().plus({ minutes: 1 }));
  await house.house.runner.deliver([conversationOf(client)]);
  expect(said(client).filter((text) => text.includes('お知らせです'))).toHaveLength(1);
  expect(await tasks(client)).toEqual([]);
});

/** A notice that we send of our own accord. */
async function queue(client: TeamsClient, text: string): Promise<void> {
  const conversationId = conversationOf(client);
  const channel = house.house.parts.channels.teams;
  if (!channel) throw new Error('the house has no Teams');
  await house.store.turn(conversationId, async (turn) => {
    const rendered = channel.render({ step: 0, messages: [{ kind: 'text', text }], choices: [] });
    const row = { onceKey: `message:${randomUUID()}`, kind: 'message' as const, centreId: CENTRE, conversationId };
    await turn.tell({ ...row, at: house.clock.now(), what: { by: 'chat', channel: 'teams', rendered } });
  });
}

const tasks = async (client: TeamsClient): Promise<string[]> =>
  (await db.query('SELECT kind FROM staff_task WHERE conversation_id = $1', [conversationOf(client)])).rows.map(
    ({ kind }) => kind,
  );

const isReachable = async (client: TeamsClient): Promise<boolean> =>
  (await db.query('SELECT reachable FROM conversation WHERE id = $1', [conversationOf(client)])).rows[0].reachable;

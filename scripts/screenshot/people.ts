import type { LinePlatform, Talk } from '#simulator/line-platform/platform.ts';

/** People who chat with the office over the double of the LINE platform. All of them are invented. */

export const CENTRE = 'izumo';

export type Client = { name: string; talk: Talk };

/** Who books when: some days of one week. */
const BOOKINGS: readonly [name: string, when: string][] = [
  ['川辺 そら', '11月24日 9時30分'],
  ['草野 いぶき', '11月24日 11時'],
  ['青空 はるか', '11月25日 9時30分'],
  ['海野 みなと', '11月25日 9時30分'],
  ['森川 つばさ', '11月25日 11時'],
  ['星野 ひかり', '11月25日 11時'],
  ['月島 かえで', '11月25日 13時30分'],
  ['花田 さくら', '11月25日 13時30分'],
  ['雪村 あおい', '11月25日 15時'],
  ['風間 なぎさ', '11月26日 9時30分'],
  ['春野 こまち', '11月26日 9時30分'],
  ['夏木 りく', '11月26日 11時'],
  ['秋葉 もみじ', '11月26日 13時30分'],
  ['冬木 ゆきな', '11月26日 13時30分'],
  ['朝日 のぞみ', '11月26日 15時'],
];
/** Asks for a time that the calendar does not have: a request that staff answer. */
const ASKING: readonly [name: string, wishes: string] = ['虹川 あかり', '12月3日か4日の、17時ごろを希望します。'];

/** What the chat asks before the days, in its order: buttons, then typed answers. */
const BUTTONS = ['予約する', '同意する', '同意する', '登録している', '開設している', 'はい'];

/** Everybody comes and books, one after another. */
export async function everybodyBooks(platform: LinePlatform): Promise<ReadonlyMap<string, Client>> {
  const clients = new Map<string, Client>();
  for (const [index, [name, when]] of BOOKINGS.entries()) {
    const client = await introduced(platform, name, index);
    await says(platform, client, when);
    await presses(platform, client, '予約する');
    clients.set(name, client);
  }
  const [name, wishes] = ASKING;
  const asking = await introduced(platform, name, BOOKINGS.length);
  await presses(platform, asking, 'ほかの日時を希望する');
  await says(platform, asking, wishes);
  await presses(platform, asking, 'この内容で申し込む');
  return clients;
}

/** From adding the office as a friend to the choice of a day. */
async function introduced(platform: LinePlatform, name: string, index: number): Promise<Client> {
  const { userId } = platform.addUser({ name, language: 'ja' });
  const client = { name, talk: { userId, centreId: CENTRE } };
  await platform.follow(client.talk);
  await platform.waitForReply(client.talk);
  for (const label of BUTTONS) await presses(platform, client, label);
  const number = `32010-${100_001 + index}`;
  for (const words of [name, number, `client${index}@example.jp`, '090-1234-5678']) await says(platform, client, words);
  await presses(platform, client, 'いない');
  return client;
}

export async function presses(platform: LinePlatform, { talk }: Client, label: string): Promise<void> {
  await platform.pressLabel(talk, label);
  await platform.waitForReply(talk);
}

async function says(platform: LinePlatform, { talk }: Client, words: string): Promise<void> {
  await platform.sendText(talk, words);
  await platform.waitForReply(talk);
}

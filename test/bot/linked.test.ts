import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Talk } from '#simulator/line-platform/platform.ts';
import { atCounter, SOMEBODY as by } from '../office/counter.ts';
import { type SecondChannel, secondChannel } from '../support/second-channel.ts';

/** One person who writes on two channels, once staff have linked their records. */

const at = atCounter();
let second: SecondChannel;
beforeAll(() => {
  second = secondChannel(at.house);
});
afterAll(() => second.stop());

async function onBoth() {
  const [line, teams] = [await at.person(), await second.person()];
  const whose = { by, centreId: 'izumo', fromClientId: teams.clientId, toClientId: line.clientId };
  /** Both are told of it as well. */
  const link = async () => {
    const outcome = await second.office.link(whose);
    await second.runner.quiet();
    return outcome;
  };
  return { line, teams, link };
}

test('what was booked over LINE is seen, and cancelled, over Teams', async () => {
  const { line, teams, link } = await onBoth();
  const { id, reference } = await at.booked(line, 'confirmed', '2026-12-03T11:00');
  expect(await second.says(teams.userId, '予約を確認する')).not.toContain(reference);
  expect(await link()).toEqual({ kind: 'done' });
  expect(await second.says(teams.userId, '予約を確認する')).toContain(reference);
  expect(await second.says(teams.userId, '予約をキャンセルしたいです')).toContain(reference);
  expect(await second.says(teams.userId, 'はい')).toContain('予約をキャンセルしました');
  expect((await at.booking(id))?.state).toBe('cancelled');
  expect(await at.used('izumo', '2026-12-03T11:00')).toBe(0);
  expect(await at.say(line.talk, '予約を確認する')).not.toContain(reference);
});

const asksToBeDeleted = async (talk: Talk) => {
  await at.say(talk, '登録内容を見る');
  return at.say(talk, '情報を消す');
};
const nameOf = ({ conversationId }: { conversationId: string }) =>
  at.within(conversationId, async (turn) => (await turn.client())?.profile?.name);

test('whoever asks for deletion hears of which chats it is, and that messages in the app stay', async () => {
  const { line, link } = await onBoth();
  const [old, renewed] = [await at.person(), await at.person()];
  const alone = await asksToBeDeleted(line.talk);
  expect(alone).toContain('アプリに残るメッセージは消えません。');
  expect(alone).not.toMatch(/どちらで|ほかのチャット/);
  await link();
  await at.office.link({ by, centreId: 'izumo', fromClientId: old.clientId, toClientId: renewed.clientId });
  await at.house.settle();
  expect(await asksToBeDeleted(line.talk)).toContain('LINEとMicrosoft Teamsの、どちらで入力した情報も消します。');
  expect(await asksToBeDeleted(renewed.talk)).toContain('ほかのチャットで入力した情報も消します。');
});

test('what was linked after the question is not deleted by the answer to it: it is asked once more, with all chats', async () => {
  const { line, teams, link } = await onBoth();
  await asksToBeDeleted(line.talk);
  await link();
  const asked = await at.say(line.talk, 'はい');
  expect(asked).toContain('まだ消していません。');
  expect(asked).toContain('LINEとMicrosoft Teamsの、どちらで入力した情報も消します。');
  expect(await nameOf(teams)).toBe('山田 花子');
  expect(await at.say(line.talk, 'はい')).toContain('登録した情報を消しました');
  expect(await nameOf(teams)).toBeUndefined();
});

test('after the link was taken back each sees their own bookings alone, and stands at the beginning', async () => {
  const { line, teams, link } = await onBoth();
  const { id, reference } = await at.booked(line, 'confirmed', '2026-12-04T11:00');
  await link();
  await second.says(teams.userId, '予約をキャンセルしたいです');
  const [linked] = await at.house.store.reads.linked.to(line.clientId);
  await second.office.unlink({ by, centreId: 'izumo', linkId: linked?.linkId ?? '' });
  expect(await second.says(teams.userId, 'はい')).not.toContain('キャンセルしました');
  expect(await second.says(teams.userId, '予約を確認する')).not.toContain(reference);
  expect((await at.booking(id))?.state).toBe('confirmed');
  expect(await at.say(line.talk, '予約を確認する')).toContain(reference);
});

test('an answer that waited for the channel is not given once the link was taken back: it shows what is the other’s', async () => {
  const { line, teams, link } = await onBoth();
  const { reference } = await at.booked(line, 'confirmed', '2026-12-07T11:00');
  await link();
  second.isDown(true);
  await second.says(teams.userId, '予約を確認する');
  const [linked] = await at.house.store.reads.linked.to(line.clientId);
  await second.office.unlink({ by, centreId: 'izumo', linkId: linked?.linkId ?? '' });
  second.isDown(false);
  at.house.clock.set(at.now.plus({ minutes: 10 }));
  second.runner.wake(teams.conversationId);
  await second.runner.quiet();
  expect(second.heard(teams.userId)).not.toContain(reference);
  expect(await second.says(teams.userId, '予約を確認する')).not.toContain(reference);
});

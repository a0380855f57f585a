import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleWords } from '#console/words/people.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { whileBusy } from '../../support/while-busy.ts';
import { bookedAt, HANAKO, partOf, rows, type Visitor, visitor, wordsOf } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house, { name: '出雲 太郎' });
});
afterAll(() => house.close());

const client = (id: string) => `/console/izumo/clients/${id}`;
const linking = (id: string, more = '') => `/console/izumo/linking/${id}${more}`;
const pair = (kept: Visitor, gone: Visitor) => linking(kept.clientId, `/with/${gone.clientId}`);
const page = async (path: string) => wordsOf(await (await staff.get(path)).text());
const link = (kept: Visitor, gone: Visitor) => staff.post(pair(kept, gone), { sure: 'yes' });

/** The second chat of the person, as one on Teams. */
async function onTeams(profile: Parameters<typeof visitor>[1] = {}): Promise<Visitor> {
  const who = await visitor(house, profile);
  await rows(house, `UPDATE conversation SET channel = 'teams' WHERE id = $1`, [who.conversationId]);
  return who;
}

async function linkOf(kept: Visitor): Promise<string> {
  const [one] = await house.store.reads.linked.to(kept.clientId);
  return linking(kept.clientId, `/links/${one?.linkId}/end`);
}

let phones = 0;
const freshPhone = () => `090-6000-${String(++phones).padStart(4, '0')}`;

describe('the other record of a person', () => {
  test('is hinted at where it has the same number or address, until both are one', async () => {
    const phone = freshPhone();
    const [line, teams] = [await visitor(house, { name: '山田花子', phone }), await onTeams({ name: '山田はなこ', phone })];
    const html = await (await staff.get(client(line.clientId))).text();
    expect(wordsOf(html)).toMatch(/同じ連絡先の記録があります .* 山田はなこ 比べてまとめる/);
    expect(html).toContain(pair(line, teams));
    await link(line, teams);
    expect(await page(client(line.clientId))).not.toContain('同じ連絡先の記録があります');
  });

  test('is found by what identifies it, and not the client’s own', async () => {
    const [mine, theirs] = [freshPhone(), freshPhone()];
    const [line, teams] = [await visitor(house, { phone: mine }), await onTeams({ phone: theirs })];
    const search = (word: string) => staff.post(linking(line.clientId, '/search'), { word });
    expect(await page(linking(line.clientId))).toContain('まとめる記録を探す');
    expect((await search(theirs)).headers.get('location')).toBe(pair(line, teams));
    const { reference } = await bookedAt(house, teams, inTokyo('2026-12-01T11:00'));
    expect((await search(reference)).headers.get('location')).toBe(pair(line, teams));
    expect((await search(mine)).status).toBe(404);
    expect((await search('')).status).toBe(422);
    await visitor(house, { name: '三人目', phone: theirs });
    const several = await (await search(theirs)).text();
    expect(wordsOf(several)).toMatch(/2人見つかりました .*三人目/);
  });

  test('is shown beside this one, in full, with what will happen', async () => {
    const [line, teams] = [await visitor(house, HANAKO), await onTeams({ ...HANAKO, phone: freshPhone() })];
    const { reference } = await bookedAt(house, teams, inTokyo('2026-12-01T13:30'));
    const words = await page(pair(line, teams));
    expect(words).toMatch(/残す記録 .*電話番号 090-1234-5678 .*LINE（最後に書かれた日時.* まとめる記録 .*Teams（最後に/);
    expect(words).toContain(reference);
    expect(words).toContain('両方のチャットに、まとめたことをお知らせします');
    expect(words).toContain('本人であることを確認しました');
    expect(await (await staff.get(pair(line, teams))).text()).toContain(`href="${pair(teams, line)}"`);
  });
});

describe('putting two records together', () => {
  test('leads to the one that is kept, with both chats and all bookings', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    const { reference } = await bookedAt(house, teams, inTokyo('2026-12-02T11:00'));
    const answer = await link(line, teams);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${client(line.clientId)}?said=linked`]);
    const html = await (await staff.get(`${client(line.clientId)}?said=linked`)).text();
    expect(wordsOf(html)).toContain('二つの記録をまとめました');
    expect(wordsOf(html)).toContain(reference);
    const channels = wordsOf(html.slice(html.indexOf('id="channels"')));
    expect(channels).toMatch(
      /連絡のとれるところ .*(LINE .*Teams|Teams .*LINE) .*この記録のチャット Teams .*まとめた職員 出雲 太郎/,
    );
    expect(wordsOf(html)).toContain('記録をまとめたご案内');
    const audited = `SELECT actor_id FROM audit WHERE action = 'identities-linked' AND detail->>'clientId' = $1`;
    expect(await rows(house, audited, [line.clientId])).toEqual([{ actor_id: staff.staff.id }]);
  });

  test('needs the tick', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    const answer = await staff.post(pair(line, teams));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="sure-error"');
    expect(await house.store.reads.linked.to(line.clientId)).toEqual([]);
  });

  test('pressed twice, or from an old page, says what is so', async () => {
    const [line, teams, third] = [await visitor(house), await onTeams(), await onTeams()];
    await Promise.all([link(line, teams), link(line, teams)]);
    expect(await house.store.reads.linked.to(line.clientId)).toHaveLength(1);
    const old = await link(line, teams);
    expect(old.status).toBe(409);
    expect(await old.text()).toContain(client(line.clientId));
    for (const act of ['/message', '/suspend', '/erase', '/correct', '/remarks', '/export']) {
      expect((await staff.post(client(teams.clientId) + act, { text: 'x', asked: 'yes', act: 'send' })).status, act).toBe(409);
    }
    const read = await staff.get(client(teams.clientId));
    expect([read.status, read.headers.get('location')]).toEqual([303, `${client(line.clientId)}?said=is-linked`]);
    expect((await staff.get(pair(third, teams))).status).toBe(303);
    expect((await link(third, teams)).status).toBe(409);
    expect((await staff.get(`/console/izumo/bookings/new?client=${teams.clientId}`)).status).toBe(200);
  });

  test('is refused where both have bookings beyond the limit', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    const references = [];
    for (const [who, day] of [[line, '2026-12-03'] as const, [teams, '2026-12-04'] as const]) {
      const booking = await bookedAt(house, who, inTokyo(`${day}T11:00`));
      await rows(house, 'UPDATE booking SET open_limit = 1 WHERE id = $1', [booking.id]);
      references.push(booking.reference);
    }
    const answer = await link(line, teams);
    expect(answer.status).toBe(409);
    const words = wordsOf(await answer.text());
    expect(words).toContain('先に、どちらかの予約をキャンセルしてください');
    for (const reference of references) expect(words).toContain(reference);
    expect(words).toContain('本人であることを確認しました');
  });

  test('is not offered the wrong way round, nor while a deletion waits', async () => {
    const [line, teams, third] = [await visitor(house), await onTeams(), await visitor(house)];
    await link(line, teams);
    expect(await page(pair(third, line))).toContain('残す記録を入れ替えるか');
    expect((await link(third, line)).status).toBe(409);
    const clientId = await house.store.turn(line.conversationId, (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name: '電話の方' }, at: house.clock.now() }),
    );
    const entered = { ...third, clientId };
    expect(await page(pair(third, entered))).toContain('「まとめる記録」にはチャットがありません');
    expect(await page(pair(entered, third))).not.toContain('チャットがありません');
    await rows(house, 'UPDATE client SET erasure_asked_at = now() WHERE id = $1', [third.clientId]);
    const words = await page(pair(line, third));
    expect(words).toContain('削除の申出があるため、まとめられません');
    expect(words).not.toContain('本人であることを確認しました');
  });

  test('is for the staff of that centre, with clients of that centre', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    const elsewhere = await visitor(house, {}, 'hakodate');
    const other = await signIn(house, { centres: ['hakodate'] });
    const theirs = pair(line, teams).replace('izumo', 'hakodate');
    expect((await other.get(pair(line, teams))).status).toBe(404);
    expect((await other.post(theirs, { sure: 'yes' })).status).toBe(404);
    expect((await link(line, elsewhere)).status).toBe(404);
    expect((await link(line, line)).status).toBe(404);
    await rows(house, 'UPDATE client SET name = NULL, erased_at = now() WHERE id = $1', [teams.clientId]);
    expect((await link(line, teams)).status).toBe(409);
  });
});

describe('parting them again', () => {
  test('asks once more, and leaves two records', async () => {
    const [line, teams] = [await visitor(house), await onTeams({ name: '別の方' })];
    await link(line, teams);
    const html = await (await staff.get(client(line.clientId))).text();
    expect(wordsOf(html)).toContain('まとめるのをやめる まとめる前の二つの記録に分けます');
    const address = await linkOf(line);
    expect(html).toContain(`action="${address}"`);
    expect((await staff.post(address)).headers.get('location')).toBe(`${client(line.clientId)}?said=unlinked`);
    expect(await page(client(teams.clientId))).toContain('別の方');
    expect(wordsOf(partOf(await (await staff.get(client(line.clientId))).text(), 'channels'))).not.toContain('Teams');
    expect((await staff.post(address)).headers.get('location')).toContain('said=not-linked');
  });

  test('is refused for another centre’s staff, and where a deletion waits', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    await link(line, teams);
    const address = await linkOf(line);
    const other = await signIn(house, { centres: ['hakodate'] });
    expect((await other.post(address.replace('izumo', 'hakodate'))).status).toBe(404);
    await rows(house, 'UPDATE client SET erasure_asked_at = now() WHERE id = $1', [line.clientId]);
    expect((await staff.post(address)).headers.get('location')).toContain('said=not-parted.waits');
    expect((await staff.post(linking(line.clientId, '/links/x/end'))).status).toBe(404);
  });
});

test('while the person is being answered in one of the chats, both wait a little, change nothing and say so', async () => {
  const [line, teams] = [await visitor(house), await onTeams()];
  const elsewhere = await signIn(house, { centres: ['hakodate'] });
  const [kept, gone] = [await visitor(house, {}, 'hakodate'), await visitor(house, {}, 'hakodate')];
  const there = (path: string) => path.replace('izumo', 'hakodate');
  await elsewhere.post(there(pair(kept, gone)), { sure: 'yes' });
  const end = there(await linkOf(kept));
  const [linking, parting] = await whileBusy(house.databaseUrl, [line.conversationId, gone.conversationId], () =>
    Promise.all([link(line, teams), elsewhere.post(end)]),
  );
  expect([linking.status, parting.status]).toEqual([409, 409]);
  const words = wordsOf(await linking.text());
  expect(words).toMatch(/いまやりとりの途中です。まとめませんでした。少し待ってから、もう一度/);
  expect(words).toContain('本人であることを確認しました');
  const refusal = await parting.text();
  expect(wordsOf(refusal)).toMatch(/やりとりの途中です .*何も行いませんでした/);
  expect(refusal).toContain(there(client(kept.clientId)));
  const linkedTo = async ({ clientId }: Visitor) => (await house.store.reads.linked.to(clientId)).length;
  expect([await linkedTo(line), await linkedTo(kept)]).toEqual([0, 1]);
  expect((await link(line, teams)).status).toBe(303);
  expect((await elsewhere.post(end)).headers.get('location')).toContain('said=unlinked');
});

describe('deleting a person with two chats', () => {
  const question = async ({ clientId }: Visitor) => {
    const html = await (await staff.get(client(clientId))).text();
    return wordsOf(html.slice(html.indexOf(`action="${client(clientId)}/erase"`)));
  };

  test('names the chats before it is done, and says what goes and what stays', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    expect(await question(line)).toContain('LINEのチャットが対象です。');
    expect(await question(line)).not.toContain('まとめてあります');
    await link(line, teams);
    const both = await question(line);
    expect(both).toContain('LINEとTeamsの両方のチャットが対象です。');
    expect(both).toMatch(/ほかの記録とまとめてあります。.*いっしょに消えます。別の方の記録でしたら、先に/);
    expect(both).toMatch(/消えるもの 氏名、.* 残るもの .*同意の記録.*チャットの宛先/);
    const phone = await visitor(house);
    await link(line, phone);
    expect(await question(line)).toContain('LINEとTeamsの3つのチャットすべてが対象です。');
  });

  test('is asked about again where one has come since', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    const shown = await (await staff.get(client(line.clientId))).text();
    const chats = /name="chats" value="([^"]*)"/.exec(shown)?.[1] ?? '';
    await link(line, teams);
    const answer = await staff.post(`${client(line.clientId)}/erase`, { asked: 'yes', chats });
    expect(answer.status).toBe(422);
    const again = await answer.text();
    expect(wordsOf(again)).toContain('この画面を開いた後に、対象のチャットが増えました。');
    expect(again).toContain(teams.conversationId);
    expect(await page(client(line.clientId))).toContain('山田花子');
  });

  test('while they are being answered in one of them does nothing, says so, and is done when it is pressed again', async () => {
    const [line, teams] = [await visitor(house), await onTeams()];
    await link(line, teams);
    await house.settle();
    const reach = await house.store.turn(line.conversationId, (turn) => turn.reach(line.clientId));
    const other = reach?.conversationId === line.conversationId ? teams : line;
    const chats = `${teams.conversationId} ${line.conversationId}`;
    const erase = () => staff.post(`${client(line.clientId)}/erase`, { asked: 'yes', chats });
    const answer = await whileBusy(house.databaseUrl, [other.conversationId], erase);
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(wordsOf(html)).toMatch(/いまやりとりの途中です .*削除もしていません。少し待ってから/);
    expect(html).toContain(client(line.clientId));
    expect(await page(client(line.clientId))).toContain('山田花子');
    expect((await erase()).headers.get('location')).toContain('said=erased');
    const gone = await page(client(line.clientId));
    expect(gone).not.toContain('山田花子');
    expect(gone).toMatch(/氏名などを除いて、予約、同意、お知らせ.*が残っています/);
  });
});

test('everything about a client holds what the linked record knows, both chats, and what this one knew before, with who linked them', async () => {
  const before = { name: '山田ハナコ', email: 'hanako@example.jp' };
  const phone = freshPhone();
  const [line, teams] = [await visitor(house, before), await onTeams({ name: '山田はなこ', phone })];
  await rows(house, 'UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [line.clientId]);
  await link(line, teams);
  await house.store.turn(teams.conversationId, (turn) => turn.saveProfile({ name: '佐藤花子' }, house.clock.now()));
  const given = async (format: string) => (await staff.post(`${client(line.clientId)}/export`, { format })).text();
  const file = JSON.parse(await given('json'));
  expect(file.linked).toEqual([{ name: '山田はなこ', phone }]);
  expect(file.conversations.map(({ channel }: { channel: string }) => channel).sort()).toEqual(['line', 'teams']);
  const linkedAt = house.clock.now().toISO();
  expect(file.beforeLinking).toEqual([{ linkedAt, byName: '出雲 太郎', profile: before, emailConfirmed: true }]);
  const words = wordsOf(await given('html'));
  expect(words).toMatch(/まとめた記録の情報 氏名 山田はなこ .*Microsoft Teams/);
  expect(words).toMatch(
    /まとめる前に登録されていた情報 まとめた日時 2026年11月20日（金）\S+ まとめた職員 出雲 太郎 氏名 山田ハナコ メールアドレス hanako@example\.jp メールアドレスの確認 確認済み/,
  );
  await rows(house, `UPDATE identity_link SET profile = 'gone.AAAA' WHERE to_client_id = $1`, [line.clientId]);
  expect(wordsOf(await given('html'))).toContain(`まとめた職員 出雲 太郎 内容 ${peopleWords.unreadable}`);
});

import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { administrator, consoleDesk } from '../desk.ts';

const desk = consoleDesk();
const AT = '/console/online-hellowork/certification';
const newNumber = () => `13010-${randomInt(10_000_000, 99_999_999)}`;

async function designated(change: Record<string, string> = {}): Promise<{ path: string; status: number; page: string }> {
  const answer = await desk.admin.post(AT, { number: newNumber(), name: '鈴木 一郎', ...change });
  const path = (answer.headers.get('location') ?? '').split('?')[0] ?? '';
  return { path, status: answer.status, page: answer.status === 303 ? '' : await answer.text() };
}
const audit = async (action: string): Promise<number> =>
  Number((await desk.sql.query<{ count: string }>('SELECT count(*) FROM audit WHERE action = $1', [action])).rows[0]?.count);

test('article 3, 12(1): somebody new is entered and designated, with the day two open days before the briefing', async () => {
  const { path } = await designated({ briefing: '2026-11-27', name: '新規 花子' });
  const page = await (await desk.admin.get(path)).text();
  for (const words of ['新規 花子 さん', '11月25日', '日時の指定待ち', 'なし（電話してください）']) expect(page).toContain(words);
  expect(await audit('designated')).toBeGreaterThan(0);
});

test('a day that is set by hand counts before the briefing’s', async () => {
  const { path } = await designated({ briefing: '2026-11-27', 'prepare-by': '2026-12-03' });
  expect(await (await desk.admin.get(path)).text()).toContain('12月3日');
});

test('article 12(1): a day that is over is not a day to be ready by: another one is to be set', async () => {
  const late = await designated({ briefing: '2026-11-20' });
  expect(late.status).toBe(422);
  expect(late.page).toContain('説明会の日から数えた準備の期限（11月18日（水））は、もう過ぎています');
  expect(late.page).toContain('value="2026-11-20"');
  expect((await designated({ 'prepare-by': '2026-11-19' })).page).toContain('過ぎた日になっています');
  const { path } = await designated({ briefing: '2026-11-20', 'prepare-by': '2026-11-20' });
  expect(await (await desk.admin.get(path)).text()).toContain('11月20日');
  const changed = await desk.admin.post(`${path}/prepare`, { briefing: '2026-11-24' });
  expect([changed.status, (await changed.text()).includes('もう過ぎています')]).toEqual([422, true]);
});

test('somebody who chats is found by the number and told there; another name is refused, and nobody is designated twice', async () => {
  const client = await desk.booked('2026-12-01T09:30', { centreId: 'online-hellowork', name: '山田 花子' });
  const number = '32010-1234567';
  const other = await designated({ number, name: '別人 太郎' });
  expect([other.status, other.page.includes('別の氏名で登録されています')]).toEqual([422, true]);
  const { path } = await designated({ number, name: '山田花子' });
  await desk.house.settle();
  expect(JSON.stringify(desk.platform.chat(client.talk).messages)).toContain('オンライン失業認定');
  expect((await designated({ number, name: '山田 花子' })).page).toContain('すでに対象になっています');
  const directed = await desk.admin.post(`${path}/direct`, { day: '2026-12-02', from: '10:00', to: '12:00' });
  expect(directed.headers.get('location')).toBe(`${path}?said=directed`);
  await desk.house.settle();
  expect(JSON.stringify(desk.platform.chat(client.talk).messages)).toContain('12月2日(水) 10:00～12:00');
});

test('article 12(2): a window lies ahead, on a working day, with a slot inside; a new one replaces the one before', async () => {
  const { path } = await designated();
  const direct = (day: string, from: string, to: string) => desk.admin.post(`${path}/direct`, { day, from, to });
  const refused = async (day: string, from: string, to: string) => {
    const answer = await direct(day, from, to);
    expect(answer.status).toBe(422);
    return await answer.text();
  };
  expect(await refused('2026-11-19', '10:00', '12:00')).toContain('過ぎた日時は指定できません');
  expect(await refused('2026-11-23', '10:00', '12:00')).toContain('開庁日を選んでください');
  expect(await refused('2026-12-02', '12:00', '10:00')).toContain('同じ日の開始より後');
  expect(await refused('2026-12-02', '10:00', '10:20')).toContain('開いている予約枠がありません');
  expect(await refused('2026-12-02', '20:00', '21:00')).toContain('開いている予約枠がありません');
  expect(await refused('', '', '')).toContain('日にちを入力してください');
  expect((await direct('2026-12-02', '10:00', '12:00')).status).toBe(303);
  expect((await direct('2026-12-03', '13:00', '15:00')).status).toBe(303);
  const { rows } = await desk.sql.query(
    `SELECT w.revoked_at IS NULL AS stands FROM directed_window w JOIN designation d ON d.client_id = w.client_id WHERE d.id = $1 ORDER BY w.starts_at`,
    [path.split('/').at(-1)],
  );
  expect(rows).toEqual([{ stands: false }, { stands: true }]);
  const page = await (await desk.admin.get(path)).text();
  expect(page).toContain('12月3日（木） 13:00～15:00');
  const window = /name="window" value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect((await desk.admin.post(`${path}/revoke`, { window })).headers.get('location')).toContain('said=revoked');
  expect(await (await desk.admin.get(path)).text()).toContain('日時の指定待ち');
  expect(await audit('window-directed')).toBeGreaterThanOrEqual(2);
  expect(await audit('window-revoked')).toBeGreaterThanOrEqual(1);
});

test('who let the window pass is seen; an ended designation is gone, with its window', async () => {
  const { path } = await designated({ name: '逃した 人' });
  await desk.admin.post(`${path}/direct`, { day: '2026-11-24', from: '10:00', to: '12:00' });
  expect(await (await desk.admin.get(`${AT}?state=missed`)).text()).not.toContain('逃した 人');
  const before = desk.house.clock.now();
  desk.house.clock.set(before.set({ day: 24, hour: 12 }));
  const later = await administrator(desk.house);
  expect(await (await later.get(`${AT}?state=missed`)).text()).toContain('逃した 人');
  desk.house.clock.set(before);
  expect((await desk.admin.post(`${path}/end`)).headers.get('location')).toContain('said=ended');
  expect((await desk.admin.get(path)).status).toBe(404);
  expect((await desk.admin.post(`${path}/direct`, { day: '2026-12-02', from: '10:00', to: '12:00' })).status).toBe(404);
});

test('mistakes are named and what was typed is kept; other centres’ people are not found', async () => {
  const { page } = await designated({ number: '12', name: '', briefing: 'soon' });
  for (const words of ['5桁の数字', '氏名を入力してください', '説明会の日を確かめてください']) expect(page).toContain(words);
  const { path } = await designated();
  expect((await desk.admin.get(path.replace('online-hellowork', 'izumo'))).status).toBe(404);
  expect((await desk.counsellor.get(path)).status).toBe(404);
  expect(await (await desk.counsellor.get('/console/izumo/certification')).text()).toContain(
    '対象者を指定する相談の種類がありません',
  );
});

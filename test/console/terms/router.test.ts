import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { administrator, consoleDesk } from '../desk.ts';

const desk = consoleDesk();
const AT = '/console/izumo/terms';
const TEXT = '# 第1条\n\nこの規約は <script>alert(1)</script> 大切です。';
const fields = (change: Record<string, string> = {}) => ({
  text: TEXT,
  format: 'markdown',
  effective: '2026-12-01',
  ground: '1',
  changes: '受付時間が変わります。',
  ...change,
});
const drafted = async (change: Record<string, string>): Promise<string> => {
  const answer = await desk.admin.post(AT, fields(change));
  expect(answer.status).toBe(303);
  return /terms\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
};

test('until the first official text takes effect, the page says that the summary is what is agreed to', async () => {
  // A centre that no other test publishes at.
  const at = '/console/hakodate/terms';
  const page = async () => (await desk.admin.get(at)).text();
  expect(await page()).toContain('正式な利用規約は、まだ登録されていません。');
  const answer = await desk.admin.post(at, fields({ text: 'はじめての本文', effective: '2026-11-30' }));
  const [, id = ''] = /terms\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '') ?? [];
  await desk.admin.post(`${at}/${id}/publish`);
  expect(await page()).toContain('それまでは、このサービスの要約に同意していただいています。');
  expect(await page()).not.toContain('まだ登録されていません');
});

test('the page of a new version has no two headings of the same words', async () => {
  const page = await (await desk.admin.get(`${AT}/new`)).text();
  const heads = [...page.matchAll(/<h[12]>([^<]*)/g)].map(([, words]) => words);
  expect(new Set(heads).size).toBe(heads.length);
});

test('a draft is seen by administrators alone; published, it stands on the clients’ page with its day, and its hash is the text’s', async () => {
  const text = `${TEXT}\n\nひとつ目`;
  const id = await drafted({ text });
  expect((await desk.counsellor.get(`${AT}/${id}`)).status).toBe(404);
  expect(await (await fetch(`${desk.house.url}/terms/izumo`)).text()).not.toContain('2026年12月1日から');
  const page = await (await desk.admin.get(`${AT}/${id}`)).text();
  expect(page).toContain('はじめての正式な利用規約です');
  expect(page).toContain(createHash('sha256').update(text).digest('hex'));
  expect(page).not.toContain('<script>alert');
  expect((await desk.admin.post(`${AT}/${id}/publish`)).headers.get('location')).toBe(`${AT}/${id}?said=published`);
  expect((await desk.admin.post(`${AT}/${id}/publish`)).headers.get('location')).toBe(`${AT}/${id}?said=published-before`);
  expect((await desk.admin.post(`${AT}/${id}/discard`)).status).toBe(404);
  expect((await desk.counsellor.get(`${AT}/${id}`)).status).toBe(200);
  const shown = await (await fetch(`${desk.house.url}/terms/izumo`)).text();
  expect(shown).toContain('2026年12月1日から、利用規約が変わります');
  expect(await (await fetch(`${desk.house.url}/terms/izumo?version=${id}`)).text()).toContain('ひとつ目');
});

test('the difference to the one before is told line by line, in words', async () => {
  const before = await drafted({ text: '第1条 甲\n第2条 乙\n第3条 丙', effective: '2026-12-10' });
  await desk.admin.post(`${AT}/${before}/publish`);
  const after = await drafted({ text: '第1条 甲\n第2条 乙（改）\n第3条 丙', effective: '2026-12-11' });
  const page = await (await desk.admin.get(`${AT}/${after}`)).text();
  expect(page).toContain('追加 1行、削除 1行');
  expect(page).toMatch(/<del>[\s\S]*削除：[\s\S]*第2条 乙<\/p><\/del>/);
  expect(page).toMatch(/<ins>[\s\S]*追加：[\s\S]*第2条 乙（改）<\/p><\/ins>/);
});

test('mistakes are named, and what was typed is kept', async () => {
  const none = await desk.admin.post(AT, fields({ text: '', ground: '', changes: '', effective: '' }));
  expect(none.status).toBe(422);
  const all = await none.text();
  for (const words of ['規約の本文を入力', '効力が発生する日を入力', '変更の根拠を選んで', '変わることを入力'])
    expect(all).toContain(words);
  const early = await desk.admin.post(AT, fields({ effective: '2026-11-20', ground: '', changes: '', text: '残る本文' }));
  const page = await early.text();
  for (const words of ['効力が発生する日が早すぎます', '変更の根拠を選んでください', '変わることを入力してください', '残る本文'])
    expect(page).toContain(words);
  const large = await desk.admin.post(AT, fields({ text: 'あ'.repeat(70_000) }));
  expect([large.status, (await large.text()).includes('本文は200KBまでです')]).toEqual([422, true]);
  expect(await (await desk.admin.post(AT, fields({ text: '\uFFFD壊れた' }))).text()).toContain('UTF-8');
  await drafted({ text: '同じ本文', effective: '2027-01-11' });
  expect(await (await desk.admin.post(AT, fields({ text: '同じ本文', effective: '2027-01-11' }))).text()).toContain(
    '同じ本文の版が、すでに登録されています',
  );
});

test('two texts cannot take effect on one day, and a draft whose day has come is not published', async () => {
  const [one, two] = [
    await drafted({ text: '一つ目', effective: '2026-12-20' }),
    await drafted({ text: '二つ目', effective: '2026-12-20' }),
  ];
  await desk.admin.post(`${AT}/${one}/publish`);
  expect((await desk.admin.post(`${AT}/${two}/publish`)).status).toBe(409);
  const late = await drafted({ text: '三つ目', effective: '2026-11-21' });
  const before = desk.house.clock.now();
  desk.house.clock.set(before.plus({ days: 1 }));
  const later = await administrator(desk.house);
  expect((await later.post(`${AT}/${late}/publish`)).status).toBe(409);
  expect((await later.post(`${AT}/${late}/discard`)).status).toBe(303);
  desk.house.clock.set(before);
});

test('where the document itself allows a change without notice, a text may take effect at once', async () => {
  const at = '/console/online-hellowork/terms';
  const answer = await desk.admin.post(
    at,
    fields({ terms: 'certification', effective: '2026-11-20', ground: '', text: 'すぐに有効' }),
  );
  const id = /terms\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1];
  await desk.admin.post(`${at}/${id}/publish`);
  expect(await (await fetch(`${desk.house.url}/terms/online-hellowork?terms=certification`)).text()).toContain('すぐに有効');
});

test('counsellors read and do not write; other centres and unknown versions are not found', async () => {
  expect((await desk.counsellor.get(AT)).status).toBe(200);
  expect((await desk.counsellor.get(`${AT}/new`)).status).toBe(403);
  expect((await desk.counsellor.post(AT, fields())).status).toBe(403);
  expect((await desk.counsellor.get('/console/hakodate/terms')).status).toBe(404);
  const id = await drafted({ text: '施設の版', effective: '2027-01-10' });
  expect((await desk.admin.get(`/console/hakodate/terms/${id}`)).status).toBe(404);
  expect((await desk.admin.get(`${AT}/nothing`)).status).toBe(404);
});

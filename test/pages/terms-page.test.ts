import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#policy/language.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import { NOW, type Serving, seedCentre, seedCentres, serve } from './serving.ts';

let pages: Serving;
beforeAll(async () => {
  pages = await serve();
});
afterAll(() => pages.stop());
const read = async (path: string) => (await pages.get(path)).text();

describe('the terms page', () => {
  it('gives the title, the dates and our summary, and says that the official document is authoritative', async () => {
    const page = await read('/terms/izumo');
    expect(page).toContain('オンライン職業相談等利用規約');
    expect(page).toContain('2022年4月28日、2023年4月1日、2025年6月1日、2026年1月1日（最新）');
    expect(page).toContain('第6条(5)');
    expect(page).toContain('当日のキャンセルは、電話だけで受け付けます');
    expect(page).toContain('正式な利用規約が優先します');
    expect(page).toContain(seedCentre('izumo').terms[0]?.court?.name.ja);
  });

  it('says where a document bears no date', async () => {
    expect(await read('/terms/hakodate')).toContain('文書に日付の記載はありません');
  });

  it('shows what must be told before consent, and links the meeting app’s own terms', async () => {
    const page = await read('/terms/hakodate');
    expect(page).toContain('ハローワーク利用登録者に切り替わります');
    expect(page).toContain('href="https://explore.zoom.us/ja/terms/"');
  });

  it('rings the right office, with the extension in the link and in words', async () => {
    const page = await read('/terms/izumo');
    expect(page).toContain('href="tel:0853218609,,41%23"');
    expect(page).toContain('0853-21-8609（内線 41#）');
    expect(page).toContain('つながったら、41# を押してください');
    expect(page).toContain('電話リレーサービス');
    const four = await read('/terms/hakodate');
    for (const phone of ['0138-88-1318', '0138-45-8609', '0139-52-0178', '0137-62-2509']) expect(four).toContain(phone);
  });

  it('shows every document of a centre, or the one that is asked for, in the language that is asked for', async () => {
    const both = await read('/terms/online-hellowork');
    expect(both).toContain('id="counselling"');
    expect(both).toContain('id="certification"');
    const one = await read('/terms/online-hellowork?terms=certification&lang=en');
    expect(one).not.toContain('id="counselling"');
    expect(one).toContain('id="certification"');
    expect(one).toContain('<html lang="en">');
    expect(one).toContain('href="?terms=certification&amp;lang=ja"');
  });

  it('numbers articles as each document does', async () => {
    expect(await read('/terms/online-hellowork')).toMatch(/第\d+条第\d+項/);
    expect(await read('/terms/yamaguchi-vocational')).toContain('<dt>7(2)</dt>');
    expect(await read('/terms/yamaguchi-vocational?lang=en')).toContain('<dt>Section 7(2)</dt>');
  });

  it.each([...seedCentres().keys()])('exists for %s in every language', async (id) => {
    for (const language of LANGUAGES) {
      const answer = await pages.get(`/terms/${id}?lang=${language}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'");
      expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    }
  });

  it('answers unknown centres and documents with a kind page in Japanese and English', async () => {
    for (const path of ['/terms/nowhere', '/terms/hakodate?terms=nothing', '/terms/__proto__', '/terms/%3Cscript%3E']) {
      const answer = await pages.get(path);
      expect(answer.status).toBe(404);
      const page = await answer.text();
      expect(page).toContain('ページが見つかりません');
      expect(page).toContain('Page not found');
      expect(page).not.toContain('<script');
    }
  });
});

describe('the assets', () => {
  it('serve the style, the font in its two weights, and nothing else of the font’s package', async () => {
    expect((await pages.get('/assets/pages.css')).headers.get('content-type')).toContain('text/css');
    const css = await read('/assets/fonts/400.css');
    expect(css).toContain('.woff2');
    expect(css).not.toMatch(/\.woff\b(?!2)/);
    const file = /url\(\.\/(files\/[^)]+-400-normal\.woff2)\)/.exec(css)?.[1];
    const font = await pages.get(`/assets/fonts/${file}`);
    expect(font.status).toBe(200);
    expect(font.headers.get('content-type')).toBe('font/woff2');
    for (const path of [
      'fonts/300.css',
      'fonts/files/noto-sans-jp-0-300-normal.woff2',
      'fonts/files/..%2Fpackage.json',
      'fonts/package.json',
    ]) {
      expect((await pages.get(`/assets/${path}`)).status).toBe(404);
    }
  });
});

describe('the office’s own text', () => {
  const version = (change: Partial<OfficialTerms>): OfficialTerms => ({
    id: '018f4c3e-0000-4000-8000-000000000001',
    termsId: seedCentre('izumo').terms[0]?.id ?? '',
    title: '利用規約',
    version: '2026-04-01',
    sha256: 'a',
    effectiveAt: NOW.minus({ months: 2 }),
    body: '# 第1条\n\nむかしの<b>本文</b>',
    format: 'markdown',
    ground: '1',
    notice: undefined,
    publishedAt: NOW.minus({ months: 3 }),
    createdAt: NOW.minus({ months: 3 }),
    publishedBy: undefined,
    createdBy: undefined,
    consents: 0,
    ...change,
  });
  const [older, current, upcoming] = [
    version({}),
    version({
      id: '018f4c3e-0000-4000-8000-000000000002',
      effectiveAt: NOW.minus({ days: 1 }),
      body: 'いまの本文\n二行目',
      format: 'text',
    }),
    version({
      id: '018f4c3e-0000-4000-8000-000000000003',
      effectiveAt: NOW.plus({ days: 10 }),
      body: 'これからの本文',
      notice: '時間が変わります。',
    }),
  ];
  beforeEach(() => {
    pages.store.official.splice(0, 9, upcoming, current, older);
  });
  afterEach(() => {
    pages.store.official.splice(0);
  });

  it('stands on the page while it is in force, above our summary, with one to come and its day, and the way to earlier ones', async () => {
    const page = await read('/terms/izumo');
    expect(page).toContain('いまの本文\n二行目');
    expect(page).not.toContain('これからの本文');
    expect(page).not.toContain('むかしの');
    expect(page).toContain('2026年12月4日から、利用規約が変わります');
    expect(page).toContain('時間が変わります。');
    expect(page).toContain(`?version=${upcoming.id}`);
    expect(page).toContain(`?version=${older.id}`);
    expect(page.indexOf('いまの本文')).toBeLessThan(page.indexOf('第6条(5)'));
  });

  it('is the page’s own matter while it is in force: nothing says that the page is only a summary or bears no date', async () => {
    const hakodate = { termsId: seedCentre('hakodate').terms[0]?.id ?? '' };
    pages.store.official.splice(0, 9, { ...current, ...hakodate });
    const page = await read('/terms/hakodate');
    expect(page).toContain('<h1>利用規約</h1>');
    expect(page).toContain('要約と内容が異なるときは、全文が優先します');
    for (const gone of ['利用規約そのものではありません', '文書に日付の記載はありません']) expect(page).not.toContain(gone);
    pages.store.official.splice(0, 9, { ...upcoming, ...hakodate });
    expect(await read('/terms/hakodate')).toContain('利用規約そのものではありません');
  });

  it('says of which document there is only a summary, where another one of the page has its text', async () => {
    pages.store.official.splice(0, 9, { ...current, termsId: 'counselling' });
    const page = await read('/terms/online-hellowork');
    expect(page).toContain('<h1>利用規約</h1>');
    expect(page.split('利用規約そのものではありません')).toHaveLength(2);
    expect(page.indexOf('利用規約そのものではありません')).toBeGreaterThan(page.indexOf('id="certification"'));
  });

  it('can be read by itself, before, while and after it is in force, with everything in it escaped', async () => {
    expect(await read(`/terms/izumo?version=${upcoming.id}`)).toContain('これからの本文');
    const before = await read(`/terms/izumo?version=${older.id}&lang=en`);
    expect(before).toContain('<h2>第1条</h2>');
    expect(before).toContain('むかしの&lt;b>本文&lt;/b>');
    expect(before).toContain('Earlier terms, in force from');
    expect((await pages.get('/terms/izumo?version=nothing')).status).toBe(404);
    expect((await pages.get(`/terms/izumo?version=018f4c3e-0000-4000-8000-000000000009`)).status).toBe(404);
  });
});

import { Duration } from 'luxon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formFields } from '#pages/form-fields.ts';
import { FILLED_IN, NOW, type Serving, seedCentre, serve, sha256, TOKEN } from './serving.ts';

const form = `/forms/${TOKEN}`;
let pages: Serving;
beforeEach(async () => {
  pages = await serve();
});
afterEach(() => pages.stop());

describe('the form that carries the chat on', () => {
  it('asks what the centre asks, says why and by which article, and who holds the data', async () => {
    const page = await (await pages.get(form)).text();
    for (const name of ['name', 'job-seeker-number', 'email', 'topic', 'companions']) expect(page).toContain(`name="${name}"`);
    expect(page).not.toContain('name="phone"');
    expect(page).toContain('利用規約 第6条(2)');
    expect(page).toContain('実施日時と、当日使うURLをお送りします。');
    expect(page).toContain('ハローワーク函館が管理します');
    expect(page).toContain('暗号化して保管します');
  });

  it('speaks plain Japanese and English on request, and Japanese when it does not know the language', async () => {
    expect(await (await pages.get(`${form}?lang=en`)).text()).toContain('Your details for the booking');
    expect(await (await pages.get(`${form}?lang=ja-easy`)).text()).toContain('名前（なまえ）');
    expect(await (await pages.get(`${form}?lang=xx&lang=yy`)).text()).toContain('お名前');
  });

  it('stores what was typed in its canonical form as one event, and wakes the conversation', async () => {
    const answer = await pages.submit(FILLED_IN);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('送信しました');
    expect(page).toContain('LINEの画面にお戻りください');
    expect(pages.store.submitted).toEqual([
      {
        channel: 'line',
        centreId: 'hakodate',
        userId: 'U1',
        eventId: `form:${sha256(TOKEN).slice(0, 32)}`,
        occurredAt: NOW,
        body: {
          kind: 'form-submitted',
          values: {
            name: '山田 花子',
            'job-seeker-number': '01010-12345678',
            email: 'Hanako@example.jp',
            topic: '応募書類の書き方 面接のこと',
            companions: '-',
          },
        },
      },
    ]);
    expect(pages.woken).toEqual(['conversation-1']);
  });

  it('takes "none yet", no topic and nobody along for a dash', async () => {
    const { 'job-seeker-number': _, topic: __, ...rest } = FILLED_IN;
    await pages.submit({ ...rest, 'job-seeker-number-none': 'yes' });
    expect(pages.store.submitted[0]?.body).toMatchObject({
      values: { 'job-seeker-number': '-', topic: '-', companions: '-' },
    });
  });

  it('tells a second tap on "send" that all is well, and stores nothing twice', async () => {
    await pages.submit(FILLED_IN);
    const again = await pages.submit(FILLED_IN);
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('受け付け済みです');
    expect(await (await pages.get(form)).text()).toContain('受け付け済みです');
    expect(pages.store.submitted).toHaveLength(1);
    expect(pages.woken).toHaveLength(1);
  });

  it('takes two sends at the same moment once, and answers both kindly', async () => {
    const answers = await Promise.all([pages.submit(FILLED_IN), pages.submit(FILLED_IN)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(pages.store.submitted).toHaveLength(1);
  });

  it('says that a form which is too old, or of nobody, cannot be used, and to press the button again', async () => {
    await pages.clock.advance(Duration.fromObject({ minutes: 30 }));
    for (const answer of [await pages.get(form), await pages.submit(FILLED_IN), await pages.get('/forms/unknown')]) {
      expect(answer.status).toBe(410);
      const page = await answer.text();
      expect(page).toContain('ボタンをもう一度押して');
      expect(page).toContain('press the button in the chat again');
    }
    expect(pages.store.submitted).toEqual([]);
  });

  it('refuses a body over 64 KB, too many inputs, a strange charset and a broken address with a kind page', async () => {
    const tooLong = await pages.submit({ ...FILLED_IN, topic: 'あ'.repeat(30_000) });
    const tooMany = await pages.submit(Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`f${n}`, '1'])));
    const strange = await fetch(pages.base + form, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=x-unknown' },
      body: 'name=a',
    });
    const broken = await pages.get('/forms/%E0%A4%A');
    expect([tooLong.status, tooMany.status, strange.status, broken.status]).toEqual([413, 413, 415, 400]);
    for (const answer of [tooLong, tooMany, strange, broken])
      expect(await answer.text()).toContain('受け取ることができませんでした');
    expect(pages.store.submitted).toEqual([]);
  });

  it('shows a body that is no form as a form with everything to fill in', async () => {
    const answer = await fetch(pages.base + form, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"山田"}',
    });
    expect(answer.status).toBe(422);
  });

  it('is never cached, framed, indexed or scripted, sets no cookie and passes no address on', async () => {
    for (const answer of [await pages.get(form), await pages.submit({}), await pages.get('/forms/unknown')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('x-robots-tag')).toBe('noindex');
      expect(answer.headers.get('set-cookie')).toBeNull();
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('script-src');
      expect(policy).not.toContain('unsafe');
      expect(await answer.text()).not.toContain('<script');
    }
  });

  it('never writes the token into a page', async () => {
    for (const answer of [await pages.get(form), await pages.submit({}), await pages.submit(FILLED_IN)]) {
      expect(await answer.text()).not.toContain(TOKEN);
    }
  });
});

describe('a form with mistakes', () => {
  it('keeps what was typed, escaped, and says at each field what to do', async () => {
    const answer = await pages.submit({ ...FILLED_IN, name: '<script>alert("x")</script>', email: `"'><img src=x>` });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('value="&lt;script>alert(&quot;x&quot;)&lt;/script>"');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img');
    expect(page).toContain('value="０１０１０－１２３４５６７８"');
    expect(page).toContain('応募書類の書き方\n面接のこと</textarea>');
    expect(page).toContain('使えない文字が入っています');
    expect(page).toContain('メールアドレスの形になっていません');
    expect(page).toMatch(/<a href="#email">/);
    expect(page).toMatch(/<title>入力内容をご確認ください/);
    expect(pages.store.submitted).toEqual([]);
  });

  it('escapes a topic that tries to end its box', async () => {
    const page = await (await pages.submit({ ...FILLED_IN, name: '', topic: '</textarea><script>1</script>' })).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;/textarea>');
  });

  it.each([
    ['name', '', 'お名前を入力してください。'],
    ['name', '花子2', 'お名前に数字が入っています。'],
    ['name', '花子😀', '絵文字は使えません。'],
    ['name', 'あ'.repeat(41), 'お名前は40文字以内'],
    ['name', 'https://example.com', 'アドレスやURLは入力できません。'],
    ['job-seeker-number', '', 'まだない方は'],
    ['job-seeker-number', '123', '5桁の数字、ハイフン、4～8桁の数字です。'],
    ['email', '', 'メールアドレスを入力してください。'],
    ['email', `${'a'.repeat(250)}@example.jp`, 'メールアドレスが長すぎます。'],
    ['topic', 'あ'.repeat(201), '200文字以内にまとめてください。'],
    ['topic', 'https://example.com を見てください', 'URLは入力できません。'],
    ['companions-answer', '', '「いない」か「いる」かを選んでください。'],
    ['companions-answer', 'some', '同席する方を入力してください。'],
  ])('at %s, typed as "%s", says %s', async (input, typed, said) => {
    expect(await (await pages.submit({ ...FILLED_IN, [input]: typed })).text()).toContain(said);
  });

  it('asks to choose between a number and "none yet"', async () => {
    const page = await (await pages.submit({ ...FILLED_IN, 'job-seeker-number-none': 'yes' })).text();
    expect(page).toContain('どちらか一方にしてください');
    expect(page).toMatch(/type="checkbox"[^>]*checked/);
  });

  it('stays in its language', async () => {
    const page = await (await pages.submit({ ...FILLED_IN, name: '' }, '?lang=en')).text();
    expect(page).toContain('Please enter your name.');
    expect(page).toContain('action="?lang=en"');
  });
});

describe('centres that ask for other things', () => {
  it('asks at Yamaguchi for a phone and for companions’ affiliation, and for no number (S4 §3, §5)', async () => {
    const yamaguchi = await serve('yamaguchi-vocational');
    try {
      const page = await (await yamaguchi.get(form)).text();
      expect(page).toContain('name="phone"');
      expect(page).toContain('所属とお名前');
      expect(page).not.toContain('name="job-seeker-number"');
      await yamaguchi.submit({
        name: '佐藤一郎',
        email: 'i@example.jp',
        phone: '０９０１２３４５６７８',
        'companions-answer': 'some',
        companions: '支援センター 鈴木',
      });
      expect(yamaguchi.store.submitted[0]?.body).toMatchObject({
        values: { phone: '090-1234-5678', companions: '支援センター 鈴木' },
      });
    } finally {
      await yamaguchi.stop();
    }
  });

  it('offers "none yet" only where the centre does (S1)', async () => {
    const izumo = await serve('izumo');
    try {
      const asked = seedCentre('izumo').services.flatMap(({ ask }) => ask);
      const noneYet = asked.some((it) => it.field === 'job-seeker-number' && it.noneYet);
      const page = await (await izumo.get(form)).text();
      expect(page.includes('job-seeker-number-none')).toBe(noneYet);
    } finally {
      await izumo.stop();
    }
  });

  it('asks nothing for a service that only directed people book (S3 §3)', async () => {
    const centre = seedCentre('online-hellowork');
    const directed = { ...centre, services: centre.services.filter(({ access }) => access.value === 'designated') };
    expect(directed.services).toHaveLength(1);
    expect(formFields(directed)).toEqual([]);
  });

  it('knows no form of a centre whose file is gone', async () => {
    const centres = new Map([['izumo', seedCentre('izumo')]]);
    const without = await serve('hakodate', centres);
    try {
      expect((await without.get(form)).status).toBe(410);
    } finally {
      await without.stop();
    }
  });
});

import { describe, expect, test } from 'vitest';
import { barriers, openPhone } from './phone.ts';
import { runningServer } from './running.ts';

const running = runningServer();

const simulator = () => openPhone(running.browser, `${running.url}/simulator`);

describe('on a phone, from the first press to the last', () => {
  test('somebody books at 江差, and on the day learns that a cancellation takes a call, or what to do without one', async () => {
    await using phone = await simulator();
    const { page } = phone;
    await phone.talksAs('山田 花子', 'ハローワーク函館');
    await phone.presses('友だちに追加', 'ご用件をお選びください');
    await phone.presses('予約する', '窓口をお選びください');
    await phone.presses('ハローワーク江差', '利用規約のご確認');
    expect(await barriers(page)).toEqual([]);
    await phone.presses('同意する', 'Zoomの規約のご確認');
    await phone.presses('同意する', '求職登録はお済みですか。');
    await phone.presses('登録している', 'Zoomをお使いになれますか。');
    await phone.presses('はい', 'お名前を入力してください。');
    await phone.types('山田 花子', '求職番号を入力してください。');
    await phone.types('０１０１０－１２３４５６', 'メールアドレスを入力してください。');
    await phone.types('hanako@example.jp', '相談したいことを、かんたんに入力してください。');
    await phone.types('応募書類の書き方', 'いっしょに参加する方はいますか。');
    await phone.presses('いない', '日をお選びください');
    await phone.types('11月25日', '11月25日(水) 午前');
    await phone.presses('10:00', '内容をご確認ください');
    expect(await barriers(page)).toEqual([]);
    await phone.presses('予約する', '予約が確定しました');
    await phone.sees('11月25日(水) 10:00～10:30');
    expect(await barriers(page)).toEqual([]);

    await phone.button('時計').click();
    await phone.button('セッション当日 9:00').click();
    await page.locator('.clock-now').getByText('11月25日').waitFor();
    await phone.button('トーク').click();
    await phone.sees('本日のキャンセルと変更は、お電話だけでお受けしています。（利用規約 第6条(6)）');
    await phone.types('キャンセルしたい', '当日のキャンセルは、お電話だけでお受けしています。（利用規約 第6条(6)）');
    expect(await phone.newest()).toContain('0139-52-0178');
    expect(await barriers(page)).toEqual([]);
    await phone.inChat('電話 0139-52-0178').click();
    await page.getByRole('dialog').getByText('電話をかけます: 0139520178').waitFor();
    await phone.button('閉じる').click();
    await phone.presses('電話が使えない方', '電話が使えないことを、ハローワーク江差の職員に伝えました。');
    expect(await phone.newest()).toContain('電話リレーサービス');
    expect(await barriers(page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });

  test('somebody else fills in the page of オンライン・ハローワーク, and the chat goes on by itself', async () => {
    await using phone = await simulator();
    const { page } = phone;
    await phone.talksAs('佐藤 太郎', 'オンライン・ハローワーク');
    await phone.presses('友だちに追加', 'ご用件をお選びください');
    await phone.types('予約したい', '相談の種類をお選びください');
    await phone.presses('オンライン職業相談', '利用規約のご確認');
    await phone.presses('同意する', 'Zoomの規約のご確認');
    await phone.presses('同意する', '確認させてください');
    await phone.presses('ハローワーク', 'Zoom');
    await phone.presses('はい', '入力ページで続けてください');

    const form = await phone.opens('入力ページを開く');
    expect(form.url().startsWith(`${running.url}/forms/`)).toBe(true);
    expect(await barriers(form)).toEqual([]);
    const [name, number, email] = [form.getByLabel('お名前'), form.getByLabel('求職番号'), form.getByLabel('メールアドレス')];
    await name.fill('佐藤 太郎');
    await number.fill('13010-12');
    await email.fill('taro@example.jp');
    await form.getByLabel('いない（一人で参加する）').check();
    await form.getByRole('button', { name: '送信する' }).click();
    await form.getByRole('alert').getByText('求職番号は、5桁の数字、ハイフン、4～8桁の数字です。').waitFor();
    expect(await Promise.all([name, number, email].map((field) => field.inputValue()))).toEqual([
      '佐藤 太郎',
      '13010-12',
      'taro@example.jp',
    ]);
    expect(await form.getByLabel('いない（一人で参加する）').isChecked()).toBe(true);
    expect(await barriers(form)).toEqual([]);
    await number.fill('13010-12345678');
    await form.getByRole('button', { name: '送信する' }).click();
    await form.getByRole('heading', { name: '送信しました' }).waitFor();
    expect(await barriers(form)).toEqual([]);
    await form.close();

    await phone.sees('日をお選びください');
    expect(await barriers(page)).toEqual([]);
    // Chromium notes every answer that is not a 2xx: here the one to the form with the mistake, and nothing else.
    expect(phone.complaints).toEqual([expect.stringContaining('status of 422')]);
  });

  test('who has LINE in English is answered in English', async () => {
    await using phone = await simulator();
    await phone.talksAs('Maria Santos', 'ハローワーク函館');
    await phone.presses('友だちに追加', 'What would you like to do?');
    await phone.types('I want to book', 'Choose an office');
    expect(await phone.page.getByRole('log').getByText('ご用件をお選びください').count()).toBe(0);
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });

  test.each([
    ['ja', '利用規約のあらまし'],
    ['ja-easy', '利用（りよう）の きまり'],
    ['en', 'The terms of use in short'],
  ])('the terms can be read by everybody (%s)', async (language, title) => {
    await using phone = await openPhone(running.browser, `${running.url}/terms/hakodate?lang=${language}`);
    await phone.page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });
});

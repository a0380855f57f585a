import type { Page } from 'playwright-core';
import { CENTRE } from './people.ts';

/** What a counsellor does at the console, by its own pages. */

const LOGIN = 'soudan';
const NAME = '相談 太郎';
/** For a database that lives as long as the pictures take. */
const PASSWORD = 'ひろい窓口の青い椅子 42';

export type Desk = ReturnType<typeof deskAt>;

export function deskAt(page: Page, url: string) {
  const at = (path: string): string => `${url}/console/${CENTRE}/${path}`;
  const press = async (name: string, said: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByText(said).first().waitFor();
  };
  return {
    page,
    open: async (path: string): Promise<void> => void (await page.goto(at(path))),
    press,

    async join(link: string): Promise<void> {
      await page.goto(link);
      await page.getByLabel('ログインID').fill(LOGIN);
      await page.getByLabel('お名前').fill(NAME);
      for (const label of [/^パスワード(?!（)/, /^パスワード（確認）/]) await page.getByLabel(label).fill(PASSWORD);
      await press('登録してログインする', '施設');
    },
    async signIn(): Promise<void> {
      await page.goto(at('today'));
      await page.getByLabel('ログインID').fill(LOGIN);
      await page.getByLabel(/^パスワード/).fill(PASSWORD);
      await press('ログインする', '本日の相談');
    },

    /** `slot`: its start, such as 2026-11-25T09:30. */
    async setCapacity(slot: string, capacity: number): Promise<void> {
      await page.goto(at(`calendar/slot?at=${slot}`));
      await page.getByLabel('定員').fill(String(capacity));
      await press('定員を変える', '定員を変えました。');
    },
    async closeSlot(slot: string): Promise<void> {
      await page.goto(at(`calendar/slot?at=${slot}`));
      await press('枠を閉める', '枠を閉めました。');
    },
    async openSlots(day: string, from: string, to: string): Promise<void> {
      await page.goto(at(`calendar?day=${day}`));
      await page.getByLabel('日付').fill(day);
      await page.getByLabel('開始', { exact: false }).fill(from);
      await page.getByLabel('終了', { exact: false }).fill(to);
      await press('枠を開く', '開きました。');
    },
    async closeDay(day: string, reason: string): Promise<void> {
      await page.goto(at('calendar/closures'));
      await page.getByLabel('最初の日').fill(day);
      await page.getByLabel('最後の日').fill(day);
      await page.getByLabel('理由').fill(reason);
      await press('休業にする', '休業日を決めました。');
    },

    /** Meeting details of a client's booking, and that they stand in My Page where `inMyPage`. */
    async enterDetails(day: string, name: string, inMyPage: boolean): Promise<void> {
      await page.goto(at(`today?day=${day}`));
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByLabel('ミーティングID').fill('912 3456 7890');
      await page.getByLabel('パスコード').fill('mado55');
      await press('登録して知らせる', 'ミーティング情報を登録しました。');
      if (inMyPage) await press('マイページに登録済みにする', 'マイページへの登録を記録しました。');
    },
    async mark(name: string, label: string, said: string): Promise<void> {
      await page.goto(at('today'));
      await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: label }).click();
      await page.getByText(said).waitFor();
    },
    /** By telephone, for somebody without a chat. */
    async bookFor(name: string, number: string, when: string): Promise<void> {
      await page.goto(at('bookings/new'));
      await page.getByLabel('氏名').fill(name);
      await page.getByLabel('求職番号', { exact: false }).last().fill(number);
      await page.getByLabel('ほかの日時').fill(when);
      await press('確定して予約を入れる', '予約を入れました。');
    },
    /** All the bookings of a day, with a word of staff's own; stops at the preview. */
    async previewReminders(day: string, extra: string): Promise<void> {
      await page.goto(at(`reminders?from=${day}&to=${day}`));
      await page.getByLabel(/件すべてに送る/).check();
      await page.getByLabel('書き添える言葉（任意）').fill(extra);
      await press('内容を確かめる', '送る前の確認');
    },
  };
}

import { expect, test } from 'vitest';
import { askForAddress, enterDetails, reminding } from './reminding.ts';

const at = reminding();

const ADDRESS_FIRST = '先にメールアドレスのご確認が必要です';
const SHOW = '「表示」';

/** What a reminder by hand says to a client with an e-mail address at this centre. */
async function reminded(centreId: string, how: { entered: boolean; asked?: boolean; confirmed: boolean }): Promise<string> {
  const booking = await at.booked(undefined, { centreId, email: `${centreId}@example.jp` });
  if (how.entered) await enterDetails(at, booking);
  if (how.asked) await askForAddress(at, booking);
  if (how.confirmed) {
    await at.under.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [booking.clientId]);
  }
  await at.remind([booking], { centreId, template: 'session' });
  expect(at.arrived(booking)).toBe(1);
  return JSON.stringify(at.platform.chat(booking.talk).messages);
}

const has = (text: string) => ({ show: text.includes(SHOW), addressFirst: text.includes(ADDRESS_FIRST) });

test.each([
  ['yamaguchi-vocational', 'by e-mail only'],
  ['izumo', 'in My Page and by e-mail'],
])(
  '%s, %s: a reminder by hand never promises 表示, and says that the address comes first once its owner was asked',
  async (centreId) => {
    for (const entered of [true, false]) {
      const asked = true;
      expect(has(await reminded(centreId, { entered, asked, confirmed: false }))).toEqual({ show: false, addressFirst: true });
      expect(has(await reminded(centreId, { entered, asked, confirmed: true }))).toEqual({ show: false, addressFirst: false });
      expect(has(await reminded(centreId, { entered, confirmed: false }))).toEqual({ show: false, addressFirst: false });
    }
  },
);

test('Hakodate, in the chat as well: 表示 as soon as there is something to show, until then how it comes', async () => {
  expect(has(await reminded('hakodate', { entered: true, confirmed: false }))).toEqual({ show: true, addressFirst: false });
  const none = { show: false, addressFirst: false };
  expect(has(await reminded('hakodate', { entered: false, confirmed: false }))).toEqual(none);
  expect(has(await reminded('hakodate', { entered: false, asked: true, confirmed: false }))).toEqual({
    ...none,
    addressFirst: true,
  });
});

test('Matsudo, in the chat alone: nobody is asked to confirm an address that nothing goes to', async () => {
  expect(has(await reminded('matsudo-mothers', { entered: true, confirmed: false }))).toEqual({
    show: true,
    addressFirst: false,
  });
  expect(has(await reminded('matsudo-mothers', { entered: false, confirmed: false }))).toEqual({
    show: false,
    addressFirst: false,
  });
});

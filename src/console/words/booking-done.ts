import type { Pending, Told } from '#office/office.ts';

/** How the client hears of an act, after what was done. */
const TOLD: Readonly<Record<Told, string>> = {
  chat: '利用者にチャットでお知らせします。',
  mail: '利用者にメールでお知らせします。',
  address: 'メールアドレスの確認のお願いを送りました。確認されると、ミーティング情報がメールで届きます。',
  phone: 'チャットのない方です。日時は電話などで直接お伝えください。',
  ring: '利用者にお知らせが届きません。電話でお伝えください。',
  nothing: '',
};

const DONE = {
  confirmed: '予約を確定しました。',
  offered: '日時を提案しました。',
  declined: '申込みをお断りしました。',
  withdrawn: '申込みを取り下げました。',
  booked: '予約を入れました。',
  'booked-before': 'この予約は、すでに入っています。',
  moved: '日時を変更しました。',
  cancelled: '予約をキャンセルしました。',
  details: 'ミーティング情報を登録しました。',
  'my-page': 'マイページへの登録を記録しました。',
  remark: 'メモを残しました。',
} as const;

/** What was done; it stands in an address, so only these are known. */
export type DoneAct = keyof typeof DONE;

/** What the meeting details still wait for. */
const PENDING: Readonly<Record<Pending, string>> = {
  address: 'メールは、利用者がメールアドレスを確認してから届きます（確認のお願いを送ってあります）。',
  'my-page': 'マイページに登録したら、「マイページに登録済みにする」を押してください。押すと、利用者に知らせます。',
};

/**
 * "confirmed.chat" in an address is 「予約を確定しました。利用者にチャットでお知らせします。」; "details.chat.address" says as well
 * what still waits.
 */
export function doneInWords(code: string): string | undefined {
  const [act, ...rest] = code.split('.');
  const done = sentence(DONE, act);
  if (done === undefined) return undefined;
  const [told, ...pending] = rest[0] !== undefined && sentence(TOLD, rest[0]) !== undefined ? rest : [undefined, ...rest];
  return [done, sentence(TOLD, told) ?? '', ...pending.map((it) => sentence(PENDING, it) ?? '')].join('');
}

/** Only our own sentences stand behind the words of an address. */
const sentence = (all: Readonly<Record<string, string>>, name: string | undefined): string | undefined =>
  Object.entries(all).find(([known]) => known === name)?.[1];

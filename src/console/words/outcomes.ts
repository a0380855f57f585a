import type { DateTime } from 'luxon';
import type { SlotTaken } from '#office/office.ts';
import { momentInWords, spanInWords } from './moments.ts';

/** Why an act was not done. */

const listed = (times: readonly DateTime[]): string => times.map((it) => momentInWords(it)).join('、');

export const outcomeWords = {
  changed: (state: string) => `できませんでした。ほかの職員か利用者の操作が先に行われ、この予約は今「${state}」です。`,
  detailsStand: (when: string) =>
    `できませんでした。ほかの職員が${when}に登録したミーティング情報があります。下の内容を確かめて、入れ替えるときだけ、もう一度登録してください。`,
  gone: 'この予約は見つかりません。',
  taken: ({ startsAt, overlaps }: Pick<SlotTaken, 'startsAt' | 'overlaps'>) =>
    overlaps.length === 0
      ? `次の日時は空きがないか、閉じられています：${listed(startsAt)}。ほかの日時を選んでください。`
      : `次の日時は、時間の重なる予約か提案（${overlaps.map((it) => spanInWords(it.startsAt, it.endsAt)).join('、')}）があるため、空きがありません：${listed(startsAt)}。ほかの日時を選ぶか、「予約枠」でその時間の枠の定員を増やしてください（枠がない時刻は、定員を増やして開いてください）。`,
  notATime: {
    past: '過ぎた日時は選べません。これからの日時を選んでください。',
    closed: '土曜・日曜・祝日・年末年始と休業日の日時は選べません。',
    count: '日時を選んでください。提案できるのは1つから5つまでです。',
    twice: '同じ日時は選べません。ほかの日時を選んでください。',
    'no-office': 'この窓口はありません。窓口を選び直してください。',
  },
  outsideWindow: (window: string) =>
    `指定した日時（${window}）の外です。この中の日時を提案するか、「失業認定」で日時を指定し直してください。`,
  noClient: 'この方の情報は削除されています。予約を入れることはできません。',
  alreadyOpen: 'この方には、同じ相談の予約か申込みがすでにあります。',
} as const;

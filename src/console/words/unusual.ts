import type { UnusualTime, WhyUnusual } from '#policy/unusual-times.ts';
import { momentInFull } from './moments.ts';

/** A time that staff may give out, but seldom mean: asked once. */

const WHY: Readonly<Record<WhyUnusual, string>> = {
  'outside-hours': '窓口の受付時間の外',
  'beyond-horizon': '予約を公開している期間より先',
};

const because = (why: readonly WhyUnusual[]): string => `${why.map((it) => WHY[it]).join('で、')}ですが、よろしいですか。`;

export const unusualWords = {
  label: '日時の確認',
  ask: 'この日時でよければ、「日時の確認」に印を付けて、もう一度押してください。',
  /** 2026年12月1日（火）午前3時00分です。窓口の受付時間の外ですが、よろしいですか。 */
  time: ({ startsAt, why }: UnusualTime) => `${momentInFull(startsAt)}です。${because(why)}`,
  span: (from: UnusualTime['startsAt'], to: UnusualTime['startsAt'], why: readonly WhyUnusual[]) =>
    `${momentInFull(from)}から${momentInFull(to)}までです。${because(why)}`,
} as const;

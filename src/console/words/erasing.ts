/** Asked before everything about a client is deleted: what it is about, what goes and what stays (`store/erasing.ts`). */
export const erasingWords = {
  question: 'ご本人の申出による削除です。元に戻せません。開いている予約があるときは、終わってから削除します。',
  one: (channel: string) => `${channel}のチャットが対象です。`,
  both: (one: string, other: string) =>
    `${one}と${other}の両方のチャットが対象です。どちらか一方だけを削除することはできません。`,
  all: (channels: readonly string[], count: number) =>
    `${channels.join('と')}の${count}つのチャットすべてが対象です。一部だけを削除することはできません。`,
  linked:
    'ほかの記録とまとめてあります。まとめた記録の情報も、いっしょに消えます。別の方の記録でしたら、先に「まとめるのをやめる」で分けてください。削除した後は、分けられません。',
  goes: {
    title: '消えるもの',
    what: [
      '氏名、求職番号、電話番号、メールアドレス、相談したいこと、同席する方',
      'チャットとメールの内容、希望（ご本人の言葉）、ミーティング情報',
      '職員のメモ、利用を停止した理由と利用者に伝えた言葉',
    ],
  },
  stays: {
    title: '残るもの',
    what: [
      '同意の記録、予約の日時と結果、お知らせと操作の記録（氏名などは除きます）',
      '利用の停止と失業認定の対象（日付など）',
      'チャットの宛先（暗号化しています。氏名は含みません）',
      'これから届くお知らせの本文（90日で消えます）',
      'ご本人のLINE、Teams、メールに残っているもの（ここからは消せません）',
    ],
  },
  confirm: 'ご本人からの申出を確認しました',
  needed: 'ご本人からの申出を確認して、チェックを入れてください。',
  moreChats: 'この画面を開いた後に、対象のチャットが増えました。上の説明をもう一度ご確認ください。',
  submit: '削除する',
} as const;

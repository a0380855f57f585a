/** The mail to an office: that something waits, never about whom. */
export const ALERT_WORDS = {
  subject: (count: number) => `【予約窓口】対応をお待ちの用件が${count}件あります`,
  kinds: {
    'answer-request': '返事をお待ちの申込み',
    'overdue-request': '返事の期限を過ぎた申込み',
    'cannot-use-phone': '電話を使えない方からの連絡のお願い',
    late: '遅れるという連絡',
    'cannot-connect': '接続できないという連絡',
    'make-meeting': '自動で作成できなかったミーティング',
  },
  line: (kind: string, count: number) => `・${kind}：${count}件`,
  text: (office: string, lines: readonly string[], url: string) =>
    [
      `${office} ご担当者様`,
      '',
      '窓口コンソールを開いている方がいないため、メールでお知らせします。',
      '',
      ...lines,
      '',
      '窓口コンソールでご確認ください。',
      url,
      '',
      'このメールは自動でお送りしています。ご返信いただいても、お答えできません。',
    ].join('\n'),
} as const;

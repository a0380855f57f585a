/** The day's page. */
export const todayWords = {
  title: '本日の相談',
  titleOf: (day: string) => `${day} の相談`,
  lead: (count: number) => (count === 0 ? '予定はありません' : `${count}件の予定`),
  dayBefore: '前の日',
  dayAfter: '次の日',
  today: '本日',
  chooseDay: '日付',
  chooseOffice: '窓口',
  allOffices: 'すべての窓口',
  show: '表示する',
  dayNavigation: '日の移動',
  sessions: '相談の予定',
  none: 'この日の相談の予定はありません。',
  printWith: 'ミーティング情報も開いて表示する',
  printWithout: 'ミーティング情報を閉じて表示する',
  printHint: '印刷するときは、ブラウザーの印刷を使ってください。ミーティング情報は、開いて表示したときだけ印刷されます。',
  columns: { time: '時刻・相談の種類', state: '状態', who: '利用者', access: 'ミーティング情報', acts: '出欠の記録' },
  mark: {
    attended: '来ました',
    'attended-by-phone': '電話で実施',
    'no-show': '来ませんでした',
    undo: '記録を取り消す',
  },
  review: { 'no-show': '来なかったことを確認', undo: '予約に戻す' },
  spoken: (act: string, time: string, name: string) => `${act}：${time} ${name}`,
  contact: {
    late: (time: string) => `遅れます（${time}）`,
    'cannot-connect': (time: string) => `つながりません（${time}）`,
  },
  unmarked: {
    title: '結果が記録されていない相談',
    lead: (days: number) =>
      `この${days}日間に終わった相談のうち、まだ出欠が記録されていないものです。予約を開いて記録してください。`,
    most: (count: number) => `古いものから${count}件を表示しています。`,
    columns: { when: '日時', who: '利用者', what: '窓口・相談の種類', act: '操作' },
    open: '予約を開く',
    openOf: (when: string, name: string) => `予約を開く：${when} ${name}`,
  },
  noShow: '不参加',
  /** `told`: what the client hears at once; undefined where they hear nothing. */
  noShowAsks: (told: string | undefined) =>
    `来なかったことを記録し、予約をキャンセルします。今日のうちは「記録を取り消す」で元に戻せます。${
      told === undefined ? '利用者へのお知らせはありません。' : `利用者には、すぐに「${told}」とお知らせします。`
    }`,
  noShowConfirm: '来なかったと記録する',
  chat: { blocked: 'お知らせが届きません（電話）', none: 'チャットなし（電話）' },
  /** Minutes after the start; undefined where the terms have no such rule. */
  automatic: ({ notConnected, presumed }: { notConnected: number | undefined; presumed: number | undefined }) => {
    const steps = [
      ...(notConnected === undefined ? [] : [`開始の${notConnected}分後に「接続がありません」`]),
      ...(presumed === undefined ? [] : [`開始の${presumed}分後に「キャンセルとみなしました」`]),
    ];
    return steps.length === 0
      ? undefined
      : `「来ました」などの記録も利用者からの連絡もないときは、${steps.join('、')}と、利用者に自動でお知らせします。ミーティング情報が開始までに届いていない方と、休業日の予約には、お知らせしません。`;
  },
  access: {
    entered: '入力済み',
    none: '未入力',
    show: 'ミーティング情報を見る',
    meetingId: 'ID',
    passcode: 'パスコード',
    url: 'URL',
  },
  enterDetails: '入力する',
  /** For administrators: offices without an address in the centre file; no names, all of them. */
  withoutMail: (offices: readonly string[]) =>
    `${offices.length > 0 ? `${offices.join('、')}の` : ''}メールの宛先が施設ファイルに登録されていないため、コンソールをだれも開いていない間の用件は、メールでお知らせできません。`,
  said: {
    attended: '来た記録をつけました。',
    'attended-by-phone': '電話で実施した記録をつけました。',
    'no-show': '来なかった記録をつけました。',
    undo: '記録を取り消しました。',
    settled: '対応済みにしました。',
    'settled-before': 'すでに対応済みになっていました。',
  },
  changed: (state: string) => `記録できませんでした。ほかの操作が先に行われ、今は「${state}」です。`,
} as const;

/** What staff have to do, in a line each. A kind without words of its own is still shown. */

const TITLES: Readonly<Record<string, string>> = {
  'answer-request': '申込みに回答してください',
  'overdue-request': '回答の期限を過ぎた申込みです',
  'expired-request': 'お返事のないまま、申込みが無効になりました。電話してください',
  'not-connected': '開始時刻を過ぎても接続がありません。電話してください',
  late: '「遅れます」と連絡がありました',
  'cannot-connect': '「つながらない」と連絡がありました。電話してください',
  'details-not-delivered': 'ミーティング情報をお届けできないまま開始時刻になりました。ご本人へお電話ください',
  'closed-day-session': '休業日の予約が残ったまま開始時刻になりました。ご本人へお電話ください',
  'presumed-cancellation': 'みなしキャンセルになりました。内容を確認してください',
  'not-delivered': 'お知らせが届きません。電話してください',
  blocked: 'ブロックされたか、アプリが削除されました。お知らせは届きません。電話してください',
  'cannot-use-phone': '電話が使えない方から連絡がありました',
  'my-page': 'マイページにミーティング情報を登録してください',
  'make-meeting': 'ミーティングを自動で作成できませんでした。ミーティング情報を入力してください',
  'no-address': 'メールの宛先が確認できていません。ミーティング情報を届けられません',
  'address-unconfirmed': 'メールアドレスが確認されないため、ミーティング情報をメールで送れていません。電話してください',
  'push-quota': '今月送れる通数を使い切りました。お知らせは届きません',
  'not-attended': '相談に参加されませんでした。確認してください',
};

const ABOUT: Readonly<Record<string, string>> = {
  cancelling: 'キャンセルをご希望です',
  moving: '日時の変更をご希望です',
};

export const taskWords = {
  title: (kind: string): string => TITLES[kind] ?? '確認が必要なことがあります',
  about: (about: string | undefined): string | undefined => (about === undefined ? undefined : ABOUT[about]),
  heading: '対応が必要なこと',
  none: '対応が必要なことはありません。',
  since: 'から',
  due: '回答の期限',
  settle: '対応済みにする',
  settleSpoken: (title: string, name: string) => `対応済みにする：${title}（${name}）`,
  openBooking: '予約を開く',
  openRequest: '回答する',
  openClient: '利用者を開く',
  ring: '電話番号',
  noPhone: '電話番号は登録されていません',
  moreRequests: (count: number) => `回答を待っている申込みをすべて見る（${count}件）`,
  detailsMissing: (day: string, count: number) => `${day} の相談のうち${count}件に、ミーティング情報がまだ入力されていません`,
  closedDays: (days: string, count: number) => `休業日に予約が${count}件残っています：${days}`,
  closedReason: (reason: string) => `休業の理由：${reason}`,
  closedOpen: '予約を確かめる',
  showDay: (day: string) => `${day} の相談を開く`,
  review: '利用停止の見直しの日になりました',
  reviewOn: (day: string) => `見直しの日：${day}`,
  nobody: '氏名なし',
} as const;

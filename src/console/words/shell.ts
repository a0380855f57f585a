import type { Section } from '../console.ts';

/** What stands around every page of the console. */

export const PRODUCT = '窓口コンソール';

export const SECTIONS: Readonly<Record<Section, string>> = {
  today: '本日の相談',
  requests: '申込みへの回答',
  calendar: '予約枠',
  bookings: '予約',
  clients: '利用者',
  reminders: 'お知らせの一斉送信',
  notices: 'お知らせの記録',
  certification: '失業認定',
  terms: '利用規約',
  statistics: '統計',
  maintenance: 'メンテナンスの案内',
  audit: '操作の記録',
  staff: '職員',
};

export const shellWords = {
  skip: '本文へ移動',
  menu: 'メニュー',
  navigation: 'コンソールのメニュー',
  account: 'ログインしている職員',
  centre: '施設',
  switchCentre: '施設の切替',
  password: 'パスワードの変更',
  signOut: 'ログアウト',
  role: { counsellor: '相談員', administrator: '管理者' },
  waiting: (count: number) => `${count}件`,
  /** A title in the browser's tab. */
  tab: (title: string, centre: string) => `${title}｜${centre}｜${PRODUCT}`,
  updated: '表示を新しくしました。',
  ended: 'ログインの期限が切れました。入力中の内容は、必要であれば控えてからログインしてください。',
  signInAgain: 'ログインへ',
  errors: (count: number) => `入力内容を${count}か所ご確認ください`,
  errorPrefix: '誤り：',
  required: '必須',
  pages: 'ページの移動',
  page: (number: number) => `${number}ページ目`,
  previousPage: '前のページ',
  nextPage: '次のページ',
  none: '該当するものはありません。',
} as const;

/** Whole pages that say why there is nothing else. */
export const refusalWords = {
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスが違うか、担当していない施設の情報です。',
    back: 'コンソールの最初のページへ',
  },
  notAllowed: {
    title: 'このページは管理者だけが使えます',
    text: '必要なときは、施設の管理者にご相談ください。',
    back: '本日の相談へ戻る',
  },
  notOurs: {
    title: '操作を確認できませんでした',
    text: '画面を開いてから時間がたったか、ほかのページから送られた操作のため、何も変更していません。前の画面に戻って読み込み直し、もう一度操作してください。',
    back: 'コンソールの最初のページへ',
  },
  unreadable: {
    title: '送信された内容を読み取れませんでした',
    text: '何も変更していません。入力した内容が長すぎないかをご確認のうえ、前の画面に戻ってもう一度お試しください。',
    back: 'コンソールの最初のページへ',
  },
  fault: {
    title: '表示できませんでした',
    text: '一時的な不具合です。少し待ってから、もう一度お試しください。続くときはシステムの担当者にお知らせください。',
    back: 'コンソールの最初のページへ',
  },
  erased: {
    title: 'この方の情報は削除されています',
    text: '何も行いませんでした。削除された方には、メッセージもメモも残せません。',
    back: '利用者のページへ戻る',
  },
  busy: {
    title: 'この方のチャットは、いまやりとりの途中です',
    text: 'このため、何も行いませんでした。変更も削除もしていません。少し待ってから、利用者のページでもう一度操作してください。',
    back: '利用者のページへ戻る',
  },
  linked: {
    title: 'この記録は、ほかの記録にまとめてあります',
    text: '何も行いませんでした。まとめた先の記録で、もう一度操作してください。',
    back: 'まとめた先の記録へ',
  },
  tooMany: {
    title: '操作の回数が多すぎます',
    text: 'しばらく待ってから、もう一度お試しください。',
    back: 'コンソールの最初のページへ',
  },
} as const;

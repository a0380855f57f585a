import type { NoticeKind } from '#store/store.ts';

/** Every kind of notice, as the console names it. */
export const NOTICE_KINDS: Readonly<Record<NoticeKind, string>> = {
  confirmed: '予約の確定',
  offered: '日時の提案',
  declined: '申込みのお断り',
  withdrawn: '申込みの取下げ',
  expired: '申込みの期限切れ',
  'offer-expired': '日時の提案の期限切れ',
  'ask-to-ring': '電話での確認のお願い',
  booked: '職員が入れた予約',
  moved: '日時の変更',
  cancelled: '予約のキャンセル',
  details: 'ミーティング情報の準備',
  'details-my-page': 'ミーティング情報（マイページ）',
  'details-mail': 'ミーティング情報（メール）',
  'details-void': '前のミーティング情報の無効（メール）',
  address: 'メールアドレスの確認',
  'reminder-day-before': '前日のお知らせ',
  'reminder-morning': '当日朝のお知らせ',
  'reminder-by-hand': '職員からの一斉のお知らせ',
  'room-opens': '入室のご案内',
  'not-connected': '接続の確認',
  'presumed-cancelled': 'みなしキャンセル',
  'presumption-undone': 'みなしキャンセルの取消し',
  'not-attended': '参加されなかったときのご案内',
  'not-attended-undone': '不参加のご案内の取消し',
  'terms-changed': '利用規約の変更',
  message: '職員からのメッセージ',
  suspended: '利用の停止',
  'suspension-lifted': '利用停止の解除',
  designated: '失業認定の対象',
  directed: '失業認定の日時の指定',
  erased: '情報の削除の完了',
  'erasure-withdrawn': '削除の申出の取下げ',
  'identities-linked': '記録をまとめたご案内',
  'office-alert': '窓口への連絡',
};

export const noticeKindInWords = (kind: string): string =>
  Object.entries(NOTICE_KINDS).find(([name]) => name === kind)?.[1] ?? kind;

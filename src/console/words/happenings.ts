import { articleNumber, isArticle } from '#policy/article.ts';
import type { Centre } from '#policy/centre.ts';

/** What the audit knows, in words. What has none is shown as it is written there; a test holds that every act of the code has some. */

const ACTIONS: Readonly<Record<string, string>> = {
  'told-phone-only': '電話だけで受け付けることをチャットで案内しました',
  'task-raised': '職員への連絡を受け付けました',
  'details-entered': 'ミーティング情報を登録しました',
  'details-replaced': 'ミーティング情報を入れ替えました',
  'meeting-made': 'ミーティングを自動で作成し、ミーティング情報を登録しました',
  'meeting-failed': 'ミーティングを自動で作成できませんでした',
  'details-my-page': 'マイページに登録したことを記録しました',
  'my-page-ticked': 'マイページに登録したことを記録しました',
  contact: '当日の連絡がありました',
  'contact-noted': '当日の連絡がありました',
  'no-show-confirmed': '来なかったことを確認しました',
  'no-show': '来なかったことを記録しました',
  'details-shown': 'ミーティング情報をチャットで表示しました',
  'task-settled': '「対応が必要なこと」を対応済みにしました',
  'notice-resent': 'お知らせをもう一度送りました',
  'message-sent': 'メッセージを送りました',
  'remark-written': 'メモを残しました',
  'profile-corrected': '登録された情報を直しました',
  'client-exported': '登録された情報を書き出しました',
  'client-suspended': '利用を停止しました',
  'suspension-lifted': '利用の停止を解除しました',
  'identities-linked': 'ほかの記録とまとめました',
  'identities-unlinked': '記録をまとめるのをやめました',
  'erasure-asked': '情報の削除を受け付けました',
  'erasure-withdrawn': '情報の削除の申出を取り下げました',
  erased: '情報を削除しました',
  consented: '利用規約に同意しました',
  'consent-refused': '利用規約に同意しませんでした',
  'not-eligible': '利用の条件に当てはまりませんでした',
  'profile-saved': '利用者が情報を入力しました',
  'address-confirmed': 'メールアドレスを確認しました',
  'details-again': 'ミーティング情報をもう一度表示しました',
  joined: '友だち追加などで、チャットを始めました',
  left: 'ブロックなどで、お知らせが届かなくなりました',
  restarted: 'チャットを最初からやり直しました',
  'event-set-aside': '処理できなかった受信を保留しました',
};

const REASONS: Readonly<Record<string, string>> = {
  'by-staff': '職員の操作',
  'by-client': '利用者の操作',
  'asked-by-client': '利用者の申出',
  'office-need': '窓口の都合',
  'no-show': '来なかったため',
  undone: '記録の取消し',
  picked: '提案から選ばれました',
  moved: '日時の変更',
  'ran-out': '時間切れ',
  'not-picked': '期限までに選ばれませんでした',
  restarted: 'チャットのやり直し',
  machine: '処理中の不具合',
  reply: '返信の作成中の不具合',
  'centre-changed': '施設の設定が変わったため',
  suspended: '利用停止中のため',
  'old-booking-stays': '元の予約を残すため',
  'past-cut-off': '受付の期限を過ぎたため',
  'not-offered': '予約枠がなくなったため',
  'beyond-horizon': '受付の開始前の日のため',
  'outside-direction': '指示された日時の外のため',
  'left-behind': '途中のまま残っていたため',
  'asked-before': '前に受け付けた削除の依頼による',
  unanswered: '回答がないまま当日になりました',
  stopped: '途中でやめました',
  'same-day': '当日のため',
  always: '電話だけの施設のため',
  late: '遅れます',
  'cannot-connect': 'つながりません',
  'cannot-use-phone': '電話が使えません',
};

export const actionInWords = (action: string): string => ACTIONS[action] ?? action;

/** The text that was agreed to, by its SHA-256. */
const TEXT_HASH = /^[0-9a-f]{64}$/;

/** A code in words; an article (6(6)) as the centre's terms number theirs. */
export function reasonInWords(reason: string | undefined, { terms }: Pick<Centre, 'terms'>): string | undefined {
  if (reason === undefined) return undefined;
  if (isArticle(reason)) return articleNumber({ numbering: terms[0]?.numbering ?? 'article' }, reason, 'ja');
  return TEXT_HASH.test(reason) ? `規約の文面 ${reason.slice(0, 12)}…` : (REASONS[reason] ?? reason);
}

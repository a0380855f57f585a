import type { Centre } from '#policy/centre.ts';
import { actionInWords, reasonInWords } from './happenings.ts';

/** The record of what was done. */
export const auditWords = {
  title: '操作の記録',
  lead: 'だれが、いつ、何をしたかの記録です。変更や削除はできません。',
  filter: '絞り込み',
  from: '開始日',
  until: '終了日',
  kind: '操作の種類',
  person: '職員',
  reference: '予約番号',
  all: 'すべて',
  submit: '表示する',
  clear: '条件を消す',
  caption: '操作の記録、新しい順',
  at: '日時',
  who: '行った人',
  what: '操作',
  change: '予約の状態',
  booking: '予約番号',
  more: '補足',
  empty: '条件に合う記録はありません。',
  errors: {
    from: '開始日を正しく入力してください。',
    until: '終了日を正しく入力してください。',
    order: '終了日は開始日以後にしてください。',
  },
  client: '利用者',
  system: 'システム',
  shell: 'システムの担当者',
  nobody: '不明',
  about: '利用者',
  arrow: ' → ',
  target: (name: string) => `対象：${name}`,
} as const;

/** Groups of acts: what they are called, and the names of acts that belong to them (a regular expression of PostgreSQL). */
export const KINDS: readonly { id: string; label: string; actions: string }[] = [
  { id: 'bookings', label: '予約の状態の変更', actions: '^booking-state$' },
  { id: 'day', label: '当日の対応・ミーティング情報', actions: '^(details|meeting|no-show|contact|my-page|task)' },
  {
    id: 'people',
    label: '利用者の情報',
    actions: '^(client|profile|remark|suspension|erasure|erased|consent|not-eligible|address|message|joined|left)',
  },
  {
    id: 'office',
    label: '予約枠・休業日・お知らせ・規約',
    actions: '^(slot|closure|maintenance|terms|reminder|notice|designat|prepare|window|bookings-exported)',
  },
  { id: 'accounts', label: '職員のアカウント・ログイン', actions: '^staff-' },
];

const ACTS: Readonly<Record<string, string>> = {
  'booking-state': '予約の状態を変更',
  'staff-signed-in': 'ログイン',
  'staff-signed-out': 'ログアウト',
  'staff-sign-in-failed': 'ログインの失敗',
  'staff-locked': '続けて失敗したためロック',
  'staff-invited': '登録用のリンクを作成',
  'staff-invitation-withdrawn': '登録用のリンクを無効化',
  'staff-joined': '職員の登録',
  'staff-password-changed': 'パスワードの変更',
  'staff-password-reset': 'リンクからパスワードを再設定',
  'staff-reset-link': 'パスワード再設定のリンクを作成',
  'staff-reassigned': '職員の役割・施設を変更',
  'staff-disabled': '職員の利用を停止',
  'staff-enabled': '職員の利用を再開',
  'staff-unlocked': 'ロックの解除',
  'maintenance-announced': 'メンテナンスの案内を登録',
  'maintenance-withdrawn': 'メンテナンスの案内を取下げ',
  'slot-capacity': '予約枠の定員を変更',
  'slot-closed': '予約枠を閉鎖',
  'slot-opened': '予約枠を追加',
  'slot-reopened': '予約枠を再開',
  'closure-added': '休業日を登録',
  'closure-ended': '休業日を取消し',
  'bookings-exported': '予約の一覧を書き出し',
  'reminders-started': 'お知らせの一斉送信を開始',
  'terms-drafted': '利用規約の版を登録',
  'terms-published': '利用規約の版を公開',
  'terms-discarded': '利用規約の下書きを破棄',
  'task-settled': '対応を済みにした',
  'event-set-aside': '処理できなかった受信を保留',
  'consent-refused': '利用規約に同意しなかった',
  consented: '利用規約に同意',
  'address-confirmed': 'メールアドレスを確認',
  'profile-saved': '利用者の情報を保存',
  designated: '失業認定の対象者に指定',
  'designation-ended': '失業認定の対象者の指定を終了',
  'prepare-by-set': '準備の期限を変更',
  'window-directed': '失業認定の日時を指示',
  'window-revoked': '失業認定の日時の指示を取消し',
};

export const actInWords = (action: string): string => ACTS[action] ?? actionInWords(action);

const REASONS: Readonly<Record<string, string>> = {
  wrong: 'ログインIDまたはパスワードの誤り',
  'locked-or-disabled': 'ロック中または停止中',
  failures: '続けて失敗したため',
};

/** The reason of a published text is its ground, by its number in the article on changes. */
export function whyInWords(action: string, reason: string | undefined, centre: Pick<Centre, 'terms'>): string | undefined {
  if (reason === undefined) return undefined;
  return action === 'terms-published' ? `変更の根拠 (${reason})` : (REASONS[reason] ?? reasonInWords(reason, centre));
}

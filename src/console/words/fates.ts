import type { Fate } from '#store/reading/notices.ts';

/** What became of a notice, and why, on every page that shows one. */
export const FATES: Readonly<Record<Fate, string>> = {
  planned: '準備中',
  queued: '送信待ち',
  sent: '送信済み',
  failed: '届いていません',
  'not-needed': '送信不要',
};

const WHYS: Readonly<Record<string, string>> = {
  quota: '今月の通数の上限に達しました',
  unreachable: 'ブロックまたは退出されています',
  'no-chat': 'チャットの登録がありません',
  'no-centre': '施設の設定がありません',
  'booking-changed': '予約が変わったため',
  state: '予約が変わったため',
  begun: '相談が始まったため',
  late: '時間を過ぎたため',
  'too-late': '時間を過ぎたため',
  'confirmed-later': '確定がその後だったため',
  'booked-again': '次の予約・申込みがあったため',
  'starts-earlier': '相談がその時刻より早いため',
  overtaken: '次のお知らせの時刻になったため',
  contact: '連絡があったため',
  'marked-by-staff': '職員が出欠を記録したため',
  'closed-day': '休業日のため',
  'details-not-delivered': 'ミーティング情報が届いていないため',
  'no-details': 'ミーティング情報が未入力のため',
  'sent-today': '同じ内容を本日送信済みのため',
  rejected: '送り先が受け付けませんでした',
  'told-by-phone': '電話などでお伝え済み',
  'by-mail': 'メールでお知らせ済み',
  erased: '情報を削除したため',
  unlinked: '記録をまとめるのをやめたため',
};

/** The reason in words. Delivery writes a code, or a code and what the platform said after a colon: that is for the log. */
export function whyInWords(fate: Fate, why: string | undefined): string | undefined {
  if (why === undefined || (fate !== 'failed' && fate !== 'not-needed')) return undefined;
  const code = why.split(':')[0]?.trim() ?? '';
  return WHYS[code] ?? (fate === 'failed' ? '送れませんでした' : WHYS['state']);
}

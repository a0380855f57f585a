import type { BookingState } from '#store/store.ts';

/** A booking's states, as the console names them everywhere. */
export const BOOKING_STATES: Readonly<Record<BookingState, string>> = {
  held: '仮押さえ',
  requested: '回答待ち',
  offered: '日時を提案中',
  confirmed: '確定',
  attended: '相談済み',
  'attended-by-phone': '電話で相談済み',
  moved: '日時変更済み',
  cancelled: 'キャンセル',
  withdrawn: '申込み取下げ',
  declined: 'お断り',
  expired: '期限切れ',
  released: '仮押さえ解除',
  'presumed-cancelled': 'みなしキャンセル',
};

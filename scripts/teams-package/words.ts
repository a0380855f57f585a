/** What Teams shows of the app: in its store of the organisation, and the commands beside the box where clients write. */
export type Words = {
  /** The app's long name. */
  full(centre: string): string;
  short: string;
  description(centre: string): string;
  /** `title` is what is sent when a command is picked, so it must be something that the conversation understands. */
  commands: readonly { title: string; description: string }[];
};

export const ja: Words = {
  full: (centre) => `${centre} 予約の窓口`,
  short: 'オンラインの相談や支援を、チャットで予約、確認、変更、キャンセルできます。',
  description: (centre) =>
    [
      `${centre}のオンラインの相談や支援を、チャットで予約、確認、変更、キャンセルできます。施設からのお知らせも、ここに届きます。`,
      'ボタンでも、文字の入力でもお答えいただけます。日本語、やさしい日本語、英語でお使いいただけます。',
      'ご予約の前に、利用規約への同意をうかがいます。当日のキャンセルなど、お電話をお願いすることがあります。',
      '個人情報を守るため、グループチャットやチャネルではお使いいただけません。',
    ].join('\n\n'),
  commands: [
    { title: '予約する', description: '日時を選んで予約します' },
    { title: '予約の確認', description: '今のご予約をお見せします' },
    { title: '予約変更', description: '日時を変更します' },
    { title: 'キャンセル', description: '予約を取り消します' },
    { title: '登録した情報', description: 'お預かりしている情報の確認と削除' },
    { title: 'メニュー', description: '最初の画面に戻ります' },
    { title: 'ヘルプ', description: '使い方と、困ったときの連絡先' },
  ],
};

export const en: Words = {
  full: (centre) => `${centre}: bookings`,
  short: 'Book, check, move or cancel your online session by chat.',
  description: (centre) =>
    [
      `Book, check, move or cancel your online session at ${centre} by chat. Messages from the centre arrive here, too.`,
      'Press buttons or type, in Japanese, easy Japanese or English.',
      'Before you book, you are asked to agree to the terms of use. Some things, such as cancelling on the day, are done by phone.',
      'To protect personal data it does not work in group chats or channels.',
    ].join('\n\n'),
  commands: [
    { title: 'Book', description: 'Choose a date and time' },
    { title: 'My bookings', description: 'See what you have booked' },
    { title: 'Change my booking', description: 'Move to another date or time' },
    { title: 'Cancel my booking', description: 'Cancel a booking' },
    { title: 'My data', description: 'See or delete what is kept about you' },
    { title: 'Menu', description: 'Back to the first page' },
    { title: 'Help', description: 'How it works, and whom to ring' },
  ],
};

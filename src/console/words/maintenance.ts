/** The notice of maintenance (S3 article 8). */

export const MOST_CHARACTERS = 300;

export const maintenanceWords = {
  title: 'メンテナンスの案内',
  lead: '期間中、チャットの利用者にこの文章を表示します。',
  newTitle: '案内を作る',
  text: '案内の文章',
  textHint: `${MOST_CHARACTERS}文字以内。いつまで何が使えないか、急ぐときの連絡先を書いてください。`,
  otherLanguages: 'やさしい日本語と英語の文章（任意）',
  otherLanguagesHint: 'その言語でチャットを使う方に表示します。書かないときは、上の文章を表示します。',
  languages: { 'ja-easy': 'やさしい日本語', en: '英語（English）' },
  from: '表示を始める日時',
  until: '表示を終える日時',
  submit: '案内を登録する',
  listTitle: '登録した案内',
  listCaption: '登録したメンテナンスの案内',
  period: '期間',
  state: '状態',
  by: '登録した職員',
  act: '操作',
  states: { now: '表示中', coming: '表示の予定', over: '終了', withdrawn: '取下げ済み' },
  withdraw: '取り下げる',
  withdrawQuestion: 'この案内を取り下げます。チャットには表示されなくなります。',
  withdrawConfirm: '取り下げる',
  empty: '登録した案内はありません。',
  errors: {
    text: '案内の文章を入力してください。',
    long: (length: number, language?: string) =>
      `${language === undefined ? '案内の文章' : `${language}の文章`}は${MOST_CHARACTERS}文字以内で入力してください（いま${length}文字）。`,
    from: '表示を始める日時を入力してください。',
    until: '表示を終える日時を入力してください。',
    order: '表示を終える日時は、始める日時より後にしてください。',
    past: '表示を終える日時は、これから先にしてください。',
  },
  done: {
    announced: '案内を登録しました。',
    withdrawn: '案内を取り下げました。',
    before: 'この案内はすでに取り下げられています。',
  },
} as const;

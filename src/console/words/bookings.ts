import type { Pending, Told } from '#office/office.ts';

/** How the client hears of an act, after what was done. */
const TOLD: Readonly<Record<Told, string>> = {
  chat: '利用者にチャットでお知らせします。',
  mail: '利用者にメールでお知らせします。',
  address: 'メールアドレスの確認のお願いを送りました。確認されると、ミーティング情報がメールで届きます。',
  phone: 'チャットのない方です。日時は電話などで直接お伝えください。',
  ring: '利用者にお知らせが届きません。電話でお伝えください。',
  nothing: '',
};

const DONE = {
  confirmed: '予約を確定しました。',
  offered: '日時を提案しました。',
  declined: '申込みをお断りしました。',
  booked: '予約を入れました。',
  moved: '日時を変更しました。',
  cancelled: '予約をキャンセルしました。',
  details: 'ミーティング情報を登録しました。',
  'my-page': 'マイページへの登録を記録しました。',
  remark: 'メモを残しました。',
} as const;

/** What was done; it stands in an address, so only these are known. */
export type DoneAct = keyof typeof DONE;

/** What the meeting details still wait for. */
const PENDING: Readonly<Record<Pending, string>> = {
  address: 'メールは、利用者がメールアドレスを確認してから届きます（確認のお願いを送ってあります）。',
  'my-page': 'マイページに登録したら、「マイページに登録済みにする」を押してください。押すと、利用者に知らせます。',
};

/**
 * "confirmed.chat" in an address is 「予約を確定しました。利用者にチャットでお知らせします。」; "details.chat.address" says as well
 * what still waits.
 */
export function doneInWords(code: string): string | undefined {
  const [act, ...rest] = code.split('.');
  const done = sentence(DONE, act);
  if (done === undefined) return undefined;
  const [told, ...pending] = rest[0] !== undefined && sentence(TOLD, rest[0]) !== undefined ? rest : [undefined, ...rest];
  return [done, sentence(TOLD, told) ?? '', ...pending.map((it) => sentence(PENDING, it) ?? '')].join('');
}

/** Only our own sentences stand behind the words of an address. */
const sentence = (all: Readonly<Record<string, string>>, name: string | undefined): string | undefined =>
  Object.entries(all).find(([known]) => known === name)?.[1];

export const bookingWords = {
  section: '予約',
  title: (reference: string) => `予約 ${reference}`,
  noTime: '日時は未定',
  facts: {
    title: '予約の内容',
    reference: '予約番号',
    when: '日時',
    directed: '指定した日時',
    outside: '指定外',
    asked: '希望された日時',
    wishes: '希望（利用者の言葉）',
    what: '相談の種類',
    office: '窓口',
    topic: '相談したいこと',
    companions: '同席する方',
    answerBy: '回答の期限',
    offered: '提案中の日時',
    offerBy: '返事の期限',
    moves: '変更前の予約',
    movedBy: '変更後の予約',
    origin: '申込みの方法',
    createdAt: '受付',
    contact: '当日の連絡',
    client: '利用者',
    number: '求職番号',
    phone: '電話番号',
    reach: '連絡方法',
  },
  origin: { line: 'LINE', teams: 'Teams', staff: '職員が入力' },
  contact: { late: '遅れます', 'cannot-connect': 'つながりません' },
  reach: {
    chat: (channel: string) => `${channel}で届きます`,
    ring: 'チャットは届きません。電話してください',
    none: 'チャットはありません。電話で連絡してください',
  },
  channels: { line: 'LINE', teams: 'Teams', mail: 'メール', console: 'コンソール' },
  sameDay: '同じ日の予約枠を見る',
  attendance: '出欠の記録',
  answer: {
    title: '申込みへの回答',
    confirm: '確定する',
    confirmLead: (when: string) => `${when} で確定します。利用者にお知らせします。`,
    confirmAny: '電話などで決まった日時で確定します。',
    offer: '日時を提案する',
    offerAgain: '別の日時を提案し直す',
    offerLead: '1つから5つまで選んでください。利用者が選ぶと確定します。',
    offerSlots: '空いている予約枠',
    offerOther: (n: number) => `ほかの日時（${n}つ目）`,
    offerOtherHint: '予約枠にない日時も提案できます。',
    decline: 'お断りする',
    declineQuestion: '申込みをお断りします。理由は利用者にそのまま伝わります。',
    noSlots: 'この日から3週間に空いている予約枠はありません。下に日時を入力してください。',
  },
  time: {
    from: 'いつからの空きを見るか',
    show: '空きを見る',
    slot: '空いている予約枠',
    pick: '選んでください',
    when: 'ほかの日時',
    hint: '予約枠にない日時にするときに入力します。入力すると、こちらの日時になります。',
    seats: (free: number, capacity: number) => `残り${free}席（定員${capacity}）`,
    when1: '日時',
  },
  move: {
    title: '日時を変更する',
    submit: '変更する',
    office: '窓口',
    reason: '利用者に伝える理由（任意）',
    lead: '変更すると、前の予約のミーティング情報は使えなくなります。',
  },
  wish: {
    label: 'どなたの都合ですか',
    client: '利用者の申出',
    office: '窓口の都合',
    hints: {
      client: '電話などで申出があったとき。当日の電話でのキャンセルもこちらです。',
      office: 'お知らせで、おわびします。',
    },
  },
  cancel: {
    title: '予約をキャンセルする',
    question: '予約をキャンセルして、席を空けます。理由は利用者にそのまま伝わります。',
    reasonHint: '300字まで。利用者の申出のときは、書かなくてもかまいません。',
    submit: 'キャンセルする',
  },
  reason: '利用者に伝える理由',
  reasonHint: '300字まで',
  details: {
    title: 'ミーティング情報',
    none: 'まだ入力されていません。',
    lead: '入力すると、施設の決まりに沿って利用者に届きます。',
    meetingId: 'ミーティングID',
    passcode: 'パスコード',
    url: '参加用のURL',
    submit: '登録して知らせる',
    change: '新しい情報に入れ替える',
    enteredAt: (when: string) => `${when} に登録`,
    myPage: 'マイページに登録済みにする',
    myPageDone: (when: string) => `${when} にマイページへ登録済み`,
    only: '確定した予約だけに登録できます。',
  },
  remarks: {
    title: 'メモ',
    label: 'メモを書く',
    hint: '職員だけが見ます。500字まで',
    submit: 'メモを残す',
    none: 'メモはありません。',
    erased: '（削除済み）',
  },
  history: {
    title: 'これまでの記録',
    who: { client: '利用者', system: 'システム', staff: '職員' },
    columns: { when: '日時', who: 'だれが', what: 'したこと', why: '理由など' },
    state: (from: string | undefined, to: string) => (from === undefined ? `${to}になりました` : `「${from}」から「${to}」へ`),
    via: (channel: string) => `${channel}から`,
  },
  notices: {
    title: 'お知らせの記録',
    none: 'お知らせはありません。',
    columns: { when: '日時', what: 'お知らせ', channel: '送り先', fate: '結果', by: '職員' },
    automatic: '自動',
  },
  consent: {
    title: '同意の記録',
    none: '同意の記録はありません（職員が入力した予約など）。',
    version: '版',
    sha256: '本文のSHA-256',
    when: '同意した日時',
    where: '場所',
    meetingApp: 'ミーティングアプリの規約',
    agreed: '同意あり',
    notAsked: '確認なし',
    eligible: '利用できる方の確認',
  },
  errors: {
    reason: '利用者に伝える理由を入力してください。',
    wish: '「利用者の申出」か「窓口の都合」を選んでください。',
    reasonLong: '理由は300字までにしてください。',
    when: '日時を選ぶか、入力してください。',
    whenFormat: '日時を正しく入力してください。',
    offer: '提案する日時を1つから5つまで選んでください。',
    details: 'ミーティングID、URLのどちらかを入力してください。',
    detailsLong: '200字までにしてください。',
    url: 'https:// から始まるURLを入力してください。',
    remark: 'メモを入力してください。',
    remarkLong: 'メモは500字までにしてください。',
  },
} as const;

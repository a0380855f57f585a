import type { Language } from '#policy/language.ts';

/** A command or an answer that can be typed at any step. */
export type Word =
  | 'yes'
  | 'no'
  | 'back'
  | 'stop'
  | 'menu'
  | 'book'
  | 'my-bookings'
  | 'move'
  | 'cancel'
  | 'help'
  | 'my-data'
  | 'language'
  | 'none'
  | 'other-time'
  | 'more'
  | 'earlier'
  | 'cannot-use-phone'
  | 'delete'
  /** Contact on the day, and the way into the meeting. */
  | 'late'
  | 'cannot-connect'
  | 'show-details'
  /** A greeting or thanks: nothing is asked, so the present question is simply shown again. */
  | 'hello';

/** Phrases, one after the other, between bars. */
const list = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' | '));

const PERSONAL = list(
  '個人情報 | 登録情報 | 登録内容 | 私の情報 | 私の個人情報 | 私のデータ | 自分のデータ | 個人データ | 登録データ',
);
const SHOWN = list('確認 | 見る | 見 | 見せて | 見せ | 教えて | 教え | 知り');
const DELETED = list('削除 | 消去 | 消す | 消し | 消して');

const together = (things: readonly string[], particles: readonly string[], done: readonly string[]): readonly string[] =>
  things.flatMap((thing) => particles.flatMap((particle) => done.map((action) => thing + particle + action)));

/**
 * What people type for each word, in any spelling: `readWord` folds width, kana and the usual kanji, and takes off polite endings.
 * 大丈夫です and 結構です are left out: they mean yes and no in turn.
 */
export const PHRASES: Readonly<Record<Word, readonly string[]>> = {
  yes: list(
    'はい | はいはい | はーい | ええ | うん | いいよ | いいですよ | いいです | ok | okay | オッケー | オーケー | おっけ | 了解 | 了解しました | 承知しました',
    'わかりました | わかった | そうです | その通りです | あります | 持っています | 同意 | 同意する | 同意します | お願いします | よろしくお願いします | よろしく | 問題ありません',
    "問題ないです | 問題ない | 合っています | あっています | yes | yeah | yep | y | sure | i agree | agree | that's right | correct",
    'yes I do | yes please',
  ),
  no: list(
    'いいえ | いえ | いえいえ | いや | いやです | ううん | ちがいます | ちがう | ちがいました | だめ | だめです | そうではありません | そうじゃないです | 同意しない',
    "同意しません | 同意できません | 同意できない | 規約に同意できません | 規約に同意できない | 規約に同意しません | 規約に同意しない | 利用規約に同意できません | しない | しません | no | nope | n | no thanks | i do not agree | I don't agree",
    'いらない | いりません | 不要 | 不要です | 必要ありません | disagree | wrong | not correct',
  ),
  back: list(
    '戻る | 戻り | 戻って | 戻ります | 一つ戻る | 一つ前に戻る | ひとつ前に戻る | 1つ前に戻る | 前に戻る | 前に戻り | 前に戻って | 前の画面に戻る | 前の質問に戻る | 前の質問',
    '前の質問に戻り | もどす | 戻して | やり直し | やりなおす | back | go back | previous | return',
  ),
  stop: list(
    'やめる | やめ | やめて | やめます | やめとく | やめておきます | もうやめる | もうやめ | とりやめ | 途中でやめる | 中止 | 中断 | 終了 | 終わる | 終わり | おわり',
    'おわる | もういい | もういいです | ストップ | stop | stop it | quit | exit | abort | end | nevermind | never mind',
  ),
  menu: list(
    'メニュー | メニュ | メニューに戻る | メニューに戻り | メニューへ | メニューを見る | メニューを見せて | メインメニュー | トップ | トップに戻る | ホーム | 最初 | 最初から',
    '最初に戻る | 最初に戻り | 最初からやり直し | 最初からやり直す | はじめから | はじめに戻る | はじめ | スタート | 開始 | menu | main menu | home | start',
    'start over | restart | show menu | top',
  ),
  book: list(
    '予約 | 予約する | 予約したい | 予約をとる | 申し込み | 申込 | 申込み | 申し込む | 申込む | もうしこみ | 相談したい | 面談したい | 新規予約 | 新しい予約 | 予約お願い',
    'ブッキング | book | booking | reserve | reservation | make a booking | make a reservation | make an appointment',
    'book an appointment | book a session | book a time | appointment | new booking',
  ),
  'my-bookings': list(
    '予約の確認 | 予約確認 | 予約状況 | 予約一覧 | 予約内容 | 私の予約 | 今の予約 | マイ予約 | 予約を見る | 予約はいつ | 予約履歴 | 予約済み | 自分の予約 | my bookings',
    'my booking | my reservations | my reservation | my appointment | my appointments | check my booking',
    'check my bookings | check my appointment | check booking | see my booking | see my bookings',
    'show my bookings | show my booking | view my bookings | check my reservation | bookings',
    'when is my booking | when is my appointment',
  ),
  move: list(
    '変更 | 変更する | 予約変更 | 日時変更 | 日時を変える | 日程変更 | 時間変更 | 別の日に変更 | ほかの日に変更 | 別の日に変え | ほかの日に変え | 別の時間に変更 | リスケ',
    'リスケジュール | 日を変え | 延期 | move | change | reschedule | change my booking | change booking | move my booking',
    'change my appointment | change the time | change the date | change time | change date',
    'reschedule my booking | reschedule my appointment | move my appointment | change my reservation',
    'change the booking | change my booking time',
  ),
  cancel: list(
    '行けなくなりました | 行けなくなった | 行けません | 行けない | 参加できません | 参加できない | 参加できなくなりました | 出席できません | 欠席します | 欠席 | 欠席したい | 休みます | 休みたい',
    '都合が悪くなりました | 都合が悪くなった | 都合が悪くなったのでキャンセルしてください | 都合が悪くなったのでキャンセル | 都合がつかなくなりました | 用事ができました',
    'キャンセル | キャンセルする | キャンセルの手続き | 取り消し | 取消 | 取り消す | 予約キャンセル | 予約取り消し | キャンセルを希望 | cancel | cancellation',
    'cancel my booking | cancel booking | cancel it | cancel my appointment | cancel the appointment',
    'cancel my reservation | cancel reservation | cancel the booking',
  ),
  help: list(
    '使い方・困ったとき | 人と話したい | 担当者と話したい | 職員と話したい | オペレーター | 電話番号 | 電話番号を教えて | 電話したい | talk to a person | talk to someone | phone number',
    'ヘルプ | 使い方 | 使いかた | 使い方を教え | 使い方を教えて | 使い方がわからない | 使い方がわかりません | 困った | 困っています | 困って | 困ってます | 助けて | 助け',
    'たすけて | 手伝って | 質問 | 質問があります | 問い合わせ | お問い合わせ | 説明 | わからない | わかりません | よくわからない | よくわかりません | どうすればいい | どうしたらいい',
    'どうすればいいですか | どうしたらいいですか | help | help me | how to',
    "how to use | how do I use this | how does this work | i don't know | I don't understand | question",
    'i need help | support',
  ),
  'my-data': [
    ...PERSONAL,
    ...together(PERSONAL, ['を', 'の'], SHOWN),
    ...list(
      '登録した情報 | 登録した情報を見る | マイデータ | my data | my information | my info | personal data | personal information | show my data',
      'see my data | privacy | my profile | profile',
    ),
  ],
  language: list(
    '言語 | 言語の変更 | 言語変更 | 言語を変更 | 言語を変える | 言語を変え | ことば | 言葉 | ことばを変える | ことばを変え | language | languages',
    'change language | change the language',
  ),
  none: list(
    'ありません | なし | ない | ないです | 無いです | 特になし | 特にありません | 特にないです | 特にない | とくになし | とくにありません | まだない | まだないです',
    'まだありません | まだもっていません | まだもっていない | 持っていません | 持っていない | 持ってない | 持ってません | 番号がない | 番号はない | まだもらっていません | まだもらってない',
    'まだもらっていない | いません | いない | 一人 | 一人で | ひとり | 私だけ | 同伴者なし | 同席者なし | 同席なし | none | nothing | not yet',
    "no number | no number yet | nobody | no one | i don't have one | i don't have a number | I don't have it",
    "I don't have a number yet | I don't have one yet | i have no number | i have no number yet | n/a",
  ),
  'other-time': list(
    '別の日時 | 別の時間 | ほかの日時 | ほかの時間 | その他の日時 | その他の時間 | 別の日時を希望 | ほかの日時を希望 | 別の時間を希望 | ほかの時間を希望 | 合う時間がない',
    '合う時間がありません | 合う日がない | 合う日がありません | 都合が合わない | 都合が合いません | 都合のいい日がない | 都合のいい時間がない | この中にない | この中にはない',
    'この中にありません | どれも合わない | どれも合いません | どれも都合が悪い | 別の日時を相談 | 別の日時の希望 | other time | another time | other times',
    'a different time | different time | none of these | none of them | no suitable time',
  ),
  more: list(
    'もっと | もっと見る | もっと見せて | もっと見せ | ほかの日 | ほかの日を見る | ほかの日を見せて | ほかの日を見 | 別の日 | 別の日を見る | ほか | ほかは | ほかにありますか',
    'ほかには | 続き | つづき | 続きを見る | 次 | 次へ | 次の日 | つぎ | 次を見る | あとの日 | 後の日 | もっと後 | もっとあと | もっと遅い日 | more | show more',
    'see more | next | later | other days | another day | more days | more times | later days',
  ),
  earlier: list(
    '前の日 | 前の日を見る | 前の日にち | 前へ | もっと前 | もっと早い日 | もっと早く | 早い日 | 早い時間 | もっと早い時間 | 前を見る | earlier | earlier days',
    'earlier times | previous days | something earlier | sooner',
  ),
  'cannot-use-phone': list(
    "電話できない | 電話ができない | 電話が使えない | 耳が聞こえない | 電話以外 | 電話以外の方法 | no phone | I can't use the phone | cannot phone",
    "can't phone",
  ),
  delete: [
    ...together([...PERSONAL, ...list('データ | 情報 | 登録')], ['を', 'の', ''], DELETED),
    ...list(
      '削除 | 消去 | 消す | 消して | 消し | 退会 | delete | erase | delete my data | erase my data | delete my information',
      'delete my account | remove my data | delete everything | forget me',
    ),
  ],
  late: list(
    '遅れる | 遅れます | 遅れ | 遅れそう | 遅れそうです | 少し遅れます | 少し遅れる | 遅れて参加します | 遅刻 | 遅刻する | 遅刻します | 遅くなる | 遅くなります',
    'おくれる | おくれます | late | be late | will be late | i will be late | I am late | running late | i am running late',
    "I'll be late | I'm late | I'm running late",
  ),
  'cannot-connect': list(
    '接続できない | 接続できません | つながらない | つながりません | 入れない | 入れません | 繋がらない | 繋がりません | 入室できない | 入室できません | 参加の画面に入れません',
    "it does not connect | it doesn't connect | can't connect | cannot connect | I can't connect | I cannot connect",
    "can't join | cannot join | i can't join | can't get in | i can't get in | not connecting",
  ),
  'show-details': list(
    '表示 | 表示する | 表示して | ひょうじ | 接続情報 | 接続情報の表示 | 接続情報を表示 | 接続先 | 参加の情報 | 参加情報 | 参加方法の情報 | 入室情報 | 参加に必要な情報 | ミーティングID | ミーティング情報 | 会議ID',
    'パスコード | パスワード | ズームのID | zoomのID | IDを表示 | IDを見る | URL | show | show details | details | meeting details | meeting id | passcode | show the id | join link',
  ),
  hello: list(
    'こんにちは | こんばんは | おはよう | おはようございます | はじめまして | お世話になります | お世話になっております | もしもし | すみません | すいません',
    'ありがとう | ありがとうございます | ありがとうございました | 助かりました | どうも | hello | hi | hey | good morning | good afternoon | good evening | thanks | thank you',
  ),
};

/** What is done with a booking, after 「予約を」 or 「日時を」. */
export const ACTIONS = {
  cancel: list(
    'キャンセル | キャンセルの手続き | 取り消し | 取り消す | 取りやめ | 取りやめる | やめる | やめ | なしに | 削除 | 消す | 消し | 消して | けし',
  ),
  move: list(
    '変更 | 変える | 変え | 変えて | かえる | かえ | かえて | ずらす | ずらし | ずらして | 移動 | 移す | 移し | 延期 | 延ばし | 延ばす | 調整 | リスケ',
    '別の日に変更 | ほかの日に変更 | 別の日に | ほかの日に | 別の日に変え | ほかの日に変え',
  ),
  'my-bookings': list(
    '確認 | 一覧 | 状況 | 内容 | 内容を確認 | 内容の確認 | 見る | 見 | 見て | 見せて | 見せ | 知り | 教えて | 教え | おしえて | おしえ | 照会 | いつ | いつですか',
    'どうなって | どうなっていますか | どうなってますか | 何時 | 何時から | 履歴',
  ),
  book: list(
    'とる | とり | とって | 取れますか | 入れる | 入れ | 入れて | 申し込み | 申し込む | 申込 | 申込み | 申し込んで | もうしこみ | 予約 | 希望 | 追加',
  ),
} as const satisfies Partial<Record<Word, readonly string[]>>;

export const LANGUAGE_PHRASES: Readonly<Record<Language, readonly string[]>> = {
  ja: list(
    '日本語 | ふつうの日本語 | 普通の日本語 | 日本語に | 日本語に変更 | japanese | in japanese | change to japanese | にほんご',
  ),
  'ja-easy': list(
    'やさしい日本語 | 優しい日本語 | 易しい日本語 | やさしいにほんご | かんたんな日本語 | 簡単な日本語 | やさしい日本語に変更 | easy japanese | plain japanese',
    'simple japanese | やさしく',
  ),
  en: list(
    'english | in english | 英語 | えいご | 英語に変更 | イングリッシュ | change to english | speak english | english version',
    'eigo',
  ),
};

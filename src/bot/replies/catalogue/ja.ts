import type { BookingView, MyDataRow, WhyNothing, WhyOutsidePolicy, WhyPhoneOnly } from '#machines/commands.ts';
import type { Expectation } from '#machines/flow.ts';
import type { Note } from '#machines/notes.ts';
import type { Centre, FieldName, Service } from '#policy/centre.ts';
import { nearJa } from './near/ja.ts';
import { noticesJa } from './notices/ja.ts';

type Detail = Service['meeting']['details'][number]['way'];
type About = NonNullable<Extract<Note, { say: 'relayService' }>['about']>;
type Talk = Centre['channels'][number];
type HelpTopic = 'join' | 'trouble' | 'recorded' | 'preparation' | 'phone';
/** What was wrong with a typed answer, as the readers of typed text name it. */
export type WhyUnreadable = 'digits' | 'link' | 'emoji' | 'characters' | 'too-long' | 'empty' | 'impossible-date';

const TALKS: Record<Talk, string> = { line: 'LINEのトーク', teams: '組織のMicrosoft Teams' };

/** Japanese: the text of record. The other languages say the same; their type is the type of this. */
export const ja = {
  cite: (text: string, article: string): string => `${text}（${article}）`,

  buttons: {
    back: 'もどる',
    stop: 'やめる',
    menu: 'メニュー',
    book: '予約する',
    apply: 'この内容で申し込む',
    myBookings: '予約を確認する',
    move: '予約の日時を変える',
    cancel: '予約をキャンセルする',
    help: '使い方・困ったとき',
    myData: '登録した情報',
    language: 'ことば / Language',
    call: (number: string): string => `電話 ${number}`,
    callOffice: (number: string, office: string): string => `電話 ${number} ${office}`,
    cannotUsePhone: '電話が使えない方',
    understood: 'わかりました',
    agree: '同意する',
    refuse: '同意しない',
    termsInShort: '利用規約のあらましを見る',
    termsInFull: '利用規約の全文を見る',
    terms: '利用規約を見る',
    termsOf: (service: string): string => `利用規約 ${service}`,
    appTerms: (app: string): string => `${app}の規約を見る`,
    reuse: 'この内容で進む',
    enterAnew: '入力し直す',
    noNumberYet: 'まだ番号がない',
    noTopic: '特にない',
    noCompanions: 'いない',
    someCompanions: 'いる',
    leaveAsIs: 'このままでよい',
    openForm: '入力ページを開く',
    newForm: '入力ページを作り直す',
    more: '次の日程',
    earlier: '前の日程',
    pickDay: 'カレンダーで選ぶ',
    otherTime: 'ほかの日時を希望する',
    otherDays: 'ほかの日を見る',
    searchAgain: 'もう一度さがす',
    change: '入力した内容を直す',
    changeTime: '日時を変える',
    moveThis: '日時を変える',
    moveOn: (day: string): string => `変更 ${day}`,
    cancelThis: 'キャンセルする',
    cancelOn: (day: string): string => `キャンセル ${day}`,
    withdrawThis: '申し込みを取り下げる',
    withdrawOn: (day: string): string => `取り下げ ${day}`,
    calendar: 'カレンダーに入れる',
    yesCancel: 'キャンセルする',
    noKeep: 'キャンセルしない',
    yesWithdraw: '取り下げる',
    noKeepRequest: '取り下げない',
    deleteData: '情報を消す',
    yesDelete: '消す',
    noDelete: '消さない',
    relayService: '電話リレーサービスを見る',
    topics: {
      join: '参加のしかた',
      trouble: 'つながらないとき',
      recorded: '何が記録されるか',
      preparation: '準備すること',
      phone: '電話番号を見る',
    } satisfies Record<HelpTopic, string>,
  },

  labels: {
    office: '窓口',
    service: '相談の種類',
    when: '日時',
    whenNow: '今の日時',
    whenNew: '新しい日時',
    reference: '予約番号',
    state: '状態',
    app: '使うアプリ',
    answerBy: 'お返事の期限',
    phone: '電話',
    hours: '受付時間',
    document: '文書',
    dated: '日付',
  },
  fields: {
    name: 'お名前',
    'job-seeker-number': '求職番号',
    email: 'メールアドレス',
    phone: '電話番号',
    topic: '相談したいこと',
    companions: '同席する方',
  } satisfies Record<FieldName, string>,
  states: {
    requested: '申し込み中（まだ確定していません）',
    offered: '日時の提案があります',
    confirmed: '確定しています',
  } satisfies Record<BookingView['state'], string>,
  data: {
    consents: '利用規約への同意',
    bookings: '予約',
    channel: 'お使いのアプリ',
  } satisfies Record<Exclude<MyDataRow['what'], FieldName>, string>,
  masked: { entered: '入力済み', none: 'なし', noneYet: 'まだない', missing: '未入力' },
  count: (count: string): string => `${count}件`,
  and: '、',
  otherTime: 'ご希望の日時（入力済み）',
  timeNotSet: '日時は未定',
  service: 'オンライン相談',
  revised: (first: string, last: string): string => `${first}（最終改正 ${last}）`,
  versionSince: (day: string): string => `${day}からの版`,

  telephone: {
    officeAndHours: (phone: string, hours: string): string => `${phone}\n${hours}`,
    closedNow: '今は電話の受付時間外です。',
  },

  prompts: {
    menu: { title: 'ご用件をお選びください', typing: 'ボタンを押すか、「予約したい」のように入力してください。' },
    office: {
      title: '窓口をお選びください',
      why: '相談をお受けする窓口をうかがいます。窓口の名前を入力しても選べます。',
    },
    service: {
      title: '相談の種類をお選びください',
      why: '種類によって、利用規約と予約できる日時が違います。種類の名前を入力しても選べます。',
    },
    terms: {
      title: '利用規約のご確認',
      why: 'ご利用には、利用規約への同意が必要です。主な内容は次のとおりです。',
      ask: 'あらましをお読みのうえ、「同意する」か「同意しない」を押してください。正式な利用規約は窓口でご覧いただけます。',
      askInFull: '全文をお読みのうえ、「同意する」か「同意しない」を押してください。',
    },
    meetingApp: {
      title: (app: string): string => `${app}の規約のご確認`,
      why: (app: string): string => `相談には${app}を使います。${app}の規約にも、別に同意が必要です。`,
      ask: '規約をお読みのうえ、「同意する」か「同意しない」を押してください。入力でもお答えいただけます。',
    },
    question: {
      title: '確認させてください',
      why: 'ご利用いただける方が決まっているため、うかがいます。',
      typing: 'ボタンを押すか、答えを入力してください。',
    },
    reuse: {
      title: '入力済みの内容を使いますか',
      why: 'すでに入力されている内容です。個人情報のため、一部だけ表示しています。',
      typing: '変わりがなければ「この内容で進む」を押すか、「はい」と入力してください。',
    },
    asked: {
      name: 'お名前を入力してください。\n例：山田 花子',
      'job-seeker-number': '求職番号を入力してください。\n数字5けた、ハイフン、数字4～8けたです。\n例：12345-678901',
      email: 'メールアドレスを入力してください。\n例：hanako@example.jp',
      phone: '電話番号を入力してください。\n例：090-1234-5678',
      topic: '相談したいことを、かんたんに入力してください。\n例：応募書類の書き方',
      companions: 'ご家族や支援者など、いっしょに参加する方はいますか。\nボタンを押すか、「いません」のように入力してください。',
    } satisfies Record<FieldName, string>,
    askedBecause: {
      name: '予約をお取りするために、うかがいます。',
      'job-seeker-number': '登録の内容を確かめるために、うかがいます。',
      email: 'ご案内をお送りするために、うかがいます。',
      phone: 'つながらないときなどに、ご連絡するためにうかがいます。',
      topic: '担当者が準備するために、うかがいます。なければ「特にない」を押してください。',
      companions: '同席する方は、事前に教えていただくことになっています。',
    } satisfies Record<FieldName, string>,
    numberNotYet: '番号がまだない方は「まだ番号がない」を押してください。',
    companionsWho: {
      who: '同席する方を入力してください。事前に確認するためです。\n例：家族1人、手話通訳の方1人',
      affiliation:
        '同席する方の所属を入力してください。事前に確認するためです。\nご家族など所属のない方は、「母」「友人」のようにご関係を入力してください。\n例：〇〇支援センター、母',
      written: 'もう入力した方は、「このままでよい」を押してください。',
    },
    companionsName: {
      what: '同席する方のお名前を入力してください。\n例：鈴木 一郎、佐藤 花子',
      without: 'もう入力した方、お名前がわからない方は、「このままでよい」を押してください。',
    },
    form: {
      title: '入力ページで続けてください',
      why: 'お名前などは、安全な専用ページに入力していただきます。個人情報をチャットに残さないためです。',
      notHere: 'お名前や番号は、このチャットに書かないでください。',
      after: (minutes: number): string =>
        `送信すると、このチャットの続きに進みます。ページは${minutes}分間、1回だけ使えます。開けないときは作り直してください。`,
    },
    day: {
      title: '日をお選びください',
      why: '相談をする日をうかがいます。空きのある日です。',
      typing: '「11月25日」「来週の火曜 午後」のように入力もできます。',
      left: (day: string, times: number): string => `${day} 空き${times}`,
    },
    time: {
      title: (day: string): string => `${day} の時間`,
      titleMorning: (day: string): string => `${day} 午前`,
      titleAfternoon: (day: string): string => `${day} 午後`,
      titleNearest: '近い日時',
      why: '始まりの時間をお選びください。選ぶと、しばらくその時間を確保します。',
      typing: '「10時半」のように入力もできます。',
    },
    nothing: {
      title: '予約できる日時がありません',
      why: '今、ご案内できる日時がありません。日をおいてもう一度さがすか、お電話でご相談ください。',
      typing: '「来週の火曜」のように、ほかの日を入力することもできます。',
    },
    wishes:
      'ご希望の日時を、3つくらい入力してください。担当者が調整してお返事するためです。\n例：11月25日 午前、11月26日 14時以降',
    check: {
      title: '内容をご確認ください',
      why: '間違いがないか、確かめてください。',
      request: 'まだ確定ではありません。担当者が確かめてから、お返事します。',
      until: (time: string): string => `この時間は、${time} まで確保しています。`,
      typing: (label: string): string => `よろしければ「${label}」を押すか、「はい」と入力してください。`,
      moving: '前の予約・お申し込みから変わります。ボタンを押すまでは、前のままです。',
    },
    change: { title: 'どれを直しますか', why: '直したい項目を押すか、項目の名前を入力してください。' },
    list: {
      title: '予約の内容',
      numbered: (number: number, count: number): string => `予約の内容（${number}/${count}）`,
      typing: '変えたい、キャンセルしたいときは、ボタンを押すか「変更」「キャンセル」と入力してください。',
      chooseMove: '日時を変える予約を選んでください。ボタンを押すか、日付を入力してください。',
      chooseCancel: 'キャンセルする予約を選んでください。ボタンを押すか、日付を入力してください。',
    },
    cancel: {
      title: '予約をキャンセルしますか',
      why: '間違いを防ぐため、確認します。キャンセルすると、この時間は別の方が予約できるようになります。',
      typing: '「はい」「いいえ」と入力してもお答えいただけます。',
    },
    withdraw: {
      title: '申し込みを取り下げますか',
      why: '間違いを防ぐため、確認します。この申し込みはまだ確定していないので、いつでも取り下げられます。',
      typing: '「はい」「いいえ」と入力してもお答えいただけます。',
    },
    handover: {
      title: 'お電話でお願いします',
      notCancelled: '予約は、まだキャンセルされていません。',
      notMoved: '予約は、まだ変わっていません。',
      why: {
        'same-day': {
          cancelling: '当日のキャンセルは、お電話だけでお受けしています。',
          moving:
            '変更は、キャンセルと取り直しになるため、キャンセルと同じ決まりです。当日の変更は、お電話だけでお受けしています。',
        },
        always: {
          cancelling: 'キャンセルは、お電話だけでお受けしています。',
          moving: '変更は、キャンセルと取り直しになるため、キャンセルと同じ決まりです。お電話だけでお受けしています。',
        },
      } satisfies Record<WhyPhoneOnly, { cancelling: string; moving: string }>,
      todo: 'お手数ですが、下の番号にお電話ください。お電話が難しい方は「電話が使えない方」を押すか、入力してください。',
    },
    help: { title: '知りたいことをお選びください', typing: 'ボタンを押すか、「つながらない」のように入力してください。' },
    myData: {
      title: '登録した情報',
      why: '個人情報のため、一部だけ表示しています。',
      typing: '消したいときは「情報を消す」を押すか、「消す」と入力してください。',
      waits: '情報を消すお申し出を受け付けています。予約や申し込みがすべて終わると、自動で消します。',
      nothing: '登録した情報はありません。',
    },
    deleteData: {
      title: '情報を消しますか',
      why: 'お名前などの情報を消します。元には戻せません。',
      otherApps: (apps: readonly string[]): string => `${apps.join('と')}の、どちらで入力した情報も消します。`,
      otherChats: 'ほかのチャットで入力した情報も消します。',
      stays: '同意した記録は、お名前のない形で残ります。アプリに残るメッセージは消えません。',
      typing: '「はい」「いいえ」と入力してもお答えいただけます。',
    },
  },

  notes: {
    greeting: (centre: string, service: string): string =>
      `${centre}です。\nこのチャットでは、${service}の予約、確認、変更、キャンセルができます。自動でお答えしています。\nいつでも「もどる」「やめる」「メニュー」と入力できます。`,
    welcomeBack: (centre: string): string =>
      `${centre}です。またのご利用ありがとうございます。確保していた時間があれば、解除されています。`,
    stopped: '手続きをやめました。確定している予約は、そのままです。',
    restarted:
      '申し訳ありません。途中の内容を続けられなくなったため、はじめからご案内します。今の予約は「予約を確認する」でご覧いただけます。',
    oldButton: '前の画面のボタンです。今はこちらです。',
    unsupported: '申し訳ありません。スタンプや写真、音声は読み取れません。ボタンを押すか、文字で入力してください。',
    chosen: (label: string) => `選択済み：${label}`,
    over: 'つづきは、下のメッセージをご覧ください。',
    edited: '申し訳ありません。書き直されたメッセージは読み取れません。お手数ですが、もう一度お送りください。',
    notUnderstood: '申し訳ありません。うまく読み取れませんでした。',
    unreadable: {
      digits: 'お名前に数字は使えません。',
      link: 'リンク（URL）は入力できません。',
      emoji: '絵文字は使えません。',
      characters: '使えない文字が入っています。',
      'too-long': '文字が多すぎます。短くしてください。',
      empty: '文字が入っていません。',
      'impossible-date': 'その日付はカレンダーにありません。',
    } satisfies Record<WhyUnreadable, string>,
    write: {
      choice: '下のボタンを押すか、ボタンの言葉をそのまま入力してください。',
      wish: '日や時間を入力してください。\n例：11月25日、来週の火曜 午後、25日10時半',
      wishes: 'ご希望の日時を、200文字以内で入力してください。\n例：11月25日 午前、11月26日 14時以降',
      name: 'お名前を、漢字・かな・英字で40文字以内で入力してください。\n例：山田 花子',
      'job-seeker-number': '求職番号は、数字5けた、ハイフン、数字4～8けたで入力してください。\n例：12345-678901',
      email: 'メールアドレスを、英数字で入力してください。\n例：hanako@example.jp',
      phone: '日本の電話番号を入力してください。\n例：090-1234-5678',
      topic: '相談したいことを、200文字以内で入力してください。\n例：応募書類の書き方',
      companions: '同席する方を、100文字以内で入力してください。いなければ「いません」と入力してください。\n例：家族1人',
      'companions-name': 'お名前を、60文字以内で入力してください。\n例：鈴木 一郎',
    } satisfies Record<Expectation, string>,
    notUnderstoodTwice: {
      title: 'お困りではありませんか',
      text: 'お電話でもお受けしています。',
    },
    formTooLate: 'この入力ページは使えなくなっています。下の案内から続けてください。',
    designatedOnly: {
      title: 'お電話でご相談ください',
      text: (service: string): string => `「${service}」は、窓口からご案内した方だけがご利用になれます。`,
      todo: '詳しいことは、窓口にお電話ください。',
    },
    alreadyOpen: (service: string): string =>
      `「${service}」は、すでに予約または申し込みがあります。日時を変えるか、キャンセルしてから、新しく予約できます。`,
    consentRefused: {
      title: 'ご利用いただけません',
      terms: (title: string): string => `「${title}」に同意いただけない場合、このチャットでは予約できません。`,
      app: (app: string): string => `${app}の規約に同意いただけない場合、オンライン相談は予約できません。`,
      todo: 'ほかの方法もご案内できます。どうぞお電話ください。',
    },
    notEligible: {
      title: 'ご利用いただけません',
      text: '申し訳ありません。今のお答えでは、このサービスをご利用いただけません。',
      todo: 'ほかの方法もご案内できます。どうぞお電話ください。',
    },
    noSlots: '今、予約できる日が見つかりませんでした。',
    dayFull: (day: string): string => `${day} は、空きがなくなりました。ほかの日をお選びください。`,
    wishNotPossible: {
      'closed-day': 'その日は、お休みのため予約できません。',
      full: 'その日時は、空きがありません。',
      'past-cut-off': 'その日時は、予約の締め切りを過ぎています。',
      'beyond-horizon': 'その日は、まだ予約を受け付けていません。',
      'no-such-time': 'その時間には、予約枠がありません。',
    } satisfies Record<Exclude<WhyNothing, 'outside-direction'>, string>,
    nearest: '近い日時をご案内します。',
    otherDays: 'ほかの日をお選びください。',
    pastTheDayBefore: '当日の予約はできません。前日の24時までに予約してください。',
    phoneToo: 'お急ぎのときは、お電話でご相談ください。',
    refusedTimeTitle: 'その日時は予約できません',
    slotTaken: '申し訳ありません。先にほかの方が予約されました。',
    outsidePolicy: {
      'past-cut-off': '申し訳ありません。予約の締め切りを過ぎました。',
      'not-offered': '申し訳ありません。その日時は、今は予約できません。',
      'beyond-horizon': '申し訳ありません。その日は、まだ予約を受け付けていません。',
    } satisfies Record<Exclude<WhyOutsidePolicy, 'outside-direction'>, string>,
    holdRanOut: (minutes: number): string =>
      `時間の確保は${minutes}分までのため、期限が過ぎました。お手数ですが、もう一度お選びください。`,
    confirmed: {
      title: '予約が確定しました',
      titleMoved: '予約の日時を変えました',
      oldGone: '前の日時の予約は、なくなりました。',
    },
    details: {
      chat: '参加に必要なIDなどは、準備ができたらこのチャットでお知らせします。',
      'my-page': '参加に必要なIDなどは、「求職者マイページ」でお知らせします。',
      'e-mail': '参加用のURLなどは、メールでお送りします。',
    } satisfies Record<Detail, string>,
    /** After them, where one of the ways is e-mail. */
    addressAsked: 'メールアドレスの確認がまだの方には、先に確認のメールをお送りします。中のリンクを開いてください。',
    preparation: { title: '準備すること', more: 'ほかの準備は「使い方・困ったとき」で見られます。' },
    rules: {
      title: '変更・キャンセルのとき',
      until: (days: number): string =>
        days === 1
          ? '前日の24時まで、このチャットでできます。当日は、お電話だけです。'
          : `${days}日前の24時まで、このチャットでできます。その後は、お電話だけです。`,
      never: 'キャンセルと変更は、お電話だけでお受けしています。',
      presumed: (minutes: number): string => `開始から${minutes}分たっても、ご連絡も参加もないときは、キャンセルとみなします。`,
    },
    requested: {
      title: 'お申し込みを受け付けました',
      notYet: 'まだ確定していません。担当者からのお返事をお待ちください。',
      ifNone: (day: string): string => `${day} までにお返事がないときは、お手数ですがお電話ください。`,
      mayNotCome:
        '相談の日までに窓口の受付時間がほとんど残っていないため、お返事が間に合わないことがあります。お急ぎのときは、受付時間にお電話ください。お返事のないまま相談の日になると、このお申し込みは無効になります。',
      withdraw: '確定するまでは、「予約を確認する」からいつでも取り下げられます。',
      moving: '新しい日時が決まるまで、今の予約はそのままです。',
      replaced: '前のお申し込みは、この内容に変わりました。',
    },
    noBookings: '今、予約や申し込みはありません。',
    cancelled: { title: '予約をキャンセルしました', text: 'またのご利用をお待ちしています。' },
    withdrawn: { title: '申し込みを取り下げました', text: 'またのご利用をお待ちしています。' },
    bookingOver: 'この予約は、すでに終わったか、変更・キャンセルされています。',
    bookingMoved: {
      cancel: (when: string): string =>
        `キャンセルしていません。この予約の日時は、${when} に変更されています。今の予約をキャンセルするときは、下のボタンを押してください。`,
      move: (when: string): string =>
        `変更していません。この予約の日時は、すでに ${when} に変更されています。今の予約を変更するときは、下のボタンを押してください。`,
    },
    keptBooking: '予約・お申し込みは、そのままです。',
    phoneOnlyNow: {
      title: 'お電話でお願いします',
      lead: '今の予約は、まだ変わっていません。',
      why: {
        'same-day':
          '変更は、キャンセルと取り直しになるため、キャンセルと同じ決まりです。当日になったため、お電話だけでお受けします。',
        always: '変更は、キャンセルと取り直しになるため、キャンセルと同じ決まりです。お電話だけでお受けしています。',
      } satisfies Record<WhyPhoneOnly, string>,
    },
    relayService: {
      title: '職員に伝えました',
      told: '電話が使えないことを、職員に伝えました。',
      toldOffice: (office: string): string => `電話が使えないことを、${office}の職員に伝えました。`,
      wish: {
        cancelling: 'キャンセルのご希望も伝えました。予約は、まだキャンセルされていません。',
        moving: '日時の変更のご希望も伝えました。予約は、まだ変わっていません。',
      } satisfies Record<About, string>,
      answer: '職員がこのチャットでお返事します。',
      answerIn: (hours: string): string => `職員が、電話の受付時間（${hours}）に、このチャットでお返事します。`,
      relay:
        '電話リレーサービスも使えます。法律にもとづく公共のサービスで、通訳オペレーターが手話や文字を通訳して電話をつなぎます。',
    },
    help: {
      recorded: [
        'このチャットでの手続き、入力された内容、利用規約への同意を記録しています。',
        '「登録した情報」で、見ることと消すことができます。',
      ],
      stays: (talks: readonly Talk[]): string =>
        `チャットに書かれた内容は、${talks.map((it) => TALKS[it]).join('や')}にも残ります。そこに残った内容は、窓口では消せません。`,
      /** Where the centre file has no line of its own on recording a session. */
      onRecording: '相談の録画・録音の決まりは、利用規約をご覧ください。',
      phoneText: 'お電話でもご相談いただけます。',
      of: (topic: string, service: string): string => `${topic}（${service}）`,
    },
    dataDeleted: '登録した情報を消しました。',
    deletionWaits: '予約や申し込みがあるため、今は情報を消せません。すべて終わると、自動で消します。',
    moreChats:
      'まだ消していません。ほかのチャットで入力した情報もいっしょに消えるため、もう一度確認します。心当たりがないときは、消さずにお電話ください。',
    languageSet: 'これからは日本語でご案内します。',
  },

  near: nearJa,
  notices: noticesJa,
};

export type Catalogue = typeof ja;

import type { Language } from '#policy/language.ts';

/** What we write in mails. A subject names nobody and no kind of counselling: it shows on a locked screen. */

export type MailWords = {
  from: (centre: string) => string;
  /** A label and what it is for. */
  row: (label: string, value: string) => string;
  labels: { when: string; service: string; app: string; meetingId: string; passcode: string; url: string; reference: string };
  phone: (office: string, number: string, hours: string) => string;
  details: {
    subject: (centre: string) => string;
    intro: string;
    renewed: string;
    secret: string;
    voidSubject: (centre: string) => string;
    /** The booking has another time; what was mailed before is void. */
    moved: string;
    void: string;
  };
  address: { subject: (centre: string) => string; intro: string; todo: string; until: (days: number) => string; notYou: string };
  automatic: string;
};

const ja: MailWords = {
  from: (centre) => `${centre}です。`,
  row: (label, value) => `${label}：${value}`,
  labels: {
    when: '日時',
    service: '相談の種類',
    app: '使うアプリ',
    meetingId: 'ミーティングID',
    passcode: 'パスコード',
    url: '参加用のURL',
    reference: '予約番号',
  },
  phone: (office, number, hours) => `お問い合わせ：${office} 電話 ${number}（${hours}）`,
  details: {
    subject: (centre) => `【${centre}】ご予約の参加に必要な情報`,
    intro: 'ご予約の参加に必要な情報をお知らせします。',
    renewed: '前にお知らせした情報は、使えなくなりました。',
    secret: 'この情報は、ほかの方に教えないでください。',
    voidSubject: (centre) => `【${centre}】前にお送りした情報は使えません`,
    moved: 'ご予約の日時が変わりました。',
    void: '前の日時のためにお送りした参加に必要な情報（IDやURLなど）は、使えなくなりました。新しい情報は、準備ができてから、あらためてお知らせします。',
  },
  address: {
    subject: (centre) => `【${centre}】メールアドレスの確認のお願い`,
    intro: 'ご予約の参加に必要な情報を、このメールアドレスにお送りする前に、確認をお願いします。',
    todo: '次のリンクを開いて、画面のボタンを押してください。',
    until: (days) => `リンクは${days}日間使えます。`,
    notYou: 'お心当たりがないときは、何もせずに、このメールを消してください。',
  },
  automatic: 'このメールは自動でお送りしています。',
};

const jaEasy: MailWords = {
  from: (centre) => `${centre}です。`,
  row: (label, value) => `${label}：${value}`,
  labels: {
    when: '日（ひ）と 時間（じかん）',
    service: '相談（そうだん）の 種類（しゅるい）',
    app: '使（つか）う アプリ',
    meetingId: 'ミーティングID',
    passcode: 'パスコード',
    url: '参加（さんか）する ための URL',
    reference: '予約番号（よやくばんごう）',
  },
  phone: (office, number, hours) => `わからない ときは：${office} 電話（でんわ） ${number}（${hours}）`,
  details: {
    subject: (centre) => `【${centre}】参加（さんか）に 必要（ひつよう）な 情報（じょうほう）`,
    intro: '予約（よやく）した 相談（そうだん）に 参加（さんか）する ための 情報（じょうほう）です。',
    renewed: '前（まえ）に 知（し）らせた 情報は もう 使（つか）えません。',
    secret: 'この 情報は ほかの 人（ひと）に 教（おし）えないで ください。',
    voidSubject: (centre) => `【${centre}】前（まえ）の 情報（じょうほう）は もう 使（つか）えません`,
    moved: '予約（よやく）の 時間（じかん）が 変（か）わりました。',
    void: '前（まえ）に 送（おく）った 情報（IDや URLなど）は もう 使（つか）えません。新（あたら）しい 情報は、あとで 知（し）らせます。',
  },
  address: {
    subject: (centre) => `【${centre}】メールアドレスを 確（たし）かめて ください`,
    intro:
      '予約（よやく）した 相談（そうだん）に 参加（さんか）する ための 情報（じょうほう）を、この メールアドレスに 送（おく）ります。その 前（まえ）に、あなたの メールアドレスか 確（たし）かめます。',
    todo: '下（した）の リンクを 開（ひら）いて、ボタンを 押（お）して ください。',
    until: (days) => `リンクは ${days}日（にち） 使（つか）えます。`,
    notYou: '知（し）らない メールの ときは、何（なに）も しないで、この メールを 消（け）して ください。',
  },
  automatic: 'この メールは 自動（じどう）で 送（おく）って います。',
};

/** 0853-21-8609 (extension 41#) without brackets: they would stand beside and within others. */
const unbracketed = (text: string): string => text.replaceAll(/ \(([^()]*)\)/g, ', $1');

const en: MailWords = {
  from: (centre) => `This is ${centre}.`,
  row: (label, value) => `${label}: ${value}`,
  labels: {
    when: 'When',
    service: 'Kind of session',
    app: 'App',
    meetingId: 'Meeting ID',
    passcode: 'Passcode',
    url: 'Link to join',
    reference: 'Booking number',
  },
  phone: (office, number, hours) => `Questions: ${office}, phone ${unbracketed(number)}, ${unbracketed(hours)}`,
  details: {
    subject: (centre) => `[${centre}] What you need to join your session`,
    intro: 'Here is what you need to join your session.',
    renewed: 'What we sent you before can no longer be used.',
    secret: 'Please do not pass this on to anyone.',
    voidSubject: (centre) => `[${centre}] What we sent you before can no longer be used`,
    moved: 'The time of your booking has changed.',
    void: 'What we sent you for the earlier time (such as the ID and link) can no longer be used. We will send you what you need for the new time once it is ready.',
  },
  address: {
    subject: (centre) => `[${centre}] Please confirm your e-mail address`,
    intro: 'Before we send what you need to join your session to this address, please confirm that it is yours.',
    todo: 'Open this link and press the button on the page.',
    until: (days) => `The link can be used for ${days} days.`,
    notYou: 'If you did not expect this mail, please do nothing and delete it.',
  },
  automatic: 'This mail was sent automatically.',
};

const WORDS: Readonly<Record<Language, MailWords>> = { ja, 'ja-easy': jaEasy, en };

export const mailWordsIn = (language: Language): MailWords => WORDS[language];

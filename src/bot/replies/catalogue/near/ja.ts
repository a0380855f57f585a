import type { ContactKind } from '#machines/commands.ts';

/** Offers, the way into the meeting, contact on the day, and what stands in the way of booking: answers to a press. */
export const nearJa = {
  offerTooLate: {
    title: 'この日時は選べなくなりました',
    why: {
      deadline: '申し訳ありません。お返事の期限を過ぎたため、お申し込みは無効になりました。',
      past: '申し訳ありません。この日時は、もう過ぎています。',
    } satisfies Record<'deadline' | 'past', string>,
    todo: 'もう一度お申し込みいただくか、お電話ください。',
    others: 'ほかの日時からお選びください。',
  },
  offerGone: {
    title: 'このご提案は終わっています',
    none: 'このご提案は、もう選べません。もう一度お申し込みいただくか、お電話ください。',
    now: '今の予約・お申し込みは、次のとおりです。',
    present: '今ご提案している日時は、下のボタンから選べます。',
  },
  details: {
    title: '参加に必要な情報',
    meetingId: 'ミーティングID',
    passcode: 'パスコード',
    open: '参加する',
    secret: 'ほかの方には見せないでください。',
    notYet: {
      title: 'まだ準備中です',
      text: '参加に必要なIDなどは、まだ準備ができていません。準備ができたら、お知らせします。',
    },
    elsewhere: {
      title: '参加に必要な情報',
      ready: '参加に必要な情報は、準備ができています。このチャットには表示していません。',
      notYet: '参加に必要な情報は、まだ準備ができていません。このチャットには表示しません。',
    },
  },
  contact: {
    title: 'ご連絡を受けました',
    told: {
      late: '遅れることを、職員に伝えました。',
      'cannot-connect': 'つながらないことを、職員に伝えました。',
    } satisfies Record<ContactKind, string>,
    stays: 'ご連絡をいただいたので、キャンセルとはみなしません。',
    presumed: {
      rings: 'この予約は、キャンセルとみなした扱いになっています。職員が事情を確かめますので、お電話ください。',
      waits: 'この予約は、キャンセルとみなした扱いになっています。職員が事情を確かめます。',
    },
    officeRings: 'お電話しますので、そのままお待ちください。',
    /** `ring`: the sentence that asks to ring. */
    unrung: (ring: string): string => `しばらくしてもお電話がないときは、${ring}`,
    ring: {
      number: '下の番号にお電話ください。求職番号をお伝えいただくと、早くご案内できます。',
      reference: '下の番号にお電話ください。予約番号をお伝えいただくと、早くご案内できます。',
    },
    tooEarly: {
      title: 'まだ当日ではありません',
      text: 'このご連絡は、相談の当日にお願いします。日時を変えるときは、「予約を確認する」から変えられます。',
    },
    over: {
      title: '相談の時間は終わりました',
      text: 'この相談の時間は、もう終わっています。お電話でご相談ください。',
    },
  },
  suspended: {
    title: '新しい予約はできません',
    text: '今は、このチャットで新しい予約ができないことになっています。',
    stays: '今ある予約は、そのままお使いいただけます。',
  },
  noDirection: {
    title: '日時の指示をお待ちください',
    why: {
      'no-window': '予約できる日時は、窓口からお知らせします。',
      'window-over': '窓口がお知らせした日時は、もう過ぎています。',
    } satisfies Record<'no-window' | 'window-over', string>,
    todo: 'お急ぎのときや、わからないときは、お電話ください。',
    titleOver: 'お電話でご相談ください',
  },
  directed: (window: string): string => `窓口が指示した日時は、${window} です。この中からお選びください。`,
  outsideDirection: {
    why: '窓口が指示した日時の外のため、予約できません（不受理）。',
    title: '不受理：その日時は予約できません',
    inside: (window: string): string => `予約できるのは、${window} です。この中の時間で、もう一度予約してください。`,
  },
  termsChanged: 'ご覧いただいている間に、利用規約が新しくなりました。新しい内容をご確認ください。',
  maintenance: (text: string): string => `お知らせ\n${text}`,
};

export type NearWords = typeof nearJa;

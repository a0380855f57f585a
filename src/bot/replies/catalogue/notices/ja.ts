/** What we push by ourselves. A push shows on a locked screen: it names nobody, and holds nothing that opens a meeting. */
export const noticesJa = {
  wentWrong: '申し訳ありません。うまく処理できませんでした。お手数ですが、「メニュー」から、もう一度お願いします。',

  labels: {
    before: '前の日時',
    reason: '理由',
    pickBy: 'お返事の期限',
    effectiveOn: '新しい規約になる日',
    bookInside: '予約できる日時',
    reviewOn: '見直しの日',
    prepareBy: '手続きの期限',
  },
  buttons: {
    showDetails: '表示',
    late: '遅れます',
    cannotConnect: 'つながりません',
    newTerms: '新しい規約を読む',
  },
  near: { today: '本日のご予約です。', tomorrow: '明日のご予約です。', soon: 'ご予約の日が近づきました。' },
  extra: (text: string): string => `窓口から：${text}`,
  ring: 'ご不明なことは、お電話でおたずねください。',
  prepare: '準備することは、「使い方・困ったとき」で見られます。',
  bookAgain: 'もう一度予約するときは、「メニュー」の「予約する」からお願いします。',

  requestExpired: {
    title: 'お申し込みが無効になりました',
    text: '窓口からお返事ができず、申し訳ありません。こちらの不手際で、お申し込みは無効になりました。',
    todo: 'お手数ですが、お電話いただくか、「メニュー」の「予約する」から、もう一度お申し込みください。',
  },
  requestConfirmed: {
    title: '予約が確定しました',
    titleMoved: '予約の日時が変わりました',
    oldGone: '前の日時の予約は、なくなりました。',
  },
  offered: {
    title: '日時のご提案',
    todo: 'ご都合のよい日時のボタンを押してください。',
    confirms: 'ご返信（日時を選ぶこと）で、利用規約に同意いただき、予約が確定します。',
    deadline: '期限までにお返事がないときは、お申し込みは無効になります。',
    none: '合う日時がないときは、お電話ください。',
    replaced: '前にご提案した日時は、選べなくなりました。',
    /** Where it would move a booking. */
    stands: (when: string): string => `今のご予約（${when}）は、そのままです。日時を選ぶと、選んだ日時に変わります。`,
    remains: 'そのときも、今のご予約は残ります。',
  },
  declined: {
    title: 'お申し込みをお受けできませんでした',
    text: '申し訳ありません。このお申し込みは、お受けできませんでした。',
  },
  withdrawnForYou: {
    title: 'お申し込みを取り下げました',
    text: 'お申し出により、このお申し込みを取り下げました。',
    stays: (when: string): string => `${when} のご予約は、そのまま残っています。`,
  },
  offerExpired: {
    title: 'お申し込みが無効になりました',
    text: 'ご提案した日時へのお返事が期限までになかったため、お申し込みは無効になりました。',
  },
  askToRing: {
    title: 'お返事が遅れています',
    text: 'お約束した期限までにお返事ができず、申し訳ありません。お手数ですが、お電話でご確認ください。',
    stands: 'お申し込みは、そのまま残っています。',
  },
  bookedForYou: { title: '窓口で予約をお取りしました', text: '日時が合わないときは、お電話ください。' },
  movedByOffice: {
    title: '予約の日時を変更しました',
    text: {
      client: 'お申し出により、日時を変更しました。',
      office: '申し訳ありません。窓口の都合により、日時を変更しました。合わないときは、お電話ください。',
    },
  },
  cancelledByOffice: {
    title: '予約をキャンセルしました',
    text: {
      client: 'お申し出により、この予約をキャンセルしました。',
      office: '申し訳ありません。窓口の都合により、この予約をキャンセルしました。',
    },
  },

  details: {
    title: '参加に必要な情報',
    ready: '参加に必要なIDなどの準備ができました。「表示」を押すと、このチャットに表示します。',
    inMyPage: '参加に必要なIDなどを、「求職者マイページ」にお送りしました。マイページをご覧ください。',
    byMail: '参加に必要な情報を、メールでお送りしました。届かないときは、お電話ください。',
    renewed: '前にお知らせした情報は、使えなくなりました。',
    anew: '新しい情報は、準備ができたら、あらためてお知らせします。',
  },
  confirmAddress: {
    title: 'メールアドレスのご確認',
    text: '確認のメールをお送りしました。メールの中のリンクを開いてください。',
    why: '確認ができてから、参加に必要な情報をメールでお送りします。',
    missing: 'メールが届かないときは、お電話ください。',
  },

  reminder: {
    title: 'ご予約のお知らせ',
    addressFirst:
      '参加に必要な情報をメールでお送りするには、先にメールアドレスのご確認が必要です。確認のメールの中のリンクを開いてください。届いていないときは、お電話ください。',
    detailsReady: '参加に必要なIDなどは、「表示」を押すとご覧いただけます。',
    /** True whether they have been sent or not: a reminder does not know it. */
    details: {
      'my-page': '参加に必要なIDなどは、「求職者マイページ」でお知らせします。届いているときは、マイページをご覧ください。',
      'e-mail': '参加用のURLなどは、メールでご案内します。届いているときは、そのメールをご覧ください。',
    },
    changeUntil: (days: number): string =>
      days === 1
        ? '変更・キャンセルは、前日の24時まで、このチャットでできます。当日は、お電話だけです。'
        : `変更・キャンセルは、${days}日前の24時まで、このチャットでできます。その後は、お電話だけです。`,
    sameDay: '本日のキャンセルと変更は、お電話だけでお受けしています。',
    contact: '遅れるとき、つながらないときは、ボタンでお知らせください。',
    preparation: '準備することのご案内',
    declaration: '面談の前の手続きのご案内',
  },
  roomOpens: {
    title: 'まもなく開始です',
    text: '窓口で、接続してお待ちしています。参加してください。',
  },
  notConnected: {
    title: 'まだ接続が確認できません',
    text: 'つながらないときは、お電話での相談に切り替えます。窓口からお電話するか、下の番号でお電話をお待ちしています。',
  },
  presumedCancelled: {
    title: 'ご連絡をお待ちしています',
    kind: 'つながらないなど、お困りのことがあったかもしれません。事情は、職員が確かめます。',
    rule: (minutes: number): string => `開始から${minutes}分たってもご連絡がなかったため、この予約はキャンセルとみなしました。`,
    ruleAlone: '開始の後にご連絡がなかったため、この予約はキャンセルとみなしました。',
    todo: 'お電話いただくか、「つながりません」を押してください。',
  },
  presumptionUndone: {
    title: '予約は有効です',
    text: 'キャンセルとみなした扱いを、取り消しました。',
  },
  notAttended: {
    title: '窓口にご連絡ください',
    text: 'ご参加が確認できませんでした。すぐに窓口にお電話ください。',
  },
  notAttendedUndone: {
    title: '前のお知らせを取り消します',
    /** `notice`: the title of the notice that was wrong. */
    text: (notice: string): string => `申し訳ありません。「${notice}」というお知らせは、誤りでした。不参加の扱いにはなりません。`,
  },

  termsChanged: {
    title: '利用規約が変わります',
    agree: '新しい規約への同意は、変わった後の最初のご予約のときにうかがいます。',
  },
  message: {
    title: '窓口からのお知らせ',
    answer: 'このチャットは自動でお答えしています。お返事は、お電話でお願いします。',
  },
  suspended: {
    title: 'ご利用について',
    text: 'このチャットでの新しい予約を、しばらくお休みしていただくことになりました。',
    stays: '今ある予約は、そのままです。',
  },
  suspensionLifted: { title: 'ご利用について', text: 'このチャットで、また予約できるようになりました。' },
  designated: {
    title: 'ご利用いただけるようになりました',
    text: (service: string): string => `窓口で、「${service}」をご利用いただける方に指定しました。`,
    prepare: '期限までに、窓口からご案内した手続きを済ませてください。',
    wait: '予約できる日時は、別にお知らせします。',
  },
  directed: {
    title: '予約できる日時のお知らせ',
    text: 'この中の時間で、「予約する」からご予約ください。',
    declined: (time: string): string =>
      `お申し込みの日時（${time}）はこの外のため、「不受理」となりました。もう一度ご予約ください。`,
    stands: (time: string): string =>
      `今のご予約（${time}）は、この外です。「予約を確認する」から、この中の日時に変更してください。`,
    remain: (time: string): string =>
      `ご提案した日時のうち、この中のもの（${time}）は選べます。次にお送りするお知らせからお選びください。`,
    outside: 'ほかの日時の予約は「不受理」となり、もう一度予約していただくことになります。',
  },
  erasureWithdrawn: {
    title: '情報を消すお申し出を取り下げました',
    text: 'お名前、番号、連絡先などの情報は消さずに、これまでどおりお預かりします。',
    again: '消したいときは、「登録した情報」からいつでもお申し出いただけます。',
  },
  identitiesLinked: {
    title: 'ご利用のチャットをまとめました',
    text: '窓口で、お使いの二つのチャットを、お一人のご利用として一つにまとめました。予約は、どちらのチャットからも確認できます。',
    where: 'これからのお知らせは、最後にご連絡いただいたチャットにお送りします。',
    unknown: '心当たりがないときは、お手数ですが、すぐにお電話ください。',
  },
  erased: {
    title: '情報を消しました',
    text: 'お申し出のとおり、お名前、番号、連絡先などの情報を消しました。ご利用ありがとうございました。',
    stays: '利用規約への同意の記録と、手続きの記録は、お名前などのない形で残ります。',
  },
};

export type NoticeWords = typeof noticesJa;

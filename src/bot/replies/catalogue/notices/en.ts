import type { NoticeWords } from './ja.ts';

export const noticesEn: NoticeWords = {
  wentWrong: 'We are sorry, something went wrong. Please try again from the menu.',

  labels: {
    before: 'Earlier time',
    reason: 'Reason',
    pickBy: 'Choose by',
    effectiveOn: 'In force from',
    bookInside: 'Book within',
    reviewOn: 'Looked at again on',
    prepareBy: 'To do by',
  },
  buttons: {
    showDetails: 'Show',
    late: "I'll be late",
    cannotConnect: "I can't connect",
    newTerms: 'Read the new terms',
  },
  near: { today: 'Your booking is today.', tomorrow: 'Your booking is tomorrow.', soon: 'Your booking is near.' },
  extra: (text) => `From the office: ${text}`,
  ring: 'If anything is unclear, please ring us.',
  prepare: 'You will find how to get ready under “Help”.',
  bookAgain: 'To book again, press “Menu” and “Book”.',

  requestExpired: {
    title: 'Your request is no longer valid',
    text: 'We are sorry: our office did not answer you. Through our own fault your request is now void.',
    todo: 'Please ring us, or press “Menu” and “Book” to ask again.',
  },
  requestConfirmed: {
    title: 'Your booking is confirmed',
    titleMoved: 'The time has been changed',
    oldGone: 'Your booking for the earlier time is gone.',
  },
  offered: {
    title: 'Times offered to you',
    todo: 'Please press the button of the time that suits you.',
    confirms: 'By your reply (choosing a time) you agree to the terms of use, and the booking is confirmed.',
    deadline: 'Without a reply by then, your request is void.',
    none: 'If none of them suits you, please ring us.',
    replaced: 'The times offered to you before can no longer be chosen.',
    stands: (when) => `Your booking (${when}) stands as it is. Choosing a time moves it to that time.`,
    remains: 'Your present booking stays even then.',
  },
  declined: {
    title: 'We could not accept your request',
    text: 'We are sorry: we could not accept this request.',
  },
  withdrawnForYou: {
    title: 'Your request is withdrawn',
    text: 'As you asked, we have withdrawn this request.',
    stays: (when) => `Your booking for ${when} stands as it is.`,
  },
  offerExpired: {
    title: 'Your request is no longer valid',
    text: 'No time was chosen by the date we named, so your request is void.',
  },
  askToRing: {
    title: 'Our answer is late',
    text: 'We are sorry: we could not answer in the time we promised. Please ring us to ask.',
    stands: 'Your request still stands.',
  },
  bookedForYou: { title: 'The office has booked for you', text: 'If the time does not suit you, please ring us.' },
  movedByOffice: {
    title: 'The time of your booking has changed',
    text: {
      client: 'The time was changed as you asked.',
      office: 'We are sorry: the office had to change the time. If it does not suit you, please ring us.',
    },
  },
  cancelledByOffice: {
    title: 'Your booking was cancelled',
    text: {
      client: 'This booking was cancelled as you asked.',
      office: 'We are sorry: the office had to cancel this booking.',
    },
  },

  details: {
    title: 'What you need to join',
    ready: 'What you need to join, such as the ID, is ready. Press “Show” to see it in this chat.',
    inMyPage: 'What you need to join, such as the ID, is now in your Job Seeker My Page. Please look there.',
    byMail: 'What you need to join was sent by e-mail. If it does not arrive, please ring us.',
    renewed: 'What we sent before can no longer be used.',
    anew: 'We will tell you when the new details are ready.',
  },
  confirmAddress: {
    title: 'Please confirm your e-mail address',
    text: 'We have sent you an e-mail. Please open the link in it.',
    why: 'Then we can send what you need to join by e-mail.',
    missing: 'If the e-mail does not arrive, please ring us.',
  },

  reminder: {
    title: 'Your booking',
    addressFirst:
      'Before we can send what you need to join by e-mail, please confirm your address: open the link in the mail that asks you to. If you have no such mail, please ring us.',
    detailsReady: 'Press “Show” to see what you need to join, such as the ID.',
    details: {
      'my-page':
        'You will find what you need to join, such as the ID, in your Job Seeker My Page. If it is there already, please look there.',
      'e-mail': 'The link to join comes by e-mail. If you have that e-mail already, please see there.',
    },
    changeUntil: (days) =>
      days === 1
        ? 'You can change or cancel the booking in this chat until 24:00 on the day before. On the day itself, by phone only.'
        : `You can change or cancel the booking in this chat until 24:00, ${days} days before. After that, by phone only.`,
    sameDay: 'Today, the booking can be cancelled or changed by phone only.',
    contact: 'If you are late or cannot connect, tell us with a button.',
    preparation: 'How to get ready',
    declaration: 'To do before your session',
  },
  roomOpens: {
    title: 'It begins soon',
    text: 'Our staff are connected and waiting for you. Please join.',
  },
  notConnected: {
    title: 'We cannot see you yet',
    text: 'If it does not connect, we talk by phone instead. We will ring you, or you can ring the number below.',
  },
  presumedCancelled: {
    title: 'Please get in touch',
    kind: 'You may have had trouble connecting. Our staff will look into it.',
    rule: (minutes) => `We had no word from you within ${minutes} minutes after the start, so this booking counts as cancelled.`,
    ruleAlone: 'We had no word from you after the start, so this booking counts as cancelled.',
    todo: "Please ring us, or press “I can't connect”.",
  },
  presumptionUndone: {
    title: 'Your booking stands',
    text: 'It no longer counts as cancelled.',
  },
  notAttended: {
    title: 'Please contact the office',
    text: 'We could not see that you took part. Please ring the office at once.',
  },
  notAttendedUndone: {
    title: 'Our last notice was wrong',
    text: (notice) => `We are sorry: the notice “${notice}” was a mistake. You do not count as absent.`,
  },

  termsChanged: {
    title: 'The terms of use will change',
    agree: 'We will ask for your agreement to the new terms at your first booking after that.',
  },
  message: {
    title: 'A message from the office',
    answer: 'This chat answers automatically. To reply, please ring us.',
  },
  suspended: {
    title: 'About using this chat',
    text: 'For the time being you cannot make new bookings in this chat.',
    stays: 'The bookings you have stay as they are.',
  },
  suspensionLifted: { title: 'About using this chat', text: 'You can book in this chat again.' },
  designated: {
    title: 'You can now use this service',
    text: (service) => `The office has designated you for “${service}”.`,
    prepare: 'Please complete what the office told you by then.',
    wait: 'We will tell you the time in which to book.',
  },
  directed: {
    title: 'The time in which to book',
    text: 'Please book a time within it: press “Book”.',
    declined: (time) => `What you asked for (${time}) lies outside, so your request was not accepted. Please book again.`,
    stands: (time) => `Your booking (${time}) lies outside. Please move it to a time within.`,
    remain: (time) =>
      `Of the times that the office offered, you can still choose those within it (${time}): see our next message.`,
    outside: 'A booking at any other time is not accepted, and you would have to book again.',
  },
  erasureWithdrawn: {
    title: 'Your data will not be deleted',
    text: 'Your request for deletion was withdrawn: your name, number, contact details and the like stay as they are.',
    again: 'You can ask again at any time under “My data”.',
  },
  identitiesLinked: {
    title: 'Your chats are now kept together',
    text: 'The office now keeps the two chats that you use as those of one person. You can see your bookings in either of them.',
    where: 'From now on our messages go to the chat in which you last wrote.',
    unknown: 'If you do not use two chats, please ring us at once.',
  },
  erased: {
    title: 'Your data is deleted',
    text: 'As you asked, your name, number, contact details and the like have been deleted. Thank you for using this service.',
    stays: 'The record that you agreed to the terms, and of what was done, stays without your name.',
  },
};

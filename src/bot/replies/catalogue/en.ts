import type { Catalogue } from './ja.ts';
import { nearEn } from './near/en.ts';
import { noticesEn } from './notices/en.ts';

const TALKS = { line: 'LINE', teams: 'the organisation’s Microsoft Teams' };

/** Plain English. */
export const en: Catalogue = {
  cite: (text, article) => `${text} (${article})`,

  buttons: {
    back: 'Back',
    stop: 'Stop',
    menu: 'Menu',
    book: 'Book',
    apply: 'Send this request',
    myBookings: 'See my bookings',
    move: 'Change the time',
    cancel: 'Cancel a booking',
    help: 'Help',
    myData: 'My data',
    language: 'Language / ことば',
    call: (number) => `Call ${number}`,
    // Without "Call", so that the whole name of an office has room on its button.
    callOffice: (number, office) => `${number} ${office}`,
    cannotUsePhone: "Can't use the phone",
    understood: 'I understand',
    agree: 'I agree',
    refuse: 'I do not agree',
    termsInShort: 'Read the terms in short',
    termsInFull: 'Read the full terms of use',
    terms: 'Read the terms of use',
    termsOf: (service) => `Terms: ${service}`,
    appTerms: (app) => `Read the ${app} terms`,
    reuse: 'Use these',
    enterAnew: 'Enter again',
    noNumberYet: 'No number yet',
    noTopic: 'Nothing special',
    noCompanions: 'Nobody',
    someCompanions: 'Somebody joins me',
    leaveAsIs: 'Leave it as it is',
    openForm: 'Open the form',
    newForm: 'Make a new form',
    more: 'Later days',
    earlier: 'Earlier days',
    pickDay: 'Pick from calendar',
    otherTime: 'Ask for other times',
    otherDays: 'See other days',
    searchAgain: 'Search again',
    change: 'Correct my details',
    changeTime: 'Change the time',
    moveThis: 'Change the time',
    moveOn: (day) => `Change ${day}`,
    cancelThis: 'Cancel it',
    cancelOn: (day) => `Cancel ${day}`,
    withdrawThis: 'Withdraw the request',
    withdrawOn: (day) => `Withdraw ${day}`,
    calendar: 'Add to calendar',
    yesCancel: 'Cancel it',
    noKeep: 'Keep it',
    yesWithdraw: 'Withdraw it',
    noKeepRequest: 'Keep it',
    deleteData: 'Delete my data',
    yesDelete: 'Delete',
    noDelete: 'Do not delete',
    relayService: 'About the relay service',
    topics: {
      join: 'How to join',
      trouble: 'It does not connect',
      recorded: 'What is recorded',
      preparation: 'How to get ready',
      phone: 'Phone numbers',
    },
  },

  labels: {
    office: 'Office',
    service: 'Kind of session',
    when: 'Date and time',
    whenNow: 'Time now',
    whenNew: 'New time',
    reference: 'Booking number',
    state: 'Status',
    app: 'App',
    answerBy: 'Answer by',
    phone: 'Phone',
    hours: 'Phone hours',
    document: 'Document',
    dated: 'Dated',
  },
  fields: {
    name: 'Name',
    'job-seeker-number': 'Job seeker number',
    email: 'E-mail',
    phone: 'Phone number',
    topic: 'Topic',
    companions: 'People with you',
  },
  states: { requested: 'Requested (not confirmed yet)', offered: 'Times were offered to you', confirmed: 'Confirmed' },
  data: { consents: 'Consent to the terms', bookings: 'Bookings', channel: 'Chat app' },
  masked: { entered: 'Entered', none: 'None', noneYet: 'Not yet', missing: 'Not entered' },
  count: (count) => count,
  and: ', ',
  otherTime: 'The times you asked for (entered)',
  timeNotSet: 'Time not set yet',
  service: 'Online session',
  revised: (first, last) => `${first} (last revised ${last})`,
  versionSince: (day) => `in force since ${day}`,

  telephone: {
    officeAndHours: (phone, hours) => `${phone}\n${hours}`,
    closedNow: 'The phone is not staffed right now.',
  },

  prompts: {
    menu: { title: 'What would you like to do?', typing: 'Press a button, or type something like “I want to book”.' },
    office: {
      title: 'Choose an office',
      why: 'Please tell us which office you would like to talk to. You can also type its name.',
    },
    service: {
      title: 'Choose the kind of session',
      why: 'The terms of use and the bookable times depend on the kind. You can also type its name.',
    },
    terms: {
      title: 'The terms of use',
      why: 'To use this service you need to agree to the terms of use. The main points are:',
      ask: 'Please read the terms in short, then press “I agree” or “I do not agree”. The official terms of use can be read at the office.',
      askInFull: 'Please read the full terms, then press “I agree” or “I do not agree”.',
    },
    meetingApp: {
      title: (app) => `The terms of ${app}`,
      why: (app) => `The session is held on ${app}. You also need to agree to the terms of ${app}.`,
      ask: 'Please read them, then press “I agree” or “I do not agree”. You can also type your answer.',
    },
    question: {
      title: 'A short question',
      why: 'We ask because only certain people can use this service.',
      typing: 'Press a button, or type your answer.',
    },
    reuse: {
      title: 'Use these details?',
      why: 'These are the details that we have already. To protect your data only a part is shown.',
      typing: 'If nothing has changed, press “Use these” or type “yes”.',
    },
    asked: {
      name: 'Please type your name.\nExample: Hanako Yamada',
      'job-seeker-number': 'Please type your job seeker number: 5 digits, a hyphen, then 4 to 8 digits.\nExample: 12345-678901',
      email: 'Please type your e-mail address.\nExample: hanako@example.jp',
      phone: 'Please type your phone number.\nExample: 090-1234-5678',
      topic: 'Please type in a few words what you would like to talk about.\nExample: how to write a CV',
      companions: 'Will anybody join you, such as family or a supporter?\nPress a button, or type “nobody”.',
    },
    askedBecause: {
      name: 'We need it to make the booking.',
      'job-seeker-number': 'We need it to find your registration.',
      email: 'We need it to send you information.',
      phone: 'We need it to reach you, for example if you cannot connect.',
      topic: 'It helps the counsellor to prepare. If there is nothing, press “Nothing special”.',
      companions: 'Please tell us beforehand who will join you.',
    },
    numberNotYet: 'If you have no number yet, press “No number yet”.',
    companionsWho: {
      who: 'Please type who will join you. We need to know beforehand.\nExample: one family member, one sign language interpreter',
      affiliation:
        'Please type the organisation of each person who will join you. We need to know beforehand.\nFor family or friends, say how you know them instead, such as “mother” or “friend”.\nExample: XX Support Centre; mother',
      written: 'If you have typed it already, press “Leave it as it is”.',
    },
    companionsName: {
      what: 'Please type the name of each person who will join you.\nExample: Ichiro Suzuki; Hanako Sato',
      without: 'If you have typed it already, or do not know it, press “Leave it as it is”.',
    },
    form: {
      title: 'Please go on in the form',
      why: 'You enter your name and other details on a secure page of ours, so that they do not stay in the chat.',
      notHere: 'Please do not write your name or number in this chat.',
      after: (minutes) =>
        `After you send it, this chat goes on. The page is open for ${minutes} minutes and works once. If it does not open, make a new one.`,
    },
    day: {
      title: 'Choose a day',
      why: 'Please choose the day of your session. These days have room.',
      typing: 'You can also type “25 November” or “next Tuesday afternoon”.',
      left: (day, times) => `${day} (${times} free)`,
    },
    time: {
      title: (day) => `Times on ${day}`,
      titleMorning: (day) => `${day}, morning`,
      titleAfternoon: (day) => `${day}, afternoon`,
      titleNearest: 'The nearest times',
      why: 'Please choose the start. We then keep that time for you for a short while.',
      typing: 'You can also type “10:30”.',
    },
    nothing: {
      title: 'No times to book',
      why: 'There is no time to offer right now. Please search again another day, or ring us.',
      typing: 'You can also type another day, such as “next Tuesday”.',
    },
    wishes:
      'Please type about three times that suit you. Staff need them to find a time and will answer you.\nExample: 25 November morning, 26 November after 14:00',
    check: {
      title: 'Please check',
      why: 'Please make sure that everything is right.',
      request: 'This is not confirmed yet. Staff will check it and answer you.',
      until: (time) => `This time is kept for you until ${time}.`,
      typing: (label) => `If it is right, press “${label}” or type “yes”.`,
      moving: 'This changes your earlier booking or request. Until you press the button it stays as it is.',
    },
    change: { title: 'What would you like to correct?', why: 'Press the item you want to correct, or type its name.' },
    list: {
      title: 'Your booking',
      numbered: (number, count) => `Your booking (${number}/${count})`,
      typing: 'To change or cancel it, press a button or type “change” or “cancel”.',
      chooseMove: 'Choose the booking to change. Press a button, or type its date.',
      chooseCancel: 'Choose the booking to cancel. Press a button, or type its date.',
    },
    cancel: {
      title: 'Cancel this booking?',
      why: 'We ask to avoid mistakes. Once you cancel, somebody else can book this time.',
      typing: 'You can also type “yes” or “no”.',
    },
    withdraw: {
      title: 'Withdraw this request?',
      why: 'We ask to avoid mistakes. The request is not confirmed yet, so you can withdraw it at any time.',
      typing: 'You can also type “yes” or “no”.',
    },
    handover: {
      title: 'Please ring us',
      notCancelled: 'Your booking has NOT been cancelled.',
      notMoved: 'Your booking has NOT been changed.',
      why: {
        'same-day': {
          cancelling: 'On the day of the session, bookings can be cancelled by phone only.',
          moving:
            'A change is a cancellation and a new booking, so the rule for cancelling applies. On the day of the session, bookings can be changed by phone only.',
        },
        always: {
          cancelling: 'Bookings can be cancelled by phone only.',
          moving: 'A change is a cancellation and a new booking, so the rule for cancelling applies: by phone only.',
        },
      },
      todo: "Please ring the number below. If you cannot phone, press or type “Can't use the phone”.",
    },
    help: { title: 'What would you like to know?', typing: 'Press a button, or type something like “it does not connect”.' },
    myData: {
      title: 'My data',
      why: 'To protect your data only a part is shown.',
      typing: 'To delete it, press “Delete my data” or type “delete”.',
      waits: 'You asked us to delete your data. We will delete it once all your bookings and requests are over.',
      nothing: 'We hold no data of yours.',
    },
    deleteData: {
      title: 'Delete your data?',
      why: 'Your name and other details are deleted. This cannot be undone.',
      otherApps: (apps) => `What you entered in ${apps.join(' and in ')} is deleted.`,
      otherChats: 'What you entered in your other chats is deleted, too.',
      stays: 'Records of your consent stay, without your name. Messages in the app are not deleted.',
      typing: 'You can also type “yes” or “no”.',
    },
  },

  notes: {
    greeting: (centre, service) =>
      `This is ${centre}.\nIn this chat you can book a session (${service}), and see, change or cancel your booking. The answers are automatic.\nYou can type “back”, “stop” or “menu” at any time.`,
    welcomeBack: (centre) => `This is ${centre}. Welcome back. If a time was being kept for you, it has been let go.`,
    stopped: 'We have stopped here. Confirmed bookings stay as they are.',
    restarted:
      'We are sorry: we could not go on from where you were, so we start again. “See my bookings” shows what is booked now.',
    oldButton: 'That button is from an earlier screen. We are here now.',
    unsupported: 'We are sorry: we cannot read stickers, pictures or sound. Please press a button or type your answer.',
    chosen: (label: string) => `You chose: ${label}`,
    over: 'Please go on with the message below.',
    edited: 'We are sorry: we cannot read messages that were edited. Please send it again.',
    notUnderstood: 'We are sorry, we could not read that.',
    unreadable: {
      digits: 'A name cannot contain digits.',
      link: 'Links cannot be entered.',
      emoji: 'Emoji cannot be used.',
      characters: 'It contains characters that cannot be used.',
      'too-long': 'It is too long. Please make it shorter.',
      empty: 'It is empty.',
      'impossible-date': 'That date is not in the calendar.',
    },
    write: {
      choice: 'Please press a button below, or type the words on it.',
      wish: 'Please type a day or a time.\nExample: 25 November, next Tuesday afternoon, the 25th at 10:30',
      wishes:
        'Please type the times that suit you, in up to 200 characters.\nExample: 25 November morning, 26 November after 14:00',
      name: 'Please type your name in Japanese or Latin letters, up to 40 characters.\nExample: Hanako Yamada',
      'job-seeker-number': 'Please type your job seeker number: 5 digits, a hyphen, then 4 to 8 digits.\nExample: 12345-678901',
      email: 'Please type your e-mail address.\nExample: hanako@example.jp',
      phone: 'Please type a Japanese phone number.\nExample: 090-1234-5678',
      topic: 'Please type what you would like to talk about, in up to 200 characters.\nExample: how to write a CV',
      companions: 'Please type who will join you, in up to 100 characters, or “nobody”.\nExample: one family member',
      'companions-name': 'Please type the name, in up to 60 characters.\nExample: Ichiro Suzuki',
    },
    notUnderstoodTwice: {
      title: 'Do you need help?',
      text: 'You can also ring us.',
    },
    formTooLate: 'That form can no longer be used. Please go on from here.',
    designatedOnly: {
      title: 'Please ring us',
      text: (service) => `“${service}” is only for people whom the office has directed to it.`,
      todo: 'For details, please ring the office.',
    },
    alreadyOpen: (service) =>
      `You already have a booking or a request for “${service}”. To book another, please change its time or cancel it first.`,
    consentRefused: {
      title: 'You cannot use this service',
      terms: (title) => `Without your agreement to “${title}” we cannot make a booking in this chat.`,
      app: (app) => `Without your agreement to the terms of ${app} we cannot book an online session.`,
      todo: 'There are other ways, too. Please ring us.',
    },
    notEligible: {
      title: 'You cannot use this service',
      text: 'We are sorry: by your answer you cannot use this service.',
      todo: 'There are other ways, too. Please ring us.',
    },
    noSlots: 'We found no day that can be booked right now.',
    dayFull: (day) => `${day} is now full. Please choose another day.`,
    wishNotPossible: {
      'closed-day': 'We are closed on that day.',
      full: 'There is no room at that time.',
      'past-cut-off': 'It is too late to book that time.',
      'beyond-horizon': 'That day cannot be booked yet.',
      'no-such-time': 'There is no session at that time.',
    },
    nearest: 'These are the nearest times.',
    otherDays: 'Please choose another day.',
    pastTheDayBefore: 'You cannot book on the day itself. Please book by 24:00 on the day before.',
    phoneToo: 'If it is urgent, please ring us.',
    refusedTimeTitle: 'That time cannot be booked',
    slotTaken: 'We are sorry: somebody else has just booked that time.',
    outsidePolicy: {
      'past-cut-off': 'We are sorry: it is now too late to book that time.',
      'not-offered': 'We are sorry: that time cannot be booked now.',
      'beyond-horizon': 'We are sorry: that day cannot be booked yet.',
    },
    holdRanOut: (minutes) =>
      `We could keep that time for ${minutes} minutes only, and they are over. Please choose a time again.`,
    confirmed: {
      title: 'Your booking is confirmed',
      titleMoved: 'The time has been changed',
      oldGone: 'Your booking for the earlier time is gone.',
    },
    details: {
      chat: 'We will send what you need to join, such as the ID, in this chat as soon as it is ready.',
      'my-page': 'You will find what you need to join, such as the ID, in your Job Seeker My Page.',
      'e-mail': 'The link to join comes by e-mail.',
    },
    addressAsked: 'If we have not checked your e-mail address yet, an e-mail to do so comes first: please open the link in it.',
    preparation: { title: 'How to get ready', more: 'You will find the rest under “Help”.' },
    rules: {
      title: 'To change or cancel',
      until: (days) =>
        days === 1
          ? 'You can do it in this chat until 24:00 on the day before. On the day itself, by phone only.'
          : `You can do it in this chat until 24:00, ${days} days before. After that, by phone only.`,
      never: 'Bookings can be changed and cancelled by phone only.',
      presumed: (minutes) =>
        `If you neither join nor contact us within ${minutes} minutes after the start, the booking counts as cancelled.`,
    },
    requested: {
      title: 'We have received your request',
      notYet: 'It is not confirmed yet. Please wait for an answer from our staff.',
      ifNone: (day) => `If you have no answer by ${day}, please ring us.`,
      mayNotCome:
        'The office is hardly open before the day of the session, so our answer may not come in time. If it is urgent, please ring us during phone hours. Without an answer the request is void as that day begins.',
      withdraw: 'Until it is confirmed you can withdraw it at any time under “See my bookings”.',
      moving: 'Your present booking stays until the new time is certain.',
      replaced: 'Your earlier request has been replaced by this one.',
    },
    noBookings: 'You have no bookings or requests right now.',
    cancelled: { title: 'Your booking is cancelled', text: 'You are welcome to book again.' },
    withdrawn: { title: 'Your request is withdrawn', text: 'You are welcome to ask again.' },
    bookingOver: 'This booking is already over, or has been changed or cancelled.',
    bookingMoved: {
      cancel: (when) =>
        `Nothing was cancelled. This booking has been moved to ${when}. To cancel that one, please use the buttons below.`,
      move: (when) =>
        `Nothing was changed. This booking has already been moved to ${when}. To change that one, please use the buttons below.`,
    },
    keptBooking: 'Your booking or request stays as it is.',
    phoneOnlyNow: {
      title: 'Please ring us',
      lead: 'Your present booking has NOT been changed.',
      why: {
        'same-day':
          'A change is a cancellation and a new booking, so the rule for cancelling applies. It is now the day of the session: by phone only.',
        always: 'A change is a cancellation and a new booking, so the rule for cancelling applies: by phone only.',
      },
    },
    relayService: {
      title: 'Staff have been told',
      told: 'We have told our staff that you cannot use the phone.',
      toldOffice: (office) => `We have told the staff of ${office} that you cannot use the phone.`,
      wish: {
        cancelling: 'We have also told them that you want to cancel. Your booking has NOT been cancelled yet.',
        moving: 'We have also told them that you want to change the time. Your booking has NOT been changed yet.',
      },
      answer: 'They will answer you in this chat.',
      answerIn: (hours) => `They will answer you in this chat in their phone hours: ${hours}.`,
      relay:
        'You can also use the Telephone Relay Service (電話リレーサービス), a public service based on law: an operator interprets your call in sign language or text.',
    },
    help: {
      recorded: [
        'We record what you do in this chat, what you enter, and your consent to the terms of use.',
        'You can see and delete it under “My data”.',
      ],
      stays: (talks) =>
        `What is written in this chat also stays in ${talks.map((it) => TALKS[it]).join(' and ')}. The office cannot delete it there.`,
      onRecording: 'For the rules on recording a session, please read the terms of use.',
      phoneText: 'You can also ring us.',
      of: (topic, service) => `${topic} (${service})`,
    },
    dataDeleted: 'Your data has been deleted.',
    deletionWaits: 'You have a booking or request, so your data cannot be deleted yet. We will delete it once they are all over.',
    moreChats:
      'Nothing has been deleted yet. What was entered in another chat would be deleted, too, so we ask once more. If you do not know of it, please do not delete, but ring us.',
    languageSet: 'We will use English from now on.',
  },

  near: nearEn,
  notices: noticesEn,
};

import type { NearWords } from './ja.ts';

export const nearEn: NearWords = {
  offerTooLate: {
    title: 'This time cannot be chosen any more',
    why: {
      deadline: 'We are sorry: the time for your reply is over, and your request is void.',
      past: 'We are sorry: this time is already past.',
    },
    todo: 'Please ask again, or ring us.',
    others: 'Please choose one of the other times.',
  },
  offerGone: {
    title: 'This offer is over',
    none: 'It can no longer be chosen. Please ask again, or ring us.',
    now: 'This is what you have now:',
    present: 'The times that are offered to you now are on the buttons below.',
  },
  details: {
    title: 'What you need to join',
    meetingId: 'Meeting ID',
    passcode: 'Passcode',
    open: 'Join',
    secret: 'Please do not show this to anybody else.',
    notYet: {
      title: 'Not ready yet',
      text: 'What you need to join, such as the ID, is not ready yet. We will tell you when it is.',
    },
    elsewhere: {
      title: 'What you need to join',
      ready: 'What you need to join is ready. It is not shown in this chat.',
      notYet: 'What you need to join is not ready yet. It is not shown in this chat.',
    },
  },
  contact: {
    title: 'We have your message',
    told: {
      late: 'We have told our staff that you will be late.',
      'cannot-connect': 'We have told our staff that you cannot connect.',
    },
    stays: 'As you have contacted us, your booking does not count as cancelled.',
    presumed: {
      rings: 'This booking now counts as cancelled. Our staff will look into it: please ring us.',
      waits: 'This booking now counts as cancelled. Our staff will look into it.',
    },
    officeRings: 'We will ring you: please wait for our call.',
    unrung: (ring) => `If nobody rings you in a while: ${ring}`,
    ring: {
      number: 'Please ring the number below. Your job seeker number helps us to find you quickly.',
      reference: 'Please ring the number below. Your booking number helps us to find you quickly.',
    },
    tooEarly: {
      title: 'It is not the day yet',
      text: 'Please tell us on the day of the session. To change the time, press “See my bookings”.',
    },
    over: {
      title: 'The session is over',
      text: 'The time of this session is over. Please ring us.',
    },
  },
  suspended: {
    title: 'No new bookings',
    text: 'At present you cannot make new bookings in this chat.',
    stays: 'The bookings you have stay as they are.',
  },
  noDirection: {
    title: 'Please wait for your time',
    why: {
      'no-window': 'The office will tell you the time in which to book.',
      'window-over': 'The time that the office told you is already past.',
    },
    todo: 'If it is urgent or unclear, please ring us.',
    titleOver: 'Please ring us',
  },
  directed: (window) => `The office directs you to ${window}. Please choose a time inside it.`,
  outsideDirection: {
    why: 'It is outside the time that the office told you, so it is not accepted.',
    title: 'Not accepted: that time cannot be booked',
    inside: (window) => `You can book within ${window}. Please choose a time inside it.`,
  },
  termsChanged: 'While you were reading, the terms of use were renewed. Please look at the new ones.',
  maintenance: (text) => `Notice\n${text}`,
};

import type { BookingView } from '#machines/commands.ts';
import type { FlowEvent, ServiceOutline } from '#machines/flow.ts';
import type { FlowName } from '#machines/stack.ts';

/** Inputs and events that together can take every transition of a flow. Times are samples; nothing reads the clock. */
export type Sample = { inputs: unknown[]; events: FlowEvent[] };

const START = '2026-11-25T10:00:00.000+09:00';
const END = '2026-11-25T10:30:00.000+09:00';
const UNTIL = '2026-11-20T10:10:00.000+09:00';
const SLOT = { startsAt: START, endsAt: END };

const service: ServiceOutline = {
  id: 'counselling',
  termsId: 'counselling',
  directed: false,
  meetingApp: true,
  questions: [
    {
      id: 'registered',
      answers: [
        { id: 'yes', eligible: true, note: false },
        { id: 'soon', eligible: true, note: true },
        { id: 'no', eligible: false, note: false },
      ],
    },
    { id: 'device', answers: [{ id: 'yes', eligible: true, note: false }] },
  ],
  asks: ['name', 'job-seeker-number', 'email', 'phone', 'topic', 'companions'],
  noneYet: true,
  otherTimes: true,
};
const directed: ServiceOutline = { ...service, id: 'certification', directed: true };

const booking: BookingView = {
  id: 'b1',
  reference: 'ABCD2345',
  officeId: 'o1',
  serviceId: 'counselling',
  state: 'confirmed',
  startsAt: START,
  endsAt: END,
  answerBy: null,
  otherTime: false,
  movesBookingId: null,
  offers: [],
  offerBy: null,
  detailsReady: false,
  near: false,
};

const chose = (...choices: string[]): FlowEvent[] => choices.map((choice) => ({ type: 'chose', choice }));
const returned = (...outputs: { kind: string; [rest: string]: unknown }[]): FlowEvent[] =>
  outputs.map((output) => ({ type: 'returned', output }));
const walk: FlowEvent[] = [{ type: 'back' }, { type: 'left' }, { type: 'again' }];
const phoneOnly: FlowEvent = { type: 'phoneOnly', why: 'same-day', article: '6(6)', officeId: 'o1', serviceId: 'counselling' };
const overs: FlowEvent[] = [{ type: 'over' }, { type: 'over', became: booking }];
const suspended: FlowEvent = { type: 'suspended', note: '…', reviewOn: '2027-01-01' };
const outside: FlowEvent = { type: 'outsidePolicy', why: 'past-cut-off', article: '6(1)' };
const picked = { kind: 'picked', bookingId: 'h1', startsAt: START, endsAt: END, until: UNTIL };

export const samples: Record<FlowName, Sample> = {
  conversation: {
    inputs: [{ offices: ['o1'], services: [service], profileEntry: 'chat' }],
    events: [
      ...chose('book', 'my-bookings', 'move', 'cancel', 'help', 'my-data', 'language', 'pick-offer:o1'),
      ...returned({ kind: 'done' }, { kind: 'already-open' }),
      { type: 'left' },
    ],
  },
  booking: {
    inputs: [
      { offices: ['o1', 'o2'], services: [service, directed], profileEntry: 'chat' },
      { offices: ['o1', 'o2'], services: [service], profileEntry: 'chat' },
      { offices: ['o1'], services: [service, directed], profileEntry: 'chat' },
      { offices: ['o1'], services: [service], profileEntry: 'chat' },
      { offices: ['o1'], services: [directed], profileEntry: 'chat' },
    ],
    events: [
      ...walk,
      ...chose('office:o1', 'service:counselling', 'service:certification'),
      { type: 'mayBook' },
      { type: 'alreadyOpen' },
      suspended,
      { type: 'released' },
      { type: 'directionFound', officeId: 'o1', from: START, to: END },
      { type: 'noDirection', why: 'not-designated', officeId: null },
      { type: 'noDirection', why: 'window-over', officeId: 'o1' },
      ...returned(
        { kind: 'agreed', eligible: true },
        { kind: 'agreed', eligible: false },
        { kind: 'refused' },
        { kind: 'eligible' },
        { kind: 'not-eligible' },
        { kind: 'saved' },
        { kind: 'back' },
        picked,
        { kind: 'other-time', wishes: '…' },
        { kind: 'already-open' },
        { kind: 'done' },
        { kind: 'lost' },
        { kind: 'change', field: 'name' },
        { kind: 'change-time', wish: { at: '10:00' } },
      ),
    ],
  },
  consent: {
    inputs: [
      { termsId: 't', officeId: 'o1', meetingApp: true },
      { termsId: 't', officeId: 'o1', meetingApp: false },
    ],
    events: [
      ...walk,
      ...chose('agree', 'refuse'),
      { type: 'consentFound', stands: true, eligible: true, versionId: 'v1', dated: null },
      { type: 'consentFound', stands: false, eligible: false, versionId: 'v1', dated: '2026-11-01' },
      { type: 'consentRecorded' },
      { type: 'termsChanged' },
      { type: 'recorded' },
    ],
  },
  eligibility: {
    inputs: [{ serviceId: 'counselling', officeId: 'o1', termsId: 't', questions: service.questions }],
    events: [...walk, ...chose('yes', 'soon', 'no'), { type: 'recorded' }],
  },
  profile: {
    inputs: [
      { asks: service.asks, noneYet: true, entry: 'chat' },
      { asks: service.asks, noneYet: true, entry: 'form' },
      { asks: service.asks, noneYet: true, entry: 'chat', only: 'name' },
    ],
    events: [
      ...walk,
      ...chose('reuse', 'change', 'none', 'some', 'as-is', 'new-form'),
      { type: 'gave', value: 'v' },
      { type: 'gave', value: 'v', nameFollows: true },
      { type: 'profileLoaded', known: {}, complete: false },
      { type: 'profileLoaded', known: { name: '山＊' }, complete: true },
      { type: 'formOpened', url: 'http://127.0.0.1/forms/t' },
      { type: 'formSubmitted', draft: { name: 'v' } },
      { type: 'profileSaved' },
    ],
  },
  slots: {
    inputs: [
      { officeId: 'o1', serviceId: 'counselling', otherTimes: true },
      { officeId: 'o1', serviceId: 'counselling', otherTimes: true, wish: { at: '10:00' } },
    ],
    events: [
      ...walk,
      ...chose('day:2026-11-25', 'more', 'earlier', 'other-time', 'other-days', `at:${START}`),
      { type: 'wished', wish: { at: '10:00' } },
      { type: 'gave', value: 'v' },
      {
        type: 'daysFound',
        days: [{ day: '2026-11-25', times: 1 }],
        page: 0,
        earlier: true,
        later: true,
        from: '2026-11-25',
        to: '2026-11-25',
      },
      { type: 'daysFound', days: [], page: 0, earlier: false, later: false, from: '', to: '' },
      { type: 'timesFound', day: '2026-11-25', times: [SLOT] },
      { type: 'timesFound', day: '2026-11-25', times: [] },
      { type: 'wishMatched', startsAt: START },
      { type: 'wishFound', day: '2026-11-25', times: [SLOT] },
      { type: 'wishNotPossible', why: 'full', article: null, nearest: [SLOT] },
      { type: 'wishNotPossible', why: 'full', article: null, nearest: [] },
      { type: 'held', bookingId: 'h1', startsAt: START, endsAt: END, until: UNTIL },
      { type: 'slotTaken', nearest: [SLOT] },
      { type: 'slotTaken', nearest: [] },
      outside,
      { type: 'alreadyOpen' },
    ],
  },
  confirmation: {
    inputs: [
      {
        officeId: 'o1',
        serviceId: 'counselling',
        subject: { kind: 'slot', bookingId: 'h1', startsAt: START, endsAt: END, until: UNTIL },
        asks: service.asks,
        termsId: 't',
        meetingApp: true,
      },
      {
        officeId: 'o1',
        serviceId: 'counselling',
        subject: { kind: 'other-time', wishes: 'v' },
        asks: service.asks,
        termsId: 't',
        meetingApp: true,
      },
    ],
    events: [
      ...walk,
      ...chose('confirm', 'change', 'change-time', 'change:name'),
      { type: 'wished', wish: { at: '10:00' } },
      suspended,
      { type: 'profileLoaded', known: {}, complete: true },
      { type: 'confirmed', booking, calendarUrl: 'http://127.0.0.1/bookings/t.ics', moved: false },
      { type: 'requested', booking: { ...booking, state: 'requested' }, moved: false },
      { type: 'holdRanOut' },
      { type: 'needsConsent' },
      ...returned({ kind: 'agreed', eligible: true }, { kind: 'refused' }, { kind: 'back' }),
      outside,
      { type: 'alreadyOpen' },
      ...overs,
      phoneOnly,
    ],
  },
  bookings: {
    inputs: [{ services: [service] }, { services: [service], intent: 'move' }, { services: [service], intent: 'cancel' }],
    events: [
      ...walk,
      ...chose('move:b1', 'cancel:b1'),
      { type: 'bookingsListed', bookings: [booking], calendarUrls: {} },
      { type: 'bookingsListed', bookings: [], calendarUrls: {} },
      ...returned({ kind: 'done' }, { kind: 'back' }),
    ],
  },
  moving: {
    inputs: [{ booking, service }],
    events: [
      ...walk,
      { type: 'allowed' },
      phoneOnly,
      ...overs,
      { type: 'released' },
      ...returned(
        { kind: 'refused' },
        picked,
        { kind: 'other-time', wishes: 'v' },
        { kind: 'done' },
        { kind: 'lost' },
        { kind: 'back' },
      ),
      ...returned({ kind: 'change-time', wish: { at: '10:00' } }),
    ],
  },
  cancelling: {
    inputs: [{ booking }],
    events: [
      ...walk,
      ...chose('yes', 'no'),
      { type: 'allowed' },
      { type: 'withdrawable' },
      phoneOnly,
      ...overs,
      { type: 'cancelled', withdrawn: false },
      { type: 'cancelled', withdrawn: true },
      ...returned({ kind: 'done' }),
    ],
  },
  handover: {
    inputs: [{ about: 'cancelling', bookingId: 'b1', startsAt: START, phoneOnly: null }],
    events: [...walk, ...chose('cannot-use-phone', 'understood'), { type: 'taskRaised', officeId: 'o1' }],
  },
  help: {
    inputs: [{}],
    events: [
      ...walk,
      ...chose('join', 'cannot-use-phone'),
      { type: 'officeFound', officeId: 'o1' },
      { type: 'taskRaised', officeId: 'o1' },
    ],
  },
  picking: {
    inputs: [{ offerId: 'o1' }],
    events: [
      { type: 'left' },
      { type: 'offerPicked', booking, calendarUrl: 'http://127.0.0.1/bookings/t.ics', moved: false },
      { type: 'offerTooLate', booking, why: 'deadline', others: [] },
      { type: 'offerGone', open: [] },
      { type: 'offerNeedsConsent', termsId: 't', officeId: 'o1', meetingApp: true },
      ...returned({ kind: 'agreed', eligible: true }, { kind: 'refused' }),
    ],
  },
  'my-data': {
    inputs: [{}],
    events: [
      ...walk,
      ...chose('delete', 'yes', 'no'),
      { type: 'myData', rows: [], deletionWaits: false, chats: ['c1'] },
      { type: 'dataDeleted' },
      { type: 'deletionWaits' },
      { type: 'moreChats' },
    ],
  },
  language: { inputs: [{}], events: [...walk, ...chose('en'), { type: 'languageSet' }] },
};

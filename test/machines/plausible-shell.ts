import type { BookingView, Command, Outcome, SlotTime } from '#machines/commands.ts';
import type { CentreOutline } from '#machines/flow.ts';
import type { Running } from '#machines/stack.ts';

/**
 * Stands where the turn stands and answers every command with something that the real one could answer, chosen by chance. It keeps
 * count of the seats that are held, so that a test can see whether one is forgotten.
 */
export type PlausibleShell = {
  carryOut(command: Command): Outcome;
  /** Holds that were given out and neither confirmed nor released. */
  readonly held: ReadonlySet<string>;
  /** The same state, to try something out. */
  copy(): PlausibleShell;
};

const DAY = '2026-11-25';
const at = (hour: number): SlotTime => ({
  startsAt: `${DAY}T${hour}:00:00.000+09:00`,
  endsAt: `${DAY}T${hour}:30:00.000+09:00`,
});
const UNTIL = '2026-11-20T10:10:00.000+09:00';

type Chance = () => number;

export function plausibleShell(
  outline: CentreOutline,
  chance: Chance,
  before?: { held: Set<string>; made: number },
): PlausibleShell {
  const held = new Set(before?.held);
  let made = before?.made ?? 0;
  const oneOf = <T>(...list: readonly [T, ...T[]]): T => list[chance() % list.length] ?? list[0];

  const view = (changes: Partial<BookingView> = {}): BookingView => ({
    id: `b${made}`,
    reference: 'ACDE3467',
    officeId: outline.offices[0] ?? '',
    serviceId: outline.services.find(({ directed }) => !directed)?.id ?? '',
    state: 'confirmed',
    ...at(10),
    answerBy: null,
    otherTime: false,
    movesBookingId: null,
    offers: [],
    offerBy: null,
    detailsReady: oneOf(false, true),
    near: oneOf(false, true),
    ...changes,
  });
  const wish = (): BookingView =>
    view({
      id: 'wish',
      state: 'requested',
      startsAt: null,
      endsAt: null,
      otherTime: true,
      answerBy: '2026-11-26T12:00:00.000+09:00',
    });
  const offered = (): BookingView =>
    view({ id: 'other', state: 'offered', offers: [{ id: 'o1', ...at(14) }], offerBy: '2026-11-24T00:00:00.000+09:00' });
  const direction = () => ({ officeId: outline.offices[0] ?? '', from: at(10).startsAt, to: at(12).startsAt });
  const suspended: Outcome = { type: 'suspended', note: 'お電話ください。', reviewOn: '2027-01-01' };
  const over = (): Outcome => oneOf({ type: 'over' }, { type: 'over', became: view() });
  const phoneOnly = (): Outcome => ({
    type: 'phoneOnly',
    why: oneOf('same-day', 'always'),
    article: oneOf('6(6)', null),
    officeId: outline.offices[0] ?? '',
    serviceId: view().serviceId,
  });
  const letGo = (bookingId: string, what: string): void => {
    if (!held.delete(bookingId)) throw new Error(`${what} of a seat that is not held: ${bookingId}`);
  };

  function hold(startsAt: string): Outcome {
    made += 1;
    held.add(`hold-${made}`);
    return { type: 'held', bookingId: `hold-${made}`, startsAt, endsAt: at(10).endsAt, until: UNTIL };
  }
  function confirmed(bookingId: string): Outcome {
    // The seat stays kept while the client reads the new terms.
    if (chance() % 8 === 0) return { type: 'needsConsent' };
    letGo(bookingId, 'confirming');
    return oneOf<() => Outcome>(
      () => ({ type: 'confirmed', booking: view(), calendarUrl: 'http://127.0.0.1/bookings/t.ics', moved: oneOf(false, true) }),
      () => ({
        type: 'requested',
        booking: view({ state: 'requested', answerBy: '2026-11-26T12:00:00.000+09:00' }),
        moved: oneOf(false, true),
      }),
      () => ({ type: 'holdRanOut' }),
      () => ({ type: 'outsidePolicy', why: 'past-cut-off', article: '6(1)' }),
      () => ({ type: 'outsidePolicy', why: 'outside-direction', article: '12(2)', direction: direction() }),
      () => suspended,
      () => ({ type: 'over' }),
      phoneOnly,
    )();
  }

  const answers: { [Name in Command['do']]: (command: Command & { do: Name }) => Outcome } = {
    checkOpenBookings: () =>
      oneOf<Outcome>({ type: 'mayBook' }, { type: 'mayBook' }, { type: 'mayBook' }, { type: 'alreadyOpen' }, suspended),
    findConsent: () => ({
      type: 'consentFound',
      stands: oneOf(false, true),
      eligible: oneOf(false, true),
      versionId: 'v1',
      dated: oneOf(null, '2026-11-01'),
    }),
    recordConsent: () => oneOf<Outcome>({ type: 'consentRecorded' }, { type: 'consentRecorded' }, { type: 'termsChanged' }),
    recordRefusal: () => ({ type: 'recorded' }),
    recordEligible: () => ({ type: 'recorded' }),
    recordIneligible: () => ({ type: 'recorded' }),
    loadProfile: ({ asks }) =>
      oneOf<Outcome>(
        { type: 'profileLoaded', known: {}, complete: false },
        { type: 'profileLoaded', known: Object.fromEntries(asks.map((field) => [field, '＊'])), complete: true },
      ),
    saveProfile: () => ({ type: 'profileSaved' }),
    openForm: () => ({ type: 'formOpened', url: 'http://127.0.0.1/forms/t' }),
    lookUpDays: ({ page }) =>
      oneOf<Outcome>(
        { type: 'daysFound', days: [{ day: DAY, times: 2 }], page, earlier: page > 0, later: true, from: DAY, to: DAY },
        { type: 'daysFound', days: [{ day: DAY, times: 2 }], page: 0, earlier: false, later: false, from: DAY, to: DAY },
        { type: 'daysFound', days: [], page: 0, earlier: false, later: false, from: '', to: '' },
      ),
    lookUpTimes: ({ day }) => ({ type: 'timesFound', day, times: oneOf([at(10), at(11)], []) }),
    lookUpWish: () =>
      oneOf<Outcome>(
        { type: 'wishMatched', startsAt: at(10).startsAt },
        { type: 'wishFound', day: DAY, times: [at(10)] },
        {
          type: 'wishNotPossible',
          why: oneOf('closed-day', 'full', 'past-cut-off'),
          article: null,
          nearest: oneOf([at(11)], []),
        },
      ),
    // A button that is not ours might name no time at all.
    holdSeat: ({ startsAt }) =>
      startsAt === ''
        ? { type: 'outsidePolicy', why: 'not-offered', article: null }
        : oneOf<() => Outcome>(
            () => hold(startsAt),
            () => hold(startsAt),
            () => ({ type: 'slotTaken', nearest: oneOf([at(11)], []) }),
            () => ({ type: 'outsidePolicy', why: 'past-cut-off', article: '6(1)' }),
            () => ({ type: 'alreadyOpen' }),
          )(),
    releaseHold: ({ bookingId }) => {
      letGo(bookingId, 'releasing');
      return { type: 'released' };
    },
    confirmHold: ({ bookingId }) => confirmed(bookingId),
    requestOtherTime: ({ movesBookingId }) =>
      movesBookingId === undefined
        ? oneOf<Outcome>(
            { type: 'requested', booking: wish(), moved: false },
            { type: 'alreadyOpen' },
            { type: 'needsConsent' },
            suspended,
          )
        : oneOf<Outcome>({ type: 'requested', booking: wish(), moved: true }, { type: 'alreadyOpen' }, over(), phoneOnly()),
    listBookings: () => ({
      type: 'bookingsListed',
      bookings: oneOf([view()], [offered(), wish()], []),
      calendarUrls: {},
    }),
    judgeCancelling: () => oneOf<Outcome>({ type: 'allowed' }, { type: 'withdrawable' }, over(), phoneOnly()),
    judgeMoving: () => oneOf<Outcome>({ type: 'allowed' }, { type: 'allowed' }, over(), phoneOnly()),
    cancelBooking: () => oneOf<Outcome>({ type: 'cancelled', withdrawn: oneOf(true, false) }, over(), phoneOnly()),
    raiseTask: ({ officeId }) => ({ type: 'taskRaised', officeId: officeId ?? null }),
    showMyData: () => ({
      type: 'myData',
      rows: [{ what: 'name', value: '山＊' }],
      deletionWaits: oneOf(false, true),
      chats: ['c1'],
    }),
    deleteMyData: () => oneOf<Outcome>({ type: 'dataDeleted' }, { type: 'deletionWaits' }, { type: 'moreChats' }),
    setLanguage: () => ({ type: 'languageSet' }),
    findOffice: () => ({ type: 'officeFound', officeId: oneOf(null, outline.offices[0] ?? null) }),
    findDirection: () =>
      oneOf<Outcome>(
        { type: 'directionFound', ...direction() },
        { type: 'directionFound', ...direction() },
        { type: 'noDirection', why: 'not-designated', officeId: null },
        { type: 'noDirection', why: oneOf('no-window', 'window-over'), officeId: null },
      ),
    pickOffer: () =>
      oneOf<Outcome>(
        { type: 'offerPicked', booking: view(), calendarUrl: '', moved: oneOf(false, true) },
        { type: 'offerTooLate', booking: view(), why: oneOf('deadline', 'past'), others: [] },
        { type: 'offerGone', open: oneOf([view()], []) },
        { type: 'offerNeedsConsent', termsId: outline.services[0]?.termsId ?? '', officeId: view().officeId, meetingApp: true },
      ),
    showDetails: () =>
      oneOf<Outcome>(
        { type: 'detailsShown', booking: view(), access: { meetingId: '1' } },
        { type: 'detailsElsewhere', booking: view(), ready: oneOf(false, true) },
        { type: 'detailsNotYet', booking: view() },
        { type: 'over' },
      ),
    noteContact: ({ kind }) =>
      oneOf<Outcome>(
        { type: 'contactNoted', booking: view(), kind, presumed: oneOf(false, true) },
        { type: 'contactNotToday', booking: view(), when: oneOf('too-early', 'over') },
        { type: 'over' },
      ),
    findMeant: () => ({ type: 'meant', bookingIds: oneOf([], ['b1'], ['b1', 'b2']) }),
  };

  return {
    carryOut: (command) => (answers[command.do] as (it: Command) => Outcome)(command),
    held,
    copy: () => plausibleShell(outline, chance, { held, made }),
  };
}

/** Runs flows to their end, every command answered by the shell. */
export function runWith<Result>(run: Running<Result>, shell: Pick<PlausibleShell, 'carryOut'>): Result {
  let step = run.next(undefined as never);
  while (!step.done) step = run.next(shell.carryOut(step.value));
  return step.value;
}

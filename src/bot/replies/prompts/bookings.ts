import type { BookingsContext } from '#machines/bookings.ts';
import type { CancellingContext } from '#machines/cancelling.ts';
import type { BookingView } from '#machines/commands.ts';
import { bookingRows, shortName } from '../booking-rows.ts';
import { offerButtons, pickByRow } from '../offers.ts';
import { type Card, card, choice, link, type Prompts } from '../parts.ts';
import type { Button } from '../reply.ts';
import type { Scene } from '../scene.ts';

export const bookingsPrompts = {
  list: (context, scene) => ({
    messages: context.bookings.map((booking, at) => bookingCard(context, scene, booking, at)),
    choices: [],
  }),
} satisfies Prompts<BookingsContext>;

export const cancellingPrompts = {
  cancel: ({ booking }, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.cancel.title, {
          tone: 'care',
          rows: bookingRows(scene, booking),
          body: [prompts.cancel.why, prompts.cancel.typing],
          buttons: [choice('yes', buttons.yesCancel, 'danger'), choice('no', buttons.noKeep)],
        }),
      ],
      choices: [],
    };
  },
  withdraw: ({ booking }, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.withdraw.title, {
          tone: 'care',
          rows: bookingRows(scene, booking),
          body: [prompts.withdraw.why, prompts.withdraw.typing],
          buttons: [choice('yes', buttons.yesWithdraw, 'danger'), choice('no', buttons.noKeepRequest)],
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<CancellingContext>;

function bookingCard(context: BookingsContext, scene: Scene, booking: BookingView, at: number): Card {
  const { words } = scene;
  const count = context.bookings.length;
  return card(count > 1 ? words.prompts.list.numbered(at + 1, count) : words.prompts.list.title, {
    ...(context.intent === null && booking.offers.length > 0 && { tone: 'care', lead: words.notices.offered.todo }),
    rows: [
      ...bookingRows(scene, booking),
      { label: words.labels.state, value: words.states[booking.state] },
      ...pickByRow(scene, booking),
    ],
    body: at === count - 1 ? [hint(context, scene)] : [],
    buttons: bookingButtons(context, scene, booking),
  });
}

function hint({ intent }: BookingsContext, { words: { prompts } }: Scene): string {
  if (intent === 'move') return prompts.list.chooseMove;
  return intent === 'cancel' ? prompts.list.chooseCancel : prompts.list.typing;
}

function bookingButtons(context: BookingsContext, scene: Scene, booking: BookingView): Button[] {
  const { intent, calendarUrls } = context;
  const calendarUrl = calendarUrls[booking.id];
  const { move, cancel } = changeButtons(context, scene, booking);
  return [
    ...(intent === null ? nearButtons(context, scene, booking) : []),
    ...(intent === 'cancel' ? [] : [move]),
    ...(intent === 'move' ? [] : [cancel]),
    ...(calendarUrl && intent === null ? [link(scene.words.buttons.calendar, calendarUrl)] : []),
  ];
}

/** With several bookings each button names its day, so that typed words mean one of them. */
function changeButtons({ bookings }: BookingsContext, scene: Scene, booking: BookingView) {
  const { buttons } = scene.words;
  const only = bookings.length === 1;
  const name = shortName(scene, booking);
  const confirmed = booking.state === 'confirmed';
  const [cancelThis, cancelOn] = confirmed ? [buttons.cancelThis, buttons.cancelOn] : [buttons.withdrawThis, buttons.withdrawOn];
  return {
    move: choice(`move:${booking.id}`, only ? buttons.moveThis : buttons.moveOn(name)),
    cancel: choice(`cancel:${booking.id}`, only ? cancelThis : cancelOn(name)),
  };
}

/** What is offered now: times to pick, how to get in, "I'll be late". */
function nearButtons({ bookings }: BookingsContext, scene: Scene, booking: BookingView): Button[] {
  const { buttons } = scene.words.notices;
  const named = (label: string) => (bookings.length === 1 ? label : `${label} ${shortName(scene, booking)}`);
  return [
    ...offerButtons(scene, booking.offers),
    ...(booking.detailsReady ? [choice(`show-details:${booking.id}`, named(buttons.showDetails), 'primary')] : []),
    ...(booking.near
      ? [choice(`late:${booking.id}`, named(buttons.late)), choice(`cannot-connect:${booking.id}`, named(buttons.cannotConnect))]
      : []),
  ];
}

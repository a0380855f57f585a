import type { BookingsContext } from '#machines/bookings.ts';
import type { CancellingContext } from '#machines/cancelling.ts';
import type { BookingView } from '#machines/commands.ts';
import { bookingRows, shortName } from '../booking-rows.ts';
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
  const { list } = words.prompts;
  const hint = context.intent === 'move' ? list.chooseMove : context.intent === 'cancel' ? list.chooseCancel : list.typing;
  return card(count > 1 ? list.numbered(at + 1, count) : list.title, {
    rows: [...bookingRows(scene, booking), { label: words.labels.state, value: words.states[booking.state] }],
    body: at === count - 1 ? [hint] : [],
    buttons: bookingButtons(context, scene, booking),
  });
}

/** With several bookings each button names its day, so that typed words mean one of them. */
function bookingButtons({ bookings, intent, calendarUrls }: BookingsContext, scene: Scene, booking: BookingView): Button[] {
  const { buttons } = scene.words;
  const only = bookings.length === 1;
  const name = shortName(scene, booking);
  const move = choice(`move:${booking.id}`, only ? buttons.moveThis : buttons.moveOn(name));
  const confirmed = booking.state === 'confirmed';
  const [cancelThis, cancelOn] = confirmed ? [buttons.cancelThis, buttons.cancelOn] : [buttons.withdrawThis, buttons.withdrawOn];
  const cancel = choice(`cancel:${booking.id}`, only ? cancelThis : cancelOn(name));
  const calendarUrl = calendarUrls[booking.id];
  return [
    ...(intent === 'cancel' ? [] : [move]),
    ...(intent === 'move' ? [] : [cancel]),
    ...(calendarUrl && intent === null ? [link(buttons.calendar, calendarUrl)] : []),
  ];
}

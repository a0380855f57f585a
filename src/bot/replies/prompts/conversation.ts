import type { CentreOutline } from '#machines/flow.ts';
import { card, choice, type Prompts, say } from '../parts.ts';

export const conversationPrompts = {
  menu: (_, { booked, words: { buttons, prompts } }) => ({
    messages: [
      card(prompts.menu.title, {
        body: [prompts.menu.typing],
        // Who has booked comes to look, more than to book again. The order stays: it is what a typed number means.
        buttons: [
          choice('book', buttons.book, booked ? undefined : 'primary'),
          choice('my-bookings', buttons.myBookings, booked ? 'primary' : undefined),
          choice('move', buttons.move),
          choice('cancel', buttons.cancel),
          choice('help', buttons.help),
          choice('my-data', buttons.myData),
          choice('language', buttons.language),
        ],
      }),
    ],
    choices: [],
  }),
} satisfies Prompts<CentreOutline>;

/** In all three languages at once: whoever asks may not read the present one. */
export const languagePrompts = {
  language: () => ({
    messages: [say('ことばを選んでください。\nことばを えらんでください。\nPlease choose a language.')],
    choices: [choice('ja', '日本語'), choice('ja-easy', 'やさしい日本語'), choice('en', 'English')],
  }),
} satisfies Prompts<object>;

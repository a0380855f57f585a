import type { BookingContext } from '#machines/booking.ts';
import { card, choice, type Prompts } from '../parts.ts';
import { text } from '../scene.ts';

export const bookingPrompts = {
  office: (_, scene) => ({
    messages: [
      card(scene.words.prompts.office.title, {
        body: [scene.words.prompts.office.why],
        buttons: scene.centre.offices.map(({ id, name }) => choice(`office:${id}`, text(scene, name))),
      }),
    ],
    choices: [],
  }),
  service: (_, scene) => ({
    messages: [
      card(scene.words.prompts.service.title, {
        body: [scene.words.prompts.service.why],
        buttons: scene.centre.services.map(({ id, name }) => choice(`service:${id}`, text(scene, name))),
      }),
    ],
    choices: [],
  }),
} satisfies Prompts<BookingContext>;

import type { ConfirmationContext } from '#machines/confirmation.ts';
import { placeRows, profileRows, whenWords } from '../booking-rows.ts';
import { slotWords, timeWords } from '../moments.ts';
import { card, choice, type Prompts } from '../parts.ts';
import type { Button, Row } from '../reply.ts';
import { type Scene, serviceOf } from '../scene.ts';

export const confirmationPrompts = {
  check: (context, scene) => {
    const { check } = scene.words.prompts;
    const book = bookLabel(context, scene);
    return {
      messages: [
        card(check.title, {
          rows: [
            ...timeRows(context, scene),
            ...placeRows(scene, context),
            ...personRows(context, scene),
            ...appRows(context, scene),
          ],
          body: [
            check.why,
            ...(isRequest(context, scene) ? [check.request] : []),
            ...(context.moves ? [check.moving] : []),
            ...(context.subject.kind === 'slot' ? [check.until(timeWords(context.subject.until))] : []),
            check.typing(book),
          ],
          buttons: [choice('confirm', book, 'primary'), ...changes(context, scene)],
        }),
      ],
      choices: [],
    };
  },
  change: ({ asks }, { words }) => ({
    messages: [
      card(words.prompts.change.title, {
        body: [words.prompts.change.why],
        buttons: [
          ...asks.map((field) => choice(`change:${field}`, words.fields[field])),
          choice('change-time', words.labels.when),
        ],
      }),
    ],
    choices: [],
  }),
} satisfies Prompts<ConfirmationContext>;

/** Whether staff have to answer: where they arrange the time, and for times that the client wishes. */
const isRequest = ({ serviceId, subject }: ConfirmationContext, scene: Scene): boolean =>
  subject.kind === 'other-time' || serviceOf(scene, serviceId)?.confirmation.value === 'by-staff';

function bookLabel(context: ConfirmationContext, scene: Scene): string {
  const { buttons } = scene.words;
  if (isRequest(context, scene)) return buttons.apply;
  return context.moves ? buttons.changeTime : buttons.book;
}

/** When moving, the person stays the same. */
function changes({ moves }: ConfirmationContext, { words: { buttons } }: Scene): Button[] {
  return moves
    ? [choice('change-time', buttons.otherDays)]
    : [choice('change-time', buttons.changeTime), choice('change', buttons.change)];
}

function timeRows({ subject, moves }: ConfirmationContext, scene: Scene): Row[] {
  const { labels, timeNotSet } = scene.words;
  const value =
    subject.kind === 'slot'
      ? whenWords(scene, { ...subject, otherTime: false })
      : whenWords(scene, { startsAt: null, endsAt: null, otherTime: true });
  if (!moves) return [{ label: labels.when, value }];
  return [
    { label: labels.whenNow, value: slotWords(scene, moves) ?? timeNotSet },
    { label: labels.whenNew, value },
  ];
}

const personRows = ({ asks, known }: ConfirmationContext, scene: Scene): Row[] => profileRows(scene, asks, known);

function appRows({ serviceId }: ConfirmationContext, scene: Scene): Row[] {
  const app = serviceOf(scene, serviceId)?.meeting.app;
  return app ? [{ label: scene.words.labels.app, value: app }] : [];
}

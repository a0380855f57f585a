import type { SlotTime } from '#machines/commands.ts';
import type { SlotsContext } from '#machines/slots.ts';
import { dayWords, momentOf, timeWords } from '../moments.ts';
import { type Card, card, choice, type Prompts, say } from '../parts.ts';
import type { Button } from '../reply.ts';
import { officeOf, type Scene } from '../scene.ts';
import { telephone } from '../telephone.ts';

const MOST_DAYS = 9;
/** More times than these are shown as morning and afternoon. */
const MOST_TIMES_ON_A_CARD = 8;

export const slotsPrompts = {
  day: (context, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.day.title, {
          body: [prompts.day.why, prompts.day.typing],
          buttons: context.days
            .slice(0, MOST_DAYS)
            .map(({ day, times }) => choice(`day:${day}`, prompts.day.left(dayWords(scene, day), times))),
        }),
      ],
      choices: [
        ...(context.earlier ? [choice('earlier', buttons.earlier)] : []),
        ...(context.later ? [choice('more', buttons.more)] : []),
        ...pickDay(context, scene),
        ...otherTime(context, scene),
      ],
    };
  },
  time: (context, scene) => ({
    messages: timeCards(context, scene),
    choices: [choice('other-days', scene.words.buttons.otherDays), ...otherTime(context, scene)],
  }),
  nothing: (context, scene) => {
    const { buttons, prompts } = scene.words;
    const phone = telephone(scene, officeOf(scene, context.officeId));
    return {
      messages: [
        card(prompts.nothing.title, {
          tone: 'care',
          rows: phone.rows,
          body: [prompts.nothing.why, prompts.nothing.typing, ...phone.body],
          buttons: phone.buttons,
        }),
      ],
      choices: [choice('other-days', buttons.searchAgain), ...otherTime(context, scene)],
    };
  },
  wishes: (_, { words }) => ({ messages: [say(words.prompts.wishes)], choices: [] }),
} satisfies Prompts<SlotsContext>;

function pickDay({ from, to }: SlotsContext, { words: { buttons } }: Scene): Button[] {
  return from === '' || to === '' ? [] : [{ kind: 'pick-day', id: 'pick', label: buttons.pickDay, from, to }];
}

const otherTime = ({ otherTimes }: SlotsContext, { words: { buttons } }: Scene): Button[] =>
  otherTimes ? [choice('other-time', buttons.otherTime)] : [];

function timeCards({ day, times }: SlotsContext, scene: Scene): Card[] {
  const { time } = scene.words.prompts;
  const first = [time.why, time.typing];
  if (day === null) return [timeCard(scene, time.titleNearest, times, first, true)];
  const name = dayWords(scene, day);
  const [before, after] = [times.filter(isMorning), times.filter((it) => !isMorning(it))];
  if (times.length <= MOST_TIMES_ON_A_CARD || before.length === 0 || after.length === 0) {
    return [timeCard(scene, time.title(name), times, first, false)];
  }
  return [
    timeCard(scene, time.titleMorning(name), before, first, false),
    timeCard(scene, time.titleAfternoon(name), after, [], false),
  ];
}

const timeCard = (scene: Scene, title: string, times: readonly SlotTime[], body: string[], withDay: boolean): Card =>
  card(title, {
    body,
    buttons: times.map(({ startsAt }) => {
      const start = timeWords(startsAt);
      return choice(`at:${startsAt}`, withDay ? `${dayWords(scene, startsAt)} ${start}` : start);
    }),
  });

const isMorning = ({ startsAt }: SlotTime): boolean => momentOf(startsAt).hour < 12;

import type { JsonObject, LinePlatform, Talk, WebhookEvent } from '#simulator/line-platform/platform.ts';

/**
 * People who book and cancel, again and again, each at their own place in the conversation: from the menu through consent, questions,
 * name and number, day and time to the confirmation; then their bookings, and the cancellation.
 */
export type Person = {
  talk: Talk;
  booked: boolean;
  steps: number;
  /** Asked whether they are sure. */
  cancelling: boolean;
  /** Whole dialogues behind them: a booking and its cancellation. */
  dialogues: number;
};

/** Most people go to the centre with the most offices, since one office's calendar has few seats. */
const CENTRES = ['hakodate', 'hakodate', 'hakodate', 'matsudo-mothers', 'izumo'] as const;

export function newPeople(platform: LinePlatform, count: number): Person[] {
  return Array.from({ length: count }, (_, at) => {
    const { userId } = platform.addUser({ name: `bench ${at}`, language: 'ja' });
    return {
      talk: { userId, centreId: CENTRES[at % CENTRES.length] ?? 'hakodate' },
      booked: false,
      cancelling: false,
      steps: at,
      dialogues: 0,
    };
  });
}

/** What the person does next, made into LINE's event. Throws where the chat leaves nothing sensible to do. */
export function nextEvent(platform: LinePlatform, person: Person): WebhookEvent {
  const { talk } = person;
  person.steps += 1;
  const offered = platform.offered(talk).flatMap(choiceOf);
  const words = wordsFor(platform, person, offered);
  if (words !== undefined) return platform.compose.text(talk, words);
  const pressed = choose(person, offered);
  if (!pressed) throw new Error(`nothing to press in ${talk.centreId} among ${offered.map(({ id }) => id).join(' ')}`);
  if (pressed.id === 'confirm' && offered.some(({ id }) => id === 'change-time')) person.booked = true;
  if (pressed.id.startsWith('cancel:')) person.booked = false;
  if (pressed.id === 'yes' && person.cancelling) person.dialogues += 1;
  person.cancelling = pressed.id.startsWith('cancel:');
  return platform.compose.postback(talk, pressed.action);
}

type Choice = { id: string; action: JsonObject };

function choiceOf(action: JsonObject): Choice[] {
  const id = typeof action['data'] === 'string' ? /^s=\d+&c=(.+)$/.exec(action['data'])?.[1] : undefined;
  return id === undefined || action['type'] !== 'postback' ? [] : [{ id, action }];
}

/** Answers to the questions that are typed; the words they are known by stand in the question. */
const TYPED: readonly [RegExp, string][] = [
  [/お名前を入力/, '山田 花子'],
  [/求職番号を入力|求職番号は/, '12345-678901'],
  [/メールアドレスを/, 'hanako@example.jp'],
  [/電話番号を/, '090-1234-5678'],
  [/相談したいことを/, '応募書類の書き方'],
];

/** Typed words instead of a press: the first word of all, the questions, and now and then a day or a time. */
function wordsFor(platform: LinePlatform, { talk, steps, booked }: Person, offered: readonly Choice[]): string | undefined {
  const last = platform.chat(talk).messages.findLast(({ from }) => from === 'centre');
  if (!last) return 'こんにちは';
  const isQuestion = last.message['type'] === 'text' && typeof last.message['text'] === 'string';
  const answer = isQuestion ? TYPED.find(([question]) => question.test(String(last.message['text'])))?.[1] : undefined;
  if (answer !== undefined) return answer;
  if (steps % 3 !== 0) return undefined;
  if (offered.some(({ id }) => id === 'my-bookings')) return booked ? '予約を確認したい' : '予約したい';
  const day = anyOf(offered, 'day:', steps)?.id.slice('day:'.length);
  return day === undefined ? undefined : `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** The buttons that lead on, the first that is offered. */
const ONWARD = ['agree', 'reuse', 'yes', 'understood', 'none', 'other-days', 'menu'] as const;

function choose({ booked, steps }: Person, offered: readonly Choice[]): Choice | undefined {
  const called = (wanted: string): Choice | undefined => offered.find(({ id }) => id === wanted);
  if (called('change-time')) return called('confirm');
  if (called('my-bookings')) return called(booked ? 'my-bookings' : 'book');
  const place =
    anyOf(offered, 'cancel:', 0) ??
    anyOf(offered, 'at:', steps * 7) ??
    anyOf(offered, 'day:', steps * 5) ??
    anyOf(offered, 'office:', steps) ??
    anyOf(offered, 'service:', 0);
  return place ?? ONWARD.map(called).find((one) => one !== undefined);
}

/** One of the buttons with this beginning; spread over them, so that not all want the same seat. */
function anyOf(offered: readonly Choice[], beginning: string, at: number): Choice | undefined {
  const some = offered.filter(({ id }) => id.startsWith(beginning));
  return some[at % Math.max(some.length, 1)];
}

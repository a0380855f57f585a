import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#clock.ts';
import type { ApiCall, LinePlatform } from '#simulator/line-platform/platform.ts';
import type { Change } from '#simulator/line-platform/types.ts';
import { type Latency, latencyOf } from './figures.ts';
import { newPeople, nextEvent, type Person } from './people.ts';

/** Full turns: a webhook goes out, and the answer comes in as a call of LINE's API. */
export type TurnLoad = { turns: number; perSecond: number; latency: Latency; errors: Record<string, number>; late: number };

type Answer = { at: number; status: number; by: 'reply' | 'push' };

/** So many of the people are in a dialogue at the same time; whoever has ended one makes room for the next. */
const atOnce = (people: number): number => Math.max(40, Math.round(people / 5));

/** Milliseconds that an answer is waited for. */
const ANSWER_WITHIN_MS = 15_000;

export function turnLoads(platform: LinePlatform, clock: Clock, people: number) {
  const resting: Person[] = newPeople(platform, people);
  const idle = resting.splice(0, atOnce(people));
  const waiting: Waiting = new Map();
  const stopListening = platform.onChange((change) => tell(waiting, change));
  let errors: Record<string, number> = {};
  let millis: number[] = [];
  const wrong = (what: string): void => {
    errors[what] = (errors[what] ?? 0) + 1;
  };

  async function turn(person: Person): Promise<void> {
    const event = nextEvent(platform, person);
    const { userId, centreId } = person.talk;
    const answered = answerFor(waiting, [String(event['replyToken']), userId]);
    const sentAt = clock.uptime();
    const [attempt] = await platform.deliver(centreId, [event]);
    if (attempt?.status !== 200) wrong(`webhook ${attempt?.status}`);
    const answer = await answered;
    if (!answer) return wrong('no answer');
    if (answer.status !== 200) return wrong(`${answer.by} ${answer.status}`);
    if (answer.by === 'push') wrong('pushed instead of replied');
    millis.push(answer.at - sentAt);
  }

  /** Who goes next is drawn, so that people are at different places. A person with nothing to press is left out from then on. */
  async function turnOfNext(): Promise<boolean> {
    const [person] = idle.splice(Math.floor(Math.random() * idle.length), 1);
    if (!person) return false;
    const { dialogues } = person;
    try {
      await turn(person);
      if (person.dialogues > dialogues) resting.push(person);
      else idle.push(person);
      const next = person.dialogues > dialogues ? resting.shift() : undefined;
      if (next) idle.push(next);
    } catch (fault) {
      wrong(fault instanceof Error ? fault.message : 'unknown');
    }
    return true;
  }

  function begin(): number {
    errors = {};
    millis = [];
    return clock.uptime();
  }

  const result = (began: number, late: number): TurnLoad => ({
    turns: millis.length,
    perSecond: (millis.length / (clock.uptime() - began)) * 1000,
    latency: latencyOf(millis),
    errors,
    late,
  });

  return {
    /** One turn each 1 / rate seconds, whether or not those before are answered. `late`: milliseconds that a webhook went out late at most. */
    async open(rate: number, seconds: number): Promise<TurnLoad> {
      const began = begin();
      const running: Promise<unknown>[] = [];
      let late = 0;
      for (let sent = 0; sent < rate * seconds; sent += 1) {
        const due = began + (sent * 1000) / rate;
        if (due > clock.uptime()) await pause(Math.max(1, due - clock.uptime()));
        late = Math.max(late, clock.uptime() - due);
        running.push(turnOfNext().then((free) => free || wrong('nobody free')));
      }
      await Promise.all(running);
      return result(began, late);
    },
    /** `width` turns in flight, the next as soon as one is answered. */
    async closed(width: number, seconds: number): Promise<TurnLoad> {
      const began = begin();
      const until = began + seconds * 1000;
      const worker = async (): Promise<void> => {
        while (clock.uptime() < until && (await turnOfNext())) {}
      };
      await Promise.all(Array.from({ length: width }, worker));
      return result(began, 0);
    },
    end: stopListening,
  };
}

type Waiting = Map<string, (answer: Answer) => void>;

/** An answer is known by its reply token, or where it is pushed, by its person. Undefined where none came in time. */
function answerFor(waiting: Waiting, keys: readonly string[]): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const end = (answer: Answer | undefined): void => {
      clearTimeout(timer);
      for (const key of keys) waiting.delete(key);
      resolve(answer);
    };
    const timer = setTimeout(() => end(undefined), ANSWER_WITHIN_MS);
    for (const key of keys) waiting.set(key, end);
  });
}

function tell(waiting: Waiting, change: Change): void {
  if (change.kind !== 'log' || change.entry.kind !== 'call') return;
  const { uptime: at, status, replyToken, path } = change.entry;
  const key = replyToken ?? recipientOf(change.entry);
  if (key !== undefined) waiting.get(key)?.({ at, status, by: path.endsWith('/reply') ? 'reply' : 'push' });
}

function recipientOf({ path, body }: ApiCall): string | undefined {
  if (!path.endsWith('/push') || typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  return typeof body['to'] === 'string' ? body['to'] : undefined;
}

import { systemClock } from '#clock.ts';
import type { LinePlatform } from '#simulator/line-platform/platform.ts';
import { signature, webhookBody } from '#simulator/line-platform/webhook.ts';
import { latencyOf, median } from './figures.ts';
import type { Channel } from './our-server.ts';
import { messageOf, type Program, program, type Undoing } from './processes.ts';
import type { Job, Sent } from './webhook-load.ts';

/** One round: webhooks acknowledged a second, milliseconds of one, and how many were not answered 200. */
export type Round = { perSecond: number; p50: number; p99: number; errors: number };
export type Acknowledgements = {
  ours: Round[];
  plain: Round[];
  /** Seconds that our server went on answering people after the last acknowledgement of a round. */
  drainSeconds: number[];
  ratio: { perSecond: number; p50: number; p99: number };
};

const CONNECTIONS = 16;
const DRAIN_WITHIN_MS = 300_000;

/**
 * Ours and the plain way in turns. Ours also runs a whole turn and sends an answer for each event, at the same time and
 * afterwards; the next round waits until all is answered.
 */
export async function acknowledgements(given: {
  platform: LinePlatform;
  channel: Channel;
  ourUrl: string;
  databaseUrl: string;
  webhooks: number;
  rounds: number;
  undo: Undoing;
}): Promise<Acknowledgements> {
  const { platform, channel, ourUrl, databaseUrl, undo } = given;
  const plainServer = program(['bench/plain-server.ts', databaseUrl, channel.channelSecret], { ipc: true });
  undo.last(() => plainServer.stop());
  const { url: plainUrl } = await messageOf<{ url: string }>(plainServer);
  const load = program(['bench/webhook-load.ts'], { ipc: true });
  undo.last(() => load.stop());

  const [ours, plain, drainSeconds]: [Round[], Round[], number[]] = [[], [], []];
  const round = async (url: string, count: number): Promise<Round> => send(load, { url, ...signed(platform, channel, count) });
  await round(plainUrl, WARM_UP);
  await answered(platform, WARM_UP, () => round(ourUrl, WARM_UP));
  for (let at = 0; at < given.rounds; at += 1) {
    const drain = await answered(platform, given.webhooks, async () => void ours.push(await round(ourUrl, given.webhooks)));
    drainSeconds.push(drain);
    plain.push(await round(plainUrl, given.webhooks));
  }
  await Promise.all([plainServer.stop(), load.stop()]);
  const ratioOf = (of: (one: Round) => number): number => median(ours.map((one, at) => of(one) / of(plain[at] ?? one)));
  const ratio = { perSecond: ratioOf((it) => it.perSecond), p50: ratioOf((it) => it.p50), p99: ratioOf((it) => it.p99) };
  return { ours, plain, drainSeconds, ratio };
}

const WARM_UP = 200;

/** First words of as many new people, each signed, made before the time is taken. */
function signed(platform: LinePlatform, { centreId, channelSecret }: Channel, count: number): Omit<Job, 'url'> {
  const webhooks = Array.from({ length: count }, () => {
    const { userId } = platform.addUser({ name: 'bench', language: 'ja' });
    const body = webhookBody(centreId, [platform.compose.text({ userId, centreId }, 'こんにちは')]);
    return { body, signature: signature(channelSecret, body) };
  });
  return { connections: CONNECTIONS, webhooks };
}

async function send(load: Program, job: Job): Promise<Round> {
  load.child.send(job);
  const { seconds, millis, statuses } = await messageOf<Sent>(load);
  const { p50, p99 } = latencyOf(millis);
  return { perSecond: millis.length / seconds, p50, p99, errors: millis.length - (statuses['200'] ?? 0) };
}

/** Runs `work` and waits until the double has taken `count` answers. Answers the seconds from the end of `work`. */
async function answered(platform: LinePlatform, count: number, work: () => Promise<unknown>): Promise<number> {
  let answers = 0;
  let ended = Number.POSITIVE_INFINITY;
  const stop = platform.onChange((change) => {
    if (change.kind !== 'log' || change.entry.kind !== 'call' || change.entry.status !== 200) return;
    answers += 1;
    ended = change.entry.uptime;
  });
  await work();
  const began = systemClock.uptime();
  await platform.waitUntil(() => answers >= count, DRAIN_WITHIN_MS, `${count} answers`);
  stop();
  return Math.max(0, ended - began) / 1000;
}

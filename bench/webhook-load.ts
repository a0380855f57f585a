import { Agent, request } from 'node:http';
import { systemClock } from '#clock.ts';

/**
 * Sends signed webhooks as fast as they are acknowledged, over a few kept-alive connections. A program of its own, so that it
 * shares no thread with the LINE double; started by `acknowledgements.ts`, it answers each `Job` with a `Sent`.
 */
export type Job = { url: string; connections: number; webhooks: { body: string; signature: string }[] };
export type Sent = { seconds: number; millis: number[]; statuses: Record<string, number> };

process.on('message', (job: Job) => void run(job).then((sent) => process.send?.(sent)));
process.on('disconnect', () => process.exit(0));

async function run({ url, connections, webhooks }: Job): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const millis: number[] = [];
  const statuses: Record<string, number> = {};
  const rest = webhooks.values();
  const began = systemClock.uptime();
  const worker = async (): Promise<void> => {
    for (const { body, signature } of rest) {
      const sentAt = systemClock.uptime();
      const status = await post(agent, url, body, signature);
      millis.push(systemClock.uptime() - sentAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { seconds: (systemClock.uptime() - began) / 1000, millis, statuses };
}

/** The HTTP status; 0 where there was no answer. */
function post(agent: Agent, url: string, body: string, signature: string): Promise<number> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(body);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.length,
      'x-line-signature': signature,
    };
    const call = request(url, { agent, method: 'POST', headers, timeout: 10_000 }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', () => resolve(0));
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(0));
    call.end(bytes);
  });
}

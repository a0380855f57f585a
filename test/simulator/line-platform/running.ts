import { DateTime } from 'luxon';
import { stoppedClock } from '#clock.ts';
import { linePlatform } from '#simulator/line-platform/platform.ts';
import type { LinePlatformOptions } from '#simulator/line-platform/world.ts';
import { webhookReceiver } from '../webhook-receiver.ts';

export const SECRET = 'test-secret';
export const TOKEN = 'test-token';

/** A platform with one centre, one friend of it, and a receiver of its webhooks. */
export async function runningPlatform(
  options: Partial<LinePlatformOptions> & { answer?: () => number | 'silence'; monthlyQuota?: number } = {},
) {
  const clock = stoppedClock(DateTime.fromISO('2026-11-20T10:00', { zone: 'Asia/Tokyo' }));
  const receiver = await webhookReceiver(SECRET, options.answer);
  const uptime = { now: 0 };
  const platform = linePlatform({
    channels: [
      {
        centreId: 'hakodate',
        channelSecret: SECRET,
        channelAccessToken: TOKEN,
        webhookUrl: receiver.url,
        ...(options.monthlyQuota === undefined ? {} : { monthlyQuota: options.monthlyQuota }),
      },
    ],
    clock,
    uptime: () => uptime.now,
    ...options,
  });
  const { url, stop } = await platform.start();
  const person = platform.addUser({ name: '山田 花子', language: 'ja' });
  const talk = { userId: person.userId, centreId: 'hakodate' };
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    platform,
    receiver,
    clock,
    uptime,
    url,
    person,
    talk,
    call,
    reply: (replyToken: unknown, messages: unknown[] = [{ type: 'text', text: 'はい' }]) =>
      call('POST', '/v2/bot/message/reply', { replyToken, messages }),
    push: (messages: unknown[] = [{ type: 'text', text: 'お知らせ' }], retryKey?: string) =>
      call('POST', '/v2/bot/message/push', { to: person.userId, messages }, retryKey ? { 'x-line-retry-key': retryKey } : {}),
    async [Symbol.asyncDispose]() {
      await stop();
      await receiver.stop();
    },
  };
}

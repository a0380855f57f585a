import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { linePlatform } from '#simulator/line-platform/platform.ts';
import { simulator } from '#simulator/server.ts';

async function runningSimulator() {
  const clock = stoppedClock(DateTime.fromISO('2026-11-20T10:00', { zone: 'Asia/Tokyo' }));
  const platform = linePlatform({ channels: [{ centreId: 'hakodate', channelSecret: 's', channelAccessToken: 't' }], clock });
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use('/simulator', simulator({ platform, clock, centres: [{ id: 'hakodate', name: '函館' }], publicUrl }));
  return {
    platform,
    clock,
    publicUrl,
    url: `${publicUrl}/simulator`,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${publicUrl}/simulator/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

describe('the simulator’s server', () => {
  it('allows the page nothing but its own script, style and font', async () => {
    await using sim = await runningSimulator();
    const response = await fetch(sim.url);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).toContain('src="/simulator/page.js"');
    expect((await fetch(`${sim.url}/page.js`)).headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${sim.url}/fonts/400.css`)).status).toBe(200);
  });

  it('knows some people at first, and points channels at the server under test', async () => {
    await using sim = await runningSimulator();
    expect(sim.platform.people().length).toBeGreaterThan(1);
    expect(sim.platform.channels()[0]?.webhookUrl).toBe(`${sim.publicUrl}/webhooks/line/hakodate`);
  });

  it('does not act for another site’s page', async () => {
    await using sim = await runningSimulator();
    const response = await sim.post('clock', { minutes: 10 }, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(sim.clock.now().toFormat('HH:mm')).toBe('10:00');
  });

  it('moves the clock forward only', async () => {
    await using sim = await runningSimulator();
    expect((await sim.post('clock', { to: '2026-11-20T09:59' })).status).toBe(400);
    expect((await sim.post('clock', { minutes: 0 })).status).toBe(400);
    expect((await sim.post('clock', { to: '2026-11-21T09:00' })).status).toBe(204);
    expect(sim.clock.now().toISO()).toBe('2026-11-21T09:00:00.000+09:00');
  });

  it.each([
    ['people', { name: '', language: 'ja' }],
    ['people', { name: 'あ', language: 'xx' }],
    ['acts', { userId: 'U0', centreId: 'hakodate', act: { kind: 'follow' } }],
    ['acts', '{'],
  ])('answers what it cannot use on /%s with a plain sentence', async (path, body) => {
    await using sim = await runningSimulator();
    const response = await sim.post(path, body);
    expect(response.status).toBe(400);
    expect((await response.json()).message).toMatch(/。$/);
  });

  it('refuses to write to an account that the person has blocked', async () => {
    await using sim = await runningSimulator();
    const userId = sim.platform.people()[0]?.userId ?? '';
    await sim.platform.block({ userId, centreId: 'hakodate' });
    const response = await sim.post('acts', { userId, centreId: 'hakodate', act: { kind: 'text', text: 'a' } });
    expect(response.status).toBe(400);
  });
});

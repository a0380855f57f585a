import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { MeetingFaultPlan } from './faults.ts';
import { graphRouter } from './graph.ts';
import { type HeldMeeting, type MeetingPlatformOptions, meetingWorld, newNumber } from './world.ts';
import { zoomRouter } from './zoom.ts';

export type { HeldMeeting, MeetingAccount, MeetingPlatformOptions } from './world.ts';

export type MeetingPlatform = ReturnType<typeof meetingPlatform>;

/** What a trial's join link shows. */
const JOIN_PAGE = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>お試しのミーティング</title>
<p>お試し用のミーティングです。実際の通話はありません。</p></html>`;

/**
 * Doubles of Zoom (`/zoom`: login and API) and of Microsoft's login and Graph (`/graph`) on a port of this machine, for trials and tests.
 * They know nothing of the server that calls them.
 */
export function meetingPlatform(options: MeetingPlatformOptions) {
  const world = meetingWorld(options);
  const app = express().disable('x-powered-by');
  app.use('/zoom', zoomRouter(world));
  app.use('/graph', graphRouter(world));
  app.get(['/j/:id', '/l/meetup-join/:id'], (_request, response) => void response.type('html').send(JOIN_PAGE));
  return {
    /** The meetings that stand now, the oldest first. */
    meetings: world.meetings as readonly HeldMeeting[],
    /** Everything that was asked, the oldest first. */
    calls: world.calls as readonly (typeof world.calls)[number][],
    /** The next calls meet this fault. */
    fail: (plan: MeetingFaultPlan): void => world.faults.add(plan),
    clearFaults: (): void => world.faults.clear(),
    /** Whatever was given is refused from now on, as after a change of the secret. */
    revokeTokens: (): void => world.tokens.clear(),
    /** The host has made so many other meetings: they stand before those that are there. */
    crowd(host: string, count: number): void {
      const one = { vendor: 'zoom' as const, host, externalId: undefined, passcode: '', joinUrl: `${world.url}/j/0`, body: {} };
      world.meetings.unshift(...Array.from({ length: count }, () => ({ ...one, id: newNumber() })));
    },
    async start(): Promise<{ url: string; stop(): Promise<void> }> {
      const server = createServer(app).listen(0, '127.0.0.1');
      await once(server, 'listening');
      world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return {
        url: world.url,
        stop: () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      };
    },
  };
}

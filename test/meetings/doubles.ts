import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Clock, stoppedClock } from '#clock.ts';
import { type GraphAccount, graphProvider } from '#meetings/graph.ts';
import { LIMITS, type Limits, type Room } from '#meetings/provider.ts';
import { type ZoomAccount, zoomProvider } from '#meetings/zoom.ts';
import { type MeetingPlatform, type MeetingPlatformOptions, meetingPlatform } from '#simulator/meeting-platform/platform.ts';
import { inTokyo } from '../support/tokyo.ts';

/** The doubles of Zoom and Graph for a test file, over real HTTP, and our providers that speak to them. */

export const HOST = 'shokuin@example.jp';
const SECRETS = { clientId: 'client', clientSecret: 'not-for-anybody' };

export type Doubles = {
  readonly platform: MeetingPlatform;
  readonly clock: ReturnType<typeof stoppedClock>;
  zoom(more?: Partial<ZoomAccount>, limits?: Limits, by?: Clock): ReturnType<typeof zoomProvider>;
  graph(more?: Partial<GraphAccount>, limits?: Limits, by?: Clock): ReturnType<typeof graphProvider>;
};

/** Call at the top of a test file. Each test begins without faults. */
export function doubles(options: Partial<MeetingPlatformOptions> = {}, time = '2026-11-20T10:00'): Doubles {
  const clock = stoppedClock(inTokyo(time));
  const platform = meetingPlatform({
    clock,
    hosts: [HOST],
    accounts: [
      { vendor: 'zoom', account: 'account', ...SECRETS },
      { vendor: 'graph', account: 'tenant', ...SECRETS },
    ],
    ...options,
  });
  let api: Awaited<ReturnType<MeetingPlatform['start']>> | undefined;
  beforeAll(async () => {
    api = await platform.start();
  });
  beforeEach(() => platform.clearFaults());
  afterAll(() => api?.stop());
  const bases = (vendor: string) => ({ apiBaseUrl: `${api?.url}/${vendor}`, loginBaseUrl: `${api?.url}/${vendor}` });
  return {
    platform,
    clock,
    zoom: (more = {}, limits = LIMITS, by = clock) =>
      zoomProvider({ accountId: 'account', ...SECRETS, ...bases('zoom'), ...more }, by, limits),
    graph: (more = {}, limits = LIMITS, by = clock) =>
      graphProvider({ tenantId: 'tenant', ...SECRETS, ...bases('graph'), ...more }, by, limits),
  };
}

/** Nobody waits long in a test. */
export const SHORT: Limits = { callMs: 60, wholeMs: 400 };

export const GO_ON = new AbortController().signal;

export function aRoom(more: Partial<Room> = {}): Room {
  return {
    id: randomUUID(),
    key: `${randomUUID()}:1`,
    host: HOST,
    subject: '職業相談 AB23CD45',
    startsAt: inTokyo('2026-11-25T10:00'),
    endsAt: inTokyo('2026-11-25T10:30'),
    again: false,
    ...more,
  };
}

/** A clock whose `uptime` is set by hand. */
export function steppedUptime(): Pick<Clock, 'uptime'> & { pass(seconds: number): void } {
  let millis = 0;
  return {
    uptime: () => millis,
    pass: (seconds) => {
      millis += seconds * 1000;
    },
  };
}

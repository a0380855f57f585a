import { join, resolve } from 'node:path';
import express from 'express';
import type { Centre } from '#policy/centre.ts';
import { linePlatform } from '#simulator/line-platform/platform.ts';
import type { Mails } from '#simulator/live.ts';
import { meetingPlatform } from '#simulator/meeting-platform/platform.ts';
import { simulator } from '#simulator/server.ts';
import type { MovableClock } from './clock.ts';
import type { Closing } from './closing.ts';
import type { LineCredentials } from './credentials.ts';
import type { Settings } from './env.ts';
import type { simulatedAccounts } from './meeting-credentials.ts';

/** The simulated LINE beside the server: its API on a port of its own, its page at `/simulator`. Never loaded in production. */
export async function startSimulation(options: {
  settings: Settings;
  clock: MovableClock;
  centres: ReadonlyMap<string, Centre>;
  line: ReadonlyMap<string, LineCredentials>;
  /** Where the server listens: webhooks go there. */
  url: string;
  end: Closing;
  /** Where mails end up that no mail server takes. */
  mails?: Mails;
}): Promise<{ url: string; pages: express.Router }> {
  const { settings, clock, centres, line, url, end, mails } = options;
  const simulated = [...line].filter(([, it]) => it.simulated);
  const nameOf = (centreId: string) => centres.get(centreId)?.name.ja ?? centreId;
  const platform = linePlatform({
    clock,
    channels: simulated.map(([centreId, { channelSecret, channelAccessToken }]) => ({
      centreId,
      name: nameOf(centreId),
      channelSecret,
      channelAccessToken,
    })),
    stateFile: join(resolve(settings.dataDir), 'simulator.json'),
    keep: 500,
  });
  const api = await platform.start();
  end.last(() => api.stop());
  const pages = simulator({
    platform,
    clock,
    centres: simulated.map(([id]) => ({ id, name: nameOf(id) })),
    publicUrl: url,
    ...(mails && { mails }),
  });
  return { url: api.url, pages: express.Router().use('/simulator', pages) };
}

/** The simulated makers of meetings, on a port of their own; answers where. Only where an account is a trial's. */
export async function startMeetings(
  accounts: ReturnType<typeof simulatedAccounts>,
  clock: MovableClock,
  end: Closing,
): Promise<string> {
  const doubles = await meetingPlatform({ clock, accounts }).start();
  end.last(() => doubles.stop());
  return doubles.url;
}

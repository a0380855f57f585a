import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { stoppedClock } from '#clock.ts';
import { peopleWords } from '#console/words/people.ts';
import { type House, openHouse } from '#house.ts';
import { type Letterbox, letterbox } from '#mail/letterbox.ts';
import type { CentreProviders } from '#meetings/keeper.ts';
import type { Office } from '#office/office.ts';
import type { Centre } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { type LinePlatform, linePlatform } from '#simulator/line-platform/platform.ts';
import { lineSchemas } from '#simulator/line-platform/schema.ts';
import { type TeamsConnectorDouble, teamsConnectorDouble } from '#simulator/teams-connector/connector.ts';
import { parseKeys } from '#store/keys.ts';
import { openStore } from '#store/open.ts';
import type { Store } from '#store/store.ts';
import { freshDatabase } from './database.ts';
import { inTokyo } from './tokyo.ts';

export { inTokyo };

/** The whole house in this process: real PostgreSQL, real HTTP, the LINE double, and a clock that stands still. */
export type TestHouse = {
  house: House;
  /** What staff do. */
  office: Office;
  store: Store;
  platform: LinePlatform;
  /** Teams as the bot sees it; `serviceUrl` is the address of activities, `tenant-<centre id>` the organisation of a centre's people. */
  teams: TeamsConnectorDouble & { serviceUrl: string };
  /** The mails that went out. */
  letterbox: Letterbox;
  clock: ReturnType<typeof stoppedClock>;
  /** The centre files that the house goes by; what is set here is as if the file had changed and the house started anew. */
  centres: Map<string, Centre>;
  url: string;
  databaseUrl: string;
  /** Everything that was logged. */
  logged: string[];
  /** Resolves when every answer has been delivered. */
  settle(): Promise<void>;
  /** Moves the clock to a time of Tokyo ("2026-11-25T09:00"), sweeps, and waits for what follows. */
  at(time: string): Promise<void>;
  /** A second process on the same database and platform, at the same time of day. */
  sibling(): Promise<{ house: House; store: Store; close(): Promise<void> }>;
  close(): Promise<void>;
};

/** Not secret: these keys protect nothing but test data. */
export const testKeys = () => parseKeys({ dataKeys: `t1:${'A'.repeat(43)}=`, lookupKey: `${'B'.repeat(43)}=` });

/** LINE's own OpenAPI files beside the repository, read once for all houses of a test file; undefined where they are not there. */
const SCHEMAS = lineSchemas(fileURLToPath(new URL('../../../shared/schemas/line', import.meta.url)));

const TENANT = 'tenant-';
const centreOf = (tenantId = ''): string | undefined => (tenantId.startsWith(TENANT) ? tenantId.slice(TENANT.length) : undefined);

async function listening(server: Server): Promise<string> {
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type TestHouseOptions = {
  /** False: LINE only for the centres whose files name it. Else every centre is on every channel. */
  everyChannel?: boolean;
  now?: string;
  centresDir?: string;
  meetings?: CentreProviders;
};

export async function openTestHouse(of: TestHouseOptions = {}): Promise<TestHouse> {
  const { now = '2026-11-20T10:00', centresDir = 'centres', everyChannel = true, meetings } = of;
  const loaded = loadCentres(centresDir);
  if (loaded.kind === 'invalid') throw new Error(JSON.stringify(loaded.problems));
  const centres = new Map(loaded.centres);
  const database = await freshDatabase();
  const store = await openStore({ url: database.url, keys: testKeys(), unreadable: peopleWords.unreadable });
  const clock = stoppedClock(inTokyo(now));
  const ids = [...centres.values()].filter(({ channels }) => everyChannel || channels.includes('line')).map(({ id }) => id);
  const line = new Map(
    ids.map((id) => [id, { channelSecret: `secret-${id}`, channelAccessToken: `token-${id}`, simulated: true }]),
  );
  const platform = linePlatform({
    clock,
    schemas: SCHEMAS,
    channels: [...line].map(([centreId, credentials]) => ({ centreId, ...credentials })),
  });
  const api = await platform.start();
  const connector = teamsConnectorDouble();
  const service = createServer(express().use('/teams', connector.router));
  const serviceUrl = `${await listening(service)}/teams`;
  const server = createServer();
  const url = await listening(server);
  const logged: string[] = [];
  const keep = (level: string) => (facts: object, message: string) =>
    void logged.push(JSON.stringify({ level, ...facts, message }));
  const log = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  const mails = letterbox({ keep: 10_000 });
  const options = {
    ...{ centres, clock, publicUrl: url, log, line, carrier: mails },
    lineApi: { real: api.url, simulated: api.url },
    teams: { credentials: undefined, centreOf },
    meetings,
  };
  const house = await openHouse({ ...options, store });
  server.on('request', house.app);
  for (const id of ids) platform.setWebhookUrl(id, `${url}/webhooks/line/${id}`);
  const settle = async () => {
    await house.meetings.idle();
    await house.reminders.idle();
    await house.runner.quiet();
    await house.post.idle();
  };
  return {
    house,
    office: house.office,
    store,
    platform,
    teams: { ...connector, serviceUrl },
    letterbox: mails,
    clock,
    centres,
    url,
    databaseUrl: database.url,
    logged,
    settle,
    async at(time) {
      clock.set(inTokyo(time));
      await house.sweep();
      await settle();
    },
    async sibling() {
      const itsStore = await openStore({ url: database.url, keys: testKeys() });
      const itsHouse = await openHouse({ ...options, store: itsStore });
      const close = async () => {
        await itsHouse.runner.stop();
        await itsHouse.teams?.stop();
        await itsHouse.meetings.stop();
        await itsHouse.reminders.stop();
        await itsHouse.post.stop();
        await itsStore.close();
      };
      return { house: itsHouse, store: itsStore, close };
    },
    async close() {
      await house.runner.stop();
      await house.teams?.stop();
      await house.meetings.stop();
      await house.reminders.stop();
      await house.post.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      connector.release();
      service.closeAllConnections();
      await new Promise((closed) => service.close(closed));
      await api.stop();
      await store.close();
      await database.drop();
    },
  };
}

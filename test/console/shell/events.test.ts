import { once } from 'node:events';
import { createServer, get, IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duration } from 'luxon';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let own: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  own = await signIn(house, { centres: ['izumo', 'hakodate'] });
  // The first line makes the process listen; what came before may have been missed, so it is told of a change at once.
  const first = await line('izumo');
  await first.until('event: changed');
  first.stop();
});
afterAll(() => house.close());

/** The line of a centre; `until` reads on until it holds the words. */
async function line(centreId: string) {
  const stop = new AbortController();
  const answer = await fetch(`${house.url}/console/${centreId}/events`, { headers: { cookie: own.cookie }, signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    type: answer.headers.get('content-type'),
    text: () => text,
    async until(words: string) {
      while (!text.includes(words)) text += (await reader?.read())?.value ?? '';
    },
    stop: () => stop.abort(),
  };
}

const raise = (centreId: string, kind = 'push-quota') =>
  house.store.turn('00000000-0000-4000-8000-000000000001', (turn) =>
    turn.raiseTask({ kind, centreId, ofCentre: true, at: house.clock.now() }),
  );

it('a change at a centre is told to its open pages, and to those of no other centre', async () => {
  const [izumo, hakodate] = [await line('izumo'), await line('hakodate')];
  expect(izumo.type).toMatch(/^text\/event-stream/);
  await Promise.all([izumo.until('event: as-of'), hakodate.until('event: as-of')]);
  await raise('izumo');
  await izumo.until('event: changed\n');
  await raise('hakodate');
  await hakodate.until('event: changed\n');
  expect(hakodate.text().match(/event: changed/g)).toHaveLength(1);
  izumo.stop();
  hakodate.stop();
});

it('a line begins with how far the process has heard: a page knows by that what it missed before, or that it missed nothing', async () => {
  const page = await (await own.get('/console/hakodate/today')).text();
  const [, asOf = ''] = / data-as-of="([^"]+)"/.exec(page) ?? [];
  const quiet = await line('hakodate');
  await quiet.until('\n\n');
  expect(quiet.text()).toBe(`event: as-of\ndata: ${asOf}\n\n`);
  quiet.stop();
  await raise('hakodate', 'late');
  const late = await line('hakodate');
  await late.until(`data: ${asOf.replace(/\d+$/, (count) => String(Number(count) + 1))}\n`);
  late.stop();
});

it('an open page counts as somebody at the console of that centre', async () => {
  expect(await house.store.staff.consoleOpen('matsudo-mothers', house.clock.now())).toBe(false);
  const other = await signIn(house, { centres: ['matsudo-mothers'] });
  const stop = new AbortController();
  const answer = await fetch(`${house.url}/console/matsudo-mothers/events`, {
    headers: { cookie: other.cookie },
    signal: stop.signal,
  });
  // The line's first word comes once it is noted.
  await answer.body?.getReader().read();
  expect(await house.store.staff.consoleOpen('matsudo-mothers', house.clock.now())).toBe(true);
  stop.abort();
});

it('without a session, or for the centre of somebody else, the line says that it is over: else a page would ask for it for ever', async () => {
  const answers = [await fetch(`${house.url}/console/izumo/events`), await own.get('/console/matsudo-mothers/events')];
  for (const answer of answers) {
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await answer.text()).toBe('event: ended\ndata:\n\n');
  }
});

/** The same house at an address of its own; the browser that asks last has gone when `gone` resolves. */
async function doorstep() {
  let answer: ServerResponse | undefined;
  const server = createServer((request, response) => {
    answer = response;
    house.house.app(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  let asking: ReturnType<typeof get> | undefined;
  return {
    asks: () => {
      asking = get({ port, path: '/console/izumo/events', headers: { cookie: own.cookie }, agent: false });
      asking.on('error', () => undefined);
      return once(asking, 'response').catch(() => []);
    },
    isOpen: async ([answer]: unknown[]) => {
      if (answer instanceof IncomingMessage) await once(answer, 'data');
    },
    gone: async () => {
      const closed = answer && once(answer, 'close');
      asking?.destroy();
      await closed;
    },
  };
}

const BEAT_MS = 25_000;

it('who goes on before the line is open leaves nothing behind, a hundred times', async () => {
  const door = await doorstep();
  const { staff } = house.store;
  const [session, seen] = [staff.session.bind(staff), staff.seen.bind(staff)];
  let leavesWhile: 'asked-who' | 'noted' = 'asked-who';
  const handled: Promise<unknown>[] = [];
  const slow = async <T>(when: typeof leavesWhile, answer: Promise<T>): Promise<T> => {
    if (leavesWhile === when) await door.gone();
    return answer;
  };
  const spies = [
    vi.spyOn(staff, 'session').mockImplementation((...asked) => slow('asked-who', session(...asked))),
    vi.spyOn(staff, 'seen').mockImplementation((...asked) => {
      const noted = slow('noted', seen(...asked));
      handled.push(noted);
      return noted;
    }),
  ];
  const changes = vi.spyOn(house.store, 'changes');
  const intervals = vi.spyOn(globalThis, 'setInterval');
  onTestFinished(() => [...spies, changes, intervals].forEach((spy) => void spy.mockRestore()));
  for (let asked = 0; asked < 100; asked += 1) {
    leavesWhile = asked % 2 === 0 ? 'asked-who' : 'noted';
    await door.asks();
    await Promise.all(handled.splice(0));
  }
  // What follows an await has run by the next turn of the loop.
  await new Promise(setImmediate);
  expect(spies[1]?.mock.calls.length).toBeGreaterThanOrEqual(50);
  expect(changes).not.toHaveBeenCalled();
  expect(intervals.mock.calls.filter(([, every]) => every === BEAT_MS)).toEqual([]);
});

it('a browser that is closed ends the beat and the listening, and three minutes later nobody has the console open', async () => {
  const door = await doorstep();
  const listened = house.store.changes.bind(house.store);
  let listening = 0;
  const changes = vi.spyOn(house.store, 'changes').mockImplementation((listener) => {
    listening += 1;
    const stop = listened(listener);
    return () => {
      listening -= 1;
      stop();
    };
  });
  const [begun, cleared] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')];
  onTestFinished(() => [changes, begun, cleared].forEach((spy) => void spy.mockRestore()));
  await door.isOpen(await door.asks());
  expect(listening).toBe(1);
  const beat = begun.mock.calls.findIndex(([, every]) => every === BEAT_MS);
  const timer: unknown = begun.mock.results[beat]?.value;
  expect(timer).toBeDefined();
  await door.gone();
  expect(listening).toBe(0);
  expect(cleared.mock.calls.map(([it]) => it)).toContain(timer);
  await house.clock.advance(Duration.fromObject({ minutes: 3, seconds: 1 }));
  expect(await house.store.staff.consoleOpen('izumo', house.clock.now())).toBe(false);
});

it('a session that is over ends the line at the next beat, which is the last', async () => {
  const leaving = await signIn(house, { centres: ['izumo'] });
  const begun = vi.spyOn(globalThis, 'setInterval');
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  onTestFinished(() => [begun, cleared].forEach((spy) => void spy.mockRestore()));
  const answer = await fetch(`${house.url}/console/izumo/events`, { headers: { cookie: leaving.cookie } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  const index = begun.mock.calls.findIndex(([, every]) => every === BEAT_MS);
  const [beat] = begun.mock.calls[index] ?? [];
  const timer: unknown = begun.mock.results[index]?.value;
  await leaving.post('/console/sign-out');
  if (typeof beat === 'function') beat();
  let said = '';
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) said += part.value;
  expect(said).toContain('event: ended');
  expect(cleared.mock.calls.map(([it]) => it)).toContain(timer);
});

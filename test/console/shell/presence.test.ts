import { Duration } from 'luxon';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const BEAT_MS = 25_000;

it('a browser that has vanished without closing its line has nobody at the console three minutes later', async () => {
  const lost = await signIn(house, { centres: ['yamaguchi-vocational'] });
  const begun = vi.spyOn(globalThis, 'setInterval');
  const stop = new AbortController();
  onTestFinished(() => {
    begun.mockRestore();
    stop.abort();
  });
  const at = `${house.url}/console/yamaguchi-vocational`;
  const answer = await fetch(`${at}/events`, { headers: { cookie: lost.cookie }, signal: stop.signal });
  const reader = answer.body?.getReader();
  await reader?.read();
  const [beat] = begun.mock.calls.find(([, every]) => every === BEAT_MS) ?? [];
  if (typeof beat !== 'function') throw new Error('the line has no beat');
  await house.clock.advance(Duration.fromObject({ minutes: 3, seconds: 1 }));
  // The line still looks open to this side: its beats tell nothing of the browser.
  beat();
  await reader?.read();
  expect(await house.store.staff.consoleOpen('yamaguchi-vocational', house.clock.now())).toBe(false);
  expect((await lost.get('/console/yamaguchi-vocational/here')).status).toBe(204);
  expect(await house.store.staff.consoleOpen('yamaguchi-vocational', house.clock.now())).toBe(true);
  await house.clock.advance(Duration.fromObject({ minutes: 3, seconds: 1 }));
  expect(await house.store.staff.consoleOpen('yamaguchi-vocational', house.clock.now())).toBe(false);
});

it('a sign of life counts at the centres of its own account only', async () => {
  const own = await signIn(house, { centres: ['izumo'] });
  await own.get('/console/online-hellowork/here');
  expect(await house.store.staff.consoleOpen('online-hellowork', house.clock.now())).toBe(false);
});

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneAtATime, startSchedule } from '#jobs/schedule.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
let sql: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

test('the sweep is due every minute, for one process at a time, also after a second start; and stops without a fault', async () => {
  const logged: string[] = [];
  const keep = (_: object, message: string) => void logged.push(message);
  const log = { info: keep, warn: keep, error: keep };
  const sweepNow = async () => undefined;
  const [one, other] = [await startSchedule(database.url, sweepNow, log), await startSchedule(database.url, sweepNow, log)];
  const { rows: schedules } = await sql.query('SELECT name, cron FROM pgboss.schedule');
  expect(schedules).toEqual([{ name: 'sweep', cron: '* * * * *' }]);
  const { rows: queues } = await sql.query("SELECT policy, retry_limit FROM pgboss.queue WHERE name = 'sweep'");
  expect(queues).toEqual([{ policy: 'singleton', retry_limit: 0 }]);
  await Promise.all([one.stop(), other.stop()]);
  expect(logged).toEqual([]);
});

test('what is due is swept, and a sweep that fails does not end the schedule', async () => {
  const swept = Promise.withResolvers<void>();
  let times = 0;
  const schedule = await startSchedule(
    database.url,
    async () => {
      times += 1;
      if (times === 1) throw new Error('once');
      swept.resolve();
    },
    { info: () => undefined, warn: () => undefined, error: () => undefined },
  );
  const due = () => sql.query("INSERT INTO pgboss.job (name, data) VALUES ('sweep', '{}')");
  await due();
  await due();
  await swept.promise;
  await schedule.stop();
  expect(times).toBe(2);
}, 60_000);

test('a sweep that takes longer than a minute is not overtaken by the next', async () => {
  const first = Promise.withResolvers<void>();
  let begun = 0;
  const sweepOnce = oneAtATime(() => {
    begun += 1;
    return first.promise;
  });
  const [slow] = [sweepOnce(), await sweepOnce()];
  expect(begun).toBe(1);
  first.resolve();
  await slow;
  await sweepOnce();
  expect(begun).toBe(2);
});

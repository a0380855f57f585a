import { PgBoss } from 'pg-boss';
import type { Log } from '#bot/parts.ts';

/**
 * pg-boss wakes the sweep every minute, in one process at a time however many there are. It knows no deadlines: those are rows,
 * judged by the clock (see `sweep.ts`).
 */
export interface Schedule {
  stop(): Promise<void>;
}

const QUEUE = 'sweep';
const EVERY_MINUTE = '* * * * *';

/** A sweep that takes longer than its job may is left to end: the next minute begins no second one beside it. */
export function oneAtATime(work: () => Promise<unknown>): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
  };
}

export async function startSchedule(databaseUrl: string, sweepNow: () => Promise<unknown>, log: Log): Promise<Schedule> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, application_name: 'madoguchi jobs' });
  let stopping = false;
  boss.on('error', (fault) => {
    // While it stops its last polls may find the database gone already; nothing is lost with them.
    if (!stopping) log.error({ why: fault.name }, 'the schedule met a fault');
  });
  await boss.start();
  await boss.createQueue(QUEUE, { policy: 'singleton', retryLimit: 0, expireInSeconds: 60 });
  await boss.schedule(QUEUE, EVERY_MINUTE);
  await boss.work(QUEUE, { pollingIntervalSeconds: 5 }, oneAtATime(sweepNow));
  return {
    async stop() {
      stopping = true;
      await boss.stop({ graceful: true, timeout: 3_000, close: true });
    },
  };
}

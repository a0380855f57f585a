import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { sendRuns } from '#office/reminder-runs.ts';
import { openStore } from '#store/open.ts';
import { type Booked, enterDetails, OTHER_STAFF, reminding, STAFF } from './reminding.ts';

const at = reminding();
const many = (count: number): Promise<Booked[]> => Promise.all(Array.from({ length: count }, () => at.booked()));
const allArrivedOnce = (bookings: readonly Booked[]) => bookings.every((one) => at.arrived(one) === 1);
afterEach(() => {
  at.platform.clearFaults();
  at.platform.setMonthlyQuota('izumo', undefined);
});

describe('a run', () => {
  test('reaches everybody who was picked, once, and is done', async () => {
    const bookings = await many(5);
    const runId = await at.remind(bookings, { extra: '身分証をご用意ください。' });
    expect(allArrivedOnce(bookings)).toBe(true);
    expect(await at.fates(runId)).toEqual(Array(5).fill('sent'));
    expect(await at.run(runId)).toEqual({ state: 'done', why: null, total: 5 });
    const [first] = bookings;
    expect(JSON.stringify(first && at.platform.chat(first.talk).messages)).toContain('身分証をご用意ください。');
    expect(JSON.stringify(first && at.platform.chat(first.talk).messages)).not.toContain('山田');
  });

  test('goes to the bookings of its centre only, and there is none without any', async () => {
    const [here, elsewhere] = [await at.booked(), await at.booked('2026-11-24T10:00', { centreId: 'hakodate' })];
    const runId = await at.remind([here, elsewhere]);
    expect(await at.fates(runId)).toEqual(['sent']);
    expect(at.arrived(elsewhere)).toBe(0);
    expect(await at.plan([elsewhere])).toEqual({ kind: 'nobody' });
  });

  test('is written into the audit with its template and size, and without a word of staff’s', async () => {
    const runId = await at.remind([await at.booked()], { extra: 'ひみつの言葉' });
    const { rows } = await at.under.sql.query(
      "SELECT * FROM audit WHERE action = 'reminders-started' AND detail ->> 'runId' = $1",
      [runId],
    );
    expect(rows).toMatchObject([{ actor_kind: 'staff', detail: { template: 'session', total: 1 } }]);
    const { rows: stored } = await at.under.sql.query('SELECT extra FROM reminder_run WHERE id = $1', [runId]);
    expect(JSON.stringify([rows, stored, at.logged])).not.toContain('ひみつ');
  });
});

describe('nothing is sent twice', () => {
  test('a second press of the same page is the same run', async () => {
    const [booking, onceKey] = [await at.booked(), randomUUID()];
    const [one, two] = await Promise.all([at.plan([booking], { onceKey }), at.plan([booking], { onceKey })]);
    expect([one.kind, two.kind].sort()).toEqual(['before', 'started']);
    expect('runId' in one && 'runId' in two && one.runId === two.runId).toBe(true);
    await Promise.all([at.send(), at.send()]);
    expect(at.arrived(booking)).toBe(1);
  });

  test('a second person on the same day does not send it again, even in the same moment; the next day it may be', async () => {
    const bookings = await many(3);
    const [one, two] = await Promise.all([at.plan(bookings), at.plan(bookings, { by: OTHER_STAFF })]);
    await Promise.all([at.send(), at.send()]);
    expect(allArrivedOnce(bookings)).toBe(true);
    const fates = await Promise.all([one, two].map((it) => at.fates('runId' in it ? it.runId : '')));
    expect(fates.flat().sort()).toEqual([...Array(3).fill('not-needed sent-today'), ...Array(3).fill('sent')]);

    at.clock.set(at.clock.now().plus({ days: 1 }));
    await at.remind(bookings);
    expect(bookings.map(at.arrived)).toEqual([2, 2, 2]);
    at.clock.set(at.clock.now().minus({ days: 1 }));
  });

  test('another template on the same day is another reminder', async () => {
    const booking = await at.booked();
    await at.remind([booking]);
    await at.remind([booking], { template: 'preparation' });
    expect(at.arrived(booking)).toBe(2);
  });

  test('two processes that send at once share the work, and each reminder arrives exactly once', async () => {
    const bookings = await many(230);
    const other = await openStore({ url: at.under.url, keys: at.under.keys, poolSize: 6 });
    try {
      const started = await at.plan(bookings);
      const decided = await Promise.all([at.send(), at.send(other), at.send(other)]);
      expect(decided.reduce((sum, one) => sum + one, 0)).toBe(230);
      expect(allArrivedOnce(bookings)).toBe(true);
      await at.send();
      expect(await at.run('runId' in started ? started.runId : '')).toMatchObject({ state: 'done', total: 230 });
    } finally {
      await other.close();
    }
  });

  test('a process that dies between writing and pushing leaves it to the next, which sends it once', async () => {
    const bookings = await many(4);
    const started = await at.plan(bookings);
    await sendRuns(at.parts, { ...at.runner, deliver: () => Promise.reject(new Error('killed')) });
    expect(await at.run('runId' in started ? started.runId : '')).toMatchObject({ state: 'sending' });
    expect(bookings.map(at.arrived)).toEqual([0, 0, 0, 0]);
    await at.runner.deliver(await at.parts.store.conversationsWithMail(at.clock.now(), 100));
    await at.send();
    expect(allArrivedOnce(bookings)).toBe(true);
    expect(await at.run('runId' in started ? started.runId : '')).toMatchObject({ state: 'done' });
  });

  test('a run that does not open holds up none of those behind it', async () => {
    const spoilt = await at.plan([await at.booked()], { extra: 'お持ちください' });
    const sound = await at.plan([await at.booked()]);
    await at.under.sql.query("UPDATE reminder_run SET extra = 'gone.AAAA' WHERE id = $1", [
      'runId' in spoilt ? spoilt.runId : '',
    ]);
    await at.send();
    expect(await at.run('runId' in sound ? sound.runId : '')).toMatchObject({ state: 'done' });
    expect(at.logged.join()).toContain('a run of reminders will be gone on with');
    await at.under.sql.query('UPDATE reminder_run SET extra = NULL WHERE extra IS NOT NULL');
    await at.send();
  });

  test('an answer of the platform that is lost on the way is asked for again under the same retry key', async () => {
    const booking = await at.booked();
    at.platform.fail({ fault: { kind: 'drop' }, path: '/push' });
    const runId = await at.remind([booking]);
    expect(await at.run(runId)).toMatchObject({ state: 'sending' });
    at.clock.set(at.clock.now().plus({ seconds: 5 }));
    await at.runner.deliver([booking.conversationId]);
    await at.send();
    expect(at.arrived(booking)).toBe(1);
    expect(await at.run(runId)).toMatchObject({ state: 'done' });
  });
});

describe('the state is checked again at sending', () => {
  test('nobody is reminded of a session on a day that staff have closed for its office, until that ends', async () => {
    const [left, elsewhere] = [await at.booked('2026-12-10T09:30'), await at.booked('2026-12-11T09:30')];
    const closing = { centreId: 'izumo', officeId: 'izumo', fromDay: '2026-12-10', toDay: '2026-12-10', reason: '研修' };
    const closureId = await at.under.store.writes.closures.add({ ...closing, by: STAFF, at: at.clock.now() });
    const runId = await at.remind([left, elsewhere]);
    expect(await at.fates(runId)).toEqual(['not-needed closed-day', 'sent']);
    expect([at.arrived(left), at.arrived(elsewhere)]).toEqual([0, 1]);
    await at.under.store.writes.closures.end({ id: closureId, centreId: 'izumo', by: STAFF, at: at.clock.now() });
    await at.remind([left]);
    expect(at.arrived(left)).toBe(1);
  });

  test('nobody is reminded of meeting details that nobody has entered; of anything else they are', async () => {
    const [ready, missing] = [await at.booked(), await at.booked()];
    await enterDetails(at, ready);
    const runId = await at.remind([ready, missing], { template: 'details' });
    expect(await at.fates(runId)).toEqual(['not-needed no-details', 'sent']);
    expect([at.arrived(ready), at.arrived(missing)]).toEqual([1, 0]);
    await at.remind([missing], { template: 'session' });
    expect(at.arrived(missing)).toBe(1);
  });

  test('a booking that was cancelled in between is not reminded, and the ledger says why', async () => {
    const [stays, goes] = [await at.booked(), await at.booked()];
    const started = await at.plan([stays, goes]);
    await at.cancel(goes);
    await at.send();
    expect([at.arrived(stays), at.arrived(goes)]).toEqual([1, 0]);
    expect(await at.fates('runId' in started ? started.runId : '')).toEqual(['not-needed booking-changed', 'sent']);
  });

  test('a booking that was cancelled after its message was written is not pushed either', async () => {
    const booking = await at.booked();
    const started = await at.plan([booking]);
    const cancelling = {
      ...at.runner,
      deliver: async (ids: readonly string[]) => {
        await at.cancel(booking);
        await at.runner.deliver(ids);
      },
    };
    await sendRuns(at.parts, cancelling);
    expect(at.arrived(booking)).toBe(0);
    expect((await at.fates('runId' in started ? started.runId : ''))[0]).toMatch(/^not-needed/);
  });

  test('a session that has begun meanwhile needs no reminder', async () => {
    const booking = await at.booked('2026-11-24T09:30');
    const started = await at.plan([booking]);
    const before = at.clock.now();
    at.clock.set(before.set({ day: 24, hour: 9, minute: 30 }));
    await at.send();
    at.clock.set(before);
    expect(await at.fates('runId' in started ? started.runId : '')).toEqual(['not-needed begun']);
  });
});

describe('who cannot be reached', () => {
  test('a client who blocked us is to be rung, and nothing is pushed', async () => {
    const booking = await at.booked();
    await at.under.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [booking.conversationId]);
    const runId = await at.remind([booking]);
    expect(await at.fates(runId)).toEqual(['failed unreachable']);
    expect(at.arrived(booking)).toBe(0);
  });

  test('so is one who has never chatted', async () => {
    const booking = await at.booked();
    await at.under.sql.query('UPDATE conversation SET client_id = NULL WHERE id = $1', [booking.conversationId]);
    expect(await at.fates(await at.remind([booking]))).toEqual(['failed no-chat']);
  });
});

describe('the month’s pushes', () => {
  const used = (): number => at.platform.calls.filter(({ path, status }) => path.endsWith('/push') && status === 200).length;

  test('that run out in the middle stop the run, and what has not gone is failed for that reason', async () => {
    const bookings = await many(7);
    const before = used();
    const consumption = await at.parts.channels.line?.pushQuota('izumo');
    expect(consumption).toEqual({ remaining: 'unlimited' });
    at.platform.setMonthlyQuota('izumo', (await pushesUsed()) + 3);
    const runId = await at.remind(bookings);
    expect(used() - before).toBe(3);
    expect(bookings.filter((one) => at.arrived(one) === 1)).toHaveLength(3);
    expect(await at.fates(runId)).toEqual([...Array(4).fill('failed quota'), ...Array(3).fill('sent')]);
    expect(await at.run(runId)).toMatchObject({ state: 'stopped', why: 'quota' });
  });

  test('of which the platform does not tell are tried; its refusal stops the run', async () => {
    const bookings = await many(3);
    at.platform.setMonthlyQuota('izumo', (await pushesUsed()) + 1);
    at.platform.fail({ fault: { kind: 'status', status: 500 }, path: '/quota', times: 50 });
    const runId = await at.remind(bookings);
    expect(bookings.filter((one) => at.arrived(one) === 1)).toHaveLength(1);
    expect(await at.run(runId)).toMatchObject({ state: 'stopped', why: 'quota' });
    expect((await at.fates(runId)).filter((fate) => fate.startsWith('failed quota'))).toHaveLength(2);
  });

  test('that were bought in between let the same day’s reminder go out to those who did not get it, and to nobody else', async () => {
    const bookings = await many(3);
    at.platform.setMonthlyQuota('izumo', (await pushesUsed()) + 1);
    await at.remind(bookings);
    at.platform.setMonthlyQuota('izumo', undefined);
    const again = await at.remind(bookings);
    expect(allArrivedOnce(bookings)).toBe(true);
    expect(await at.fates(again)).toEqual(['not-needed sent-today', 'sent', 'sent']);
  });

  async function pushesUsed(): Promise<number> {
    at.platform.setMonthlyQuota('izumo', 1_000_000);
    const quota = await at.parts.channels.line?.pushQuota('izumo');
    return typeof quota?.remaining === 'number' ? 1_000_000 - quota.remaining : 0;
  }
});

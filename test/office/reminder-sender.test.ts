import { expect, onTestFinished, test } from 'vitest';
import { reminderSender } from '#office/reminder-sender.ts';
import { reminding } from './reminding.ts';

const at = reminding();

test('a run that is woken is sent without anybody waiting for it, and what was planned meanwhile as well', async () => {
  const first = await at.plan([await at.booked()]);
  const sender = reminderSender(at.parts, at.runner);
  onTestFinished(() => sender.stop());
  sender.wake();
  const second = await at.plan([await at.booked()]);
  sender.wake();
  await sender.idle();
  for (const run of [first, second]) {
    expect(run.kind === 'nobody' ? run : await at.run(run.runId)).toMatchObject({ state: 'done', total: 1 });
  }
});

test('a sender that was stopped begins nothing; the next one goes on', async () => {
  const run = await at.remind([await at.booked()]);
  expect(await at.run(run)).toMatchObject({ state: 'done' });
  const planned = await at.plan([await at.booked()]);
  const stopped = reminderSender(at.parts, at.runner);
  await stopped.stop();
  stopped.wake();
  await stopped.idle();
  const runId = planned.kind === 'nobody' ? '' : planned.runId;
  expect(await at.run(runId)).toMatchObject({ state: 'sending' });
  const next = reminderSender(at.parts, at.runner);
  onTestFinished(() => next.stop());
  next.wake();
  await next.idle();
  expect(await at.run(runId)).toMatchObject({ state: 'done' });
});

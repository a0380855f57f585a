import { expect, test } from 'vitest';
import { type Granted, grantedBy, tokens } from '#meetings/token.ts';
import { GO_ON, steppedUptime } from './doubles.ts';

function asked(answers: Granted[], clock = steppedUptime()) {
  let count = 0;
  const kept = tokens(() => {
    const answer = answers[Math.min(count, answers.length - 1)] ?? { kind: 'failed', why: 'none' };
    count += 1;
    return Promise.resolve(answer);
  }, clock);
  return { kept, clock, count: () => count };
}
const hour = (value: string): Granted => ({ kind: 'granted', value, seconds: 3600 });

test('a token is kept until two minutes before its end', async () => {
  const { kept, clock, count } = asked([hour('one'), hour('two')]);
  expect(await kept.get(GO_ON)).toEqual({ kind: 'token', value: 'one' });
  clock.pass(3479);
  expect(await kept.get(GO_ON)).toEqual({ kind: 'token', value: 'one' });
  clock.pass(1);
  expect(await kept.get(GO_ON)).toEqual({ kind: 'token', value: 'two' });
  expect(count()).toBe(2);
});

test('a token of a minute serves for half of it', async () => {
  const { kept, clock } = asked([{ kind: 'granted', value: 'one', seconds: 60 }, hour('two')]);
  await kept.get(GO_ON);
  clock.pass(29);
  expect(await kept.get(GO_ON)).toMatchObject({ value: 'one' });
  clock.pass(1);
  expect(await kept.get(GO_ON)).toMatchObject({ value: 'two' });
});

test('many who need one at once ask once', async () => {
  const { kept, count } = asked([hour('one')]);
  await Promise.all(Array.from({ length: 20 }, () => kept.get(GO_ON)));
  expect(count()).toBe(1);
});

test('what went wrong is not kept', async () => {
  const { kept, count } = asked([{ kind: 'later', why: 'HTTP 503' }, hour('one')]);
  expect(await kept.get(GO_ON)).toEqual({ kind: 'later', why: 'HTTP 503' });
  expect(await kept.get(GO_ON)).toEqual({ kind: 'token', value: 'one' });
  expect(count()).toBe(2);
});

test('a refused token is asked for anew once, however many were refused with it', async () => {
  const { kept, count } = asked([hour('one'), hour('two'), hour('three')]);
  await kept.get(GO_ON);
  kept.refused('one');
  expect(await kept.get(GO_ON)).toMatchObject({ value: 'two' });
  kept.refused('one');
  expect(await kept.get(GO_ON)).toMatchObject({ value: 'two' });
  expect(count()).toBe(2);
});

test.each([[{}], [undefined], [{ access_token: '', expires_in: 3600 }], [{ access_token: 'a', expires_in: 'soon' }]])(
  'an answer without a token, %j, is none',
  (body) => {
    expect(grantedBy({ kind: 'answer', status: 200, body, retryAfter: undefined })).toMatchObject({ kind: 'failed' });
  },
);

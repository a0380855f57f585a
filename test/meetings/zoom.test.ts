import { expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { aRoom, doubles, GO_ON, HOST, SHORT } from './doubles.ts';

const at = doubles();
const callsSince = (before: number) => at.platform.calls.slice(before).map(({ call }) => call);
const meetingsFor = (id: string) => at.platform.meetings.filter(({ body }) => body['agenda'] === `madoguchi ${id}`);

test('a meeting is made with a waiting room, without recording, at the time in UTC, and its passcode is told', async () => {
  const room = aRoom();
  const made = await at.zoom().make(room, GO_ON);
  if (made.kind !== 'made') throw new Error(made.why);
  const [held] = meetingsFor(room.id);
  expect(held?.body).toMatchObject({
    type: 2,
    topic: room.subject,
    start_time: '2026-11-25T01:00:00Z',
    duration: 30,
    timezone: 'Asia/Tokyo',
    settings: { waiting_room: true, join_before_host: false, auto_recording: 'none', use_pmi: false },
  });
  expect(made.access).toEqual({
    meetingId: expect.stringMatching(/^\d{3} \d{4} \d{4}$/),
    passcode: held?.passcode,
    url: held?.joinUrl,
  });
  expect(JSON.stringify(made)).not.toContain('zak=');
});

test('the token is asked for once, however many meetings are made at the same time', async () => {
  const before = at.platform.calls.length;
  const zoom = at.zoom();
  await Promise.all([zoom.make(aRoom(), GO_ON), zoom.make(aRoom(), GO_ON), zoom.make(aRoom(), GO_ON)]);
  expect(callsSince(before).filter((call) => call === 'token')).toHaveLength(1);
});

test('a token that is refused is renewed once, and the call is made again', async () => {
  const zoom = at.zoom();
  await zoom.make(aRoom(), GO_ON);
  at.platform.revokeTokens();
  const before = at.platform.calls.length;
  expect(await zoom.make(aRoom(), GO_ON)).toMatchObject({ kind: 'made' });
  expect(callsSince(before)).toEqual(['token', 'create']);
  at.platform.fail({ on: 'create', times: 2, fault: { kind: 'status', status: 401 } });
  expect(await zoom.make(aRoom(), GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 401' });
});

test('with a wrong secret, or for a host that is unknown, it fails for good', async () => {
  expect(await at.zoom({ clientSecret: 'wrong' }).make(aRoom(), GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 400' });
  expect(await at.zoom().make(aRoom({ host: 'nobody@example.jp' }), GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 404' });
});

test.each([
  ['seconds', '90', '2026-11-20T10:01:30'],
  ['a date as HTTP writes it', 'Fri, 20 Nov 2026 02:00:00 GMT', '2026-11-20T11:00'],
  ['a date as Zoom writes it', '2026-11-21T00:00:00Z', '2026-11-21T09:00'],
  ['a date beyond two days', '2027-11-21T00:00:00Z', '2026-11-22T10:00'],
])('too many calls: later, not before what %s say', async (_how, retryAfter, expected) => {
  at.platform.fail({ on: 'create', fault: { kind: 'status', status: 429, retryAfter } });
  const made = await at.zoom().make(aRoom(), GO_ON);
  if (made.kind !== 'later') throw new Error(made.kind);
  expect(made.why).toBe('HTTP 429');
  expect(made.notBefore?.toMillis()).toBe(inTokyo(expected).toMillis());
});

test('the daily limit without a date ends at midnight UTC; another 429 without one says nothing', async () => {
  const refuse = (message: string) => at.platform.fail({ on: 'create', fault: { kind: 'status', status: 429, message } });
  refuse('You have exceeded the daily rate limit (100) of Meeting Create/Update API requests.');
  const daily = await at.zoom().make(aRoom(), GO_ON);
  expect(daily.kind === 'later' && daily.notBefore?.toMillis()).toBe(inTokyo('2026-11-21T09:00').toMillis());
  refuse('You have reached the maximum per-second rate limit for this API.');
  expect(await at.zoom().make(aRoom(), GO_ON)).toEqual({ kind: 'later', why: 'HTTP 429', notBefore: undefined });
});

test.each([
  ['a fault of the server', { kind: 'status', status: 503 }, 'HTTP 503'],
  ['a broken connection', { kind: 'refuse' }, 'no connection'],
  ['no answer', { kind: 'hang' }, 'no answer in time'],
] as const)('%s is met later', async (_what, fault, why) => {
  at.platform.fail({ on: 'create', fault });
  expect(await at.zoom({}, fault.kind === 'hang' ? SHORT : undefined).make(aRoom(), GO_ON)).toMatchObject({ kind: 'later', why });
});

test('an answer that was lost leaves one meeting: the next attempt finds it, with its passcode', async () => {
  const room = aRoom();
  at.platform.fail({ on: 'create', fault: { kind: 'drop' } });
  expect(await at.zoom().make(room, GO_ON)).toMatchObject({ kind: 'later', why: 'no connection' });
  const made = await at.zoom().make({ ...room, again: true }, GO_ON);
  expect(meetingsFor(room.id)).toHaveLength(1);
  expect(made).toMatchObject({ kind: 'made', access: { passcode: meetingsFor(room.id)[0]?.passcode } });
});

test('it is found among more meetings than a page holds', async () => {
  const room = aRoom();
  const zoom = at.zoom();
  at.platform.fail({ on: 'create', fault: { kind: 'drop' } });
  await zoom.make(room, GO_ON);
  at.platform.crowd(HOST, 300);
  const before = at.platform.calls.length;
  expect(await zoom.make({ ...room, again: true }, GO_ON)).toMatchObject({ kind: 'made' });
  expect(callsSince(before)).toEqual(['list', 'list', 'read']);
  expect(meetingsFor(room.id)).toHaveLength(1);
});

test('taken down it is gone; once more it is gone already; and one whose answer was lost is looked for', async () => {
  const zoom = at.zoom();
  const room = aRoom();
  const made = await zoom.make(room, GO_ON);
  const externalId = made.kind === 'made' ? made.externalId : undefined;
  expect(await zoom.unmake({ ...room, externalId }, GO_ON)).toEqual({ kind: 'unmade' });
  expect(meetingsFor(room.id)).toEqual([]);
  expect(await zoom.unmake({ ...room, externalId }, GO_ON)).toEqual({ kind: 'unmade' });
  const lost = aRoom();
  at.platform.fail({ on: 'create', fault: { kind: 'drop' } });
  await zoom.make(lost, GO_ON);
  expect(meetingsFor(lost.id)).toHaveLength(1);
  expect(await zoom.unmake({ ...lost, externalId: undefined }, GO_ON)).toEqual({ kind: 'unmade' });
  expect(meetingsFor(lost.id)).toEqual([]);
});

test('a stop breaks off what is on its way', async () => {
  at.platform.fail({ on: 'create', fault: { kind: 'hang' } });
  const stop = new AbortController();
  const making = at.zoom().make(aRoom(), stop.signal);
  stop.abort();
  expect(await making).toMatchObject({ kind: 'later' });
});

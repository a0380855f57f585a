import { expect, test } from 'vitest';
import { aRoom, doubles, GO_ON, SHORT } from './doubles.ts';

const at = doubles();
const callsSince = (before: number) => at.platform.calls.slice(before).map(({ call }) => call);
const meetingsFor = (key: string) => at.platform.meetings.filter(({ externalId }) => externalId === key);

test('a meeting is made under our key, without recording, with a lobby for everybody but the staff of the tenant', async () => {
  const room = aRoom();
  const made = await at.graph().make(room, GO_ON);
  if (made.kind !== 'made') throw new Error(made.why);
  const [held] = meetingsFor(room.key);
  expect(held?.body).toMatchObject({
    subject: room.subject,
    startDateTime: '2026-11-25T01:00:00.000Z',
    endDateTime: '2026-11-25T01:30:00.000Z',
    allowRecording: false,
    recordAutomatically: false,
    lobbyBypassSettings: { scope: 'organizationExcludingGuests', isDialInBypassEnabled: false },
  });
  expect(made.access).toEqual({ url: held?.joinUrl, meetingId: held?.joinUrl.slice(-11), passcode: held?.passcode });
});

test('asked again for the same room it is the same meeting, also where the first answer was lost', async () => {
  const room = aRoom();
  at.platform.fail({ on: 'create', fault: { kind: 'drop' } });
  expect(await at.graph().make(room, GO_ON)).toMatchObject({ kind: 'later' });
  const [first, second] = [await at.graph().make(room, GO_ON), await at.graph().make({ ...room, again: true }, GO_ON)];
  expect(first).toEqual(second);
  expect(meetingsFor(room.key)).toHaveLength(1);
});

test('a meeting whose settings could not be made yet is not given out', async () => {
  const room = aRoom();
  for (const status of [404, 503]) {
    at.platform.fail({ on: 'change', fault: { kind: 'status', status } });
    expect(await at.graph().make(room, GO_ON)).toMatchObject({ kind: 'later', why: `HTTP ${status}` });
  }
  at.platform.fail({ on: 'change', fault: { kind: 'status', status: 400 } });
  expect(await at.graph().make(room, GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 400', left: true });
});

test('a wrong secret, or a host without the access policy, fails for good', async () => {
  expect(await at.graph({ clientSecret: 'wrong' }).make(aRoom(), GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 401' });
  expect(await at.graph().make(aRoom({ host: 'nobody' }), GO_ON)).toEqual({ kind: 'failed', why: 'HTTP 403' });
});

test('a token that is refused is renewed once; no answer in time is met later', async () => {
  const graph = at.graph();
  await graph.make(aRoom(), GO_ON);
  at.platform.revokeTokens();
  const before = at.platform.calls.length;
  expect(await graph.make(aRoom(), GO_ON)).toMatchObject({ kind: 'made' });
  expect(callsSince(before)).toEqual(['token', 'create', 'change']);
  at.platform.fail({ on: 'create', fault: { kind: 'hang' } });
  expect(await at.graph({}, SHORT).make(aRoom(), GO_ON)).toEqual({ kind: 'later', why: 'no answer in time' });
});

test('taken down it is gone, by its id or by our key, and once more it is gone already', async () => {
  const graph = at.graph();
  const room = aRoom();
  const made = await graph.make(room, GO_ON);
  const externalId = made.kind === 'made' ? made.externalId : undefined;
  // The centre file names another host meanwhile.
  for (const host of ['somebody-else', undefined]) {
    expect(await graph.unmake({ ...room, host, externalId }, GO_ON)).toEqual({ kind: 'unmade' });
  }
  expect(meetingsFor(room.key)).toEqual([]);
  const lost = aRoom();
  at.platform.fail({ on: 'create', fault: { kind: 'drop' } });
  await graph.make(lost, GO_ON);
  expect(await graph.unmake({ ...lost, externalId: undefined }, GO_ON)).toEqual({ kind: 'unmade' });
  expect(meetingsFor(lost.key)).toEqual([]);
});

test('what cannot be taken down now is taken down later', async () => {
  const graph = at.graph();
  const room = aRoom();
  const made = await graph.make(room, GO_ON);
  const externalId = made.kind === 'made' ? made.externalId : undefined;
  at.platform.fail({ on: 'delete', fault: { kind: 'status', status: 502 } });
  expect(await graph.unmake({ ...room, externalId }, GO_ON)).toMatchObject({ kind: 'later' });
  expect(meetingsFor(room.key)).toHaveLength(1);
});

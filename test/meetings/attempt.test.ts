import { describe, expect, test } from 'vitest';
import { SOMEBODY as by } from '../office/counter.ts';
import { inTokyo } from '../support/tokyo.ts';
import { SHORT } from './doubles.ts';
import { kept } from './kept.ts';

const at = kept();

const details = (bookingId: string) => at.within(bookingId, (turn) => turn.details(bookingId));
const BY_HAND = { meetingId: '123 4567 8901', passcode: 'sakura7' };

describe('where the provider fails', () => {
  test('for good, the booking stands and staff are asked once to enter the details; that settles it', async () => {
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'status', status: 400 } });
    const { id } = await at.confirmed('2026-12-16T11:00');
    await at.keep();
    expect((await at.booking(id))?.state).toBe('confirmed');
    expect(await at.tasks(id)).toEqual(['make-meeting']);
    expect(await at.rooms(id)).toMatchObject([{ state: 'failed', why: 'HTTP 400' }]);
    expect(await at.audit(id)).toContain('meeting-failed');
    await at.keep();
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.office.enterDetails({ by, bookingId: id, access: BY_HAND })).toMatchObject({ kind: 'done', told: 'chat' });
    expect(await at.tasks(id)).toEqual([]);
  });

  test('again and again, it is tried six times over the hour, and what may have been made is deleted', async () => {
    const { id } = await at.confirmed('2026-12-17T11:00');
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'drop' } });
    at.doubles.platform.fail({ on: 'list', times: 5, fault: { kind: 'status', status: 503 } });
    const times = ['10:00', '10:01', '10:03', '10:07', '10:20'];
    for (const time of times) {
      at.house.clock.set(inTokyo(`2026-11-20T${time}`));
      await at.keep();
      expect(await at.rooms(id)).toMatchObject([{ state: 'making' }]);
    }
    expect(await at.meetings(id)).toHaveLength(1);
    at.house.clock.set(inTokyo('2026-11-20T11:00'));
    await at.keep();
    expect(await at.tasks(id)).toEqual(['make-meeting']);
    expect(await at.rooms(id)).toMatchObject([{ state: 'failed', retry_at: null, why: 'HTTP 503' }]);
    expect(await at.meetings(id)).toEqual([]);
  });

  test('shortly before the session, staff are asked at once', async () => {
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'status', status: 503 } });
    const { id } = await at.confirmed('2026-12-18T11:00');
    at.house.clock.set(inTokyo('2026-12-18T10:31'));
    await at.keep();
    expect(await at.tasks(id)).toEqual(['make-meeting']);
  });

  test('for today alone (its daily limit), a session of tomorrow waits and one before that is given to staff', async () => {
    const retryAfter = '2026-12-21T00:00:00Z';
    at.house.clock.set(inTokyo('2026-12-20T23:00'));
    at.doubles.platform.fail({ on: 'create', times: 2, fault: { kind: 'status', status: 429, retryAfter } });
    const [early, late] = [await at.confirmed('2026-12-21T09:20'), await at.confirmed('2026-12-21T11:00')];
    await at.keep();
    expect(await at.tasks(early.id)).toEqual(['make-meeting']);
    expect(await at.rooms(late.id)).toMatchObject([{ state: 'making', retry_at: new Date(retryAfter) }]);
    at.house.clock.set(inTokyo('2026-12-21T09:00'));
    await at.keep();
    expect(await at.meetings(late.id)).toHaveLength(1);
    expect(await at.tasks(late.id)).toEqual([]);
  });

  test('an answer that was lost leaves one meeting and tells once', async () => {
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'drop' } });
    const { id } = await at.confirmed('2026-12-22T11:00');
    await at.keep();
    expect(await at.told(id)).toEqual([]);
    at.house.clock.set(inTokyo('2026-11-20T10:01'));
    await at.keep();
    expect(await at.meetings(id)).toHaveLength(1);
    expect(await at.told(id)).toHaveLength(1);
  });

  test('by not answering, the keeper goes on after the time-out, and a stop does not wait for it', async () => {
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'hang' } });
    const { id } = await at.confirmed('2026-12-23T11:00');
    await at.keep(at.keeper({ zoom: at.doubles.zoom({}, SHORT) }));
    expect(await at.rooms(id)).toMatchObject([{ state: 'making', why: 'no answer in time' }]);
    at.doubles.platform.fail({ on: 'list', fault: { kind: 'hang' } });
    at.house.clock.set(inTokyo('2026-11-20T10:01'));
    const keeper = at.keeper();
    const before = at.doubles.platform.calls.length;
    keeper.wake();
    await expect.poll(() => at.doubles.platform.calls.slice(before).map(({ call }) => call)).toContain('list');
    await keeper.stop();
    expect(await at.tasks(id)).toEqual([]);
  });
});

test('a booking that is cancelled while its meeting is on its way: what was made is deleted and nobody is told of it', async () => {
  const { id } = await at.confirmed('2026-12-11T11:00');
  const cancelled = () => at.office.cancel({ by, bookingId: id, wish: 'client' });
  await at.keep(at.keeper({ zoom: at.meanwhile(id, cancelled) }));
  expect(await at.meetings(id)).toEqual([]);
  expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }]);
  expect((await at.told(id)).map(({ kind }) => kind)).toEqual(['cancelled']);
});

test('a process that is killed between the answer and our note leaves one meeting: the next one finds it', async () => {
  const { id } = await at.confirmed('2026-12-24T11:00');
  const dying = at.keeper({ zoom: at.meanwhile(id, () => Promise.reject(new Error('killed'))) });
  dying.wake();
  await dying.idle();
  await dying.stop();
  expect(await at.rooms(id)).toMatchObject([{ state: 'making', attempts: 1 }]);
  await at.sql.query('UPDATE meeting_room SET leased_until = now() WHERE booking_id = $1', [id]);
  await at.keep(at.keeper());
  expect(await at.meetings(id)).toHaveLength(1);
  expect(await at.rooms(id)).toMatchObject([{ state: 'made', attempts: 2 }]);
  expect(await at.told(id)).toHaveLength(1);
});

describe('staff who enter the details', () => {
  test('first have them stand: nothing is made', async () => {
    const { id } = await at.confirmed('2026-12-25T11:00');
    await at.office.enterDetails({ by, bookingId: id, access: BY_HAND });
    await at.keep();
    expect(await at.rooms(id)).toEqual([]);
    expect((await details(id))?.access).toEqual(BY_HAND);
  });

  test('while one is made have theirs stand, and the one that was made is deleted', async () => {
    const { id } = await at.confirmed('2026-12-25T13:00');
    const entered = () => at.office.enterDetails({ by, bookingId: id, access: BY_HAND });
    await at.keep(at.keeper({ zoom: at.meanwhile(id, entered) }));
    expect((await details(id))?.access).toEqual(BY_HAND);
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.told(id)).toHaveLength(1);
  });

  test('in place of those that were made have the meeting deleted, and none is made anew', async () => {
    const { id } = await at.confirmed('2026-12-25T14:00');
    await at.keep();
    const made = await details(id);
    await at.office.enterDetails({ by, bookingId: id, access: BY_HAND, replaces: made?.id });
    await at.keep();
    await at.keep();
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade', why: 'details-by-staff' }]);
    expect((await details(id))?.access).toEqual(BY_HAND);
  });
});

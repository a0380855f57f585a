import { beforeEach, describe, expect, test } from 'vitest';
import { SOMEBODY as by } from '../office/counter.ts';
import { inTokyo } from '../support/tokyo.ts';
import { SHORT } from './doubles.ts';
import { kept, TEAMS, ZOOM } from './kept.ts';

const at = kept();
beforeEach(async () => {
  at.house.clock.set(inTokyo('2026-11-20T10:00'));
  // What another test has left to be done is not this one's.
  await at.sql.query("UPDATE meeting_room SET leased_until = now() + interval '1 day'");
});

const details = (bookingId: string) => at.within(bookingId, (turn) => turn.details(bookingId));
const cancel = (bookingId: string) => at.office.cancel({ by, bookingId, wish: 'client' });
const BY_HAND = { meetingId: '123 4567 8901', passcode: 'sakura7' };

describe('a booking that is confirmed', () => {
  test.each([ZOOM, TEAMS])(
    'at %s has its meeting made, and its client is told as if staff had entered the details',
    async (centre) => {
      const { who, id } = await at.confirmed('2026-12-01T11:00', centre);
      await at.keep();
      const [meeting] = await at.meetings(id);
      expect((await details(id))?.access).toMatchObject({ url: meeting?.joinUrl, passcode: meeting?.passcode });
      expect(await at.rooms(id)).toMatchObject([{ state: 'made', revision: 1, attempts: 1 }]);
      expect(await at.audit(id)).toContain('meeting-made');
      if (centre === ZOOM) {
        expect(await at.told(id)).toMatchObject([{ kind: 'details', by: 'line', fate: 'sent' }]);
        expect(at.heard(who)).toContain('表示');
      } else {
        expect(await at.tasks(id)).toContain('my-page');
      }
      expect(at.heard(who)).not.toContain(meeting?.passcode);
    },
  );

  test('is seen at once by the keeper of whichever process, without a sweep', async () => {
    const keeper = at.keeper();
    await at.keep(keeper);
    const { id } = await at.confirmed('2026-12-02T11:00');
    await expect.poll(() => at.rooms(id), { timeout: 20_000 }).toMatchObject([{ state: 'made' }]);
  });

  test('keeps nothing of the meeting in the clear, and nothing in the log', async () => {
    const { id } = await at.confirmed('2026-12-03T11:00');
    await at.keep();
    const [meeting] = await at.meetings(id);
    const { rows } = await at.sql.query('SELECT row_to_json(r)::text AS it FROM meeting_room r WHERE booking_id = $1', [id]);
    for (const text of [JSON.stringify(rows), at.house.logged.join()]) {
      expect(text).not.toContain(meeting?.id);
      expect(text).not.toContain(meeting?.passcode);
    }
    const made = JSON.stringify(meeting?.body);
    expect(made).toContain((await at.booking(id))?.reference);
    expect(made).not.toContain('花子');
  });

  test('has one meeting, however many keepers look at the same time', async () => {
    const booked = [];
    for (const time of ['11:00', '13:00', '14:00']) booked.push((await at.confirmed(`2026-12-04T${time}`)).id);
    const keepers = [at.keeper(), at.keeper(), at.keeper()];
    await Promise.all(keepers.map((one) => at.keep(one)));
    for (const id of booked) {
      expect(await at.meetings(id)).toHaveLength(1);
      expect(await at.told(id)).toHaveLength(1);
    }
  });

  test('of a request is none yet, nor one of a service without a provider', async () => {
    const { id: request } = await at.booked(await at.person(ZOOM), 'requested', '2026-12-07T11:00');
    const { id } = await at.confirmed('2026-12-07T11:00', 'hakodate');
    await at.keep();
    expect([await at.rooms(request), await at.rooms(id)]).toEqual([[], []]);
  });
});

describe('a booking that is over', () => {
  test('moved, it has a new meeting at the new time, and the old one is deleted', async () => {
    const { id } = await at.confirmed('2026-12-08T11:00');
    await at.keep();
    const [old] = await at.meetings(id);
    const moved = await at.office.move({ by, bookingId: id, startsAt: inTokyo('2026-12-08T13:00'), wish: 'client' });
    if (moved.kind !== 'done') throw new Error(moved.kind);
    await at.keep();
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade', why: 'booking-changed' }]);
    const [meeting] = await at.meetings(moved.booking.id);
    expect(meeting?.joinUrl).not.toBe(old?.joinUrl);
    expect(meeting?.body['start_time']).toBe('2026-12-08T04:00:00Z');
    expect(await details(id)).toBeUndefined();
    expect((await details(moved.booking.id))?.access.url).toBe(meeting?.joinUrl);
  });

  test.each([ZOOM, TEAMS])(
    'cancelled at %s, its meeting is deleted, also where the first attempt at that fails',
    async (centre) => {
      const { id } = await at.confirmed('2026-12-09T11:00', centre);
      await at.keep();
      at.doubles.platform.fail({ on: 'delete', fault: { kind: 'status', status: 503 } });
      await cancel(id);
      await at.keep();
      expect(await at.rooms(id)).toMatchObject([{ state: 'unmaking', why: 'HTTP 503' }]);
      at.house.clock.set(inTokyo('2026-11-20T10:01'));
      await at.keep();
      expect(await at.meetings(id)).toEqual([]);
      expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }]);
    },
  );

  test('cancelled before anything was made, nothing is', async () => {
    at.doubles.platform.fail({ on: 'token', fault: { kind: 'status', status: 503 } });
    const { id } = await at.confirmed('2026-12-10T11:00');
    await at.keep();
    await cancel(id);
    at.house.clock.set(inTokyo('2026-11-20T10:30'));
    await at.keep();
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }]);
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.told(id)).not.toContainEqual(expect.objectContaining({ kind: 'details' }));
  });

  test('cancelled while the meeting is on its way, what was made is deleted and nobody is told of it', async () => {
    const { id } = await at.confirmed('2026-12-11T11:00');
    const zoom = at.doubles.zoom();
    const slow = { ...zoom, make: async (...it: Parameters<typeof zoom.make>) => cancelled(await zoom.make(...it)) };
    const cancelled = async <T>(made: T) => {
      await cancel(id);
      return made;
    };
    await at.keep(at.keeper({ zoom: slow }));
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }]);
    expect((await at.told(id)).map(({ kind }) => kind)).toEqual(['cancelled']);
  });

  test('presumed cancelled or attended, it keeps its room: somebody may be in it', async () => {
    const [first, second] = [await at.confirmed('2026-12-14T11:00'), await at.confirmed('2026-12-14T13:00')];
    await at.keep();
    at.house.clock.set(inTokyo('2026-12-14T11:10'));
    await at.within(first.id, (turn) =>
      turn.changeState({
        ...{ bookingId: first.id, from: ['confirmed'], to: 'presumed-cancelled', at: at.now },
        actor: { kind: 'system', id: 'sweep' },
      }),
    );
    await at.office.attendance({ by, bookingId: second.id, what: 'attended' });
    await at.keep();
    for (const { id } of [first, second]) expect(await at.meetings(id)).toHaveLength(1);
  });

  test("staff's no-show that is taken back before the session gets another meeting, and new details", async () => {
    const { id } = await at.confirmed('2026-12-15T11:00');
    await at.keep();
    const before = await details(id);
    at.house.clock.set(inTokyo('2026-12-15T09:00'));
    await at.within(id, async (turn) => {
      const actor = { kind: 'staff', id: by.id } as const;
      await turn.changeState({ bookingId: id, from: ['confirmed'], to: 'cancelled', at: at.now, actor, reason: 'no-show' });
      await turn.markNoShow(id, at.now);
    });
    await at.keep();
    expect(await at.meetings(id)).toEqual([]);
    expect(await at.office.attendance({ by, bookingId: id, what: 'undo' })).toMatchObject({ kind: 'done' });
    await at.keep();
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }, { state: 'made', revision: 2 }]);
    const after = await details(id);
    expect(after?.access.url).toBe((await at.meetings(id))[0]?.joinUrl);
    expect(after?.access.url).not.toBe(before?.access.url);
  });
});

test('details of a meeting that was taken down never count again: where none can be made, staff are asked', async () => {
  const { id } = await at.confirmed('2026-12-15T13:00');
  await at.keep();
  at.house.clock.set(inTokyo('2026-12-15T09:00'));
  await at.within(id, async (turn) => {
    const actor = { kind: 'staff', id: by.id } as const;
    await turn.changeState({ bookingId: id, from: ['confirmed'], to: 'cancelled', at: at.now, actor, reason: 'no-show' });
    await turn.markNoShow(id, at.now);
  });
  await at.keep();
  at.doubles.platform.fail({ on: 'create', fault: { kind: 'status', status: 400 } });
  await at.office.attendance({ by, bookingId: id, what: 'undo' });
  await at.keep();
  expect(await details(id)).toBeUndefined();
  expect(await at.tasks(id)).toEqual(['make-meeting']);
});

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

test('a process that is killed between the answer and our note leaves one meeting: the next one finds it', async () => {
  const { id } = await at.confirmed('2026-12-24T11:00');
  const zoom = at.doubles.zoom();
  const killed = {
    ...zoom,
    make: async (...it: Parameters<typeof zoom.make>) => {
      await zoom.make(...it);
      throw new Error('killed');
    },
  };
  const dying = at.keeper({ zoom: killed });
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
    const zoom = at.doubles.zoom();
    const slow = {
      ...zoom,
      make: async (...it: Parameters<typeof zoom.make>) => {
        const made = await zoom.make(...it);
        await at.office.enterDetails({ by, bookingId: id, access: BY_HAND });
        return made;
      },
    };
    await at.keep(at.keeper({ zoom: slow }));
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

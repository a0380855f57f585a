import { describe, expect, test } from 'vitest';
import type { Attendance } from '#office/office.ts';
import { SOMEBODY as by } from '../office/counter.ts';
import { inTokyo } from '../support/tokyo.ts';
import { kept, TEAMS, ZOOM } from './kept.ts';

const at = kept();

const details = (bookingId: string) => at.within(bookingId, (turn) => turn.details(bookingId));
const cancel = (bookingId: string) => at.office.cancel({ by, bookingId, wish: 'client' });
const mark = (bookingId: string, what: Attendance) => at.office.attendance({ by, bookingId, what });

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
    await expect.poll(() => at.rooms(id)).toMatchObject([{ state: 'made' }]);
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
});

describe('a mark that staff take back', () => {
  test.each([ZOOM, TEAMS])(
    "at %s, a no-show while the session is running: it is the same meeting still, and its client's details count again",
    async (centre) => {
      const { id } = await at.confirmed('2026-12-15T11:00', centre);
      await at.keep();
      const [before, [meeting]] = [await details(id), await at.meetings(id)];
      await at.office.tickMyPage({ by, bookingId: id });
      at.house.clock.set(inTokyo('2026-12-15T11:12'));
      expect(await mark(id, 'no-show')).toMatchObject({ kind: 'done', booking: { state: 'cancelled' } });
      await at.keep();
      at.house.clock.set(inTokyo('2026-12-15T11:13'));
      expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', booking: { state: 'confirmed' } });
      await at.keep();
      expect(await at.rooms(id)).toMatchObject([{ state: 'made', revision: 1 }]);
      expect(await at.meetings(id)).toEqual([meeting]);
      expect((await details(id))?.access).toEqual(before?.access);
      await at.house.house.sweep();
      expect(await at.tasks(id)).toEqual([]);
    },
  );

  test('the slip of a morning, made while its meeting was on its way: there is another meeting, and its details', async () => {
    const id = await slipped('2026-12-15T13:00');
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }]);
    expect(await mark(id, 'undo')).toMatchObject({ kind: 'done' });
    await at.keep();
    expect(await at.rooms(id)).toMatchObject([{ state: 'unmade' }, { state: 'made', revision: 2 }]);
    const meetings = await at.meetings(id);
    expect(meetings).toHaveLength(1);
    expect((await details(id))?.access.url).toBe(meetings[0]?.joinUrl);
  });

  test('such a slip, where no other meeting can be made: staff are asked', async () => {
    const id = await slipped('2026-12-15T14:00');
    at.doubles.platform.fail({ on: 'create', fault: { kind: 'status', status: 400 } });
    await mark(id, 'undo');
    await at.keep();
    expect(await details(id)).toBeUndefined();
    expect(await at.tasks(id)).toEqual(['make-meeting']);
  });

  /** Marked as attended on its morning, by mistake, before its meeting was ours. */
  async function slipped(startsAt: string): Promise<string> {
    at.house.clock.set(inTokyo('2026-12-15T09:00'));
    const { id } = await at.confirmed(startsAt);
    await at.keep(at.keeper({ zoom: at.meanwhile(id, () => mark(id, 'attended')) }));
    expect([(await at.booking(id))?.state, await at.meetings(id), await at.told(id)]).toEqual(['attended', [], []]);
    return id;
  }
});

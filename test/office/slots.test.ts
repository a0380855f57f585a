import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { beforeEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { type SlotActs, slotActs } from '#office/slots.ts';
import { centreOf, closedOn, officeOf, serviceOf } from '../policy/centres.ts';
import { holding, seatAt, somebody, storeForFile } from '../support/store.ts';
import { inTokyo } from '../support/tokyo.ts';

const parts = storeForFile();
const clock = stoppedClock(inTokyo('2026-11-20T10:00'));
const by = { id: randomUUID() };
const centre = centreOf('izumo');
const place = { centre, officeId: officeOf('izumo').id, service: serviceOf('izumo') };
let acts: SlotActs;
beforeEach(() => {
  clock.set(inTokyo('2026-11-20T10:00'));
  acts = slotActs({ store: parts.store, clock });
});

/** Monday 2026-11-30 and later: each test takes a working day of its own. */
const DAYS = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09'];
DAYS.push('2026-12-10', '2026-12-11', '2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17');
let days = 0;
const ownDay = (): string => DAYS[days++] ?? 'no day left';

const takeSeat = async (startsAt: DateTime, capacity = 1) => {
  const id = await somebody(parts.store);
  return parts.store.turn(id, (turn) => turn.hold(seatAt(startsAt, { capacity }), holding({ at: clock.now() })));
};
const audited = async (action: string) =>
  (await parts.sql.query('SELECT actor_kind, actor_id, detail FROM audit WHERE action = $1 ORDER BY seq', [action])).rows;

describe('the calendar', () => {
  test('has the times of the centre file on working days, and none on a weekend', async () => {
    const { entries } = await acts.entries({ ...place, from: inTokyo('2027-01-15'), to: inTokyo('2027-01-18') });
    expect(entries.map(({ startsAt }) => startsAt.toFormat('dd HH:mm'))).toEqual([
      '15 09:30',
      '15 11:00',
      '15 13:30',
      '15 15:00',
    ]);
    expect(entries[0]).toMatchObject({ used: 0, capacity: 1, from: 'file', state: 'open' });
  });

  test('tells what is past, and that a slot that begins now has begun', async () => {
    clock.set(inTokyo('2027-01-15T11:00'));
    const { entries } = await acts.entries({ ...place, from: inTokyo('2027-01-15'), to: inTokyo('2027-01-16') });
    expect(entries.map(({ state }) => state)).toEqual(['past', 'past', 'open', 'open']);
  });

  test('shows a time that was only booked or offered by staff as that, and not as an open slot', async () => {
    const day = ownDay();
    await takeSeat(inTokyo(`${day}T10:10`));
    const entry = await acts.entry({ ...place, startsAt: inTokyo(`${day}T10:10`) });
    expect(entry).toMatchObject({ from: 'booked', used: 1 });
  });
});

describe('capacity', () => {
  test('is changed for a slot that nobody has booked yet, and counts instead of the centre file from then on', async () => {
    const startsAt = inTokyo(`${ownDay()}T11:00`);
    expect(await acts.setCapacity({ ...place, startsAt, by, capacity: 3 })).toEqual({ kind: 'set', capacity: 3, used: 0 });
    expect(await acts.entry({ ...place, startsAt })).toMatchObject({ capacity: 3, used: 0, from: 'file' });
    const kinds = [await takeSeat(startsAt), await takeSeat(startsAt), await takeSeat(startsAt), await takeSeat(startsAt)];
    expect(kinds.map(({ kind }) => kind)).toEqual(['held', 'held', 'held', 'slot-taken']);
    expect(await audited('slot-capacity')).toContainEqual({
      actor_kind: 'staff',
      actor_id: by.id,
      detail: expect.objectContaining({ capacity: 3, used: 0, officeId: 'izumo', serviceId: 'counselling' }),
    });
  });

  test('never falls below the seats that are taken', async () => {
    const startsAt = inTokyo(`${ownDay()}T11:00`);
    await acts.setCapacity({ ...place, startsAt, by, capacity: 2 });
    await takeSeat(startsAt);
    await takeSeat(startsAt);
    expect(await acts.setCapacity({ ...place, startsAt, by, capacity: 1 })).toEqual({ kind: 'below-used', used: 2 });
    expect(await acts.entry({ ...place, startsAt })).toMatchObject({ capacity: 2, used: 2 });
  });

  test('is not there to be changed where the calendar has no slot, or the slot has begun', async () => {
    const day = ownDay();
    expect(await acts.setCapacity({ ...place, startsAt: inTokyo(`${day}T11:10`), by, capacity: 2 })).toEqual({ kind: 'no-slot' });
    clock.set(inTokyo(`${day}T11:00`));
    expect(await acts.setCapacity({ ...place, startsAt: inTokyo(`${day}T11:00`), by, capacity: 2 })).toEqual({ kind: 'past' });
  });
});

describe('closing', () => {
  test('lets nobody in any more; who is in stays; opening lets people in again', async () => {
    const startsAt = inTokyo(`${ownDay()}T11:00`);
    await acts.setCapacity({ ...place, startsAt, by, capacity: 2 });
    await takeSeat(startsAt);
    expect(await acts.close({ ...place, startsAt, by })).toEqual({ kind: 'closed', used: 1 });
    expect(await acts.close({ ...place, startsAt, by })).toEqual({ kind: 'was-closed' });
    expect(await takeSeat(startsAt, 2)).toEqual({ kind: 'slot-taken' });
    expect(await acts.entry({ ...place, startsAt })).toMatchObject({ state: 'closed', used: 1, capacity: 2 });
    expect(await acts.reopen({ ...place, startsAt, by })).toEqual({ kind: 'reopened' });
    expect(await acts.reopen({ ...place, startsAt, by })).toEqual({ kind: 'was-open' });
    expect(await takeSeat(startsAt, 2)).toMatchObject({ kind: 'held' });
  });

  test('of a slot that nobody has booked yet keeps the first client out', async () => {
    const startsAt = inTokyo(`${ownDay()}T11:00`);
    expect(await acts.close({ ...place, startsAt, by })).toEqual({ kind: 'closed', used: 0 });
    expect(await takeSeat(startsAt)).toEqual({ kind: 'slot-taken' });
    expect(await audited('slot-closed')).toContainEqual(expect.objectContaining({ actor_id: by.id }));
  });
});

describe('opening beside the centre file', () => {
  test('makes as many slots as fit, one after another', async () => {
    const day = ownDay();
    const opened = await acts.open({ ...place, by, from: inTokyo(`${day}T16:00`), to: inTokyo(`${day}T17:10`), capacity: 2 });
    expect(opened).toMatchObject({ kind: 'opened', already: [] });
    expect(opened.kind === 'opened' && opened.startsAt.map((it) => it.toFormat('HH:mm'))).toEqual(['16:00', '16:30']);
    const entry = await acts.entry({ ...place, startsAt: inTokyo(`${day}T16:30`) });
    expect(entry).toMatchObject({ from: 'staff', state: 'open', capacity: 2, used: 0 });
    expect(entry?.endsAt.toFormat('HH:mm')).toBe('17:00');
  });

  test('leaves what is open as it is, and says so', async () => {
    const day = ownDay();
    const act = { ...place, by, from: inTokyo(`${day}T11:00`), to: inTokyo(`${day}T12:00`), capacity: 3 };
    const opened = await acts.open(act);
    expect(opened.kind === 'opened' && opened.startsAt.map((it) => it.toFormat('HH:mm'))).toEqual(['11:30']);
    expect(opened.kind === 'opened' && opened.already.map((it) => it.toFormat('HH:mm'))).toEqual(['11:00']);
    expect(await acts.entry({ ...place, startsAt: act.from })).toMatchObject({ capacity: 1, from: 'file' });
    expect(await acts.open(act)).toMatchObject({ kind: 'opened', startsAt: [] });
  });

  test('opens a closed one again, whether the centre file or staff had opened it', async () => {
    const day = ownDay();
    const [file, ours] = [inTokyo(`${day}T11:00`), inTokyo(`${day}T11:30`)];
    await acts.open({ ...place, by, from: ours, to: inTokyo(`${day}T12:00`), capacity: 1 });
    for (const startsAt of [file, ours]) await acts.close({ ...place, startsAt, by });
    const opened = await acts.open({ ...place, by, from: file, to: inTokyo(`${day}T12:00`), capacity: 1 });
    expect(opened).toMatchObject({ kind: 'opened', startsAt: [expect.anything(), expect.anything()], already: [] });
    for (const startsAt of [file, ours]) expect(await acts.entry({ ...place, startsAt })).toMatchObject({ state: 'open' });
  });

  test.each([
    ['in the past', '2026-11-20T09:00', '2026-11-20T09:30', 'past'],
    ['on a Saturday', '2026-11-28T10:00', '2026-11-28T10:30', 'not-a-working-day'],
    ['on a national holiday', '2026-11-23T10:00', '2026-11-23T10:30', 'not-a-working-day'],
    ['in a time too short for a session', '2026-11-27T16:00', '2026-11-27T16:20', 'too-short'],
    ['over midnight', '2026-11-27T16:00', '2026-11-30T16:30', 'two-days'],
  ])('is refused %s', async (_, from, to, why) => {
    const times = { from: inTokyo(from), to: inTokyo(to) };
    const before = await acts.entries({ ...place, ...times });
    expect(await acts.open({ ...place, by, ...times, capacity: 1 })).toEqual({ kind: 'refused', why });
    expect(await acts.entries({ ...place, ...times })).toEqual(before);
  });

  test("is refused on a closure day of the centre file, and on one of staff's with its reason", async () => {
    const times = { from: inTokyo('2026-12-24T16:00'), to: inTokyo('2026-12-24T17:00'), capacity: 1 };
    const closed = { ...centre, ...closedOn('2026-12-24') };
    expect(await acts.open({ ...place, centre: closed, by, ...times })).toEqual({ kind: 'refused', why: 'not-a-working-day' });
    const days = { centreId: 'izumo', officeId: 'izumo', fromDay: '2026-12-22', toDay: '2026-12-24', reason: '庁舎の停電' };
    const id = await parts.store.writes.closures.add({ ...days, by: by.id, at: clock.now() });
    expect(await acts.open({ ...place, by, ...times })).toEqual({ kind: 'refused', why: 'closed-day', reason: '庁舎の停電' });
    expect(await acts.entry({ ...place, startsAt: inTokyo('2026-12-24T11:00') })).toMatchObject({ state: 'day-closed' });
    await parts.store.writes.closures.end({ centreId: 'izumo', id, by: by.id, at: clock.now() });
    expect(await acts.open({ ...place, by, ...times, sure: true })).toMatchObject({ kind: 'opened' });
  });
});

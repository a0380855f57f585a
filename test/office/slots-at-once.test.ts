import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { type SlotActs, slotActs } from '#office/slots.ts';
import { centreOf, officeOf, serviceOf, serviceWith } from '../policy/centres.ts';
import { held, holding, seatAt, somebody, storeForFile } from '../support/store.ts';
import { inTokyo } from '../support/tokyo.ts';

const parts = storeForFile();
const clock = stoppedClock(inTokyo('2026-11-20T10:00'));
const by = { id: randomUUID() };
const place = { centre: centreOf('izumo'), officeId: officeOf('izumo').id, service: serviceOf('izumo') };
let acts: SlotActs;
beforeEach(() => {
  acts = slotActs({ store: parts.store, clock });
});

describe('at the same moment', () => {
  test('clients press the last seats while staff lower the capacity: it is never oversold', async () => {
    const startsAt = inTokyo('2027-01-18T11:00');
    const people = await Promise.all(Array.from({ length: 12 }, () => somebody(parts.store)));
    await acts.setCapacity({ ...place, startsAt, by, capacity: 6 });
    const hold = (id: string) => parts.store.turn(id, (turn) => turn.hold(seatAt(startsAt), holding()));
    const lower = (capacity: number) => acts.setCapacity({ ...place, startsAt, by, capacity });
    const [first, lowered, second] = await Promise.all([
      Promise.all(people.slice(0, 6).map(hold)),
      Promise.all([3, 2, 1].map(lower)),
      Promise.all(people.slice(6).map(hold)),
    ]);
    const taken = [...first, ...second].filter(({ kind }) => kind === 'held').length;
    const { rows } = await parts.sql.query('SELECT used, capacity FROM slot WHERE starts_at = $1', [startsAt.toJSDate()]);
    expect(rows[0].used).toBe(taken);
    expect(rows[0].used).toBeLessThanOrEqual(rows[0].capacity);
    for (const it of lowered) if (it.kind === 'set') expect(it.used).toBeLessThanOrEqual(it.capacity);
  });

  test('clients press while staff close the slot: no booking is made behind the closing', async () => {
    for (let round = 0; round < 5; round++) {
      const startsAt = inTokyo(`2027-01-${19 + round}T11:00`);
      const service = serviceWith({ capacity: { value: 20, sample: 'test' } });
      const people = await Promise.all(Array.from({ length: 8 }, () => somebody(parts.store)));
      const [closed, ...outcomes] = await Promise.all([
        parts.store.writes.slots.close({
          ...{ centreId: 'izumo', officeId: 'izumo', serviceId: service.id, startsAt, endsAt: startsAt.plus({ minutes: 30 }) },
          ...{ capacity: 20, by: by.id, at: clock.now() },
        }),
        ...people.map((id) => parts.store.turn(id, (turn) => turn.hold(seatAt(startsAt, { capacity: 20 }), holding()))),
      ]);
      const got = outcomes.filter(({ kind }) => kind === 'held').length;
      // Whoever got in was in before it closed: the closing counted them.
      expect(got).toBe(closed);
      const late = await somebody(parts.store);
      expect(await parts.store.turn(late, (turn) => turn.hold(seatAt(startsAt, { capacity: 20 }), holding()))).toEqual({
        kind: 'slot-taken',
      });
    }
  });

  test('two staff members open the same times: each slot is there once, and both hear what became of it', async () => {
    const times = { from: inTokyo('2027-01-28T16:00'), to: inTokyo('2027-01-28T18:00'), capacity: 1, sure: true };
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => acts.open({ ...place, by, ...times })));
    const opened = outcomes.map((it) => (it.kind === 'opened' ? it.startsAt.length : -1));
    expect(opened.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(opened).not.toContain(-1);
  });
});

test('a hold that stood before the closing is confirmed all the same: the seat is theirs', async () => {
  const startsAt = inTokyo('2027-02-01T11:00');
  const id = await somebody(parts.store);
  const booking = await parts.store.turn(id, (turn) => held(turn, seatAt(startsAt)));
  await acts.close({ ...place, startsAt, by });
  const confirmed = await parts.store.turn(id, (turn) =>
    turn.changeState({
      bookingId: booking.id,
      from: ['held'],
      to: 'confirmed',
      at: clock.now(),
      actor: { kind: 'client', id: booking.clientId },
    }),
  );
  expect(confirmed).toMatchObject({ state: 'confirmed' });
});

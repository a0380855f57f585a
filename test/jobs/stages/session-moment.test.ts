import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestHouse } from '../../support/house.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { type Booked, office } from '../booked.ts';

/** Two processes on one database, at the same moments. */
const it = office();
let other: Awaited<ReturnType<TestHouse['sibling']>>;
beforeAll(async () => {
  other = await it.house.sibling();
});
afterAll(() => other.close());
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

async function bothSweep(time: string): Promise<number> {
  it.house.clock.set(inTokyo(time));
  const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
  await Promise.all([it.house.settle(), other.house.runner.quiet()]);
  return swept.reduce((sum, { sessions }) => sum + sessions, 0);
}

test.each(Array.from({ length: 10 }, (_, round) => round))(
  'round %i: two sweeps at once tell each notice of each booking once',
  async (round) => {
    const day = `2026-12-${String(round + 7).padStart(2, '0')}`;
    const all: Booked[] = [];
    for (let count = 0; count < 8; count += 1) all.push(await it.booked(`${day}T10:0${count}`));
    const eve = inTokyo(day).minus({ days: 1 }).toFormat('yyyy-MM-dd');
    expect(await bothSweep(`${eve}T17:00`)).toBe(all.length);
    expect(await bothSweep(`${day}T08:30`)).toBe(all.length);
    expect(await bothSweep(`${day}T10:17`)).toBe(3 * all.length);
    for (const who of all) {
      const ledger = await it.ledger(who.booking.id);
      expect(ledger.toSorted()).toEqual([...new Set(ledger)].toSorted());
      expect(ledger.filter((line) => line.endsWith(' sent')).toSorted()).toEqual([
        'presumed-cancelled sent',
        'reminder-day-before sent',
        'reminder-morning sent',
      ]);
      expect(it.got(who)).toHaveLength(3);
      expect(await it.tasks(who.booking.id)).toEqual(['presumed-cancellation']);
    }
  },
);

test('staff mark the client as there while time presumes the opposite: one of the two, and what was told fits it', async () => {
  const all: Booked[] = [];
  for (let count = 0; count < 10; count += 1) all.push(await it.booked(`2026-12-21T10:0${count}`));
  await bothSweep('2026-12-21T09:59');
  const at = inTokyo('2026-12-21T10:19');
  it.house.clock.set(at);
  const actor = { kind: 'staff', id: 'somebody' } as const;
  const marks = all.map(({ booking, conversationId }) =>
    other.store.turn(conversationId, (turn) =>
      turn.changeState({ bookingId: booking.id, from: ['confirmed'], to: 'attended', at, actor }),
    ),
  );
  await Promise.all([it.house.house.sweep(), ...marks]);
  await it.house.settle();
  for (const { booking } of all) {
    const state = await it.state(booking.id);
    const told = (await it.ledger(booking.id)).some((line) => line.startsWith('presumed-cancelled'));
    expect([state, told]).toEqual(told ? ['presumed-cancelled', true] : ['attended', false]);
  }
});

test('contact in the very moment of the presumption: one of the two', async () => {
  const all: Booked[] = [];
  for (let count = 0; count < 10; count += 1) all.push(await it.booked(`2026-12-22T10:0${count}`));
  await bothSweep('2026-12-22T09:59');
  const at = inTokyo('2026-12-22T10:19');
  it.house.clock.set(at);
  const contacts = all.map(({ booking, conversationId }) =>
    other.store.turn(conversationId, (turn) => turn.noteContact({ bookingId: booking.id, kind: 'late', at })),
  );
  await Promise.all([it.house.house.sweep(), ...contacts]);
  await it.house.settle();
  for (const { booking } of all) {
    const [line] = (await it.ledger(booking.id)).filter((one) => one.startsWith('presumed-cancelled'));
    const expected = line?.endsWith('contact') ? 'confirmed' : 'presumed-cancelled';
    expect(await it.state(booking.id)).toBe(expected);
  }
});

test('staff enter the details in the very moment of the presumption: who could not come by the start is not presumed', async () => {
  const all: Booked[] = [];
  for (let count = 0; count < 10; count += 1) all.push(await it.bookedWithoutDetails(`2026-12-24T10:0${count}`));
  await bothSweep('2026-12-24T09:59');
  it.house.clock.set(inTokyo('2026-12-24T10:19'));
  const by = { id: '00000000-0000-4000-8000-00000000c0de' };
  const access = { meetingId: '812 3456 7890' };
  const entries = all.map(({ booking }) => it.house.office.enterDetails({ by, bookingId: booking.id, access }));
  await Promise.all([other.house.sweep(), ...entries]);
  await it.house.settle();
  await bothSweep('2026-12-24T10:20');
  for (const { booking } of all) {
    expect(await it.state(booking.id)).toBe('confirmed');
    expect(await it.ledger(booking.id)).toContain('presumed-cancelled not-needed details-not-delivered');
  }
});

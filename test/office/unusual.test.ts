import { beforeEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { slotActs } from '#office/slots.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by } from './counter.ts';
import { placeOf } from './making.ts';

/** Times at odd hours, or years ahead: asked once, then done. */

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const unusual = (startsAt: string, ...why: string[]) => ({ kind: 'unusual', times: [{ startsAt: inTokyo(startsAt), why }] });

describe('asked about before anything is done', () => {
  test('is a booking at three in the morning', async () => {
    const who = await at.person();
    const book = { by, ...placeOf(at.centre('izumo')), client: { id: who.clientId }, startsAt: inTokyo('2026-12-01T03:00') };
    expect(await at.office.bookFor(book)).toEqual(unusual('2026-12-01T03:00', 'outside-hours'));
    expect(await at.used('izumo', '2026-12-01T03:00')).toBe(0);
    // They are sure of another time.
    expect(await at.office.bookFor({ ...book, sure: [inTokyo('2026-12-01T04:00')] })).toMatchObject({ kind: 'unusual' });
    expect(await at.office.bookFor({ ...book, sure: [book.startsAt] })).toMatchObject({ kind: 'done' });
    await at.house.settle();
    expect(at.heard(who)).toContain('3:00');
  });

  test('is a booking for somebody new, who is not entered meanwhile', async () => {
    const before = (await at.sql.query('SELECT count(*)::int AS n FROM client')).rows[0].n;
    const client = { profile: { name: '電話 三郎' } };
    const startsAt = inTokyo('2030-01-10T10:00');
    const outcome = await at.office.bookFor({ by, ...placeOf(at.centre('izumo')), client, startsAt });
    expect(outcome).toEqual(unusual('2030-01-10T10:00', 'beyond-horizon'));
    expect((await at.sql.query('SELECT count(*)::int AS n FROM client')).rows[0].n).toBe(before);
  });

  test('is a move, and the booking stays where it was', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-02T11:00');
    const move = { by, bookingId: id, wish: 'office' as const, startsAt: inTokyo('2026-12-02T21:00') };
    expect(await at.office.move(move)).toEqual(unusual('2026-12-02T21:00', 'outside-hours'));
    expect(await at.booking(id)).toMatchObject({ state: 'confirmed' });
    expect(await at.office.move({ ...move, sure: [move.startsAt] })).toMatchObject({ kind: 'done' });
  });

  test('are offered times, each by itself, and the time that is confirmed on the phone', async () => {
    const who = await at.person();
    const { id } = await at.wished(who);
    const startsAt = ['2026-12-03T11:00', '2026-12-03T20:00', '2030-01-10T10:00'].map(inTokyo);
    expect(await at.office.offer({ by, bookingId: id, startsAt })).toEqual({
      kind: 'unusual',
      times: [
        { startsAt: startsAt[1], why: ['outside-hours'] },
        { startsAt: startsAt[2], why: ['beyond-horizon'] },
      ],
    });
    expect(await at.booking(id)).toMatchObject({ state: 'requested' });
    const time = inTokyo('2026-12-03T20:00');
    expect(await at.office.confirm({ by, bookingId: id, startsAt: time })).toMatchObject({ kind: 'unusual' });
    expect(await at.office.offer({ by, bookingId: id, startsAt, sure: startsAt.slice(1) })).toMatchObject({ kind: 'done' });
    // What was offered was asked about then.
    expect(await at.office.confirm({ by, bookingId: id, startsAt: time })).toMatchObject({ kind: 'done' });
  });

  test('is what is past or closed not: that is refused', async () => {
    const who = await at.person();
    const book = (startsAt: string) =>
      at.office.bookFor({
        ...{ by, ...placeOf(at.centre('izumo')), client: { id: who.clientId } },
        ...{ startsAt: inTokyo(startsAt), sure: [inTokyo(startsAt)] },
      });
    expect(await book('2026-11-20T03:00')).toEqual({ kind: 'not-a-time', why: 'past' });
    expect(await book('2026-12-05T03:00')).toEqual({ kind: 'not-a-time', why: 'closed' });
  });

  test('is opening slots; whoever is sure opens them, and is not asked again when somebody is booked there', async () => {
    const centre = at.centre('izumo');
    const [office, service] = [centre.offices[0], centre.services[0]];
    if (!office || !service) throw new Error('izumo has both');
    const acts = slotActs({ store: at.house.store, clock: stoppedClock(inTokyo('2026-11-20T10:00')) });
    const [from, to] = [inTokyo('2026-12-08T19:00'), inTokyo('2026-12-08T20:00')];
    const open = { centre, officeId: office.id, service, by, from, to, capacity: 1 };
    expect(await acts.open(open)).toEqual({ kind: 'unusual', why: ['outside-hours'] });
    expect(await acts.entry({ ...open, startsAt: from })).toBeUndefined();
    expect(await acts.open({ ...open, sure: true })).toMatchObject({
      kind: 'opened',
      startsAt: [from, from.plus({ minutes: 30 })],
    });
    const who = await at.person();
    const book = { by, ...placeOf(centre), client: { id: who.clientId }, startsAt: from };
    expect(await at.office.bookFor(book)).toMatchObject({ kind: 'done' });
  });
});

describe('a time that overlaps another', () => {
  test('is refused with what stands in its way; the client’s own booking does not', async () => {
    await at.booked(await at.person(), 'confirmed', '2026-12-09T10:00');
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-09T10:30');
    const move = (startsAt: string) => at.office.move({ by, bookingId: id, wish: 'office', startsAt: inTokyo(startsAt) });
    expect(await move('2026-12-09T10:07')).toEqual({
      kind: 'slot-taken',
      startsAt: [inTokyo('2026-12-09T10:07')],
      overlaps: [{ startsAt: inTokyo('2026-12-09T10:00'), endsAt: inTokyo('2026-12-09T10:30') }],
    });
    expect(await move('2026-12-09T10:40')).toMatchObject({ kind: 'done' });
  });
});

import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

test('a confirmation on the phone for which the client has no place leaves no offer behind: all or nothing', async () => {
  const who = await at.person('matsudo-mothers');
  const before = await at.booked(who, 'confirmed', '2026-11-30T11:00');
  const { id } = await at.wished(who, before.id);
  // What it was to replace is over and handed nothing on; another booking has the place.
  await at.sql.query('UPDATE booking SET open_ordinal = NULL, ended_at = now() WHERE id = $1', [before.id]);
  await at.booked(who, 'confirmed', '2026-12-01T11:00');
  const outcome = await at.office.confirm({ by, bookingId: id, startsAt: inTokyo('2026-12-02T11:00') });
  expect(outcome).toEqual({ kind: 'already-open' });
  expect(await at.booking(id)).toMatchObject({ state: 'requested', offerBy: undefined });
  expect(await at.used('matsudo-mothers', '2026-12-02T11:00')).toBe(0);
  expect(await at.audit(id)).toEqual(['requested client']);
  await at.house.settle();
  expect(at.sent(who.talk)).toEqual([]);
});

test('an office that the centre does not have is no place to move to, or to book at', async () => {
  const who = await at.person('matsudo-mothers');
  const { id, serviceId } = await at.booked(who, 'confirmed', '2026-12-03T11:00');
  const [startsAt, officeId] = [inTokyo('2026-12-04T11:00'), 'nowhere'];
  const refused = { kind: 'not-a-time', why: 'no-office' };
  expect(await at.office.move({ by, bookingId: id, wish: 'office', officeId, startsAt })).toEqual(refused);
  const booking = { by, centreId: 'matsudo-mothers', officeId, serviceId, startsAt };
  expect(await at.office.bookFor({ ...booking, client: { profile: { name: '電話 太郎' } } })).toEqual(refused);
  const wish = await at.wished(await at.person('matsudo-mothers'));
  await at.sql.query('UPDATE booking SET office_id = $2 WHERE id = $1', [wish.id, officeId]);
  expect(await at.office.offer({ by, bookingId: wish.id, startsAt: [startsAt] })).toEqual(refused);
  expect(await at.booking(id)).toMatchObject({ state: 'confirmed' });
});

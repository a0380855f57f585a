import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { office } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

const BY = { id: '5b7c1b9e-0000-4000-8000-000000000001' };

/** A session whose details were entered, for somebody whose address is not confirmed yet. */
async function waiting(startsAt: string, centreId = 'izumo'): Promise<{ id: string; clientId: string }> {
  const { booking, conversationId } = await it.booked(startsAt, { centreId });
  const now = it.house.clock.now();
  const email = `${booking.id}@example.jp`;
  await it.house.store.turn(conversationId, (turn) => turn.saveProfile({ name: '山田 花子', email }, now));
  await it.house.office.enterDetails({
    by: BY,
    bookingId: booking.id,
    access: { meetingId: '123 4567 8901', passcode: 'sakura7' },
  });
  return { id: booking.id, clientId: booking.clientId };
}

const mine = async (id: string) => (await it.tasks(id)).filter((kind) => kind === 'address-unconfirmed');

test('staff hear on the business day before the session whose address was never confirmed, once', async () => {
  // The 21st to the 23rd are a weekend and a national holiday.
  const { id } = await waiting('2026-11-24T11:00');
  const { id: later } = await waiting('2026-11-26T11:00');
  await it.house.at('2026-11-20T10:01');
  expect([await mine(id), await mine(later)]).toEqual([['address-unconfirmed'], []]);
  await it.sql.query(`UPDATE staff_task SET done_at = now() WHERE booking_id = $1`, [id]);
  await it.house.at('2026-11-20T10:02');
  expect(await mine(id)).toEqual([]);
  await it.house.at('2026-11-24T23:59');
  expect(await mine(later)).toEqual([]);
  await it.house.at('2026-11-25T00:00');
  expect(await mine(later)).toEqual(['address-unconfirmed']);
});

test('a confirmed address closes it, and one confirmed before raises none', async () => {
  const { id, clientId } = await waiting('2026-11-27T11:00');
  await it.house.settle();
  await it.house.house.post.deliver();
  await it.house.at('2026-11-26T00:00');
  expect(await mine(id)).toEqual(['address-unconfirmed']);
  const letter = it.house.letterbox.letters().find(({ to }) => to === `${id}@example.jp`);
  const [link = ''] = /https?:\/\/\S+/.exec(letter?.text ?? '') ?? [];
  const url = new URL(link);
  await fetch(`${it.house.url}${url.pathname}${url.search}`, { method: 'POST' });
  expect(
    (await it.sql.query('SELECT 1 FROM client WHERE id = $1 AND email_confirmed_index IS NOT NULL', [clientId])).rowCount,
  ).toBe(1);
  expect(await mine(id)).toEqual([]);
  const { id: sound, clientId: sure } = await waiting('2026-11-30T11:00');
  await it.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [sure]);
  await it.house.at('2026-11-27T00:00');
  expect(await mine(sound)).toEqual([]);
});

test('where the chat shows the details nobody has to ring, nor for a booking that is cancelled', async () => {
  const { id: inChat } = await waiting('2026-12-02T11:00', 'hakodate');
  const { id: gone } = await waiting('2026-12-02T11:00');
  await it.house.office.cancel({ by: BY, bookingId: gone, wish: 'office', reason: '担当者の都合' });
  await it.house.at('2026-12-01T00:00');
  expect([await mine(inChat), await mine(gone)]).toEqual([[], []]);
});

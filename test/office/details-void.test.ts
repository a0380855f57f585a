import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, type Person } from './counter.ts';

const at = atCounter();
const ACCESS = { meetingId: '123 4567 8901', url: 'https://example.jp/j/1' };
const confirm = ({ clientId }: Person) =>
  at.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);

async function lettersTo(email: string): Promise<{ subject: string; text: string }[]> {
  await at.house.settle();
  await at.house.house.post.deliver();
  return at.house.letterbox.letters().filter(({ to }) => to === email);
}

test('whoever has the details by mail learns once a move, by mail, that they are void; nothing of the meeting stands in it', async () => {
  const email = `${randomUUID()}@example.jp`;
  const who = await at.person('izumo', { profile: { email } });
  await confirm(who);
  const { id } = await at.booked(who, 'confirmed', '2026-12-09T11:00');
  await at.office.enterDetails({ by, bookingId: id, access: ACCESS });
  expect(await lettersTo(email)).toHaveLength(1);
  const first = await at.office.move({ by, bookingId: id, wish: 'office', startsAt: inTokyo('2026-12-10T11:00') });
  if (first.kind !== 'done') throw new Error(first.kind);
  const [, letter] = await lettersTo(email);
  expect(letter?.text).toContain('12月10日(木) 11:00');
  expect(letter?.text).toContain('使えなくなりました');
  expect(JSON.stringify(letter)).not.toMatch(/https?:|123 4567 8901/);
  // Nothing was mailed for the new time yet: moving again makes nothing more void.
  await at.office.move({ by, bookingId: first.booking.id, wish: 'client', startsAt: inTokyo('2026-12-11T11:00') });
  expect(await lettersTo(email)).toHaveLength(2);
});

test('an address that is another by now, or that never had them, gets no such mail', async () => {
  const [before, after] = [`${randomUUID()}@example.jp`, `${randomUUID()}@example.jp`];
  const who = await at.person('izumo', { profile: { email: before } });
  const { id } = await at.booked(who, 'confirmed', '2026-12-14T11:00');
  await at.office.enterDetails({ by, bookingId: id, access: ACCESS });
  await at.within(who.conversationId, (turn) => turn.saveProfile({ name: '山田 花子', email: after }, at.now));
  await confirm(who);
  await at.office.move({ by, bookingId: id, wish: 'office', startsAt: inTokyo('2026-12-15T11:00') });
  expect(await lettersTo(after)).toEqual([]);
  expect((await lettersTo(before)).filter(({ subject }) => subject.includes('使えません'))).toEqual([]);
});

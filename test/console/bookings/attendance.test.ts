import { expect, test } from 'vitest';
import { marksFor } from '#console/bookings/attendance.ts';
import { signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse } from '../../support/house.ts';
import { bookedAt, stateOf, visitor, wordsOf } from '../office-day.ts';

test('that nobody came is asked first, without script too, with what the client will be told', async () => {
  const house = await openTestHouse({ now: '2026-11-20T09:00' });
  try {
    const booking = await bookedAt(house, await visitor(house), inTokyo('2026-11-20T09:30'));
    house.clock.set(inTokyo('2026-11-20T10:30'));
    const staff = await signIn(house);
    const page = await (await staff.get(`/console/izumo/bookings/${booking.id}`)).text();
    const asking =
      /<details class="confirm"[^>]*>(?:(?!<\/details>).)*value="no-show"(?:(?!<\/details>).)*/s.exec(page)?.[0] ?? '';
    expect(wordsOf(asking)).toMatch(
      /^ 来ませんでした .*今日のうちは「記録を取り消す」で元に戻せます。利用者へのお知らせはありません。 来なかったと記録する/,
    );
    expect(asking).toContain('type="submit"');
    // Nowhere else on the page is it one press.
    expect(page.match(/value="no-show"/g)).toHaveLength(1);

    const certification = house.centres.get('online-hellowork') ?? expect.fail();
    const service = certification.services.find(({ notAttended }) => notAttended !== undefined) ?? expect.fail();
    const marks = marksFor({ ...booking, serviceId: service.id }, certification, house.clock.now());
    const asks = marks.find(({ what }) => what === 'no-show')?.asks;
    expect(asks).toContain(`すぐに「${service.notAttended?.text.ja}」とお知らせします`);

    await staff.post(`/console/izumo/bookings/${booking.id}/attendance`, { what: 'no-show' });
    expect(await stateOf(house, booking.id)).toBe('cancelled');
  } finally {
    await house.close();
  }
});

import { Duration } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

describe('a session', () => {
  it.each([
    ['has ended', (own: StaffClient) => own, '&ended=1'],
    ['has ended, and its cookie is gone', (own: StaffClient) => ({ ...own, cookie: '' }), ''],
  ])(
    'that %s takes a form that comes too late back to the page on which it stands, and does nothing',
    async (_name, as, ended) => {
      const own = await signIn(house, { role: 'administrator' });
      const id = '00000000-0000-4000-8000-000000000009';
      await house.clock.advance(Duration.fromObject({ minutes: 90 }));
      const answer = await fetch(`${house.url}/console/izumo/bookings/${id}/cancel`, {
        method: 'POST',
        headers: { cookie: as(own).cookie },
        body: new URLSearchParams({ csrf: own.csrf }),
        redirect: 'manual',
      });
      const to = encodeURIComponent(`/console/izumo/bookings/${id}/cancel`);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/console/sign-in?to=${to}${ended}`]);
      const again = await signIn(house, { role: 'administrator' });
      const back = await again.get(`/console/izumo/bookings/${id}/cancel`);
      expect([back.status, back.headers.get('location')]).toEqual([303, `/console/izumo/bookings/${id}`]);
    },
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, visitor } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
});
afterAll(() => house.close());

const list = async (query = '') => (await staff.get(`/console/izumo/bookings${query}`)).text();
const search = (word: string, who = staff, centre = 'izumo') => who.post(`/console/${centre}/bookings/search`, { word });
const PERSON = { name: '検索花子', jobSeekerNumber: '32010-99912345', phone: '090-9999-0001', email: 'Kensaku@Example.jp' };

describe('a booking is found', () => {
  test.each([
    ['its reference', (reference: string) => reference],
    [
      'its reference in small letters, with spaces',
      (reference: string) => ` ${reference.slice(0, 4).toLowerCase()} ${reference.slice(4)}`,
    ],
  ])('by %s', async (_, said) => {
    const booking = await bookedAt(house, await visitor(house), inTokyo('2026-12-01T11:00'));
    const answer = await search(said(booking.reference));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/console/izumo/bookings/${booking.id}`);
  });

  test.each(['32010-99912345', '３２０１０９９９１２３４５', '09099990001', '+81 90-9999-0001', 'kensaku@example.jp'])(
    'by what identifies a person (%s), which stands in no address',
    async (word) => {
      const who = await visitor(house, PERSON);
      const booking = await bookedAt(house, who, inTokyo('2026-12-02T11:00'));
      const answer = await search(word);
      expect(answer.status).toBe(303);
      const to = answer.headers.get('location') ?? '';
      expect(to).toContain(`client=${who.clientId}`);
      expect(to).not.toMatch(/9999|kensaku/i);
      expect(await (await staff.get(to)).text()).toContain(booking.reference);
    },
  );

  test('not by a part, a name, or in another centre', async () => {
    await visitor(house, PERSON);
    const other = await signIn(house, { centres: ['hakodate'] });
    for (const answer of [await search('99912345'), await search('検索花子'), await search(PERSON.phone, other, 'hakodate')]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('見つかりませんでした');
    }
    const typed = await search('<検索>');
    expect(await typed.text()).toContain('value="&lt;検索>"');
    expect((await search(' ')).status).toBe(422);
  });
});

describe('the list', () => {
  test('shows days in the order of the sessions, fifty a page, none twice and none left out', async () => {
    const who = await visitor(house, { name: '満員の方' });
    const made: string[] = [];
    for (let n = 0; n < 53; n += 1) {
      const person = n % 3 === 0 ? await visitor(house) : who;
      const start = inTokyo('2027-01-12T09:00').plus({ minutes: 30 * Math.floor(n / 3) });
      const { id, reference } = await bookedAt(house, person, start);
      await house.store.closeEnded(inTokyo('2027-02-01T00:00'));
      made.push(`${id} ${reference}`);
    }
    const first = await list('?from=2027-01-12&to=2027-01-12');
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await list(next);
    const on = (html: string) => made.filter((it) => html.includes(it.split(' ')[1] ?? '-'));
    expect(on(first)).toHaveLength(50);
    expect(on(second)).toHaveLength(3);
    expect(new Set([...on(first), ...on(second)]).size).toBe(53);
    expect(second).toContain('最初のページ');
  });

  test('filters by state, and takes what is none for all', async () => {
    const kept = await bookedAt(house, await visitor(house), inTokyo('2026-12-15T11:00'));
    const gone = await bookedAt(house, await visitor(house), inTokyo('2026-12-15T11:00'));
    await staff.post(`/console/izumo/bookings/${gone.id}/cancel`, { 'cancel-wish': 'office', 'cancel-reason': '都合' });
    const day = '?from=2026-12-15&to=2026-12-15';
    expect(await list(`${day}&state=cancelled`)).toContain(gone.reference);
    expect(await list(`${day}&state=cancelled`)).not.toContain(kept.reference);
    const all = await list(`${day}&state=dreamt&office=nowhere&service=none&after=yesterday`);
    expect(all).toContain(gone.reference);
    expect(all).toContain(kept.reference);
  });

  test('knows nothing of another centre’s bookings', async () => {
    const { reference } = await bookedAt(house, await visitor(house), inTokyo('2026-12-16T11:00'));
    const other = await signIn(house, { centres: ['hakodate'] });
    expect(await (await other.get('/console/hakodate/bookings')).text()).not.toContain(reference);
    expect((await search(reference, other, 'hakodate')).status).toBe(404);
  });
});

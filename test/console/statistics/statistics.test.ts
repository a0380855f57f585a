import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { groupsOf } from '#console/statistics/figures.ts';
import { statisticsPage } from '#console/statistics/page.ts';
import { readPeriod, spansIn, stepOf } from '#console/statistics/period.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { confirmedAt } from '../calendar/booked.ts';

let house: TestHouse;
let staff: StaffClient;
let administrator: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
  administrator = await signIn(house, { role: 'administrator' });
  await confirmedAt(house, inTokyo('2026-11-24T11:00'), { name: '=HYPERLINK("http://x","y")' });
  await confirmedAt(house, inTokyo('2026-11-25T11:00'), { name: '山田"花子,\n次' });
  await confirmedAt(house, inTokyo('2026-11-26T11:00'), { name: '@SUM(A1)' });
  await confirmedAt(house, inTokyo('2026-11-26T13:30'), { name: '改行\n=1+1' });
});
afterAll(() => house.close());

const BASE = '/console/izumo/statistics';

describe('the page', () => {
  test('shows charts and the same figures in tables, and names nobody', async () => {
    const page = await (await staff.get(`${BASE}?from=2026-11-16&to=2026-11-29`)).text();
    expect(page).toMatch(/<svg[^>]*role="img"[\s\S]*<title[^>]*>週ごとの予約</);
    expect(page).toMatch(/11\/23～[\s\S]*<td[^>]*>4</);
    expect(page).toContain('11/16～');
    expect(page).not.toContain('山田');
    expect(page).not.toContain('HYPERLINK');
  });

  test('counts a long period by months, so that a year of an office fits a small page', async () => {
    const year = await (await administrator.get(`${BASE}?from=2026-04-01&to=2027-03-31`)).text();
    expect(year).toContain('月ごとの予約');
    expect(year).toMatch(/2026年11月[\s\S]*<td[^>]*>4</);
    expect(year).not.toContain('11/23～');
  });

  test('of a busy year of four offices weighs half of what its weeks weighed', async () => {
    const centre = house.centres.get('hakodate');
    if (!centre) throw new Error('no hakodate');
    const now = house.clock.now();
    const read = readPeriod({ from: '2026-04-01', to: '2027-03-31' }, now);
    if (!read.period) throw new Error('no period');
    const [spans, officeIds] = [spansIn(read.period), centre.offices.map(({ id }) => id)];
    const [figures] = await house.store.reads.statistics.bookings({
      ...{ centreId: 'izumo', from: inTokyo('2026-11-01'), to: inTokyo('2026-12-01'), by: stepOf(read.period) },
    });
    if (!figures) throw new Error('no figures');
    const busy = spans.flatMap((since) => officeIds.map((officeId) => ({ ...figures, since, officeId })));
    const groups = groupsOf(busy, [], { step: stepOf(read.period), spans, officeIds });
    const signedIn = { staff: administrator.staff, csrf: '', centre, centres: [centre], asOf: undefined };
    expect(spans).toHaveLength(12);
    expect(Buffer.byteLength(statisticsPage({ signedIn, read, groups, now }))).toBeLessThan(160_000);
  });

  test('says what is wrong with the days, and keeps them', async () => {
    const wrong = await staff.get(`${BASE}?from=2026-11-16&to=2026-11-01`);
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    expect(page).toContain('終了日を、開始日以後で入力してください。');
    expect(page).toContain('value="2026-11-16"');
    expect((await staff.get(`${BASE}?from=2020-01-01&to=2026-11-01`)).status).toBe(422);
  });

  test('says so where nothing was booked', async () => {
    expect(await (await staff.get(`${BASE}?from=2025-01-06&to=2025-01-07`)).text()).toContain('この期間の予約はありません。');
  });

  test('offers the export to administrators only', async () => {
    expect(await (await staff.get(BASE)).text()).not.toContain('bookings.csv');
    expect(await (await administrator.get(BASE)).text()).toContain('bookings.csv');
  });
});

describe('the export', () => {
  const CSV = `${BASE}/bookings.csv?from=2026-11-23&to=2026-11-29`;
  const bytes = async (path: string) => Buffer.from(await (await administrator.get(path)).arrayBuffer());

  test('is for administrators only, and of their centre', async () => {
    expect((await staff.get(CSV)).status).toBe(403);
    expect((await administrator.get(CSV.replace('izumo', 'hakodate'))).status).toBe(404);
  });

  test('of days that cannot be, or of more than two years, is the page with what is wrong with them', async () => {
    const answer = await administrator.get(`${BASE}/bookings.csv?from=2020-01-01&to=2026-11-01`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(page).toContain('期間は2年までにしてください。');
    expect(page).toContain('value="2020-01-01"');
    expect((await administrator.get(`${BASE}/bookings.csv?from=x&to=y`)).status).toBe(422);
  });

  test('is a file for Excel: a BOM, CRLF, a name with its days', async () => {
    const response = await administrator.get(CSV);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('bookings_2026-11-23_2026-11-29.csv');
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = file.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toBe(
      '予約番号,相談の種類,窓口,相談日,開始,終了,状態,無断欠席,申込日時,受付経路,キャンセルなどをした人,どなたの都合か,キャンセルなどの理由',
    );
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^[2-9A-Z]{8},オンライン職業相談,.*,2026-11-24,11:00,11:30,確定,,2026-11-20 10:00,LINE,,,$/);
  });

  test('names people only where that was asked for, and nothing in it is taken for a formula', async () => {
    expect((await bytes(CSV)).toString('utf8')).not.toContain('山田');
    const named = (await bytes(`${CSV}&people=yes`)).toString('utf8');
    expect(named).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(named).toContain('"山田""花子,\n次"');
    expect(named).toContain("'@SUM(A1)");
    expect(named).toContain('"改行\n=1+1"');
    // Quotes taken off, no field begins as a formula does.
    const fields = [...named.slice(1).matchAll(/"((?:[^"]|"")*)"|[^,"\r\n]+/g)].map(([whole, quoted]) => quoted ?? whole);
    expect(fields.length).toBeGreaterThan(40);
    expect(fields.filter((it) => /^[=+\-@\t\r＝＋－＠]/.test(it))).toEqual([]);
  });

  test('says at whose wish a booking was cancelled or moved, why in words, and what a moved one came in as', async () => {
    const days = ['2026-12-07', '2026-12-08', '2026-12-09'];
    const bookings = await Promise.all(days.map((day) => confirmedAt(house, inTokyo(`${day}T11:00`), { name: '移る方' })));
    const [asked, needed, cancelled] = bookings;
    if (!asked || !needed || !cancelled) throw new Error('nothing was booked');
    const by = { id: administrator.staff.id };
    const now = house.clock.now();
    house.clock.set(now.plus({ hours: 1 }));
    const to = (day: string) => inTokyo(`${day}T13:30`);
    for (const [{ id: bookingId }, wish, day] of [
      [asked, 'client', days[0]],
      [needed, 'office', days[1]],
    ] as const) {
      const moved = await house.office.move({ by, bookingId, wish, startsAt: to(day ?? ''), reason: '会議のため' });
      expect(moved.kind).toBe('done');
    }
    await house.office.cancel({ by, bookingId: cancelled.id, wish: 'office', reason: '停電のため' });
    house.clock.set(now);
    const file = (await bytes(`${BASE}/bookings.csv?from=2026-12-07&to=2026-12-13`)).toString('utf8');
    const line = (day: string, start: string) => file.split('\r\n').find((it) => it.includes(`${day},${start}`)) ?? '';
    expect(line('2026-12-07', '11:00')).toMatch(/日時変更済み,,.*,LINE,職員,利用者の申出,利用者の申出$/);
    expect(line('2026-12-08', '11:00')).toMatch(/日時変更済み,,.*,LINE,職員,窓口の都合,窓口の都合$/);
    expect(line('2026-12-09', '11:00')).toMatch(/キャンセル,,.*,LINE,職員,窓口の都合,窓口の都合$/);
    expect(line('2026-12-07', '13:30')).toMatch(/確定,,2026-11-20 10:00,LINE,,,$/);
  });

  test('that meets a fault in the middle is broken off, and the house goes on', async () => {
    const { bookingExport } = house.store.reads;
    const whole = bookingExport.batches.bind(bookingExport);
    const broken = vi.spyOn(bookingExport, 'batches').mockImplementation(async function* (where) {
      yield* whole(where);
      throw new Error('山田花子 cannot be read');
    });
    onTestFinished(() => broken.mockRestore());
    await expect(bytes(CSV)).rejects.toThrow();
    expect(house.logged.at(-1)).toBe('{"level":"error","why":"Error","message":"a console page failed"}');
    broken.mockRestore();
    expect((await administrator.get(CSV)).status).toBe(200);
  });
});

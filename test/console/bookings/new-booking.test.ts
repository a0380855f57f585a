import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, HANAKO, rows, visitor, wordsOf } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
});
afterAll(() => house.close());

const NEW = '/console/izumo/bookings/new';
const book = (fields: Record<string, string>) => staff.post(NEW, { act: 'book', ...fields });
const count = async () => (await rows<{ n: string }>(house, 'SELECT count(*) AS n FROM booking'))[0]?.n;

describe('booking for somebody', () => {
  test('who is known is found by their number, and confirmed at once, the same day too', async () => {
    const { clientId } = await visitor(house, { ...HANAKO, jobSeekerNumber: '32010-11100001' });
    const found = await staff.post(`${NEW}/find`, { word: '32010-11100001' });
    expect(found.headers.get('location')).toBe(`${NEW}?client=${clientId}`);
    expect(await (await staff.get(`${NEW}?client=${clientId}`)).text()).toContain('山田花子');
    const answer = await book({ client: clientId, 'new-when': '2026-11-20T16:40' });
    expect(answer.status).toBe(303);
    const html = await (await staff.get(answer.headers.get('location') ?? '')).text();
    expect(html).toContain('予約を入れました。利用者にチャットでお知らせします。');
    expect(wordsOf(html)).toMatch(/11月20日（金） 16:40～17:10 .*確定 .*申込みの方法 職員が入力/);
  });

  test('who is new is entered with their name, and rung where there is no chat', async () => {
    const answer = await book({ name: '新規 ひとみ', phone: '0853211234', 'new-slot': '2026-11-25T09:30' });
    expect(answer.status).toBe(303);
    const html = await (await staff.get(answer.headers.get('location') ?? '')).text();
    expect(html).toContain('チャットのない方です');
    expect(html).toContain('0853-21-1234');
  });

  test('twice by the same page makes one booking and one person, and leads to it', async () => {
    const page = await (await staff.get(NEW)).text();
    const fields = {
      'page-id': /name="page-id" value="([^"]+)"/.exec(page)?.[1] ?? '',
      name: '二度 おす',
      'new-when': '2026-11-25T16:40',
    };
    const answers = await Promise.all([book(fields), book(fields)]);
    const before = await count();
    answers.push(await book(fields), await book({ ...fields, phone: '0853211299', 'new-when': '2026-11-25T16:40' }));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const [first, ...others] = answers.map((it) => new URL(it.headers.get('location') ?? '', house.url));
    for (const it of others) expect(it.pathname).toBe(first?.pathname);
    expect(others.at(-1)?.search).toBe('?said=booked-before');
    expect(await (await staff.get(`${first?.pathname}?said=booked-before`)).text()).toContain('この予約は、すでに入っています。');
    expect(await count()).toBe(before);
    expect(await rows(house, `SELECT FROM notice WHERE once_key = $1`, [`booked:${fields['page-id']}`])).toHaveLength(1);
  });

  test('somebody entered as new whose number is known is not made twice', async () => {
    const { clientId } = await visitor(house, { ...HANAKO, jobSeekerNumber: '32010-11100002' });
    const answer = await book({ name: '山田 花子', number: '3201011100002', 'new-slot': '2026-11-26T09:30' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('この番号の方はすでに登録されています');
    expect(html).toContain(`name="client" value="${clientId}"`);
  });

  test('who has an open booking is told apart, and a taken time is named', async () => {
    const { clientId } = await visitor(house);
    await book({ client: clientId, 'new-when': '2026-11-26T16:00' });
    const again = await book({ client: clientId, 'new-when': '2026-11-26T16:40' });
    expect(await again.text()).toContain('同じ相談の予約か申込みがすでにあります');
    const full = await visitor(house);
    await bookedAt(house, full, inTokyo('2026-11-27T09:30'), 'confirmed', { capacity: 1 });
    const taken = await book({ client: (await visitor(house)).clientId, 'new-slot': '2026-11-27T09:30' });
    expect(taken.status).toBe(409);
    expect(await taken.text()).toContain('11月27日（金） 9:30');
  });

  test('at three in the morning is asked once, with the day in full, and keeps what was typed', async () => {
    const { clientId } = await visitor(house);
    const before = await count();
    const asked = await book({ client: clientId, 'new-when': '2026-12-01T03:00' });
    expect(asked.status).toBe(422);
    const html = await asked.text();
    expect(html).toContain('2026年12月1日（火）午前3時00分です。窓口の受付時間の外ですが、よろしいですか。');
    expect(html).toMatch(/id="new-when"[^>]*value="2026-12-01T03:00"/);
    expect(html).toMatch(/<label[^>]*for="new-sure"/);
    expect(html).toContain('href="#new-sure"');
    expect(html).not.toMatch(/id="new-sure"[^>]*checked/);
    expect(await count()).toBe(before);
    // Another time is asked about anew: nobody has said that they mean it.
    const other = await book({ client: clientId, 'new-when': '2030-01-10T12:30', 'new-sure': '2026-12-01T03:00' });
    expect(await other.text()).toContain(
      '2030年1月10日（木）午後0時30分です。予約を公開している期間より先ですが、よろしいですか。',
    );
    expect((await book({ client: clientId, 'new-when': '2026-12-01T03:00', 'new-sure': '2026-12-01T03:00' })).status).toBe(303);
  });

  test('in the middle of somebody else’s session names it, and how to make room', async () => {
    await bookedAt(house, await visitor(house), inTokyo('2026-12-02T11:00'), 'confirmed', { capacity: 1 });
    const { clientId } = await visitor(house);
    const taken = await book({ client: clientId, 'new-when': '2026-12-02T11:07' });
    expect(taken.status).toBe(409);
    const html = await taken.text();
    expect(html).toContain(
      '時間の重なる予約か提案（12月2日（水） 11:00～11:30）があるため、空きがありません：12月2日（水） 11:07。',
    );
    expect(html).toContain('定員を増やしてください');
  });

  test('proposes no free slot that overlaps a session, and shows later ones from a chosen day, without script', async () => {
    const { clientId } = await visitor(house);
    await bookedAt(house, await visitor(house), inTokyo('2026-12-03T11:10'), 'confirmed', { capacity: 1 });
    const answer = await staff.post(NEW, { act: 'reload', client: clientId, 'times-from': '2026-12-03', 'new-when': '' });
    const html = await answer.text();
    expect(html).toMatch(/<option value="2026-12-03T09:30"/);
    expect(html).not.toMatch(/<option value="2026-12-03T11:00"/);
    expect(html).not.toMatch(/<option value="2026-12-02/);
    expect(html).toMatch(/id="times-from"[^>]*type="date"[^>]*|type="date"[^>]*id="times-from"/);
  });

  test('tells all that is wrong at once and keeps what was typed', async () => {
    const answer = await book({ name: '123', number: '12', phone: '電話', email: 'a@', 'new-when': '' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('入力内容を5か所ご確認ください');
    for (const field of ['name', 'number', 'phone', 'email', 'new-when']) expect(html).toContain(`id="${field}-error"`);
    expect(html).toContain('value="123"');
  });

  test('of another centre is not possible', async () => {
    const { clientId } = await visitor(house);
    const other = await signIn(house, { centres: ['hakodate'] });
    const path = '/console/hakodate/bookings/new';
    expect((await other.get(`${path}?client=${clientId}`)).status).toBe(404);
    expect((await other.post(path, { act: 'book', client: clientId, 'new-when': '2026-11-26T16:00' })).status).toBe(404);
    expect((await other.post(`${path}/find`, { word: '0853-00-0000' })).status).toBe(404);
  });

  test('begins with the time that was picked in the calendar', async () => {
    const html = await (await staff.get(`${NEW}?office=izumo&service=counselling&at=2026-11-25T13:30`)).text();
    expect(html).toMatch(/id="new-when"[^>]*value="2026-11-25T13:30"/);
  });

  test('shows the free times of another office without losing what was typed', async () => {
    const hakodate = await signIn(house, { centres: ['hakodate'] });
    const answer = await hakodate.post('/console/hakodate/bookings/new', { act: 'reload', office: 'esashi', name: '江差の方' });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toMatch(/value="esashi" selected/);
    expect(html).toContain('value="江差の方"');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, visitor } from '../office-day.ts';
import { confirmedAt } from './booked.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
});
afterAll(() => house.close());

const BASE = '/console/izumo/calendar';
const slotOf = (at: string) => ({ office: 'izumo', service: 'counselling', at });
const text = async (path: string) => (await staff.get(path)).text();
const slotIn = async (at: string) => {
  const [slot] = await house.store.reads.calendar.slots({
    ...{ centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' },
    ...{ from: inTokyo(at), to: inTokyo(at).plus({ minutes: 1 }) },
  });
  return slot;
};

describe('the calendar', () => {
  test('shows the week of a day with each slot, its seats and a link to it', async () => {
    await confirmedAt(house, inTokyo('2026-11-25T11:00'), { capacity: 1 });
    const page = await text(`${BASE}?day=2026-11-25`);
    expect(page).toContain('11月23日（月）～11月29日（日）');
    expect(page).toMatch(/id="slot-2611251100"[\s\S]{0,260}1\/1[\s\S]{0,80}満席/);
    expect(page).toMatch(/id="slot-2611250930"[\s\S]{0,260}0\/1[\s\S]{0,80}空き/);
    // The 23rd is a national holiday, the 28th a Saturday.
    expect(page).not.toContain('slot-261123');
    expect(page).not.toContain('slot-261128');
  });

  test('says of a day without slots why: a holiday with its name, the year’s end, the weekend', async () => {
    expect(await text(`${BASE}?day=2026-11-25`)).toContain('>祝日：勤労感謝の日<');
    expect(await text(`${BASE}?day=2025-12-31`)).toMatch(/12月31日（水） 年末年始[\s\S]*1月1日（木） 祝日：元日/);
    const december = await text(`${BASE}?view=month&day=2026-12-10`);
    expect(december.match(/>年末年始</g)).toHaveLength(5);
    expect(december).toContain('>祝日：元日<');
    expect(december).toContain('>土日<');
    // A day off between two holidays has no name.
    const september = await text(`${BASE}?view=month&day=2026-09-10`);
    expect(september).toContain('>祝日<');
  });

  test('counts a session at another minute in the slots that it overlaps, and names it there', async () => {
    const { id } = await confirmedAt(house, inTokyo('2026-12-15T11:10'), { capacity: 1 });
    const page = await text(`${BASE}?day=2026-12-15`);
    expect(page).toMatch(/id="slot-2612151100"[\s\S]{0,260}0\/1[\s\S]{0,80}満席[\s\S]{0,80}重なりあり/);
    expect(page).toMatch(/id="slot-2612150930"[\s\S]{0,260}0\/1[\s\S]{0,80}空き/);
    const slot = await text(`${BASE}/slot?office=izumo&service=counselling&at=2026-12-15T11:00`);
    expect(slot).toMatch(/残り<\/dt><dd>0席/);
    expect(slot).toMatch(/時間の重なる予約[\s\S]*定員を増やしてください/);
    expect(slot).toContain(`/console/izumo/bookings/${id}`);
    await staff.post(`${BASE}/slot/capacity`, { ...slotOf('2026-12-15T11:00'), capacity: '2' });
    expect(await text(`${BASE}?day=2026-12-15`)).toMatch(/id="slot-2612151100"[\s\S]{0,260}0\/2[\s\S]{0,80}空き/);
    const board = await text(`${BASE}/slots.json?office=izumo&service=counselling&from=2026-12-15&to=2026-12-16`);
    expect(JSON.parse(board)).toContainEqual(expect.objectContaining({ at: '2026-12-15T11:00', word: '空き・重なりあり' }));
  });

  test('tells a seat that is kept for an offer from one that is booked', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo('2026-12-07T11:00'), 'requested');
    const times = ['2026-12-08T11:00', '2026-12-09T11:00'].map(inTokyo);
    await house.office.offer({ by: { id: staff.staff.id }, bookingId: id, startsAt: times });
    expect(await text(`${BASE}?day=2026-12-08`)).toMatch(/id="slot-2612081100"[\s\S]{0,400}提案中/);
    expect(await text(`${BASE}/slot?office=izumo&service=counselling&at=2026-12-08T11:00`)).toMatch(
      /うち提案中（返事待ち）<\/dt><dd>1席[\s\S]*日時を提案中/,
    );
    expect(await text(`${BASE}/slot?office=izumo&service=counselling&at=2026-12-10T11:00`)).not.toContain('うち提案中');
  });

  test('shows a month with the sum of each day', async () => {
    const page = await text(`${BASE}?view=month&day=2026-12-10`);
    expect(page).toContain('2026年12月');
    expect(page).toContain('12月10日（木） 予約 0／定員 4');
    expect(page).toContain('id="slot-2612101500"');
    // The year's end is closed.
    expect(page).not.toContain('slot-261229');
  });

  test.each([
    ['?office=nowhere'],
    ['?service=nowhere'],
    ['/slot?office=izumo&service=counselling&at=yesterday'],
    ['/slot?office=izumo&service=counselling&at=2026-11-25T11:11'],
    ['/slot?office=izumo&service=counselling'],
    ['/closures/3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['/closures/not-an-id'],
    ['/slots.json?office=izumo&service=counselling&from=2026-01-01&to=2030-01-01'],
  ])('knows nothing at %s', async (path) => {
    expect((await staff.get(BASE + path)).status).toBe(404);
  });

  test('ignores a view or a day that are none', async () => {
    expect((await staff.get(`${BASE}?view=decade&day=someday`)).status).toBe(200);
  });

  test('is not shown to staff of another centre, nor changed by them', async () => {
    const other = await signIn(house, { centres: ['hakodate'] });
    expect((await other.get(BASE)).status).toBe(404);
    expect((await other.post(`${BASE}/slot/close`, slotOf('2026-11-27T11:00'))).status).toBe(404);
    expect(await slotIn('2026-11-27T11:00')).toBeUndefined();
  });
});

describe('a slot', () => {
  test('gets another capacity; what it is not to be is said beside the field, with what was typed', async () => {
    const at = '2026-11-26T11:00';
    const wrong = await staff.post(`${BASE}/slot/capacity`, { ...slotOf(at), capacity: '0人' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/value="0人"[\s\S]*aria-invalid="true"/);
    const done = await staff.post(`${BASE}/slot/capacity`, { ...slotOf(at), capacity: '３' });
    expect(done.status).toBe(303);
    expect(await text(done.headers.get('location') ?? '')).toContain('定員を変えました。');
    expect(await slotIn(at)).toMatchObject({ capacity: 3 });
    await confirmedAt(house, inTokyo(at));
    await confirmedAt(house, inTokyo(at));
    const less = await staff.post(`${BASE}/slot/capacity`, { ...slotOf(at), capacity: '1' });
    expect(less.status).toBe(422);
    expect(await less.text()).toContain('2人になりました');
  });

  test('is closed and opened again', async () => {
    const at = '2026-11-27T13:30';
    const closed = await staff.post(`${BASE}/slot/close`, slotOf(at));
    expect(await text(closed.headers.get('location') ?? '')).toContain('枠を閉めました。');
    expect(await slotIn(at)).toMatchObject({ closed: true });
    expect(await text(`${BASE}?day=2026-11-27`)).toMatch(/id="slot-2611271330"[\s\S]{0,300}閉鎖/);
    const opened = await staff.post(`${BASE}/slot/reopen`, slotOf(at));
    expect(await text(opened.headers.get('location') ?? '')).toContain('枠を開けました。');
    expect(await slotIn(at)).toMatchObject({ closed: false });
  });

  test('asks, once it is closed, what becomes of its bookings: one is kept, one cancelled, one moved, and each is told', async () => {
    const at = '2026-12-01T11:00';
    const [kept, cancelled, moved] = [
      await confirmedAt(house, inTokyo(at), { name: '残留 一' }),
      await confirmedAt(house, inTokyo(at), { name: '取消 二' }),
      await confirmedAt(house, inTokyo(at), { name: '移動 三' }),
    ];
    const closed = await staff.post(`${BASE}/slot/close`, slotOf(at));
    const page = await text(closed.headers.get('location') ?? '');
    for (const name of ['残留 一', '取消 二', '移動 三']) expect(page).toContain(name);
    expect(page).toContain('value="2026-12-02T11:00"');
    // The closed slot itself is no time to move to.
    expect(page).not.toContain(`<option value="${at}"`);

    const choices = {
      ...slotOf(at),
      [`what-${kept.id}`]: 'keep',
      [`what-${cancelled.id}`]: 'cancel',
      [`what-${moved.id}`]: 'move',
      [`to-${moved.id}`]: '2026-12-02T11:00',
    };
    const without = await staff.post(`${BASE}/slot/bookings`, { ...choices, [`to-${moved.id}`]: '' });
    expect(without.status).toBe(422);
    const again = await without.text();
    expect(again).toContain('利用者に伝える理由を入力してください。');
    expect(again).toContain('移す日時を選んでください。');
    expect(await house.store.turn(cancelled.id, (turn) => turn.booking(cancelled.id))).toMatchObject({ state: 'confirmed' });

    const done = await staff.post(`${BASE}/slot/bookings`, { ...choices, reason: '設備の点検のため' });
    const results = await done.text();
    expect(results).toContain('残しました');
    expect(results).toContain('キャンセルしました');
    expect(results).toContain('12月2日（水） 11:00に移しました');
    await house.settle();
    const states = await Promise.all(
      [kept, cancelled, moved].map(async ({ id }) => (await house.store.turn(id, (turn) => turn.booking(id)))?.state),
    );
    expect(states).toEqual(['confirmed', 'cancelled', 'moved']);
    const [slot] = [await slotIn(at)];
    expect(slot).toMatchObject({ used: 1, closed: true });
    expect(await slotIn('2026-12-02T11:00')).toMatchObject({ used: 1 });
    // Pressed a second time nothing more happens, and it says so.
    const twice = await (await staff.post(`${BASE}/slot/bookings`, { ...choices, reason: '設備の点検のため' })).text();
    expect(twice).not.toContain('キャンセルしました');
  });

  test('takes a request back for a client who rang, without a reason; what was answered meanwhile stays as it is', async () => {
    const at = '2026-12-11T11:00';
    const [rang, offered] = [
      await bookedAt(house, await visitor(house), inTokyo(at), 'requested'),
      await bookedAt(house, await visitor(house), inTokyo(at), 'requested'),
    ];
    const by = { id: staff.staff.id };
    const times = [inTokyo(at), inTokyo('2026-12-11T16:30')];
    expect(await house.office.offer({ by, bookingId: offered.id, startsAt: times })).toMatchObject({ kind: 'done' });
    const closed = await staff.post(`${BASE}/slot/close`, slotOf(at));
    const page = await text(closed.headers.get('location') ?? '');
    expect(page).toContain('申込みを取り下げる（利用者の申出）');
    expect(page).toMatch(new RegExp(`name="seen-${offered.id}" value="offered"`));
    const form = { ...slotOf(at), [`seen-${rang.id}`]: 'requested', [`seen-${offered.id}`]: 'requested' };
    const choices = { ...form, [`what-${rang.id}`]: 'withdraw', [`what-${offered.id}`]: 'cancel' };
    const results = await (await staff.post(`${BASE}/slot/bookings`, choices)).text();
    expect(results).toContain('申込みを取り下げました');
    const states = [rang, offered].map(async ({ id }) => (await house.store.turn(id, (turn) => turn.booking(id)))?.state);
    expect(await Promise.all(states)).toEqual(['withdrawn', 'offered']);
    expect(results).toContain('変更していません。今の状態は「日時を提案中」です。');
  });

  test('lists whom to ring, because nothing reaches them', async () => {
    const at = '2026-12-03T11:00';
    const booking = await confirmedAt(house, inTokyo(at), { name: '電話 待子' });
    await house.store.turn(booking.conversationId ?? '', async (turn) => {
      const known = await turn.loadConversation();
      if (!known) throw new Error('no conversation');
      const conversation = { ...known, reachable: false };
      await turn.finish({ at: house.clock.now(), conversation, outbox: [], audit: [] });
    });
    await staff.post(`${BASE}/slot/close`, slotOf(at));
    const form = { ...slotOf(at), [`what-${booking.id}`]: 'cancel', reason: '会議のため' };
    const results = await (await staff.post(`${BASE}/slot/bookings`, form)).text();
    expect(results).toContain('電話が必要な方');
    expect(results).toMatch(/電話が必要な方[\s\S]*電話 待子[\s\S]*電話番号の登録がありません/);
  });

  test('believes no booking that is not in it', async () => {
    const elsewhere = await confirmedAt(house, inTokyo('2026-12-04T11:00'));
    await staff.post(`${BASE}/slot/close`, slotOf('2026-12-04T13:30'));
    await staff.post(`${BASE}/slot/bookings`, {
      ...slotOf('2026-12-04T13:30'),
      ...{ [`what-${elsewhere.id}`]: 'cancel', reason: '理由' },
    });
    expect(await house.store.turn(elsewhere.id, (turn) => turn.booking(elsewhere.id))).toMatchObject({ state: 'confirmed' });
  });
});

describe('opening slots', () => {
  const opening = { office: 'izumo', service: 'counselling', view: 'week' };

  test('beside the centre file, and clients find them', async () => {
    const done = await staff.post(`${BASE}/open`, { ...opening, day: '2026-12-07', from: '16:00', to: '17:00', capacity: '2' });
    expect(done.status).toBe(303);
    const page = await text(done.headers.get('location') ?? '');
    expect(page).toContain('予約枠を2つ開きました。');
    expect(page).toMatch(/id="slot-2612071630"[\s\S]{0,300}0\/2[\s\S]{0,160}追加/);
  });

  test('in the evening is asked once, with the day in full; another time is asked about anew', async () => {
    const evening = { ...opening, day: '2026-12-08', from: '18:00', to: '19:00', capacity: '3' };
    const asked = await staff.post(`${BASE}/open`, evening);
    expect(asked.status).toBe(422);
    const page = await asked.text();
    expect(page).toContain(
      '2026年12月8日（火）午後6時00分から2026年12月8日（火）午後7時00分までです。窓口の受付時間の外ですが、よろしいですか。',
    );
    expect(page).toContain('href="#open-sure"');
    expect(page).toMatch(/id="open-from"[^>]*value="18:00"/);
    const sure = /id="open-sure"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await slotIn('2026-12-08T18:00')).toBeUndefined();
    expect((await staff.post(`${BASE}/open`, { ...evening, day: '2026-12-09', sure })).status).toBe(422);
    expect((await staff.post(`${BASE}/open`, { ...evening, sure })).status).toBe(303);
    expect(await slotIn('2026-12-08T18:30')).toMatchObject({ openedByStaff: true, capacity: 3 });
  });

  test.each([
    ['on a holiday', { day: '2026-11-23', from: '10:00', to: '11:00' }, '土曜・日曜・祝日'],
    ['in the past', { day: '2026-11-20', from: '09:00', to: '09:30' }, 'すでに過ぎた時間'],
    ['backwards', { day: '2026-12-07', from: '11:00', to: '10:00' }, '終了の時刻を、開始より後で'],
    ['shorter than a session', { day: '2026-12-07', from: '10:00', to: '10:10' }, '相談1回の長さより短い'],
    ['on no day at all', { day: '2026-02-31', from: '10:00', to: '11:00' }, '日付を入力してください'],
  ])('%s is refused in words, and what was typed stays', async (_, typed, why) => {
    const refused = await staff.post(`${BASE}/open`, { ...opening, ...typed, capacity: '7' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain(why);
    expect(page).toContain(`value="${typed.from}"`);
    expect(page).toContain('value="7"');
  });
});

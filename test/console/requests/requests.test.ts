import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, HANAKO, rows, stateOf, visitor, wished, wordsOf } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
});
afterAll(() => house.close());

const list = async () => (await staff.get('/console/izumo/requests')).text();
const at = (id: string, act = '') => `/console/izumo/bookings/${id}${act}`;
const shown = async (id: string) => (await staff.get(at(id))).text();
const request = async (time = '2026-11-30T11:00') => bookedAt(house, await visitor(house, HANAKO), inTokyo(time), 'requested');

describe('the list', () => {
  test('shows the nearest date first, with the wishes in the client’s own words as text', async () => {
    const { id: wish } = await wished(house, await visitor(house, HANAKO), '夕方 <i>17時</i> ごろ');
    const { id: slot } = await request();
    const html = await list();
    expect(html).toContain('夕方 &lt;i>17時&lt;/i> ごろ');
    expect(html.indexOf(`b-${slot}`)).toBeLessThan(html.indexOf(`b-${wish}`));
    expect(wordsOf(html)).toMatch(/回答の期限 11月22日（日） あと2日/);
    expect(wordsOf(html)).toContain('相談したいこと 応募書類の書き方');
  });

  test('says which booking a request would move', async () => {
    const who = await visitor(house);
    const old = await bookedAt(house, who, inTokyo('2026-12-01T11:00'));
    await wished(house, who, '午後に', old.id);
    expect(wordsOf(await list())).toContain('12月1日（火） 11:00 の予約からの変更です');
  });

  test('is the centre’s own', async () => {
    const { id } = await request();
    const other = await signIn(house, { centres: ['hakodate'] });
    expect(await (await other.get('/console/hakodate/requests')).text()).not.toContain(id);
    expect((await other.get(`/console/hakodate/bookings/${id}`)).status).toBe(404);
    expect((await other.post(`/console/hakodate/bookings/${id}/confirm`)).status).toBe(404);
    expect(await stateOf(house, id)).toBe('requested');
  });
});

describe('confirming', () => {
  test('is one press, and the client is told in the chat', async () => {
    const { id } = await request();
    const answer = await staff.post(at(id, '/confirm'));
    expect(answer.status).toBe(303);
    expect(await (await staff.get(answer.headers.get('location') ?? '')).text()).toContain(
      '予約を確定しました。利用者にチャットでお知らせします。',
    );
    expect(await stateOf(house, id)).toBe('confirmed');
  });

  test('twice says what it is now and changes nothing', async () => {
    const { id } = await request();
    await staff.post(at(id, '/confirm'));
    const again = await staff.post(at(id, '/confirm'));
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('この予約は今「確定」です');
    expect(await rows(house, `SELECT 1 FROM notice WHERE booking_id = $1 AND kind = 'confirmed'`, [id])).toHaveLength(1);
  });

  test('a request without a time needs one, and takes any time that was agreed', async () => {
    const { id } = await wished(house, await visitor(house), '17時すぎ');
    const without = await staff.post(at(id, '/confirm'), { 'confirm-when': '' });
    expect(without.status).toBe(422);
    expect(await without.text()).toMatch(/id="confirm-when-error"[\s\S]*日時を選ぶか、入力してください/);
    expect((await staff.post(at(id, '/confirm'), { 'confirm-when': '2026-12-02T16:10' })).status).toBe(303);
    const booking = await house.store.turn(id, (turn) => turn.booking(id));
    expect(booking?.startsAt?.toISO()).toContain('2026-12-02T16:10');
  });

  test.each([
    ['2026-11-19T10:00', '過ぎた日時は選べません'],
    ['2026-11-28T10:00', '土曜・日曜・祝日・年末年始と休業日の日時は選べません'],
  ])('at %s is refused: %s', async (when, why) => {
    const { id } = await wished(house, await visitor(house), 'いつでも');
    const answer = await staff.post(at(id, '/confirm'), { 'confirm-when': when });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain(why);
    expect(html).toContain(`value="${when}"`);
  });
});

describe('proposing times', () => {
  test('takes ticked slots and typed times together, soonest first', async () => {
    const { id } = await wished(house, await visitor(house), '来週');
    const answer = await staff.post(at(id, '/offer'), {
      'offer-slot': ['2026-12-03T11:00', '2026-12-03T09:30'],
      'offer-other-1': '2026-12-02T16:40',
    });
    expect(answer.status).toBe(303);
    const times = await house.store.turn(id, (turn) => turn.offeredTimes(id));
    expect(times.map(({ startsAt }) => startsAt.toFormat('dd HH:mm'))).toEqual(['02 16:40', '03 09:30', '03 11:00']);
    expect(wordsOf(await shown(id))).toMatch(/提案中の日時 12月2日（水） 16:40 12月3日（木） 9:30/);
    expect(wordsOf(await list())).toMatch(/利用者の返事を待っている提案 .*12月2日（水） 16:40/);
  });

  test('offers slots with the seats that are left', async () => {
    const { id } = await wished(house, await visitor(house), '来週');
    expect(await shown(id)).toMatch(/value="2026-11-24T09:30"[\s\S]{0,200}残り1席（定員1）/);
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['none', {}],
    ['six', { 'offer-slot': ['09:30', '11:00', '13:30', '15:00', '16:00', '16:30'].map((it) => `2026-12-04T${it}`) }],
    ['not a time', { 'offer-other-2': 'someday' }],
  ])('refuses %s and keeps what was typed', async (_, fields) => {
    const { id } = await wished(house, await visitor(house), '来週');
    const answer = await staff.post(at(id, '/offer'), fields);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('入力内容を1か所ご確認ください');
    if (fields['offer-other-2']) expect(html).toContain('value="someday"');
    expect(await stateOf(house, id)).toBe('requested');
  });

  test('names the times that somebody else has taken', async () => {
    await bookedAt(house, await visitor(house), inTokyo('2026-12-07T09:30'), 'confirmed', { capacity: 1 });
    const { id } = await wished(house, await visitor(house), '来週');
    const answer = await staff.post(at(id, '/offer'), { 'offer-slot': ['2026-12-07T09:30', '2026-12-07T11:00'] });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('次の日時は空きがないか、閉じられています：12月7日（月） 9:30。');
    expect(await stateOf(house, id)).toBe('requested');
  });
});

describe('an answer from a page that a colleague’s answer has overtaken', () => {
  const drawnFrom = (html: string) => /name="drawn-from" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const noticesOf = (id: string) => rows<{ kind: string }>(house, 'SELECT kind FROM notice WHERE booking_id = $1', [id]);

  test.each<[string, string, Record<string, string>]>([
    ['declining', '/decline', { 'decline-reason': '満席です' }],
    ['proposing other times', '/offer', { 'offer-other-1': '2026-12-17T15:00' }],
    ['confirming at a time', '/confirm', { 'confirm-when': '2026-12-17T15:00' }],
    ['withdrawing', '/withdraw', {}],
  ])('(%s) is refused with what it is now, and what was typed', async (_, act, fields) => {
    const { id } = await request('2026-12-16T11:00');
    const seen = drawnFrom(await shown(id));
    expect((await staff.post(at(id, '/offer'), { 'offer-other-1': '2026-12-16T15:30', 'drawn-from': seen })).status).toBe(303);
    const late = await staff.post(at(id, act), { ...fields, 'drawn-from': seen });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(html).toContain('この予約は今「日時を提案中」です');
    expect(wordsOf(html)).toContain('提案中の日時 12月16日（水） 15:30');
    for (const typed of Object.values(fields)) expect(html).toContain(typed);
    expect(await stateOf(house, id)).toBe('offered');
    expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual(['offered']);
    // Whoever has seen what it is now may do it.
    expect((await staff.post(at(id, act), { ...fields, 'drawn-from': drawnFrom(html) })).status).toBe(303);
    await staff.post(at(id, '/decline'), { 'decline-reason': '終わり' });
    await staff.post(at(id, '/cancel'), { 'cancel-wish': 'client' });
  });

  test('is refused as well where one offer has followed another', async () => {
    const { id } = await request('2026-12-18T11:00');
    await staff.post(at(id, '/offer'), { 'offer-other-1': '2026-12-18T15:30' });
    const seen = drawnFrom(await shown(id));
    await staff.post(at(id, '/offer'), { 'offer-other-1': '2026-12-18T16:30', 'drawn-from': seen });
    expect((await staff.post(at(id, '/decline'), { 'decline-reason': '満席です', 'drawn-from': seen })).status).toBe(409);
    expect(await stateOf(house, id)).toBe('offered');
  });
});

describe('withdrawing for a client who rang', () => {
  test.each(['requested', 'offered'] as const)('ends a request that is %s, with words of its own', async (state) => {
    const { id } = await request(state === 'requested' ? '2026-12-21T11:00' : '2026-12-21T13:30');
    if (state === 'offered') await staff.post(at(id, '/offer'), { 'offer-other-1': '2026-12-22T15:30' });
    const answer = await staff.post(at(id, '/withdraw'));
    expect(answer.status).toBe(303);
    const html = await (await staff.get(answer.headers.get('location') ?? '')).text();
    expect(html).toContain('申込みを取り下げました。利用者にチャットでお知らせします。');
    expect(wordsOf(html)).toMatch(/職員 相談 太郎 「[^」]+」から「申込み取下げ」へ 利用者の申出/);
    expect(wordsOf(html)).toContain('申込みの取下げ LINE');
    expect(await stateOf(house, id)).toBe('withdrawn');
    expect((await staff.post(at(id, '/withdraw'))).status).toBe(409);
    expect(await rows(house, `SELECT FROM notice WHERE booking_id = $1 AND kind = 'withdrawn'`, [id])).toHaveLength(1);
  });
});

describe('declining', () => {
  test('needs words for the client, of at most 300 characters', async () => {
    const { id } = await request('2026-12-08T11:00');
    const empty = await staff.post(at(id, '/decline'), { 'decline-reason': '  ' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('利用者に伝える理由を入力してください。');
    const long = await staff.post(at(id, '/decline'), { 'decline-reason': 'あ'.repeat(301) });
    expect(long.status).toBe(422);
    expect(await long.text()).toContain('あ'.repeat(301));
    expect((await staff.post(at(id, '/decline'), { 'decline-reason': 'あ'.repeat(300) })).status).toBe(303);
    expect(await stateOf(house, id)).toBe('declined');
  });

  test('after the client withdrew says so', async () => {
    const { id, conversationId } = await request('2026-12-09T11:00');
    await house.store.turn(conversationId ?? '', (turn) =>
      turn.changeState({
        ...{ bookingId: id, from: ['requested'], to: 'withdrawn', at: house.clock.now() },
        actor: { kind: 'client', id: 'somebody' },
      }),
    );
    const answer = await staff.post(at(id, '/decline'), { 'decline-reason': '満席です' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('この予約は今「申込み取下げ」です');
  });
});

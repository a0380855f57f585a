import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleWords } from '#console/words/people.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, HANAKO, partOf, rows, visitor, wished, wordsOf } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house, { name: '出雲 太郎' });
});
afterAll(() => house.close());

const at = (id: string, act = '') => `/console/izumo/clients/${id}${act}`;
const shown = async (id: string) => (await staff.get(at(id))).text();
const audited = (action: string, id: string) =>
  rows<{ actor_id: string; detail: Record<string, string> }>(
    house,
    `SELECT actor_id, detail FROM audit WHERE action = $1 AND detail->>'clientId' = $2`,
    [action, id],
  );

describe('a client', () => {
  test('is found by what identifies them, and shown in full', async () => {
    const { clientId } = await visitor(house, { ...HANAKO, phone: '090-7777-0001' });
    const found = await staff.post('/console/izumo/clients/search', { word: '09077770001' });
    expect(found.headers.get('location')).toBe(at(clientId));
    const words = wordsOf(await shown(clientId));
    expect(words).toMatch(/求職番号 13010-12345678 電話番号 090-7777-0001 メールアドレス hanako@example\.jp 未確認/);
    expect(words).toMatch(/LINE 届きます 日本語/);
  });

  test('is found by the reference of a booking; several by a shared phone', async () => {
    const who = await visitor(house, { name: '家族その一', phone: '0853-77-0001' });
    await visitor(house, { name: '家族その二', phone: '0853-77-0001' });
    const { reference } = await bookedAt(house, who, inTokyo('2026-12-01T11:00'));
    const search = (word: string) => staff.post('/console/izumo/clients/search', { word });
    expect((await search(reference)).headers.get('location')).toBe(at(who.clientId));
    const both = wordsOf(await (await search('0853-77-0001')).text());
    expect(both).toContain('2人見つかりました');
    expect(both).toContain('家族その二');
    expect((await search('家族その一')).status).toBe(404);
  });

  test.each(['00000000-0000-4000-8000-000000000000', 'nobody'])('is not there for %s', async (id) => {
    expect((await staff.get(at(id))).status).toBe(404);
    for (const act of ['/message', '/export', '/suspend', '/erase', '/correct', '/remarks', '/lift', '/keep']) {
      expect((await staff.post(at(id, act))).status, act).toBe(404);
    }
  });

  test('of another centre is not there', async () => {
    const { clientId } = await visitor(house);
    const other = await signIn(house, { centres: ['hakodate'] });
    expect((await other.get(`/console/hakodate/clients/${clientId}`)).status).toBe(404);
    expect((await other.post(`/console/hakodate/clients/${clientId}/export`)).status).toBe(404);
    expect((await other.post(`/console/hakodate/clients/${clientId}/erase`, { asked: 'yes' })).status).toBe(404);
  });
});

describe('correcting', () => {
  test('leaves the names of the fields in the audit, and nothing of what stood in them', async () => {
    const { clientId } = await visitor(house, HANAKO);
    const fields = { name: '山田華子', number: '13010-12345678', phone: '090-1234-5678', email: 'new@example.jp', topic: '' };
    expect((await staff.post(at(clientId, '/correct'), fields)).status).toBe(303);
    expect(wordsOf(await shown(clientId))).toContain('山田華子');
    const [row] = await audited('profile-corrected', clientId);
    expect(row?.detail).toEqual({ clientId, fields: 'name email topic' });
    expect(row?.actor_id).toBe(staff.staff.id);
    const again = await staff.post(at(clientId, '/correct'), fields);
    expect(again.headers.get('location')).toContain('said=unchanged');
    expect(await audited('profile-corrected', clientId)).toHaveLength(1);
    expect((await staff.post('/console/izumo/clients/search', { word: 'new@example.jp' })).status).toBe(303);
  });

  test('shows what is wrong beside what was typed', async () => {
    const { clientId } = await visitor(house, HANAKO);
    const answer = await staff.post(at(clientId, '/correct'), { name: '', phone: '12' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('id="name-error"');
    expect(html).toMatch(/id="phone"[^>]*value="12"/);
  });
});

describe('a message', () => {
  test('is looked at once more before it is sent, and sent once', async () => {
    const who = await visitor(house);
    const { clientId, conversationId } = who;
    await bookedAt(house, who, inTokyo('2026-12-07T11:00'));
    const preview = await (await staff.post(at(clientId, '/message'), { text: '書類を\n<b>お持ち</b>ください' })).text();
    expect(preview).toContain('書類を\n&lt;b>お持ち&lt;/b>ください');
    // Just as it is sent: its heading, the words first, whom to ask, how to answer.
    expect(wordsOf(preview)).toMatch(
      /窓口からのお知らせ 書類を[\s\S]{0,30}お持ち[\s\S]{0,20}ください 窓口：ハローワーク出雲[\s\S]*0853-21-8609[\s\S]*お返事は、お電話で/,
    );
    const pageId = /name="page-id" value="([^"]+)"/.exec(preview)?.[1] ?? '';
    const sent = () => rows(house, `SELECT 1 FROM notice WHERE kind = 'message' AND conversation_id = $1`, [conversationId]);
    expect(await sent()).toHaveLength(0);
    for (const _ of [1, 2])
      await staff.post(at(clientId, '/message'), { text: '書類をお持ちください', act: 'send', 'page-id': pageId });
    expect(await sent()).toHaveLength(1);
    expect(wordsOf(await shown(clientId))).toContain('職員からのメッセージ LINE');
  });

  test.each([
    ['', 'メッセージを入力してください。'],
    ['あ'.repeat(1001), 'メッセージは1000字までにしてください。'],
  ])('is refused when empty or too long', async (text, why) => {
    const { clientId } = await visitor(house);
    const answer = await staff.post(at(clientId, '/message'), { text, act: 'send' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
  });

  test('can be written anew', async () => {
    const { clientId } = await visitor(house);
    const answer = await staff.post(at(clientId, '/message'), { text: '下書き', act: 'rewrite' });
    expect(await answer.text()).toMatch(/<textarea[^>]*>下書き<\/textarea>/);
  });
});

describe('suspending', () => {
  const FORM = { reason: '無断が続いたため', note: '電話でご相談ください。', 'review-on': '2026-12-20' };

  test('is somebody’s decision with a reason, words and a day of review; the client is told, once', async () => {
    const { clientId, conversationId } = await visitor(house);
    const answer = await staff.post(at(clientId, '/suspend'), FORM);
    expect(answer.headers.get('location')).toContain('said=suspended');
    const words = wordsOf(partOf(await shown(clientId), 'suspension'));
    expect(words).toMatch(
      /停止中 .*停止した職員 出雲 太郎 .*無断が続いたため .*電話でご相談ください。 見直しの日 12月20日（日）/,
    );
    expect((await staff.post(at(clientId, '/suspend'), FORM)).headers.get('location')).toContain('already-suspended');
    expect(
      await rows(house, `SELECT 1 FROM notice WHERE kind = 'suspended' AND conversation_id = $1`, [conversationId]),
    ).toHaveLength(1);
    const [kept] = await rows<{ reason: string; note: string }>(
      house,
      'SELECT reason, note FROM suspension WHERE client_id = $1',
      [clientId],
    );
    expect(`${kept?.reason}${kept?.note}`).not.toMatch(/無断|電話/);
    expect(await audited('client-suspended', clientId)).toHaveLength(1);
    expect(await house.store.turn(conversationId, (turn) => turn.suspension())).toMatchObject({ note: '電話でご相談ください。' });
  });

  test('is lifted by a press, and what was stays in view', async () => {
    const { clientId, conversationId } = await visitor(house);
    await staff.post(at(clientId, '/suspend'), FORM);
    expect((await staff.post(at(clientId, '/lift'))).headers.get('location')).toContain('said=lifted');
    expect((await staff.post(at(clientId, '/lift'))).headers.get('location')).toContain('said=not-suspended');
    expect(await house.store.turn(conversationId, (turn) => turn.suspension())).toBeUndefined();
    expect(wordsOf(await shown(clientId))).toMatch(/停止されていません。 .*これまでの停止 .*解除（出雲 太郎）/);
  });

  test.each([
    ['reason', { reason: ' ' }],
    ['note', { note: 'あ'.repeat(301) }],
    ['review-on', { 'review-on': '' }],
    ['review-on', { 'review-on': '2026-11-20' }],
    ['review-on', { 'review-on': '2029-01-01' }],
  ])('needs %s: %j', async (field, wrong) => {
    const { clientId } = await visitor(house);
    const answer = await staff.post(at(clientId, '/suspend'), { ...FORM, ...wrong });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(`id="${field}-error"`);
    if (field !== 'reason') expect(html).toContain('無断が続いたため');
  });

  test('comes back to the day’s page when it is to be reviewed', async () => {
    const { clientId } = await visitor(house, { name: '見直しの方' });
    await staff.post(at(clientId, '/suspend'), { ...FORM, 'review-on': '2026-11-21' });
    const today = async () => (await staff.get('/console/izumo/today')).text();
    expect(await today()).not.toContain('見直しの方');
    await rows(house, `UPDATE suspension SET review_on = '2026-11-20' WHERE client_id = $1`, [clientId]);
    expect(wordsOf(await today())).toMatch(/利用停止の見直しの日になりました 見直しの方/);
  });
});

describe('everything about a client', () => {
  test('leaves the house as a file, and the audit knows who took it', async () => {
    const who = await visitor(house, { ...HANAKO, name: '書出花子' });
    const { reference } = await bookedAt(house, who, inTokyo('2026-12-02T11:00'));
    await staff.post(at(who.clientId, '/remarks'), { remark: '面接の練習' });
    await staff.post(at(who.clientId, '/message'), { text: '書類をお持ちください', act: 'send' });
    const answer = await staff.post(at(who.clientId, '/export'), { format: 'json', 'staff-only': 'yes' });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=riyousha-jouhou.json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const file = JSON.parse(await answer.text());
    expect(file.profile).toMatchObject({ name: '書出花子', jobSeekerNumber: '13010-12345678' });
    expect(file.bookings[0].reference).toBe(reference);
    expect(file.remarks[0].text).toBe('面接の練習');
    expect(file.lines).toHaveLength(1);
    expect(file.lines[0]).toMatchObject({ from: 'office', kind: 'message' });
    expect(JSON.stringify(file.lines)).toContain('書類をお持ちください');
    expect(await audited('client-exported', who.clientId)).toEqual([
      { actor_id: staff.staff.id, detail: { clientId: who.clientId, format: 'json' } },
    ]);
  });

  test('holds mails, meeting details and offers, and what does not open is marked and costs nothing else', async () => {
    const who = await visitor(house, { ...HANAKO, name: '全部花子', email: 'zenbu@example.jp' });
    const { id } = await bookedAt(house, who, inTokyo('2026-12-02T13:30'));
    const request = await wished(house, who, '来週の午後');
    await staff.post(`/console/izumo/bookings/${id}/details`, { 'meeting-id': '123 456', passcode: 'himitsu' });
    await staff.post(`/console/izumo/bookings/${request.id}/offer`, { 'offer-other-1': '2026-12-04T14:00' });
    await staff.post(at(who.clientId, '/message'), { text: '壊れる言葉', act: 'send' });
    await rows(house, `UPDATE outbox SET rendered = 'gone.AAAA' WHERE conversation_id = $1 AND kind = 'message'`, [
      who.conversationId,
    ]);
    const answer = await staff.post(at(who.clientId, '/export'), { format: 'json', 'staff-only': 'yes' });
    expect(answer.status).toBe(200);
    const file = JSON.parse(await answer.text());
    expect(file.mails).toEqual([
      expect.objectContaining({
        recipient: 'zenbu@example.jp',
        message: { subject: expect.any(String), text: expect.any(String) },
      }),
    ]);
    expect(file.details).toMatchObject([{ bookingId: id, access: { meetingId: '123 456', passcode: 'himitsu' } }]);
    expect(file.offers).toMatchObject([{ bookingId: request.id, startsAt: '2026-12-04T14:00:00.000+09:00', state: 'open' }]);
    expect(file.lines).toContainEqual(
      expect.objectContaining({ kind: 'message', content: { unreadable: peopleWords.unreadable } }),
    );
    expect(file.lines.length).toBeGreaterThan(1);
  });

  test('leaves nothing out, however long somebody has been coming', async () => {
    const who = await visitor(house, { name: '長年花子' });
    await rows(
      house,
      `INSERT INTO remark (id, client_id, created_at, created_by)
       SELECT gen_random_uuid(), $1, now(), $2 FROM generate_series(1, 201)`,
      [who.clientId, staff.staff.id],
    );
    await rows(
      house,
      `INSERT INTO suspension (id, client_id, centre_id, review_on, created_at, created_by, lifted_at, lifted_by)
       SELECT gen_random_uuid(), $1, 'izumo', '2026-01-01', '2025-12-01', $2, '2025-12-02', $2 FROM generate_series(1, 51)`,
      [who.clientId, staff.staff.id],
    );
    const file = JSON.parse(
      await (await staff.post(at(who.clientId, '/export'), { format: 'json', 'staff-only': 'yes' })).text(),
    );
    expect([file.remarks.length, file.suspensions.length]).toEqual([201, 51]);
  });

  test('can be read as a page, in which everything is text', async () => {
    const { clientId } = await visitor(house, { name: '書出花子', topic: '<img src=x>' });
    const answer = await staff.post(at(clientId, '/export'), { format: 'html' });
    expect(answer.headers.get('content-type')).toContain('text/html');
    const html = await answer.text();
    expect(html).toContain('&lt;img src=x>');
    expect(html).not.toContain('<img');
  });

  test('is a page of words: no keys, no codes, no ids, and days as people write them', async () => {
    const who = await visitor(house, { ...HANAKO, name: '読む花子' });
    const { id, reference } = await bookedAt(house, who, inTokyo('2026-12-02T15:00'));
    await staff.post(`/console/izumo/bookings/${id}/details`, { 'meeting-id': '123 456', passcode: 'himitsu' });
    await staff.post(at(who.clientId, '/message'), { text: '書類をお持ちください', act: 'send' });
    await staff.post(at(who.clientId, '/suspend'), { reason: '職員の理由', note: 'ご相談ください。', 'review-on': '2026-12-20' });
    await house.settle();
    const html = await (await staff.post(at(who.clientId, '/export'), { format: 'html', 'staff-only': 'yes' })).text();
    const words = wordsOf(html);
    for (const part of [
      '求職番号 13010-12345678',
      `予約番号 ${reference} 状態 確定 日時 2026年12月2日（水）午後3時00分～3時30分`,
      '相談の種類 オンライン職業相談',
      'ミーティングID 123 456 パスコード himitsu',
      '種類 職員からのメッセージ',
      '書類をお持ちください',
      '職員の理由',
      '見直しの日 2026年12月20日（日）',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).not.toMatch(
      /[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d{2}-\d{2}T|jobSeekerNumber|confirmed|\bmessage\b|undefined|\[object/,
    );
  });

  test('leaves out what staff wrote for themselves where the office so chooses, and says before that it is in', async () => {
    const who = await visitor(house, { name: '渡す花子' });
    expect(await shown(who.clientId)).toMatch(/<input[^>]*name="staff-only"[^>]*checked/);
    await staff.post(at(who.clientId, '/remarks'), { remark: '秘密のメモ' });
    await staff.post(at(who.clientId, '/suspend'), { reason: '秘密の理由', note: 'ご相談ください。', 'review-on': '2026-12-20' });
    for (const format of ['json', 'html']) {
      const all = await (await staff.post(at(who.clientId, '/export'), { format, 'staff-only': 'yes' })).text();
      expect(all).toMatch(/秘密のメモ[\s\S]*秘密の理由/);
      const some = await (await staff.post(at(who.clientId, '/export'), { format })).text();
      expect(some).not.toContain('秘密');
      expect(some).toContain('ご相談ください。');
    }
  });
});

describe('deleting on request', () => {
  test('needs the tick that the client asked', async () => {
    const { clientId } = await visitor(house);
    const answer = await staff.post(at(clientId, '/erase'));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('ご本人からの申出を確認して、チェックを入れてください。');
  });

  test('is done at once where no booking is open; the client hears of it', async () => {
    const { clientId, conversationId } = await visitor(house, { name: '消える方', phone: '090-7777-0009' });
    await staff.post(at(clientId, '/remarks'), { remark: '秘密のメモ' });
    const answer = await staff.post(at(clientId, '/erase'), { asked: 'yes', chats: conversationId });
    expect(answer.headers.get('location')).toContain('said=erased');
    const html = await shown(clientId);
    expect(html).not.toMatch(/消える方|090-7777-0009|秘密のメモ/);
    expect(html).toContain('この方の情報は削除されました');
    expect(
      await rows(house, `SELECT 1 FROM notice WHERE kind = 'erased' AND conversation_id = $1`, [conversationId]),
    ).toHaveLength(1);
    expect(await audited('erased', clientId)).toHaveLength(1);
    expect((await staff.post('/console/izumo/clients/search', { word: '090-7777-0009' })).status).toBe(404);
  });

  test('leaves a page that says so, with the bookings there were, and nothing can be done to who was deleted', async () => {
    const who = await visitor(house, { name: '消えた方' });
    const { clientId, conversationId } = who;
    const { id, reference } = await bookedAt(house, who, inTokyo('2026-12-03T13:30'));
    await staff.post(`/console/izumo/bookings/${id}/cancel`, { 'cancel-wish': 'office', 'cancel-reason': '担当者の都合' });
    await staff.post(at(clientId, '/erase'), { asked: 'yes', chats: conversationId });
    const html = await shown(clientId);
    expect(html).toContain('この方の情報は削除されました');
    expect(html).toContain(reference);
    expect(html.slice(html.indexOf('<main'))).not.toContain('<form');
    for (const act of ['/message', '/export', '/suspend', '/lift', '/correct', '/remarks', '/erase']) {
      const answer = await staff.post(at(clientId, act), { remark: '090-1234-5678', text: '秘密', asked: 'yes' });
      expect([act, answer.status]).toEqual([act, 409]);
      expect(await answer.text()).toContain('この方の情報は削除されています');
    }
    expect(await rows(house, 'SELECT 1 FROM remark WHERE client_id = $1', [clientId])).toEqual([]);
  });

  test('waits for an open booking', async () => {
    const who = await visitor(house, { name: '待つ方' });
    await bookedAt(house, who, inTokyo('2026-12-03T11:00'));
    const answer = await staff.post(at(who.clientId, '/erase'), { asked: 'yes', chats: who.conversationId });
    expect(answer.headers.get('location')).toContain('said=waits');
    const html = await shown(who.clientId);
    expect(html).toContain('待つ方');
    expect(html).toContain('開いている予約が終わると、自動で削除します');
    expect(html).toContain('削除の申出を取り下げる');
    const back = await staff.post(at(who.clientId, '/keep'));
    expect(back.headers.get('location')).toContain('said=kept');
    expect(await audited('erasure-withdrawn', who.clientId)).toHaveLength(1);
    const after = await shown(who.clientId);
    expect(after).not.toContain('自動で削除します');
    expect(after).toContain('情報を削除する');
    expect((await staff.post(at(who.clientId, '/keep'))).headers.get('location')).toContain('said=not-waiting');
  });
});

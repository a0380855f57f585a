import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, HANAKO, partOf, rows, stateOf, visitor, wordsOf } from '../office-day.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house, { name: '出雲 太郎' });
});
afterAll(() => house.close());

const at = (id: string, act = '') => `/console/izumo/bookings/${id}${act}`;
const shown = async (id: string) => (await staff.get(at(id))).text();
const confirmed = async (time = '2026-11-30T11:00') => bookedAt(house, await visitor(house, HANAKO), inTokyo(time));

describe('a booking’s page', () => {
  test('tells everything that happened, with who, and from what to what', async () => {
    const { id } = await confirmed();
    await staff.post(at(id, '/cancel'), { 'cancel-wish': 'office', 'cancel-reason': '担当者が急に休みました' });
    const words = wordsOf(await shown(id));
    expect(words).toMatch(/利用者 LINEから 「仮押さえ」から「確定」へ/);
    expect(words).toMatch(/職員 出雲 太郎 「確定」から「キャンセル」へ/);
    expect(words).toMatch(/予約のキャンセル LINE (?:送信済み|送信待ち) 出雲 太郎/);
  });

  test('shows to which address meeting details go by mail, and whether it is confirmed', async () => {
    const { id, clientId } = await confirmed();
    expect(wordsOf(await shown(id))).toContain('メールアドレス hanako@example.jp 未確認');
    await rows(house, 'UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);
    expect(wordsOf(await shown(id))).toContain('メールアドレス hanako@example.jp 確認済み');
  });

  test('shows the evidence of consent', async () => {
    const { id, conversationId } = await confirmed();
    const at = inTokyo('2026-11-20T10:00');
    const sha256 = await house.store.turn(conversationId ?? '', async (turn) => {
      const terms = await turn.termsInForce('online-counselling', at);
      if (!terms) throw new Error('no terms');
      await turn.recordConsent({ termsVersionId: terms.id, officeId: 'izumo', meetingApp: true, channel: 'line', at });
      await turn.recordEligible(terms.id, at);
      return terms.sha256;
    });
    const words = wordsOf(await shown(id));
    expect(words).toContain(sha256);
    expect(words).toMatch(
      /同意した日時 11月20日（金） 10:00 場所 ハローワーク出雲[^ ]* ?[^ ]*（LINE） ミーティングアプリの規約 同意あり/,
    );
  });

  test.each(['00000000-0000-4000-8000-000000000000', 'new-one', '%27'])('is not there for %s', async (id) => {
    expect((await staff.get(at(id))).status).toBe(404);
    expect((await staff.post(at(id, '/cancel'), { 'cancel-wish': 'office', 'cancel-reason': 'x' })).status).toBe(404);
    expect((await staff.post(at(id, '/remarks'), { remark: 'x' })).status).toBe(404);
  });

  test('leads to the calendar of its day', async () => {
    const { id } = await confirmed('2026-12-01T11:00');
    expect(await shown(id)).toContain('/console/izumo/calendar?office=izumo&amp;service=counselling&amp;day=2026-12-01');
  });
});

describe('times to choose from', () => {
  const slots = (html: string, name: string) =>
    [...html.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');

  test('begin at the day that the client asked for, and at another day where it is chosen', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo('2026-12-10T09:30'), 'requested');
    const asked = slots(await shown(id), 'offer-slot');
    expect(asked[0]).toMatch(/^2026-12-10T/);
    const later = await (await staff.get(at(id, '?times-from=2026-12-21'))).text();
    expect(slots(later, 'offer-slot')[0]).toMatch(/^2026-12-21T/);
    expect(slots(later, 'times-from')).toContain('2026-12-21');
  });

  test('stay those of the chosen day where a form comes back', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo('2026-12-11T09:30'), 'requested');
    const back = await (await staff.post(at(id, '/offer'), { 'times-from': '2026-12-21' })).text();
    expect(slots(back, 'offer-slot')[0]).toMatch(/^2026-12-21T/);
  });

  test.each(['2020-01-01', 'someday'])('are never before now (%s)', async (day) => {
    const { id } = await confirmed('2026-12-14T11:00');
    const html = await (await staff.get(at(id, `?times-from=${day}`))).text();
    expect(html).toMatch(/name="move-slot"[\s\S]{0,300}value="2026-11-20T/);
  });
});

describe('details', () => {
  test('that wait for an address to be confirmed are said to wait', async () => {
    const who = await visitor(house, { ...HANAKO, email: 'wartet@example.jp' });
    const { id } = await bookedAt(house, who, inTokyo('2026-12-15T11:00'));
    const answer = await staff.post(at(id, '/details'), { 'meeting-id': '812 3456 7890' });
    const html = await (await staff.get(answer.headers.get('location') ?? '')).text();
    expect(html).toContain('メールアドレスの確認のお願いを送りました。確認されると、ミーティング情報がメールで届きます。');
    expect(html).not.toContain('利用者にメールでお知らせします。');
    expect(html).toContain('マイページに登録したら、「マイページに登録済みにする」を押してください。');
  });

  test('that the chat tells of do not seem to have gone by mail as well, where the address is not confirmed', async () => {
    const plaza = await signIn(house, { centres: ['hakodate'] });
    const who = await visitor(house, { ...HANAKO, email: 'beide@example.jp' }, 'hakodate');
    const { id } = await bookedAt(house, who, inTokyo('2026-12-15T11:00'), 'confirmed', {
      centreId: 'hakodate',
      officeId: 'hakodate',
    });
    const answer = await plaza.post(`/console/hakodate/bookings/${id}/details`, { 'meeting-id': '812 3456 7890' });
    const html = await (await plaza.get(answer.headers.get('location') ?? '')).text();
    expect(html).toContain('利用者にチャットでお知らせします。メールは、利用者がメールアドレスを確認してから届きます');
    expect(html).not.toContain('マイページ');
  });
});

describe('moving', () => {
  test('goes on with the new booking, which names the old one', async () => {
    const { id } = await confirmed('2026-12-02T11:00');
    const answer = await staff.post(at(id, '/move'), {
      'move-wish': 'office',
      'move-slot': '2026-12-03T09:30',
      'move-reason': '担当者の都合',
    });
    expect(answer.status).toBe(303);
    expect(await stateOf(house, id)).toBe('moved');
    const next = await (await staff.get(answer.headers.get('location') ?? '')).text();
    expect(next).toContain('日時を変更しました。');
    expect(wordsOf(next)).toMatch(/変更前の予約 [A-Z0-9]{8} 12月2日（水） 11:00 日時変更済み/);
    const again = await staff.post(at(id, '/move'), { 'move-wish': 'office', 'move-slot': '2026-12-04T09:30' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('今「日時変更済み」です');
  });

  test('to the same day is staff’s to do, and a typed time counts before a picked one', async () => {
    const { id } = await confirmed('2026-12-02T13:30');
    await staff.post(at(id, '/move'), {
      'move-wish': 'office',
      'move-slot': '2026-12-03T09:30',
      'move-when': '2026-11-20T16:45',
    });
    const [moved] = await rows<{ starts_at: Date }>(house, 'SELECT starts_at FROM booking WHERE moves_booking_id = $1', [id]);
    expect(moved?.starts_at.toISOString()).toBe('2026-11-20T07:45:00.000Z');
  });

  test("or cancelling asks whose wish it is, keeps what was typed, and lets a client's own go without a reason", async () => {
    const { id } = await confirmed('2026-12-03T15:00');
    const moving = await staff.post(at(id, '/move'), { 'move-when': '2026-12-04T15:00', 'move-reason': '急用' });
    expect(moving.status).toBe(422);
    expect(await moving.text()).toContain('「利用者の申出」か「窓口の都合」を選んでください。');
    const cancelling = await staff.post(at(id, '/cancel'), { 'cancel-reason': '急用' });
    expect(cancelling.status).toBe(422);
    expect(await cancelling.text()).toContain('急用</textarea>');
    const silent = await staff.post(at(id, '/cancel'), { 'cancel-wish': 'office' });
    expect(await silent.text()).toContain('利用者に伝える理由を入力してください。');
    expect(await stateOf(house, id)).toBe('confirmed');
    expect((await staff.post(at(id, '/cancel'), { 'cancel-wish': 'client' })).status).toBe(303);
    expect(wordsOf(await shown(id))).toMatch(/「確定」から「キャンセル」へ 利用者の申出/);
  });

  test('without a time says so', async () => {
    const { id } = await confirmed('2026-12-02T15:00');
    const answer = await staff.post(at(id, '/move'), { 'move-wish': 'office', 'move-reason': '急用' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('href="#move-when"');
    expect(html).toContain('value="急用"');
  });
});

describe('meeting details', () => {
  test('are entered, renewed, and stand in no address', async () => {
    const { id } = await confirmed('2026-12-09T11:00');
    const answer = await staff.post(at(id, '/details'), {
      'meeting-id': '812 3456',
      passcode: 'geheim-1',
      url: 'https://zoom.example/j/812',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).not.toContain('geheim');
    expect(partOf(await shown(id), 'details')).toContain('geheim-1');
    const replaces = /name="replaces" value="([^"]+)"/.exec(await shown(id))?.[1] ?? '';
    await staff.post(at(id, '/details'), { 'meeting-id': '999', passcode: 'geheim-2', replaces });
    const html = partOf(await shown(id), 'details');
    expect(wordsOf(html)).toContain('11月20日（金） 10:00 に 出雲 太郎 が登録');
    expect(wordsOf(await shown(id))).toContain('ミーティング情報を入れ替えました');
    expect(html).toContain('geheim-2');
    expect(html).not.toContain('geheim-1');
    expect(house.logged.join()).not.toContain('geheim');
  });

  test('that somebody has entered meanwhile are not made void by a page from before: it says who did, and keeps what was typed', async () => {
    const { id } = await confirmed('2026-12-09T15:00');
    await staff.post(at(id, '/details'), { 'meeting-id': '111', replaces: '' });
    const colleague = await signIn(house, { name: '窓口 花子' });
    const late = await colleague.post(at(id, '/details'), { 'meeting-id': '222', replaces: '' });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(wordsOf(html)).toContain('ほかの職員が11月20日（金） 10:00に登録したミーティング情報があります。');
    expect(wordsOf(partOf(html, 'details'))).toContain('に 出雲 太郎 が登録');
    expect(html).toContain('value="222"');
    expect(wordsOf(await shown(id))).not.toContain('入れ替えました');
    // Sent again from what it shows now, they are replaced.
    const replaces = /name="replaces" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await colleague.post(at(id, '/details'), { 'meeting-id': '222', replaces })).status).toBe(303);
  });

  test.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'meeting-id'],
    ['only a passcode', { passcode: '1234' }, 'meeting-id'],
    ['an address that is no https', { url: 'javascript:alert(1)' }, 'url'],
    ['an ID that is too long', { 'meeting-id': '1'.repeat(201) }, 'meeting-id'],
  ])('are refused with %s', async (_, fields, field) => {
    const { id } = await confirmed('2026-12-10T11:00');
    const answer = await staff.post(at(id, '/details'), fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-error"`);
  });

  test('are awaited where a provider makes the meeting, asked for where that failed, and may be entered at any time', async () => {
    const { id } = await confirmed('2026-12-08T11:00');
    await rows(
      house,
      `INSERT INTO meeting_room (id, booking_id, revision, provider, starts_at, ends_at, created_at, updated_at)
       SELECT gen_random_uuid(), id, 1, 'zoom', starts_at, ends_at, now(), now() FROM booking WHERE id = $1`,
      [id],
    );
    const details = async () => partOf(await shown(id), 'details');
    expect(await details()).toMatch(/自動で作成しています[\s\S]*name="meeting-id"/);
    await rows(house, "UPDATE meeting_room SET state = 'failed' WHERE booking_id = $1", [id]);
    expect(await details()).toMatch(/自動で作成できませんでした[\s\S]*name="meeting-id"/);
    await staff.post(at(id, '/details'), { 'meeting-id': '812' });
    expect(await details()).not.toContain('自動');
  });

  test('are ticked as put into My Page, where the centre does that', async () => {
    const { id } = await confirmed('2026-12-10T13:30');
    expect(await shown(id)).not.toContain('マイページに登録済みにする');
    await staff.post(at(id, '/details'), { 'meeting-id': '812' });
    expect(await shown(id)).toContain('マイページに登録済みにする');
    await staff.post(at(id, '/my-page'));
    expect(wordsOf(await shown(id))).toContain('11月20日（金） 10:00 にマイページへ登録済み');
  });
});

describe('remarks', () => {
  test('are kept sealed, shown as text, and written once however often they are sent', async () => {
    const { id } = await confirmed('2026-12-11T11:00');
    const pageId = /name="page-id" value="([^"]+)"/.exec(await shown(id))?.[1] ?? '';
    for (const _ of [1, 2]) {
      expect((await staff.post(at(id, '/remarks'), { remark: '<script>1</script>\n二行目', 'page-id': pageId })).status).toBe(
        303,
      );
    }
    const html = await shown(id);
    expect(html).toContain('&lt;script>1&lt;/script>\n二行目');
    expect(html.split('二行目')).toHaveLength(2);
    const [kept] = await rows<{ text: string }>(house, 'SELECT text FROM remark WHERE booking_id = $1', [id]);
    expect(kept?.text).not.toContain('二行目');
  });

  test.each([
    ['', 'メモを入力してください。'],
    ['あ'.repeat(501), 'メモは500字までにしてください。'],
  ])('are refused when empty or too long', async (remark, why) => {
    const { id } = await confirmed('2026-12-11T13:30');
    const answer = await staff.post(at(id, '/remarks'), { remark });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Talk } from '#simulator/line-platform/platform.ts';
import { type Act, act, press, say, walk, wordsOf } from '../stress/walking.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type Behind, behind } from './behind-the-house.ts';

const centreId = 'izumo';
let house: TestHouse;
let back: Behind;

beforeAll(async () => {
  house = await openTestHouse({ everyChannel: false });
  back = behind(house);
});
afterAll(async () => {
  await back.close();
  await house.close();
});

const newcomer = (): Talk => ({ centreId, userId: house.platform.addUser({ name: 'A' }).userId });
const eventFor = (extra: object = {}) => ({ ...house.platform.compose.text(newcomer(), 'こんにちは'), ...extra });

describe('the door', () => {
  const stored = async (work: () => Promise<unknown>): Promise<number> => {
    const before = await back.inboxRows();
    await work();
    return (await back.inboxRows()) - before;
  };

  test('a wrong or a missing signature is 401, and nothing is stored', async () => {
    const body = { events: [eventFor()] };
    expect(
      await stored(async () => {
        expect(await back.post(centreId, body, { 'x-line-signature': 'd3Jvbmc=' })).toBe(401);
        expect(await back.post(centreId, body, { 'x-line-signature': '' })).toBe(401);
        const unsigned = { method: 'POST', body: JSON.stringify(body) };
        expect((await fetch(`${house.url}/webhooks/line/${centreId}`, unsigned)).status).toBe(401);
        // Another centre's secret is a wrong one here.
        expect(await back.post('hakodate', body, { 'x-line-signature': 'AAAA' })).toBe(401);
      }),
    ).toBe(0);
  });

  test('a body over 1 MB is 413, told by its length or not', async () => {
    const large = JSON.stringify({ events: [eventFor({ padding: 'x'.repeat(1_000_001) })] });
    expect(
      await stored(async () => {
        expect(await back.post(centreId, large)).toBe(413);
        const parts = new Blob([large]).stream();
        const streamed = { method: 'POST', body: parts, duplex: 'half', headers: { 'x-line-signature': 'AAAA' } };
        expect((await fetch(`${house.url}/webhooks/line/${centreId}`, streamed as RequestInit)).status).toBe(413);
      }),
    ).toBe(0);
  });

  test.each(['', '{', 'null', '[]', '"events"', '{"events":{}}', '['.repeat(200_000), '\u0000'])(
    'a signed body that is not a webhook (%#) is 400',
    async (body) => {
      expect(await stored(async () => expect(await back.post(centreId, body)).toBe(400))).toBe(0);
    },
  );

  test('an unknown centre, one on Teams, and strange paths are 404', async () => {
    expect(
      await stored(async () => {
        for (const id of ['nowhere', 'yamaguchi-vocational', '__proto__', '%2e%2e', '%00', '%ff']) {
          expect([400, 404]).toContain(await back.post(id, { events: [eventFor()] }));
        }
        expect(await back.post('yamaguchi-vocational', { events: [] })).toBe(404);
      }),
    ).toBe(0);
  });

  test.each(['GET', 'PUT', 'DELETE'])('%s on the webhook is refused', async (method) => {
    expect([404, 405]).toContain((await fetch(`${house.url}/webhooks/line/${centreId}`, { method })).status);
  });

  test('the console\'s "Verify" is 200', async () => {
    expect(await back.post(centreId, { destination: 'U0', events: [] })).toBe(200);
    expect((await house.platform.verify(centreId)).status).toBe(200);
  });

  test.each([
    ['of unknown type', { type: 'somethingNew' }],
    ['of a type that is not ours', { type: 'beacon', beacon: { hwid: 'x', type: 'enter' } }],
    ['on standby', { mode: 'standby' }],
    ['from a group', { source: { type: 'group', groupId: 'C1', userId: 'U1' } }],
    ['from a room', { source: { type: 'room', roomId: 'R1', userId: 'U1' } }],
    ['without a sender', { source: undefined }],
    ['with NUL in an id', { source: { type: 'user', userId: 'U\u0000' } }],
    ['without an id', { webhookEventId: undefined }],
    ['of no moment', { timestamp: 'now' }],
    ['after the end of days', { timestamp: 8_640_000_000_000_001 }],
    ['with a message that is none', { message: null }],
  ])('an event %s is taken with 200 and passed over', async (_, extra) => {
    const calls = house.platform.calls.length;
    expect(
      await stored(async () => {
        expect(await back.post(centreId, { events: [eventFor(extra), null, 7, 'x', []] })).toBe(200);
        await house.settle();
      }),
    ).toBe(0);
    expect(house.platform.calls).toHaveLength(calls);
  });

  test.each([8_000_000_000_000_000, -8_000_000_000_000_000, -1])(
    'an event of the moment %d is answered all the same',
    async (timestamp) => {
      const event = eventFor({ timestamp });
      const stored200 = async () => expect(await back.post(centreId, { events: [event] })).toBe(200);
      expect(await stored(stored200)).toBe(1);
      await house.settle();
      const replied = house.platform.calls.filter(({ replyToken }) => replyToken === event['replyToken']);
      expect(replied.map(({ status }) => status)).toEqual([200]);
    },
  );
});

describe('what people send', () => {
  /** Stands in everything that is sent here, so that it can be looked for; the digit makes it no name. */
  const MARK = 'ZQXJ7';
  const STRANGE = [
    `${'あ'.repeat(4_990)}${MARK}`,
    `${'👩‍👩‍👧‍👦'.repeat(20)}${MARK}`,
    `Robert'); DROP TABLE booking; -- ${MARK}`,
    `<script>alert("${MARK}")</script><img src=x onerror=alert()>`,
    `\u0000\u0007\u001b[31m${MARK}\u0085\u202e`,
    `\ud800${MARK}\udc00`,
    `\${jndi:ldap://x/${MARK}} %s %n {{${MARK}}}`,
    ' \u3000\t\n',
  ];
  const MEDIA = ['sticker', 'image', 'video', 'audio', 'file', 'location'] as const;
  /** Each question, and what answers it. */
  const WAY: readonly Act[] = [
    say('予約したい'),
    press('同意する'),
    press('同意する'),
    press('登録している'),
    press('開設している'),
    press('はい'),
    say('山田 太郎'),
    say('13010-12345678'),
    say('taro.yamada@example.jp'),
    say('090-1234-5678'),
    press('いない'),
    say('11/26'),
    press('11:00'),
    press('予約する'),
  ];
  const SECRET = [MARK, '山田', '13010-12345678', 'taro.yamada', '090-1234-5678', '09012345678', 'secret-izumo', 'token-izumo'];
  /** The buttons, but those of the help that comes with a second misunderstanding. */
  const labels = (talk: Talk): string[] =>
    house.platform
      .offered(talk)
      .map(({ label }) => String(label))
      .filter((label) => !label.startsWith('電話'));

  async function keepsItsPlace(talk: Talk, disturb: () => Promise<unknown>): Promise<void> {
    const before = labels(talk);
    await disturb();
    const answer = wordsOf(await house.platform.waitForReply(talk));
    expect(answer.length).toBeGreaterThan(0);
    expect(answer).not.toContain(MARK);
    await house.settle();
    expect(labels(talk)).toEqual(expect.arrayContaining(before));
  }

  test('at every question strange texts, stickers, pictures and audio get a kind reply and the conversation keeps its place', async () => {
    const { platform } = house;
    const talk = newcomer();
    await platform.follow(talk);
    await platform.waitForReply(talk);
    for (const step of WAY) {
      // Who comes along is asked for in the client's own words: there only what is too long, or nothing at all, is no answer.
      const inOwnWords = labels(talk).includes('いない');
      const noAnswers = STRANGE.filter((text) => !inOwnWords || text.trim() === '' || text.length > 200);
      for (const text of noAnswers) await keepsItsPlace(talk, () => platform.sendText(talk, text));
      for (const media of MEDIA) await keepsItsPlace(talk, () => platform.sendMedia(talk, media));
      await keepsItsPlace(talk, () => platform.press(talk, { type: 'postback', data: `${MARK}${'\u0001あ&=%'.repeat(59)}` }));
      await keepsItsPlace(talk, () => platform.press(talk, { type: 'postback', data: `s=0&c=${MARK}` }));
      await act(platform, talk, step);
      await house.settle();
    }
    expect(wordsOf(platform.chat(talk).messages)).toContain('予約が確定しました');
    expect(platform.calls.filter(({ status }) => status >= 300 || status === 0)).toEqual([]);
    expect(house.logged).toEqual([]);
    const dump = await back.dump();
    for (const secret of [...SECRET, talk.userId]) expect(dump).not.toContain(secret);
  });

  test('a free answer may be anything; it is kept, sealed, and never shown in plain text', async () => {
    const { platform } = house;
    const talk = newcomer();
    await walk(platform, talk, WAY.slice(0, 10));
    await walk(platform, talk, [press('いる'), say(`<b>${MARK}</b>'); DROP TABLE client; --`)]);
    expect(labels(talk)).toContain('カレンダーで選ぶ');
    await walk(platform, talk, [
      press('ほかの日時を希望する'),
      say(`平日の夕方 \u0000${MARK}\ud800 <i>`),
      press('この内容で申し込む'),
    ]);
    await house.settle();
    expect(await back.rows("SELECT count(*)::int AS n FROM booking WHERE state = 'requested'")).toEqual([{ n: 1 }]);
    expect(house.logged).toEqual([]);
    const dump = await back.dump();
    for (const secret of [...SECRET, talk.userId]) expect(dump).not.toContain(secret);
  });

  test("somebody else's booking can be neither moved nor cancelled by its id", async () => {
    const { platform } = house;
    const [owner, other] = [newcomer(), newcomer()];
    const wayAt = (time: string) => WAY.map((step) => ('press' in step && step.press === '11:00' ? press(time) : step));
    await walk(platform, owner, wayAt('13:30'));
    await walk(platform, other, wayAt('15:00'));
    const theirs = await back.rows("SELECT id, state, updated_at FROM booking WHERE starts_at = '2026-11-26T13:30+09:00'");
    expect(theirs).toMatchObject([{ state: 'confirmed' }]);
    const id = theirs[0].id;
    await act(platform, other, press('予約を確認する'));
    for (const choice of [`cancel:${id}`, `move:${id}`, `show:${id}`, 'yes', 'cancel', 'book']) {
      const step = platform
        .offered(other)
        .map(({ data }) => /^s=(\d+)&/.exec(String(data))?.[1])
        .find((found) => found !== undefined);
      for (const s of [step, '0']) {
        await platform.press(other, { type: 'postback', data: `s=${s}&c=${choice}` });
        await platform.waitForReply(other);
        await house.settle();
      }
    }
    expect(await back.rows("SELECT id, state, updated_at FROM booking WHERE starts_at = '2026-11-26T13:30+09:00'")).toEqual(
      theirs,
    );
    expect(await back.rows('SELECT DISTINCT conversation_id FROM audit WHERE booking_id = $1', [id])).toHaveLength(1);
    expect(house.logged).toEqual([]);
  });

  test('what was answered is forgotten', async () => {
    await act(house.platform, newcomer(), say('こたえた文 QANSWERED'));
    await house.settle();
    expect(await back.inboxBodies()).not.toContain('QANSWERED');
  });

  test('an unsent message is forgotten, also where it was not answered yet', async () => {
    const { platform } = house;
    const talk = newcomer();
    const text = 'とりけす文 QUNSENT';
    platform.compose.text(talk, text);
    const message = platform.chat(talk).messages.find(({ from }) => from === 'person');
    const at = house.clock.now();
    // Stored, and nobody was woken for it.
    const body = { kind: 'text', text, messageId: message?.id };
    await house.store.receive([{ channel: 'line', ...talk, eventId: 'not-woken', occurredAt: at, body }], at);
    expect(await back.inboxBodies()).toContain('QUNSENT');
    await platform.unsend(talk, message?.id ?? '');
    await house.settle();
    expect(await back.inboxBodies()).not.toContain('QUNSENT');
    expect(platform.chat(talk).messages.filter(({ from }) => from === 'centre')).toEqual([]);
  });
});

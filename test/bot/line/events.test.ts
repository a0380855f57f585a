import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLineEvents } from '#bot/line/events.ts';
import { hasLineSchema, lineSchemaErrors, WITHOUT_LINE_SCHEMA } from '../../support/line-schema.ts';

const USER = `U${'a'.repeat(32)}`;
const ID = '01FZ74A0TDDPYRVKNK77XKC3ZR';
const base = {
  mode: 'active',
  timestamp: 1_795_568_400_000,
  webhookEventId: ID,
  deliveryContext: { isRedelivery: false },
  source: { type: 'user', userId: USER },
};
const replyable = { ...base, replyToken: 'b60d432864f44d079f6d8efe86cf404b' };
const text = { ...replyable, type: 'message', message: { type: 'text', id: '325708', text: 'こんにちは', quoteToken: 'q' } };
const read = (...events: unknown[]) => readLineEvents({ destination: 'U0', events }, 'izumo');
const kinds = (...events: unknown[]) => read(...events).map(({ event }) => event);

test('a text message is read with its sender, its id, its own time in Tokyo and its reply token', () => {
  const [incoming] = read(text);
  expect({ ...incoming, occurredAt: incoming?.occurredAt.toISO() }).toEqual({
    channel: 'line',
    centreId: 'izumo',
    userId: USER,
    eventId: ID,
    occurredAt: '2026-11-25T10:00:00.000+09:00',
    event: { kind: 'text', text: 'こんにちは', messageId: '325708' },
    replyToken: 'b60d432864f44d079f6d8efe86cf404b',
  });
});

test.each(['sticker', 'image', 'video', 'audio', 'file', 'location'] as const)('a %s is something we cannot read', (what) => {
  expect(kinds({ ...replyable, type: 'message', message: { type: what, id: '1' } })).toEqual([{ kind: 'unsupported', what }]);
});

test('a kind of message that LINE invents later is something we cannot read, too', () => {
  expect(kinds({ ...replyable, type: 'message', message: { type: 'hologram' } })).toEqual([
    { kind: 'unsupported', what: 'other' },
  ]);
});

test('a pressed button of ours, a picked day and a button of somebody else', () => {
  expect(
    kinds(
      { ...replyable, type: 'postback', postback: { data: 's=4&c=yes' } },
      { ...replyable, type: 'postback', postback: { data: 's=4&c=day', params: { date: '2026-11-25' } } },
      { ...replyable, type: 'postback', postback: { data: 'campaign=7' } },
      { ...replyable, type: 'postback', postback: { data: 's=4&c=x', params: { newRichMenuAliasId: 'a', status: 'SUCCESS' } } },
    ),
  ).toEqual([
    { kind: 'pressed', step: 4, choice: 'yes' },
    { kind: 'pressed', step: 4, choice: 'day', day: '2026-11-25' },
    { kind: 'pressed-unknown' },
    { kind: 'pressed', step: 4, choice: 'x' },
  ]);
});

test('follow, unblock, unfollow and unsend', () => {
  expect(
    kinds(
      { ...replyable, type: 'follow', follow: { isUnblocked: false } },
      { ...replyable, type: 'follow', follow: { isUnblocked: true } },
      { ...base, type: 'unfollow' },
      { ...base, type: 'unsend', unsend: { messageId: '325708' } },
    ),
  ).toEqual([{ kind: 'joined' }, { kind: 'joined' }, { kind: 'left' }, { kind: 'unsent', messageId: '325708' }]);
});

test('in standby nothing is answered, but who came, who left and what was unsent still counts', () => {
  const standby = { mode: 'standby' };
  const incoming = read(
    { ...text, ...standby },
    { ...replyable, ...standby, type: 'postback', postback: { data: 's=4&c=yes' } },
    { ...replyable, ...standby, type: 'follow', follow: { isUnblocked: false } },
    { ...base, ...standby, type: 'unfollow' },
    { ...base, ...standby, type: 'unsend', unsend: { messageId: '1' } },
  );
  expect(incoming.map(({ event }) => event.kind)).toEqual(['joined', 'left', 'unsent']);
  expect(incoming.every((one) => one.replyToken === undefined)).toBe(true);
});

test('groups and rooms are passed over', () => {
  expect(
    read(
      { ...text, source: { type: 'group', groupId: 'C1', userId: USER } },
      { ...text, source: { type: 'room', roomId: 'R1', userId: USER } },
    ),
  ).toEqual([]);
});

test('unknown events are passed over, unknown fields ignored, and the rest of the delivery is read', () => {
  const others = ['videoPlayComplete', 'beacon', 'accountLink', 'membership', 'join', 'memberJoined', 'somethingNew'];
  const events = [...others.map((type) => ({ ...replyable, type })), { ...text, somethingNew: { deep: [1] } }];
  expect(kinds(...events)).toEqual([{ kind: 'text', text: 'こんにちは', messageId: '325708' }]);
});

test.each([
  ['not an object', 'hello'],
  ['null', null],
  ['no id', { ...text, webhookEventId: undefined }],
  ['an id that a database could refuse', { ...text, webhookEventId: 'a\u0000b' }],
  ['no source', { ...text, source: undefined }],
  ['no user', { ...text, source: { type: 'user' } }],
  ['a time that is none', { ...text, timestamp: 'now' }],
  ['a time beyond the calendar', { ...text, timestamp: 9e15 }],
  ['a text without text', { ...text, message: { type: 'text', id: '1' } }],
  ['a message that is none', { ...text, message: 7 }],
  ['a postback without data', { ...replyable, type: 'postback' }],
  ['an unsend of nothing', { ...base, type: 'unsend', unsend: {} }],
])('a malformed event is passed over and its neighbour is read: %s', (_what, event) => {
  expect(read(event, text)).toHaveLength(1);
});

test('no payload whatever makes it throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (payload) => Array.isArray(readLineEvents(payload, 'izumo'))));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (message, postback) => {
      expect(read({ ...replyable, type: 'message', message }, { ...replyable, type: 'postback', postback })).toBeInstanceOf(
        Array,
      );
    }),
  );
});

describe.runIf(hasLineSchema)(`against LINE's own description (${WITHOUT_LINE_SCHEMA})`, () => {
  test('the events of these tests are events as LINE describes them', () => {
    const events = [
      text,
      { ...replyable, type: 'postback', postback: { data: 's=4&c=day', params: { date: '2026-11-25' } } },
      { ...replyable, type: 'follow', follow: { isUnblocked: true } },
      { ...base, type: 'unfollow' },
      { ...base, type: 'unsend', unsend: { messageId: '325708' } },
    ];
    expect(lineSchemaErrors('CallbackRequest', { destination: `U${'0'.repeat(32)}`, events }, 'webhook')).toEqual([]);
  });
});

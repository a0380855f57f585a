import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientEvent } from '#bot/channel.ts';
import { readConversationReference } from '#bot/teams/conversation-reference.ts';
import { readTeamsActivity, type TeamsReading } from '#bot/teams/events.ts';
import { encodeSubmit } from '#bot/teams/submit.ts';
import { activity, BOT, CONVERSATION, type Json, REFERENCE, SERVICE_URL, TENANT, USER } from './activities.ts';

const centreOf = (tenantId: string | undefined) => (tenantId === TENANT ? 'yamaguchi-vocational' : undefined);
const read = (over: Json = {}): TeamsReading => readTeamsActivity(activity(over), centreOf);

function incoming(over: Json = {}) {
  const reading = read(over);
  if (reading.kind !== 'event') throw new Error(`no event: ${JSON.stringify(reading)}`);
  return reading.incoming;
}
const eventOf = (over: Json): ClientEvent => incoming(over).event;
const MESSAGE_ID = expect.stringMatching(/^[\w-]{16}\.1795568400000$/);

test('a message is an event of its writer, at its own time, with all that it takes to write back', () => {
  expect(incoming()).toMatchObject({
    channel: 'teams',
    centreId: 'yamaguchi-vocational',
    userId: USER,
    eventId: MESSAGE_ID,
    event: { kind: 'text', text: '予約したいです', messageId: MESSAGE_ID },
    conversationReference: REFERENCE,
  });
  expect(incoming().occurredAt.toISO()).toBe('2026-11-25T10:00:00.000+09:00');
  expect(incoming().replyToken).toBeUndefined();
});

test('the name that Teams knows a person by is not kept', () => {
  expect(JSON.stringify(incoming())).not.toContain('山田');
});

test('the reference survives as plain JSON', () => {
  const { conversationReference } = incoming();
  expect(readConversationReference(JSON.parse(JSON.stringify(conversationReference)))).toEqual(conversationReference);
});

test.each<[string, Json, ClientEvent]>([
  [
    'a mention of the bot is no word',
    { text: '<at>madoguchi</at>&nbsp;予約' },
    { kind: 'text', text: '予約', messageId: MESSAGE_ID },
  ],
  [
    'marked-up text is read as words',
    { text: '<p>A &amp; B</p>', textFormat: 'xml' },
    { kind: 'text', text: 'A & B', messageId: MESSAGE_ID },
  ],
  [
    'what a plain text looks like stays',
    { text: 'a < b &amp; c' },
    { kind: 'text', text: 'a < b &amp; c', messageId: MESSAGE_ID },
  ],
  [
    'a text has the same text as HTML beside it',
    { attachments: [{ contentType: 'text/html', content: '<p>予約したいです</p>' }] },
    { kind: 'text', text: '予約したいです', messageId: MESSAGE_ID },
  ],
  [
    'a press names the message that bore the button',
    { text: undefined, value: encodeSubmit(7, 'book'), replyToId: '1795568399000' },
    { kind: 'pressed', step: 7, choice: 'book', on: '1795568399000' },
  ],
  ['a press with words is a press', { value: encodeSubmit(7, 'book') }, { kind: 'pressed', step: 7, choice: 'book' }],
  [
    'a picked day comes with the choice',
    { text: undefined, value: { ...encodeSubmit(7, 'other-day'), day: '2026-12-01' } },
    { kind: 'pressed', step: 7, choice: 'other-day', day: '2026-12-01' },
  ],
  ['a button that is not ours', { text: undefined, value: { action: 'buy' } }, { kind: 'pressed-unknown' }],
  [
    'words beside a value that is not ours are words',
    { text: 'はい', value: { action: 'buy' } },
    { kind: 'text', text: 'はい', messageId: MESSAGE_ID },
  ],
  ['an image', { text: undefined, attachments: [{ contentType: 'image/*' }] }, { kind: 'unsupported', what: 'image' }],
  ['a voice message', { text: '', attachments: [{ contentType: 'audio/mp4' }] }, { kind: 'unsupported', what: 'audio' }],
  ['a film', { text: '', attachments: [{ contentType: 'video/mp4' }] }, { kind: 'unsupported', what: 'video' }],
  [
    'a file beside its HTML',
    {
      text: '',
      attachments: [{ contentType: 'text/html' }, { contentType: 'application/vnd.microsoft.teams.file.download.info' }],
    },
    { kind: 'unsupported', what: 'file' },
  ],
  [
    'a card of another app',
    { text: '', attachments: [{ contentType: 'application/x' }] },
    { kind: 'unsupported', what: 'other' },
  ],
  ['a bare mention', { text: '<at>madoguchi</at>' }, { kind: 'unsupported', what: 'other' }],
  ['attachments that are none', { text: '', attachments: [7] }, { kind: 'unsupported', what: 'other' }],
  [
    'an edit',
    { type: 'messageUpdate', channelData: { tenant: { id: TENANT }, eventType: 'editMessage' } },
    { kind: 'edited', messageId: MESSAGE_ID },
  ],
  [
    'a deletion',
    { type: 'messageDelete', channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' } },
    { kind: 'unsent', messageId: MESSAGE_ID },
  ],
  ['the app was added', { type: 'installationUpdate', action: 'add' }, { kind: 'joined' }],
  ['the app was removed', { type: 'installationUpdate', action: 'remove' }, { kind: 'left' }],
  ['a new version took its place', { type: 'installationUpdate', action: 'add-upgrade' }, { kind: 'moved-in' }],
  ['the old version went', { type: 'installationUpdate', action: 'remove-upgrade' }, { kind: 'moved-in' }],
  ['upgrade in one word', { type: 'installationUpdate', action: 'upgrade' }, { kind: 'moved-in' }],
  ['members came', { type: 'conversationUpdate', membersAdded: [{ id: BOT }] }, { kind: 'moved-in' }],
])('%s', (_what, over, event) => {
  expect(eventOf(over)).toEqual(event);
});

test.each<[string, Json]>([
  ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
  ['typing', { type: 'typing' }],
  ['the end of a conversation', { type: 'endOfConversation' }],
  ['a deletion taken back', { type: 'messageUpdate', channelData: { tenant: { id: TENANT }, eventType: 'undeleteMessage' } }],
  ['members who went, of which the removal of the app tells', { type: 'conversationUpdate', membersRemoved: [{ id: BOT }] }],
  ['an installation of no known kind', { type: 'installationUpdate', action: 'other' }],
  ['a type of tomorrow', { type: 'telepathy' }],
])('nothing is done about %s', (_what, over) => {
  expect(read(over)).toEqual({ kind: 'ignored', why: 'nothing-to-do' });
});

test.each<[string, Json, string]>([
  ['another channel', { channelId: 'webchat' }, 'not-teams'],
  [
    'a tenant without a centre',
    { conversation: { id: CONVERSATION, conversationType: 'personal', tenantId: 'other' } },
    'no-centre',
  ],
  ['the bot itself', { from: { id: BOT } }, 'not-a-person'],
  ['no address', { serviceUrl: 'not an address' }, 'not-readable'],
  ['an address of no service', { serviceUrl: 'ftp://example.com/' }, 'not-readable'],
  ['an id that no database takes', { from: { id: 'a\u0000b' } }, 'not-readable'],
  ['an id that is a path', { conversation: { id: '..', conversationType: 'personal', tenantId: TENANT } }, 'not-readable'],
  ['no writer', { from: undefined }, 'not-readable'],
])('left aside: %s', (_what, over, why) => {
  expect(read(over)).toEqual({ kind: 'ignored', why });
});

test('the tenant is read from either place', () => {
  expect(read({ conversation: { id: CONVERSATION, conversationType: 'personal' } }).kind).toBe('event');
  expect(read({ channelData: undefined }).kind).toBe('event');
});

test.each([
  ['a group chat', { id: '19:abc@thread.v2', conversationType: 'groupChat', isGroup: true }],
  ['a channel', { id: '19:abc@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true }],
  ['a thread whose type is not told', { id: '19:abc@thread.v2' }],
  ['a conversation that says it is a group', { id: 'a:1', isGroup: true }],
])('of a message in %s nothing is kept but where to answer', (_what, conversation) => {
  const reading = read({ conversation: { ...conversation, tenantId: TENANT } });
  expect(reading).toMatchObject({ kind: 'in-public', place: { conversationId: conversation.id, serviceUrl: SERVICE_URL } });
  expect(JSON.stringify(reading)).not.toContain(USER);
  expect(JSON.stringify(reading)).not.toContain('予約');
});

test('an installation in a team greets nobody', () => {
  const team = { id: '19:abc@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId: TENANT };
  expect(read({ type: 'installationUpdate', action: 'add', conversation: team })).toEqual({ kind: 'ignored', why: 'in-public' });
});

test('an invoke is told by its name, whatever else it lacks', () => {
  expect(readTeamsActivity({ type: 'invoke', name: 'task/fetch' }, centreOf)).toEqual({ kind: 'invoke', name: 'task/fetch' });
  expect(readTeamsActivity({ type: 'invoke' }, centreOf)).toEqual({ kind: 'invoke', name: '' });
});

test('messages of two conversations in the same millisecond are two events, and so are their texts', () => {
  const other = incoming({ conversation: { id: 'a:2', conversationType: 'personal', tenantId: TENANT } });
  expect(other.eventId).not.toBe(incoming().eventId);
  expect(other.event).not.toEqual(incoming().event);
});

test('the same message twice is one event; its edits and its deletion are events of their own', () => {
  const edit = (timestamp: string) =>
    incoming({ type: 'messageUpdate', timestamp, channelData: { tenant: { id: TENANT }, eventType: 'editMessage' } }).eventId;
  const ids = [
    incoming().eventId,
    edit('2026-11-25T01:00:05Z'),
    edit('2026-11-25T01:00:09Z'),
    incoming({ type: 'messageDelete' }).eventId,
    incoming({ type: 'conversationUpdate' }).eventId,
  ];
  expect(new Set(ids).size).toBe(5);
  expect(incoming().eventId).toBe(ids[0]);
  expect(edit('2026-11-25T01:00:05Z')).toBe(ids[1]);
});

test('an event without a time of its own can still be read', () => {
  expect(incoming({ timestamp: undefined }).occurredAt.isValid).toBe(false);
  expect(incoming({ timestamp: 'yesterday' }).occurredAt.isValid).toBe(false);
  expect(incoming({ timestamp: 12 }).occurredAt.isValid).toBe(false);
});

test('whatever comes in, nothing is thrown', () => {
  const keys = Object.keys(activity({ value: 1, attachments: 1, action: 1, replyToId: 1, membersRemoved: 1 }));
  const garbage = fc.anything({ withNullPrototype: true, maxDepth: 3 });
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      garbage,
      fc.constantFrom('message', 'messageUpdate', 'installationUpdate'),
      (key, junk, type) => {
        const reading = readTeamsActivity({ ...activity({ type }), [key]: junk }, centreOf);
        expect(['event', 'in-public', 'invoke', 'ignored']).toContain(reading.kind);
      },
    ),
  );
  fc.assert(
    fc.property(garbage, (junk) => {
      expect(readTeamsActivity(junk, centreOf)).toMatchObject({ kind: 'ignored' });
    }),
  );
});

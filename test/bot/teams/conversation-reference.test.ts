import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConversationReference, readPlace } from '#bot/teams/conversation-reference.ts';
import { REFERENCE } from './activities.ts';

test('what was kept is read back as it was', () => {
  expect(readConversationReference(JSON.parse(JSON.stringify(REFERENCE)))).toEqual(REFERENCE);
});

test('what nothing depends on may be missing or spoilt', () => {
  const { tenantId, botName, locale, ...needed } = REFERENCE;
  expect(readConversationReference(needed)).toEqual(needed);
  expect(readConversationReference({ ...needed, tenantId: 7, botName: {}, locale: 'x'.repeat(256) })).toEqual(needed);
});

test.each([
  ['no address', { serviceUrl: undefined }],
  ['an address of another kind', { serviceUrl: 'file:///etc/passwd' }],
  ['an address without end', { serviceUrl: `https://example.com/${'x'.repeat(500)}` }],
  ['another channel', { channelId: 'directline' }],
  ['no person', { userId: '' }],
  ['a conversation with a space', { conversationId: 'a b' }],
  ['a conversation of dots', { conversationId: '..' }],
  ['an id without end', { conversationId: 'a'.repeat(513) }],
])('it cannot be used with %s', (_what, over) => {
  expect(readConversationReference({ ...REFERENCE, ...over })).toBeUndefined();
});

test('a place is the same without anybody in it', () => {
  const { userId, locale, ...place } = REFERENCE;
  expect(readPlace(REFERENCE)).toEqual(place);
  expect(readPlace({ ...place, botId: undefined })).toBeUndefined();
});

test('whatever was kept, nothing is thrown', () => {
  fc.assert(fc.property(fc.anything(), (kept) => void readConversationReference(kept)));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlace, readReference } from '#bot/teams/reference.ts';
import { BOT, CONVERSATION, SERVICE_URL, TENANT, USER } from './activities.ts';

const reference = {
  channelId: 'msteams',
  serviceUrl: SERVICE_URL,
  conversationId: CONVERSATION,
  tenantId: TENANT,
  botId: BOT,
  botName: 'madoguchi',
  userId: USER,
  aadObjectId: '9f1d0f7a-aaaa-4bbb-8ccc-dddddddddddd',
  locale: 'ja-JP',
};

test('what was kept is read back as it was', () => {
  expect(readReference(JSON.parse(JSON.stringify(reference)))).toEqual(reference);
});

test('what nothing depends on may be missing or spoilt', () => {
  const { tenantId, botName, aadObjectId, locale, ...needed } = reference;
  expect(readReference(needed)).toEqual(needed);
  expect(readReference({ ...needed, tenantId: 7, botName: {}, aadObjectId: '\u0000', locale: 'x'.repeat(256) })).toEqual(needed);
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
  expect(readReference({ ...reference, ...over })).toBeUndefined();
});

test('a place is the same without anybody in it', () => {
  const { userId, aadObjectId, locale, ...place } = reference;
  expect(readPlace(reference)).toEqual(place);
  expect(readPlace({ ...place, botId: undefined })).toBeUndefined();
});

test('whatever was kept, nothing is thrown', () => {
  fc.assert(fc.property(fc.anything(), (kept) => void readReference(kept)));
});

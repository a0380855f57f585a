/** Activities as Microsoft Teams sends them, cut to what matters. */
export const TENANT = '5d0c9a3e-1111-4222-8333-944444444444';
export const BOT = '28:11111111-2222-4333-8444-555555555555';
export const USER = '29:1I9Is_Sx0O-Iy2rQ7Xz1lcaPKlO9eqmBRTBuW6XzkFtcjqxTjPaCMij8BVMdBcL9L_RwWNJyAHFQb0TRzXgyQvA';
export const CONVERSATION = 'a:1pL6i0oY3C0K8oAj8a5HvFcXrLmNkQzYJ2E7cQ0S6K1mF8kTt0WqfD3yqkZ3YcY3q';
export const SERVICE_URL = 'https://smba.trafficmanager.example/jp/';

export type Json = Record<string, unknown>;

export const activity = (over: Json = {}): Json => ({
  type: 'message',
  id: '1795568400000',
  timestamp: '2026-11-25T01:00:00.000Z',
  localTimestamp: '2026-11-25T10:00:00.000+09:00',
  channelId: 'msteams',
  serviceUrl: SERVICE_URL,
  from: { id: USER, name: '山田 花子', aadObjectId: '9f1d0f7a-aaaa-4bbb-8ccc-dddddddddddd' },
  recipient: { id: BOT, name: 'madoguchi' },
  conversation: { id: CONVERSATION, conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  locale: 'ja-JP',
  text: '予約したいです',
  textFormat: 'plain',
  ...over,
});

/** All that it takes to write to the person of `activity`, as it is kept. */
export const REFERENCE = {
  channelId: 'msteams',
  serviceUrl: SERVICE_URL,
  conversationId: CONVERSATION,
  tenantId: TENANT,
  botId: BOT,
  botName: 'madoguchi',
  userId: USER,
  locale: 'ja-JP',
};

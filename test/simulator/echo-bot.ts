import express from 'express';
import type { JsonObject, WebhookEvent } from '#simulator/line-platform/types.ts';
import { signature } from '#simulator/line-platform/webhook.ts';

/** A bot of a few lines, as a stand-in for the server under test: it answers over LINE's API, with one of everything. */
export function echoBot(options: { api: () => string; channelSecret: string; channelAccessToken: string }): express.Router {
  const call = (path: string, body: JsonObject): Promise<Response> =>
    fetch(`${options.api()}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.channelAccessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const router = express.Router();
  router.post('/webhooks/line/:centreId', express.text({ type: '*/*' }), async (request, response) => {
    const body = String(request.body);
    if (request.header('x-line-signature') !== signature(options.channelSecret, body)) return void response.sendStatus(401);
    response.sendStatus(200);
    const { events }: { events: WebhookEvent[] } = JSON.parse(body);
    for (const event of events) {
      if (event.type === 'unfollow' || event.type === 'unsend') continue;
      if (wordsOf(event) === '考えて')
        await call('/v2/bot/chat/loading/start', { chatId: event.source.userId, loadingSeconds: 5 });
      else await call('/v2/bot/message/reply', { replyToken: event['replyToken'] ?? '', messages: answerTo(event) });
    }
  });
  return router;
}

function wordsOf(event: WebhookEvent): string {
  const { message, postback } = event as {
    message?: { type: string; text?: string };
    postback?: { data: string; params?: JsonObject };
  };
  if (message) return message.text ?? `(${message.type})`;
  if (postback) return postback.params ? `${postback.data} ${JSON.stringify(postback.params)}` : postback.data;
  return event.type;
}

function answerTo(event: WebhookEvent): JsonObject[] {
  const words = wordsOf(event);
  if (words === 'カード') return [{ type: 'flex', altText: 'ご予約', contents: CARD, quickReply: QUICK }];
  if (words === '並べて')
    return [{ type: 'flex', altText: '枠', contents: { type: 'carousel', contents: [SLOTS, SLOTS, CARD] } }];
  return [{ type: 'text', text: `「${words}」ですね。\n詳しくは https://example.org/ をご覧ください。`, quickReply: QUICK }];
}

const postback = (label: string, data: string): JsonObject => ({ type: 'postback', label, data, displayText: label });
const row = (label: string, value: string): JsonObject => ({
  type: 'box',
  layout: 'horizontal',
  spacing: 'md',
  contents: [
    { type: 'text', text: label, size: 'sm', color: '#595959', flex: 2 },
    { type: 'text', text: value, size: 'sm', wrap: true, flex: 5 },
  ],
});

const QUICK: JsonObject = {
  items: [
    { type: 'action', action: postback('はい', 'yes') },
    { type: 'action', action: { type: 'message', label: 'メニュー', text: 'メニュー' } },
    {
      type: 'action',
      action: { type: 'datetimepicker', label: '日を選ぶ', data: 'day', mode: 'date', min: '2026-11-21', max: '2026-12-21' },
    },
    { type: 'action', action: postback('予約を確認する', 'bookings') },
    { type: 'action', action: postback('使い方を見る', 'help') },
  ],
};

const CARD: JsonObject = {
  type: 'bubble',
  header: {
    type: 'box',
    layout: 'vertical',
    backgroundColor: '#0B6B3A',
    contents: [{ type: 'text', text: 'ご予約が確定しました', weight: 'bold', color: '#FFFFFF', size: 'lg', wrap: true }],
  },
  body: {
    type: 'box',
    layout: 'vertical',
    spacing: 'md',
    contents: [
      { type: 'text', text: 'ハローワーク函館 オンライン職業相談', wrap: true, weight: 'bold' },
      row('日時', '11月25日(水) 10:00～10:30'),
      row('予約番号', 'K7M2-XQ4P'),
      { type: 'separator', margin: 'lg' },
      {
        type: 'text',
        wrap: true,
        size: 'sm',
        margin: 'lg',
        contents: [
          { type: 'span', text: '当日のキャンセルは' },
          { type: 'span', text: 'お電話', weight: 'bold', color: '#B3261E' },
          { type: 'span', text: 'でお願いします。' },
        ],
      },
    ],
  },
  footer: {
    type: 'box',
    layout: 'vertical',
    spacing: 'sm',
    contents: [
      { type: 'button', style: 'primary', height: 'sm', action: postback('予約の内容を見る', 'show') },
      {
        type: 'button',
        style: 'secondary',
        height: 'sm',
        action: { type: 'uri', label: '電話をかける', uri: 'tel:0138-88-1318,41%23' },
      },
      {
        type: 'button',
        style: 'link',
        height: 'sm',
        action: { type: 'uri', label: '利用規約', uri: 'https://example.org/terms' },
      },
    ],
  },
};

const SLOTS: JsonObject = {
  type: 'bubble',
  size: 'micro',
  body: {
    type: 'box',
    layout: 'vertical',
    spacing: 'sm',
    paddingAll: 'lg',
    contents: [
      { type: 'text', text: '11/25(水)', weight: 'bold', align: 'center' },
      ...['9:30', '11:00', '13:30'].map((time) => ({
        type: 'button',
        style: 'secondary',
        height: 'sm',
        action: postback(time, time),
      })),
    ],
  },
};

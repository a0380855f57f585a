import { describe, expect, it } from 'vitest';
import { runningPlatform } from './running.ts';

describe('a person on the LINE platform double', () => {
  it('becomes a friend, and the server gets a signed follow event', async () => {
    await using line = await runningPlatform();
    expect((await line.platform.follow(line.talk)).status).toBe(200);
    const [webhook] = line.receiver.received;
    expect(webhook?.genuine).toBe(true);
    expect(JSON.parse(webhook?.body ?? '').destination).toMatch(/^U[\da-f]{32}$/);
    expect(webhook?.events[0]).toMatchObject({
      type: 'follow',
      mode: 'active',
      follow: { isUnblocked: false },
      timestamp: line.clock.now().toMillis(),
      source: { type: 'user', userId: line.person.userId },
      deliveryContext: { isRedelivery: false },
      webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      replyToken: expect.any(String),
    });
  });

  it('blocks and unblocks', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    await line.platform.block(line.talk);
    await line.platform.unblock(line.talk);
    const [, unfollow, again] = line.receiver.received.map((one) => one.events[0]);
    expect(unfollow).toMatchObject({ type: 'unfollow' });
    expect(unfollow).not.toHaveProperty('replyToken');
    expect(again).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
  });

  it('presses buttons: postback with its shown words, message, and a picked day', async () => {
    await using line = await runningPlatform();
    await line.platform.press(line.talk, { type: 'postback', label: '予約', data: 'a=1', displayText: '予約します' });
    await line.platform.press(line.talk, { type: 'message', label: 'メニュー', text: 'メニュー' });
    await line.platform.press(
      line.talk,
      { type: 'datetimepicker', label: '日', data: 'd', mode: 'date' },
      { date: '2026-11-25' },
    );
    expect(await line.platform.press(line.talk, { type: 'uri', label: '電話', uri: 'tel:0138881318' })).toBeUndefined();
    const events = line.receiver.received.map((one) => one.events[0]);
    expect(events[0]).toMatchObject({ type: 'postback', postback: { data: 'a=1' } });
    expect(events[1]).toMatchObject({ type: 'message', message: { type: 'text', text: 'メニュー' } });
    expect(events[2]).toMatchObject({ type: 'postback', postback: { data: 'd', params: { date: '2026-11-25' } } });
    expect(line.platform.chat(line.talk).messages.map((one) => one.message['text'])).toEqual([
      '予約します',
      'メニュー',
      '2026-11-25',
    ]);
  });

  it('presses what the last answer offers, by its label', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, '1');
    const action = { type: 'postback', label: 'はい', data: 'yes' };
    await line.reply(events[0]?.['replyToken'], [
      { type: 'text', text: 'よろしいですか', quickReply: { items: [{ type: 'action', action }] } },
    ]);
    expect(line.platform.offered(line.talk)).toEqual([action]);
    await line.platform.pressLabel(line.talk, 'はい');
    expect(line.receiver.received.at(-1)?.events[0]).toMatchObject({ postback: { data: 'yes' } });
    await expect(line.platform.pressLabel(line.talk, 'いいえ')).rejects.toThrow('いいえ');
  });

  it('takes back a message, whose text is gone', async () => {
    await using line = await runningPlatform();
    await line.platform.sendText(line.talk, '秘密');
    const id = line.platform.chat(line.talk).messages[0]?.id ?? '';
    await line.platform.unsend(line.talk, id);
    expect(line.receiver.received.at(-1)?.events[0]).toMatchObject({ type: 'unsend', unsend: { messageId: id } });
    expect(JSON.stringify(line.platform.chat(line.talk))).not.toContain('秘密');
  });

  it('sees a webhook delivered again when the server fails, where redelivery is on', async () => {
    const statuses = [500, 500, 200];
    await using line = await runningPlatform({ redeliveries: 5, answer: () => statuses.shift() ?? 200 });
    expect((await line.platform.sendText(line.talk, '1')).status).toBe(200);
    const events = line.receiver.received.map((one) => one.events[0]);
    expect(events.map((event) => event?.deliveryContext.isRedelivery)).toEqual([false, true, true]);
    expect(new Set(events.map((event) => event?.webhookEventId)).size).toBe(1);
  });

  it('sees a webhook given up after two seconds without an answer', async () => {
    await using line = await runningPlatform({ answer: () => 'silence' });
    expect((await line.platform.sendText(line.talk, '1')).status).toBe(0);
  });

  it('sends events several times and out of order when asked to', async () => {
    await using line = await runningPlatform();
    const list = [line.platform.compose.text(line.talk, '1'), line.platform.compose.text(line.talk, '2')];
    await line.platform.deliver('hakodate', list, { times: 3, order: 'reversed' });
    const ids = line.receiver.received.map((one) => one.events[0]?.webhookEventId);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(2);
    expect(line.platform.webhooks).toHaveLength(6);
  });

  it('sends an empty webhook for the console’s Verify button', async () => {
    await using line = await runningPlatform();
    await line.platform.verify('hakodate');
    expect(line.receiver.received[0]).toMatchObject({ events: [], genuine: true });
  });

  it('waits for an answer without looking again and again', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, '1');
    const waiting = line.platform.waitForReply(line.talk, 2);
    await line.reply(events[0]?.['replyToken']);
    await line.push();
    expect((await waiting).map((one) => one.by)).toEqual(['reply', 'push']);
    await line.platform.sendText(line.talk, '2');
    await expect(line.platform.waitForReply(line.talk, 1, 20)).rejects.toThrow('20 ms');
  });
});

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { announcerOver } from '#store/announcing.ts';
import { NOW, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();
afterEach(() => void vi.useRealTimers());

test('a centre is told of at most once a second, and of nothing after the end', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const announcer = announcerOver(async (centreId) => void told.push(centreId));
  for (let n = 0; n < 50; n += 1) announcer.changed('izumo');
  announcer.changed('hakodate');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told.toSorted()).toEqual(['hakodate', 'izumo']);
  announcer.changed('izumo');
  announcer.close();
  announcer.changed('izumo');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toHaveLength(2);
});

test('many delivered notices are told in one word to every process; an answer in a chat is not', async () => {
  const heard: string[] = [];
  const arrived = Promise.withResolvers<void>();
  const listener = new pg.Client({ connectionString: parts.url });
  await listener.connect();
  onTestFinished(() => listener.end());
  const ids = await Promise.all(Array.from({ length: 6 }, () => somebody(parts.store)));
  for (const [n, id] of ids.entries()) {
    await parts.store.turn(id, (turn) =>
      turn.tell({
        onceKey: randomUUID(),
        kind: 'message',
        centreId: 'izumo',
        conversationId: id,
        at: NOW,
        what: { by: 'chat', channel: 'line', rendered: { n } },
      }),
    );
  }
  await parts.sql.query(`UPDATE outbox SET kind = 'reply', centre_id = 'hakodate' WHERE conversation_id = $1`, [ids[0]]);
  listener.on('notification', ({ payload = '' }) => {
    heard.push(payload);
    if (payload === 'izumo') arrived.resolve();
  });
  await listener.query('LISTEN office');
  for (const [n, id] of ids.entries()) {
    const message = (await parts.store.claimMessage(id, NOW, 60))?.id ?? '';
    if (n % 2 === 0) await parts.store.markSent(message, NOW, 'push');
    else await parts.store.markNotNeeded(message, NOW, 'too-late');
  }
  await arrived.promise;
  expect(heard).toEqual(['izumo']);
});

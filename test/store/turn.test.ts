import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { openStore } from '#store/open.ts';
import { NOW, newKeys, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();

test('the first turn of a conversation finds no row and makes it', async () => {
  const userId = randomUUID();
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  const [id = ''] = conversationIds;
  await parts.store.turn(id, async (turn) => {
    const event = await turn.nextEvent();
    expect(await turn.loadConversation()).toBeUndefined();
    await turn.finish(quietResult(userId, { inboxId: event?.id }));
  });
  expect(await parts.store.turn(id, (turn) => turn.loadConversation())).toEqual({
    id,
    channel: 'line',
    centreId: 'izumo',
    userId,
    language: 'ja',
    reachable: true,
    machineVersion: 1,
    snapshot: { step: 1 },
    clientId: undefined,
  });
});

test('a turn that fails leaves nothing behind, and its event comes again', async () => {
  const userId = randomUUID();
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  const [id = ''] = conversationIds;
  const failing = parts.store.turn(id, async (turn) => {
    const event = await turn.nextEvent();
    await turn.saveProfile({ name: '山田' }, NOW);
    await turn.finish(quietResult(userId, { inboxId: event?.id }));
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  await parts.store.turn(id, async (turn) => {
    expect(await turn.nextEvent()).toBeDefined();
    expect(await turn.loadConversation()).toBeUndefined();
  });
});

test('turns of one conversation run one after another, also in two processes', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const other = await openStore({ url: parts.url, keys: parts.keys });
  try {
    const add = (store: typeof other) =>
      store.turn(id, async (turn) => {
        const conversation = await turn.loadConversation();
        const step = (conversation?.snapshot as { step: number } | undefined)?.step ?? 0;
        const result = quietResult(userId);
        await turn.finish({ ...result, conversation: { ...result.conversation, snapshot: { step: step + 1 } } });
      });
    await Promise.all(Array.from({ length: 30 }, (_, i) => add(i % 2 ? parts.store : other)));
    const conversation = await parts.store.turn(id, (turn) => turn.loadConversation());
    expect(conversation?.snapshot).toEqual({ step: 31 });
  } finally {
    await other.close();
  }
});

test('a turn is done again after its connection was lost', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  let runs = 0;
  await parts.store.turn(id, async (turn) => {
    runs += 1;
    await turn.loadConversation();
    if (runs === 1) {
      await parts.sql.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
          WHERE locktype = 'advisory' AND pg_stat_activity.datname = current_database()`,
      );
    }
    await turn.finish(
      quietResult(userId, {
        audit: [{ at: NOW, actor: { kind: 'system', id: 't' }, centreId: 'izumo', conversationId: id, action: 'lost' }],
      }),
    );
  });
  expect(runs).toBe(2);
  const { rows } = await parts.sql.query(`SELECT count(*)::int AS n FROM audit WHERE action = 'lost'`);
  expect(rows).toEqual([{ n: 1 }]);
});

test('a snapshot that does not open is as good as none', async () => {
  const id = await somebody(parts.store);
  await parts.sql.query(`UPDATE conversation SET snapshot = 'gone.AAAA' WHERE id = $1`, [id]);
  const conversation = await parts.store.turn(id, (turn) => turn.loadConversation());
  expect(conversation).toMatchObject({ id, snapshot: undefined });
});

test('audit rows of a turn are kept with all that they say', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const at = DateTime.fromISO('2026-11-25T23:59:59.123+09:00');
  const entry = {
    at,
    actor: { kind: 'client' as const, id: 'c1' },
    centreId: 'izumo',
    conversationId: id,
    action: 'told-phone-only',
    reason: '6(5)',
    channel: 'line' as const,
    detail: { wanted: 'cancel', times: 2, again: true },
  };
  await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { audit: [entry] })));
  const { rows } = await parts.sql.query('SELECT at, reason, channel, detail FROM audit WHERE conversation_id = $1', [id]);
  expect(rows).toEqual([{ at: at.toJSDate(), reason: '6(5)', channel: 'line', detail: entry.detail }]);
});

test('a task is raised once as long as it waits', async () => {
  const id = await somebody(parts.store);
  const task = { kind: 'cannot-use-phone', centreId: 'izumo', officeId: 'izumo', at: NOW, dueAt: NOW.plus({ days: 1 }) };
  const open = async () => (await parts.sql.query('SELECT due_at FROM staff_task WHERE conversation_id = $1', [id])).rows;
  await parts.store.turn(id, async (turn) => {
    await turn.raiseTask(task);
    await turn.raiseTask(task);
  });
  expect(await open()).toEqual([{ due_at: task.dueAt.toJSDate() }]);
  await parts.sql.query('UPDATE staff_task SET done_at = now() WHERE conversation_id = $1', [id]);
  await parts.store.turn(id, (turn) => turn.raiseTask({ ...task, officeId: undefined }));
  expect(await open()).toHaveLength(2);
});

test('the store is ready while it has its database', async () => {
  expect(await parts.store.ready()).toBe(true);
  const gone = await openStore({ url: parts.url, keys: parts.keys });
  await gone.close();
});

test('other keys than those of the data are refused at the start', async () => {
  await somebody(parts.store);
  const others = newKeys();
  await expect(openStore({ url: parts.url, keys: others })).rejects.toMatchObject({ code: 'cannot-open' });
  await expect(openStore({ url: parts.url, keys: { ...parts.keys, lookup: others.lookup } })).rejects.toMatchObject({
    code: 'key-unusable',
  });
});

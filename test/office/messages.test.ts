import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { atCounter, SOMEBODY as by } from './counter.ts';

const at = atCounter();

describe('a message to a client', () => {
  test('arrives in the chat, and the audit knows that it was written but not what it says', async () => {
    const who = await at.person();
    const text = '求人票をお持ちください。';
    expect(await at.office.message({ by, clientId: who.clientId, text: ` ${text} ` })).toEqual({ kind: 'done', told: 'chat' });
    await at.house.settle();
    expect(at.heard(who)).toContain(text);
    const { rows } = await at.sql.query(
      `SELECT actor_id, action, row_to_json(a)::text AS it FROM audit a WHERE conversation_id = $1`,
      [who.conversationId],
    );
    expect(rows).toMatchObject([{ actor_id: by.id, action: 'message-sent' }]);
    expect(rows[0]?.it).not.toContain(text);
    expect((await at.sql.query('SELECT by_staff FROM notice WHERE client_id = $1', [who.clientId])).rows).toEqual([
      { by_staff: by.id },
    ]);
  });

  test('of one page is sent once; the same words from another page are another message', async () => {
    const who = await at.person();
    const act = { by, clientId: who.clientId, text: '明日は休みです', pageId: randomUUID() };
    await Promise.all([at.office.message(act), at.office.message(act)]);
    await at.office.message({ ...act, pageId: randomUUID() });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(2);
  });

  test('to nobody is not sent', async () => {
    expect(await at.office.message({ by, clientId: randomUUID(), text: 'x' })).toEqual({ kind: 'not-found' });
  });

  test('to somebody without a chat is for the telephone', async () => {
    const clientId = await at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name: '電話 太郎' }, at: at.now }),
    );
    expect(await at.office.message({ by, clientId, text: 'x' })).toEqual({ kind: 'done', told: 'ring' });
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NOW, quietResult, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();

describe('an answer beside pushes that wait', () => {
  const push = (text: string) => ({ kind: 'confirmed', text });
  const answer = (text: string) => ({ kind: 'reply', text });
  /** Messages of these kinds on their way out, in this order. */
  async function mixed(...said: { kind: string; text: string }[]): Promise<string> {
    const userId = randomUUID();
    const id = await somebody(parts.store, userId);
    const to = { conversationId: id, channel: 'line' as const, centreId: 'izumo', userId };
    const outbox = said.map(({ kind, text }) => ({ ...to, kind, rendered: { text } }));
    await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { outbox })));
    return id;
  }
  const textOf = (it: { rendered: unknown } | undefined) => (it?.rendered as { text: string } | undefined)?.text;
  const claimed = (id: string, at = NOW) => parts.store.claimMessage(id, at, 60);
  const later = NOW.plus({ minutes: 5 });
  async function backingOff(id: string): Promise<void> {
    await parts.store.markLater((await claimed(id))?.id ?? '', later, '500', false);
  }

  test('goes while a push before it is backing off; the pushes keep their order and their time', async () => {
    const id = await mixed(push('one'), push('two'), answer('three'));
    await backingOff(id);
    expect(await parts.store.conversationsWithMail(NOW, 1000)).toContain(id);
    const overtaking = await claimed(id);
    expect(textOf(overtaking)).toBe('three');
    await parts.store.markSent(overtaking?.id ?? '', NOW, 'reply');
    expect(await claimed(id)).toBeUndefined();
    expect(await parts.store.conversationsWithMail(NOW, 1000)).not.toContain(id);
    const first = await claimed(id, later);
    expect(textOf(first)).toBe('one');
    expect(await claimed(id, later)).toBeUndefined();
    await parts.store.markSent(first?.id ?? '', later, 'push');
    expect(textOf(await claimed(id, later))).toBe('two');
  });

  test('waits while the push is on its way, and keeps its own place before what comes after it', async () => {
    const id = await mixed(push('one'), answer('two'), answer('three'), push('four'));
    const going = await claimed(id);
    expect([textOf(going), await claimed(id)]).toEqual(['one', undefined]);
    await parts.store.markLater(going?.id ?? '', later, '500', false);
    const answering = await claimed(id);
    expect(textOf(answering)).toBe('two');
    await parts.store.markLater(answering?.id ?? '', NOW.plus({ seconds: 1 }), '500', false);
    expect(await claimed(id)).toBeUndefined();
    expect(textOf(await claimed(id, NOW.plus({ seconds: 1 })))).toBe('two');
  });
});

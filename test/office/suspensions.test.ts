import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { suspensions } from '#office/suspensions.ts';
import { atCounter, SOMEBODY as by, COLLEAGUE } from './counter.ts';

const at = atCounter();
const acts = () => suspensions(at.house.house);
const WHY = { reason: '無断欠席が続いた', note: '次は電話でご相談ください。', reviewOn: '2026-12-20' };
const of = (clientId: string) => ({ by, clientId, centreId: 'izumo', officeId: 'izumo' });

describe('suspending a client', () => {
  test('by two people at once is done once, and told once', async () => {
    const who = await at.person();
    const both = await Promise.all([by, COLLEAGUE].map((it) => acts().suspend({ ...of(who.clientId), by: it, ...WHY })));
    expect(both.map(({ kind }) => kind).sort()).toEqual(['already', 'done']);
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(at.heard(who)).toContain(WHY.note);
    expect(at.heard(who)).not.toContain(WHY.reason);
  });

  test('without a chat is for the telephone', async () => {
    const clientId = await at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name: '電話 太郎' }, at: at.now }),
    );
    expect(await acts().suspend({ ...of(clientId), ...WHY })).toEqual({ kind: 'done', told: 'ring' });
  });

  test('of another centre changes nothing', async () => {
    const who = await at.person('hakodate');
    expect(await acts().suspend({ ...of(who.clientId), ...WHY })).toEqual({ kind: 'already' });
    expect(await at.within(who.conversationId, (turn) => turn.suspension())).toBeUndefined();
  });

  test('is lifted once, and may be done again', async () => {
    const who = await at.person();
    await acts().suspend({ ...of(who.clientId), ...WHY });
    const lifted = await Promise.all([acts().lift(of(who.clientId)), acts().lift(of(who.clientId))]);
    expect(lifted.map(({ kind }) => kind).sort()).toEqual(['done', 'not-suspended']);
    expect(await acts().suspend({ ...of(who.clientId), ...WHY })).toMatchObject({ kind: 'done' });
  });
});

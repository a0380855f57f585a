import { describe, expect, it } from 'vitest';
import { NOW, storeForFile } from '../../support/store.ts';
import { audited, by, type Made, made, PASSWORD, signingIn } from './making.ts';

const db = storeForFile();

describe('an administrator', () => {
  it('disables neither themselves nor somebody of a centre that is not theirs', async () => {
    const administrator = await made(db, 'administrator', ['izumo']);
    const wider = await made(db, 'counsellor', ['izumo', 'hakodate']);
    const elsewhere = await made(db, 'counsellor', ['hakodate']);
    const disable = (staffId: string) => db.store.staff.disable({ staffId, by: by(administrator), now: NOW });
    expect(await disable(administrator.staff.id)).toEqual({ kind: 'oneself' });
    expect(await disable(wider.staff.id)).toEqual({ kind: 'not-yours' });
    expect(await disable(elsewhere.staff.id)).toEqual({ kind: 'not-found' });
  });

  it('gets no link for the password of somebody with a wider reach', async () => {
    const administrator = await made(db, 'administrator', ['izumo']);
    const wider = await made(db, 'administrator', ['izumo', 'hakodate']);
    expect(await db.store.staff.resetLink({ staffId: wider.staff.id, by: by(administrator), now: NOW })).toEqual({
      kind: 'not-yours',
    });
  });

  it('and another cannot shut each other out at the same moment', async () => {
    const [one, other] = [
      await made(db, 'administrator', ['matsudo-mothers']),
      await made(db, 'administrator', ['matsudo-mothers']),
    ];
    const disable = (who: Made, whom: Made) =>
      db.store.staff.disable({ staffId: whom.staff.id, by: by(who, 'matsudo-mothers'), now: NOW });
    const outcomes = await Promise.all([disable(one, other), disable(other, one)]);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const accounts = await db.store.staff.accounts('matsudo-mothers', NOW);
    expect(accounts.filter(({ disabledAt }) => disabledAt === undefined)).toHaveLength(1);
  });

  it('who is disabled lets nobody in any more: the links that they made are void', async () => {
    const boss = await made(db, 'administrator');
    const other = await made(db, 'administrator');
    const { staff } = await made(db);
    const invited = await db.store.staff.invite({ role: 'administrator', centreIds: ['izumo'], by: by(other), now: NOW });
    const reset = await db.store.staff.resetLink({ staffId: staff.id, by: by(other), now: NOW });
    const bosses = await db.store.staff.invite({ role: 'counsellor', centreIds: ['izumo'], by: by(boss), now: NOW });
    await db.store.staff.disable({ staffId: other.staff.id, by: by(boss), now: NOW });
    expect(await db.store.staff.invitation(invited, NOW)).toBeUndefined();
    const joining = { token: invited, login: 'back-door', name: '裏口', password: PASSWORD, now: NOW };
    expect(await db.store.staff.join(joining)).toEqual({ kind: 'void' });
    expect('token' in reset && reset.token && (await db.store.staff.invitation(reset.token, NOW))).toBeUndefined();
    expect(await db.store.staff.invitation(bosses, NOW)).toBeDefined();
    expect(await audited(db, boss.staff.id)).toEqual([
      'staff-joined',
      'staff-invited',
      'staff-invitation-withdrawn',
      'staff-invitation-withdrawn',
      'staff-disabled',
    ]);
  });

  it('gives a link for a new password, which opens a locked account and ends its sessions', async () => {
    const administrator = await made(db, 'administrator');
    const { staff, token, login } = await made(db);
    for (let count = 0; count < 5; count++) await signingIn(db, login, 'something else 12');
    const reset = await db.store.staff.resetLink({ staffId: staff.id, by: by(administrator), now: NOW });
    if (!('token' in reset) || reset.token === undefined) throw new Error(reset.kind);
    expect(await db.store.staff.invitation(reset.token, NOW)).toEqual({ kind: 'new-password', login, name: staff.name });
    const setting = { token: reset.token, password: 'もっと長い合言葉を 1 つ', now: NOW };
    expect(await db.store.staff.setPassword(setting)).toMatchObject({ kind: 'changed' });
    expect(await db.store.staff.setPassword(setting)).toEqual({ kind: 'void' });
    expect(await db.store.staff.session(token, NOW, true)).toBeUndefined();
    expect(await signingIn(db, login, setting.password)).toMatchObject({ kind: 'signed-in' });
  });

  it('unlocks an account', async () => {
    const administrator = await made(db, 'administrator');
    const { staff, login } = await made(db);
    for (let count = 0; count < 5; count++) await signingIn(db, login, 'something else 12');
    const locked = (await db.store.staff.accounts('izumo', NOW)).find(({ id }) => id === staff.id);
    expect(locked?.lockedUntil?.toMillis()).toBe(NOW.plus({ minutes: 15 }).toMillis());
    await db.store.staff.unlock({ staffId: staff.id, by: by(administrator), now: NOW });
    expect(await signingIn(db, login)).toMatchObject({ kind: 'signed-in' });
    expect(await audited(db, administrator.staff.id)).toContain('staff-unlocked');
  });
});

import { describe, expect, it } from 'vitest';
import type { Role } from '#store/staff-store.ts';
import { NOW, storeForFile } from '../../support/store.ts';
import { audited, by, type Made, made, PASSWORD, signingIn } from './making.ts';

const db = storeForFile();

const linkBy = (who: Made, role: Role = 'counsellor', centreIds = ['izumo']) =>
  db.store.staff.inviteBy(by(who), { role, centreIds, now: NOW });

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
    const invited = (await linkBy(other, 'administrator')) ?? '';
    const reset = await db.store.staff.resetLink({ staffId: staff.id, by: by(other), now: NOW });
    const bosses = (await linkBy(boss)) ?? '';
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

describe('a link made in the moment in which an account is disabled', () => {
  it('lets nobody in, whichever comes first', async () => {
    const boss = await made(db, 'administrator');
    for (let round = 0; round < 10; round += 1) {
      const other = await made(db, 'administrator');
      const disable = () => db.store.staff.disable({ staffId: other.staff.id, by: by(boss), now: NOW });
      const acts = round % 2 === 0 ? [linkBy(other), disable()] : [disable(), linkBy(other)];
      const link = (await Promise.all(acts)).find((it) => typeof it === 'string');
      expect(link && (await db.store.staff.invitation(link, NOW))).toBeUndefined();
    }
  });

  it('is not made while the account is being disabled by somebody whose act is not through', async () => {
    const other = await made(db, 'administrator');
    const client = await db.sql.connect();
    await client.query('BEGIN');
    await client.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [other.staff.id]);
    const link = linkBy(other);
    await client.query('COMMIT');
    client.release();
    expect(await link).toBeUndefined();
  });

  it('for a new password is void, also when the account is enabled again', async () => {
    const boss = await made(db, 'administrator');
    for (let round = 0; round < 6; round += 1) {
      const { staff } = await made(db);
      const change = { staffId: staff.id, by: by(boss), now: NOW };
      const [reset] = await Promise.all([db.store.staff.resetLink(change), db.store.staff.disable(change)]);
      await db.store.staff.enable(change);
      expect('token' in reset && reset.token && (await db.store.staff.invitation(reset.token, NOW))).toBeFalsy();
    }
  });
});

describe('role and centres', () => {
  const reassign = (who: Made, whom: Made, role: Role, centreIds: string[], at = 'izumo') =>
    db.store.staff.reassign({ staffId: whom.staff.id, role, centreIds, by: by(who, at), now: NOW });

  it('change at once for the sessions that are open, and the audit has what was before', async () => {
    const boss = await made(db, 'administrator', ['izumo', 'hakodate']);
    const whom = await made(db, 'counsellor', ['izumo']);
    expect(await reassign(boss, whom, 'administrator', ['hakodate', 'izumo'])).toEqual({ kind: 'done' });
    const seen = await db.store.staff.session(whom.token, NOW, true);
    expect(seen?.staff).toMatchObject({ role: 'administrator', centreIds: ['hakodate', 'izumo'] });
    expect(await reassign(boss, whom, 'counsellor', ['hakodate'])).toEqual({ kind: 'done' });
    expect((await db.store.staff.session(whom.token, NOW, true))?.staff.centreIds).toEqual(['hakodate']);
    const { rows } = await db.sql.query<{ detail: unknown }>(
      `SELECT detail FROM audit WHERE actor_id = $1 AND action = 'staff-reassigned' ORDER BY seq DESC LIMIT 1`,
      [boss.staff.id],
    );
    expect(rows[0]?.detail).toEqual({
      staffId: whom.staff.id,
      ...{ role: 'counsellor', roleBefore: 'administrator', centres: 'hakodate', centresBefore: 'hakodate izumo' },
    });
  });

  it('of oneself, of somebody with a wider reach or elsewhere, and to other centres than one’s own, stay', async () => {
    const boss = await made(db, 'administrator', ['izumo']);
    const wider = await made(db, 'counsellor', ['izumo', 'hakodate']);
    const elsewhere = await made(db, 'counsellor', ['hakodate']);
    const own = await made(db, 'counsellor', ['izumo']);
    expect(await reassign(boss, boss, 'counsellor', ['izumo'])).toEqual({ kind: 'oneself' });
    expect(await reassign(boss, wider, 'counsellor', ['izumo'])).toEqual({ kind: 'not-yours' });
    expect(await reassign(boss, elsewhere, 'counsellor', ['izumo'])).toEqual({ kind: 'not-found' });
    expect(await reassign(boss, own, 'counsellor', ['izumo', 'hakodate'])).toEqual({ kind: 'not-yours' });
    expect(await reassign(boss, own, 'counsellor', [])).toEqual({ kind: 'not-yours' });
    expect(await reassign(own, wider, 'administrator', ['izumo'])).toEqual({ kind: 'not-yours' });
  });

  it('of two administrators cannot be taken by each other at the same moment', async () => {
    const centre = 'yamaguchi-vocational';
    const [one, other] = [await made(db, 'administrator', [centre]), await made(db, 'administrator', [centre])];
    const outcomes = await Promise.all([
      reassign(one, other, 'counsellor', [centre], centre),
      reassign(other, one, 'counsellor', [centre], centre),
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const accounts = await db.store.staff.accounts(centre, NOW);
    expect(accounts.filter(({ role }) => role === 'administrator')).toHaveLength(1);
  });

  it('that are taken away void the links that were made by their right, and no others', async () => {
    const boss = await made(db, 'administrator', ['izumo', 'hakodate']);
    const whom = await made(db, 'administrator', ['izumo', 'hakodate']);
    const [here, there] = [await linkBy(whom), await linkBy(whom, 'counsellor', ['hakodate'])];
    await reassign(boss, whom, 'administrator', ['izumo']);
    expect(await db.store.staff.invitation(there ?? '', NOW)).toBeUndefined();
    expect(await db.store.staff.invitation(here ?? '', NOW)).toBeDefined();
    expect(await linkBy(whom, 'counsellor', ['hakodate'])).toBeUndefined();
    await reassign(boss, whom, 'counsellor', ['izumo']);
    expect(await db.store.staff.invitation(here ?? '', NOW)).toBeUndefined();
    expect(await linkBy(whom)).toBeUndefined();
  });

  it('that become wider leave no link for a new password that was made by somebody with a narrower reach', async () => {
    const narrow = await made(db, 'administrator', ['izumo']);
    const wide = await made(db, 'administrator', ['izumo', 'hakodate']);
    const whom = await made(db, 'counsellor', ['izumo']);
    const reset = await db.store.staff.resetLink({ staffId: whom.staff.id, by: by(narrow), now: NOW });
    if (!('token' in reset) || reset.token === undefined) throw new Error(reset.kind);
    expect(await reassign(wide, whom, 'administrator', ['izumo', 'hakodate'])).toEqual({ kind: 'done' });
    expect(await db.store.staff.invitation(reset.token, NOW)).toBeUndefined();
    const setting = { token: reset.token, password: 'もっと長い合言葉を 1 つ', now: NOW };
    expect(await db.store.staff.setPassword(setting)).toEqual({ kind: 'void' });
    expect(await signingIn(db, whom.login)).toMatchObject({ kind: 'signed-in' });
  });
});

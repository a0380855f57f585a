import { describe, expect, it } from 'vitest';
import { openStore } from '#store/open.ts';
import { freshDatabase } from '../../support/database.ts';
import { NOW, storeForFile } from '../../support/store.ts';
import { by, made, PASSWORD } from './making.ts';

const db = storeForFile();

describe('the first administrator', () => {
  it('gets a link at each start until somebody has an account; the one of before is void', async () => {
    const database = await freshDatabase();
    const store = await openStore({ url: database.url, keys: db.keys, poolSize: 3 });
    const { staff } = store;
    const first = await staff.inviteFirst({ centreIds: ['izumo', 'hakodate'], now: NOW });
    const second = await staff.inviteFirst({ centreIds: ['izumo', 'hakodate'], now: NOW });
    expect(await staff.invitation(first ?? '', NOW)).toBeUndefined();
    expect(await staff.invitation(second ?? '', NOW)).toEqual({
      kind: 'join',
      role: 'administrator',
      centreIds: ['izumo', 'hakodate'],
    });
    const it = { login: 'First', name: '最初 の人', password: PASSWORD, now: NOW };
    expect(await staff.join({ token: second ?? '', ...it })).toMatchObject({
      kind: 'joined',
      staff: { login: 'first', role: 'administrator' },
    });
    expect(await staff.inviteFirst({ centreIds: ['izumo'], now: NOW })).toBeUndefined();
    await store.close();
    await database.drop();
  });
});

describe('an invitation', () => {
  it('can be used once, even by two at the same moment', async () => {
    const token = await db.store.staff.invite({ role: 'counsellor', centreIds: ['izumo'], now: NOW });
    const joining = (login: string) => db.store.staff.join({ token, login, name: '名前', password: PASSWORD, now: NOW });
    const outcomes = await Promise.all([joining('twin-one'), joining('twin-two')]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['joined', 'void']);
  });

  it('is void after 48 hours', async () => {
    const token = await db.store.staff.invite({ role: 'counsellor', centreIds: ['izumo'], now: NOW });
    expect(await db.store.staff.invitation(token, NOW.plus({ hours: 47, minutes: 59 }))).toBeDefined();
    const late = NOW.plus({ hours: 48 });
    expect(await db.store.staff.invitation(token, late)).toBeUndefined();
    const joining = { token, login: 'late', name: '名前', password: PASSWORD, now: late };
    expect(await db.store.staff.join(joining)).toEqual({ kind: 'void' });
  });

  it('stays usable where the login was taken', async () => {
    const { login } = await made(db);
    const token = await db.store.staff.invite({ role: 'counsellor', centreIds: ['izumo'], now: NOW });
    const joining = { token, login: login.toUpperCase(), name: '名前', password: PASSWORD, now: NOW };
    expect(await db.store.staff.join(joining)).toEqual({ kind: 'login-taken' });
    expect(await db.store.staff.join({ ...joining, login: 'another-login' })).toMatchObject({ kind: 'joined' });
  });

  it('is withdrawn only by an administrator of all its centres', async () => {
    const one = await made(db, 'administrator', ['izumo']);
    await db.store.staff.invite({ role: 'counsellor', centreIds: ['izumo', 'hakodate'], now: NOW });
    const open = await db.store.staff.openInvitations('hakodate', NOW);
    const [wide] = open.filter(({ centreIds }) => centreIds.length === 2);
    const id = wide?.id ?? '';
    expect(await db.store.staff.withdrawInvitation({ id, by: by(one), now: NOW })).toBe(false);
    const both = await made(db, 'administrator', ['izumo', 'hakodate']);
    expect(await db.store.staff.withdrawInvitation({ id, by: by(both), now: NOW })).toBe(true);
  });
});

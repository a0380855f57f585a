import { describe, expect, it } from 'vitest';
import { NOW, storeForFile } from '../../support/store.ts';
import { audited, by, made, PASSWORD, signingIn } from './making.ts';

const db = storeForFile();

describe('signing in', () => {
  it('works with the login in any case and form of letters, and gives a new session each time', async () => {
    const { login, token } = await made(db);
    const one = await signingIn(db, login.toUpperCase());
    const other = await signingIn(db, login.replace('s', 'ｓ'));
    if (one.kind !== 'signed-in' || other.kind !== 'signed-in') throw new Error('refused');
    expect(new Set([token, one.token, other.token]).size).toBe(3);
    const { rows } = await db.sql.query('SELECT token_hash FROM staff_session');
    expect(JSON.stringify(rows)).not.toContain(one.token);
  });

  it('keeps passwords as argon2id of 19 MiB and two passes', async () => {
    const { staff } = await made(db);
    const { rows } = await db.sql.query<{ password_hash: string }>('SELECT password_hash FROM staff WHERE id = $1', [staff.id]);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('refuses a wrong password, an unknown login and a disabled account alike', async () => {
    const { login, staff } = await made(db);
    const administrator = await made(db, 'administrator');
    expect(await signingIn(db, login, 'something else 12')).toEqual({ kind: 'refused' });
    expect(await signingIn(db, 'nobody-at-all')).toEqual({ kind: 'refused' });
    await db.store.staff.disable({ staffId: staff.id, by: by(administrator), now: NOW });
    expect(await signingIn(db, login)).toEqual({ kind: 'refused' });
  });

  it('is locked after five failures in a row, for 15 minutes and then longer', async () => {
    const { login, staff } = await made(db);
    const fail = async (now = NOW) => {
      for (let count = 0; count < 5; count++) await signingIn(db, login, 'something else 12', now);
    };
    await fail();
    expect(await signingIn(db, login, PASSWORD, NOW.plus({ minutes: 14, seconds: 59 }))).toEqual({ kind: 'refused' });
    const later = NOW.plus({ minutes: 15 });
    await fail(later);
    expect(await signingIn(db, login, PASSWORD, later.plus({ minutes: 29 }))).toEqual({ kind: 'refused' });
    expect(await signingIn(db, login, PASSWORD, later.plus({ minutes: 30 }))).toMatchObject({ kind: 'signed-in' });
    expect((await audited(db, staff.id)).filter((action) => action === 'staff-locked')).toHaveLength(2);
  });

  it('counts failures in a row: a success begins anew', async () => {
    const { login } = await made(db);
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 4; count++) await signingIn(db, login, 'something else 12');
      expect(await signingIn(db, login)).toMatchObject({ kind: 'signed-in' });
    }
  });

  it('lets no more than five guesses through at the same moment', async () => {
    const { login, staff } = await made(db);
    await Promise.all(Array.from({ length: 12 }, () => signingIn(db, login, 'something else 12')));
    const { rows } = await db.sql.query<{ failed_attempts: number }>('SELECT failed_attempts FROM staff WHERE id = $1', [
      staff.id,
    ]);
    expect(rows[0]?.failed_attempts).toBe(5);
  });

  it('notes a failure without what was typed', async () => {
    await signingIn(db, 'my-secret-typed-as-login');
    const { rows } = await db.sql.query("SELECT * FROM audit WHERE action = 'staff-sign-in-failed' AND actor_id = '-'");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'secret',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { NOW, storeForFile } from '../../support/store.ts';
import { audited, by, made, PASSWORD, signingIn } from './making.ts';

const db = storeForFile();

describe('a session', () => {
  it('ends 90 minutes after the last act of a person: longer than any session of counselling', async () => {
    const { token } = await made(db);
    const act = NOW.plus({ minutes: 89 });
    expect(await db.store.staff.session(token, act, true)).toBeDefined();
    expect(await db.store.staff.session(token, act.plus({ minutes: 89 }), false)).toBeDefined();
    // What the page does by itself has kept nothing alive.
    expect(await db.store.staff.session(token, act.plus({ minutes: 90 }), true)).toBeUndefined();
  });

  it('ends 12 hours after the sign-in, however busy', async () => {
    const { token } = await made(db);
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect(await db.store.staff.session(token, NOW.plus({ minutes }), true)).toBeDefined();
    }
    expect(await db.store.staff.session(token, NOW.plus({ hours: 12 }), true)).toBeUndefined();
  });

  it('ends when its owner signs out', async () => {
    const { token, staff } = await made(db);
    await db.store.staff.signOut(token, NOW);
    expect(await db.store.staff.session(token, NOW, true)).toBeUndefined();
    expect((await audited(db, staff.id)).at(-1)).toBe('staff-signed-out');
  });

  it('ends with all others when the password is changed, and a new one begins', async () => {
    const { token, staff, login } = await made(db);
    const wrong = { staffId: staff.id, current: 'something else 12', password: 'もっと長い合言葉を 1 つ', now: NOW };
    expect(await db.store.staff.changePassword(wrong)).toEqual({ kind: 'refused' });
    const changed = await db.store.staff.changePassword({ ...wrong, current: PASSWORD });
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    expect(await db.store.staff.session(token, NOW, true)).toBeUndefined();
    expect(await db.store.staff.session(changed.token, NOW, true)).toBeDefined();
    expect(await signingIn(db, login)).toEqual({ kind: 'refused' });
  });

  it('ends when the account is disabled', async () => {
    const { token, staff } = await made(db);
    const administrator = await made(db, 'administrator');
    expect(await db.store.staff.disable({ staffId: staff.id, by: by(administrator), now: NOW })).toEqual({ kind: 'done' });
    expect(await db.store.staff.session(token, NOW, true)).toBeUndefined();
    await db.store.staff.enable({ staffId: staff.id, by: by(administrator), now: NOW });
    expect(await db.store.staff.session(token, NOW, true)).toBeUndefined();
  });
});

describe('the console', () => {
  it('is open at a centre for three minutes after a browser with a page of it was last heard of', async () => {
    const { token } = await made(db, 'counsellor', ['izumo', 'hakodate']);
    const session = await db.store.staff.session(token, NOW, true);
    expect(await db.store.staff.consoleOpen('izumo', NOW)).toBe(false);
    await db.store.staff.seen(session?.id ?? '', 'izumo', NOW);
    expect(await db.store.staff.consoleOpen('izumo', NOW.plus({ minutes: 3 }))).toBe(true);
    expect(await db.store.staff.consoleOpen('hakodate', NOW)).toBe(false);
    expect(await db.store.staff.consoleOpen('izumo', NOW.plus({ minutes: 3, seconds: 1 }))).toBe(false);
    await db.store.staff.signOut(token, NOW);
    expect(await db.store.staff.consoleOpen('izumo', NOW)).toBe(false);
  });
});

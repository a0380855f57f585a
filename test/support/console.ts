import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { csrfOf } from '#console/shell/csrf.ts';
import type { Role, StaffMember } from '#store/staff-store.ts';
import type { TestHouse } from './house.ts';

export const PASSWORD = 'ひろい窓口の青い椅子 42';

/** A browser of somebody who is signed in: the cookie, and the value that every form carries. */
export type StaffClient = {
  staff: StaffMember;
  cookie: string;
  csrf: string;
  /** Does not follow redirects. `path` begins with `/console`. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
  /** Signs a browser's page in as the same session. */
  into(page: Page): Promise<void>;
};

type Who = { role?: Role; centres?: readonly string[]; name?: string; login?: string };

/** Makes a staff member and signs them in, straight through the store. */
export async function signIn(
  house: Pick<TestHouse, 'store' | 'clock' | 'url'>,
  { role = 'counsellor', centres = ['izumo'], name = '相談 太郎', login = `u-${randomUUID()}` }: Who = {},
): Promise<StaffClient> {
  const now = house.clock.now();
  const token = await house.store.staff.invite({ role, centreIds: centres, now });
  const joined = await house.store.staff.join({ token, login, name, password: PASSWORD, now });
  if (joined.kind !== 'joined') throw new Error(joined.kind);
  return clientOf(house.url, joined.staff, joined.token);
}

function clientOf(url: string, staff: StaffMember, token: string): StaffClient {
  const cookie = `madoguchi_session=${token}`;
  const csrf = csrfOf(token);
  return {
    staff,
    cookie,
    csrf,
    get: (path, headers) => fetch(url + path, { headers: { cookie, ...headers }, redirect: 'manual' }),
    post(path, fields = {}) {
      const body = new URLSearchParams({ csrf });
      for (const [name, value] of Object.entries(fields)) for (const it of [value].flat()) body.append(name, it);
      return fetch(url + path, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
        body,
        redirect: 'manual',
      });
    },
    into: (page) =>
      page.context().addCookies([{ name: 'madoguchi_session', value: token, domain: '127.0.0.1', path: '/console' }]),
  };
}

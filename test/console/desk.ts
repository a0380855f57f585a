import pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { LinePlatform } from '#simulator/line-platform/platform.ts';
import { type Booked, booked, type Place } from '../office/reminding.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { inTokyo } from '../support/tokyo.ts';

/** The whole house with people who have bookings, and staff at the console. */
export type ConsoleDesk = {
  readonly house: TestHouse;
  readonly platform: LinePlatform;
  readonly sql: pg.Pool;
  /** An administrator of every centre of the tests, and a counsellor of Izumo alone. */
  readonly admin: StaffClient;
  readonly counsellor: StaffClient;
  booked(at: string, more?: Place): Promise<Booked>;
};

/** Call at the top of a test file. */
export function consoleDesk(now = '2026-11-20T10:00'): ConsoleDesk {
  const held: Partial<{ house: TestHouse; sql: pg.Pool; admin: StaffClient; counsellor: StaffClient }> = {};
  beforeAll(async () => {
    const house = await openTestHouse({ now });
    held.house = house;
    held.sql = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
  });
  // Anew for each test: one that moves the clock ends the sessions of those before.
  beforeEach(async () => {
    const house = there('house');
    held.admin = await administrator(house);
    held.counsellor = await signIn(house, { centres: ['izumo'] });
  });
  afterAll(async () => {
    await held.sql?.end();
    await held.house?.close();
  });
  const there = <K extends keyof typeof held>(name: K): NonNullable<(typeof held)[K]> => {
    const part = held[name];
    if (!part) throw new Error('the house is open only while tests run');
    return part;
  };
  return {
    get house() {
      return there('house');
    },
    get platform() {
      return there('house').platform;
    },
    get sql() {
      return there('sql');
    },
    get admin() {
      return there('admin');
    },
    get counsellor() {
      return there('counsellor');
    },
    booked: (at, more = {}) => {
      const { platform, clock, house } = there('house');
      return booked({ parts: house.parts, platform, clock }, inTokyo(at), more);
    },
  };
}

export const administrator = (house: TestHouse): Promise<StaffClient> =>
  signIn(house, { role: 'administrator', centres: ['izumo', 'hakodate', 'online-hellowork'], name: '管理 花子' });

/** The value of a hidden field, as the browser would send it. */
export function hidden(page: string, name: string): string {
  const found = new RegExp(`<input type="hidden" name="${name}" value(?:="([^"]*)")?`).exec(page);
  if (!found) throw new Error(`no field ${name}`);
  return found[1] ?? '';
}

import { randomBytes, randomInt } from 'node:crypto';
import type { DateTime } from 'luxon';
import { type MeetingCall, type MeetingFault, meetingFaults } from './faults.ts';

/** What both doubles share: accounts, tokens, meetings, and everything that was asked of them. */

export type MeetingVendor = 'zoom' | 'graph';

/** An account of one customer: `account` is Zoom's account id, or the tenant of Graph. */
export type MeetingAccount = { vendor: MeetingVendor; account: string; clientId: string; clientSecret: string };

export type HeldMeeting = {
  vendor: MeetingVendor;
  id: string;
  host: string;
  /** Our key, where the vendor keeps one. */
  externalId: string | undefined;
  passcode: string;
  joinUrl: string;
  /** What it was made with and changed to. */
  body: Readonly<Record<string, unknown>>;
};

export type MeetingPlatformOptions = {
  clock: { now(): DateTime };
  accounts: readonly MeetingAccount[];
  /** Who may hold meetings; everybody where absent. */
  hosts?: readonly string[] | undefined;
  /** Meetings that a host of Zoom may make a day (UTC). */
  dailyLimit?: number | undefined;
};

export type MeetingWorld = {
  now(): DateTime;
  accounts: readonly MeetingAccount[];
  meetings: HeldMeeting[];
  calls: { vendor: MeetingVendor; call: MeetingCall }[];
  faults: ReturnType<typeof meetingFaults>;
  tokens: Set<string>;
  isHost(host: string): boolean;
  /** False where the host has made as many as a day allows. */
  countToday(host: string): boolean;
  /** Where the doubles listen; set by `start`. */
  url: string;
  note(vendor: MeetingVendor, call: MeetingCall): MeetingFault | undefined;
};

const DAILY_LIMIT = 100;

export function meetingWorld(options: MeetingPlatformOptions): MeetingWorld {
  const made = new Map<string, number>();
  const faults = meetingFaults();
  const calls: MeetingWorld['calls'] = [];
  return {
    now: () => options.clock.now(),
    accounts: options.accounts,
    meetings: [],
    calls,
    faults,
    tokens: new Set(),
    isHost: (host) => options.hosts === undefined || options.hosts.includes(host),
    countToday(host) {
      const day = `${host} ${options.clock.now().toUTC().toISODate()}`;
      const count = (made.get(day) ?? 0) + 1;
      made.set(day, count);
      return count <= (options.dailyLimit ?? DAILY_LIMIT);
    },
    url: '',
    note(vendor, call) {
      calls.push({ vendor, call });
      return faults.meet(call);
    },
  };
}

export const newToken = (): string => randomBytes(24).toString('base64url');
export const newPasscode = (): string => randomBytes(6).toString('base64url');
/** Eleven digits, as Zoom gives them. */
export const newNumber = (): string => String(randomInt(80_000_000_000, 99_999_999_999));

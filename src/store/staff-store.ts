import type { DateTime } from 'luxon';

/** Accounts, invitations and sessions of the people who work at the console. Moments in Asia/Tokyo. */

export type Role = 'counsellor' | 'administrator';

export type StaffMember = {
  id: string;
  /** Lower case. */
  login: string;
  name: string;
  role: Role;
  centreIds: string[];
  createdAt: DateTime;
  disabledAt: DateTime | undefined;
};

/** With what an administrator may want to know. `lockedUntil` only while it lies ahead. */
export type StaffAccount = StaffMember & { lockedUntil: DateTime | undefined; lastSeenAt: DateTime | undefined };

/** The administrator who acts, and at the console of which centre: it goes into the audit. */
export type ByAdministrator = { id: string; centreId: string };

export type StaffSession = { id: string; staff: StaffMember };
export type NewSession = { token: string; staff: StaffMember };

/** What an open invitation is for. */
export type Invitation =
  | { kind: 'join'; role: Role; centreIds: string[] }
  | { kind: 'new-password'; login: string; name: string };

export type OpenInvitation = { id: string; role: Role; centreIds: string[]; createdAt: DateTime; expiresAt: DateTime };

/** `not-yours`: the account also belongs to a centre that is not the administrator's, or is none of theirs at all. */
export type AccountChange =
  | { kind: 'done' }
  | { kind: 'not-found' }
  | { kind: 'not-yours' }
  | { kind: 'oneself' }
  | { kind: 'last-administrator' };

/** Everything that is done here writes its row of the audit in the same transaction. Tokens go out once; only hashes are kept. */
export interface StaffStore {
  /**
   * Counts the attempt before it looks at the password, so that many at once are no more than many in a row. `refused` says not
   * whether the login exists, is locked, disabled, or the password wrong; it takes the same time.
   */
  signIn(attempt: {
    login: string;
    password: string;
    now: DateTime;
  }): Promise<({ kind: 'signed-in' } & NewSession) | { kind: 'refused' }>;
  /** The session behind a cookie while it lives: 90 minutes idle, 12 hours in all. `keep`: a person's act, which it goes on living for. */
  session(token: string, now: DateTime, keep: boolean): Promise<StaffSession | undefined>;
  signOut(token: string, now: DateTime): Promise<void>;
  /** Ends all sessions of the account and begins a new one. A wrong current password counts as a failed sign-in. */
  changePassword(change: {
    staffId: string;
    current: string;
    password: string;
    now: DateTime;
  }): Promise<({ kind: 'changed' } & NewSession) | { kind: 'refused' }>;

  /** For the first administrator: undefined once anybody has an account. Voids what was printed before. */
  inviteFirst(first: { centreIds: readonly string[]; now: DateTime }): Promise<string | undefined>;
  /** From the shell: nobody is asked whether they may. */
  invite(invitation: { role: Role; centreIds: readonly string[]; now: DateTime }): Promise<string>;
  /** Undefined unless `by` is an administrator of all these centres in the very moment in which the link is made. */
  inviteBy(
    by: ByAdministrator,
    invitation: { role: Role; centreIds: readonly string[]; now: DateTime },
  ): Promise<string | undefined>;
  /** Links to join that an administrator of the centre gave out and that nobody has used yet. */
  openInvitations(centreId: string, now: DateTime): Promise<OpenInvitation[]>;
  withdrawInvitation(withdrawal: { id: string; by: ByAdministrator; now: DateTime }): Promise<boolean>;
  /** A link for a new password; voids the ones of before. */
  resetLink(reset: { staffId: string; by: ByAdministrator; now: DateTime }): Promise<AccountChange & { token?: string }>;
  invitation(token: string, now: DateTime): Promise<Invitation | undefined>;
  join(joining: {
    token: string;
    login: string;
    name: string;
    password: string;
    now: DateTime;
  }): Promise<({ kind: 'joined' } & NewSession) | { kind: 'login-taken' } | { kind: 'void' }>;
  /** Ends all sessions, takes a lock away and begins a new session. */
  setPassword(setting: {
    token: string;
    password: string;
    now: DateTime;
  }): Promise<({ kind: 'changed' } & NewSession) | { kind: 'void' }>;

  /** Everybody who is tied to the centre, the disabled ones last. */
  accounts(centreId: string, now: DateTime): Promise<StaffAccount[]>;
  /**
   * A new role and new centres, all of them the administrator's own. Sessions go on and see it with their next page; links that the
   * person made are void where a right to make them is gone.
   */
  reassign(change: {
    staffId: string;
    role: Role;
    centreIds: readonly string[];
    by: ByAdministrator;
    now: DateTime;
  }): Promise<AccountChange>;
  /** Ends the sessions, and voids every link that the person made or that was made for them. */
  disable(change: { staffId: string; by: ByAdministrator; now: DateTime }): Promise<AccountChange>;
  enable(change: { staffId: string; by: ByAdministrator; now: DateTime }): Promise<AccountChange>;
  unlock(change: { staffId: string; by: ByAdministrator; now: DateTime }): Promise<AccountChange>;
  /** Names by id, for saying who did something. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** A browser with a page of the centre has just asked for something in this session. */
  seen(sessionId: string, centreId: string, now: DateTime): Promise<void>;
  /** Whether anybody has had a page of the centre open within the last three minutes, in any process. */
  consoleOpen(centreId: string, now: DateTime): Promise<boolean>;
}

import { retrying } from './retrying.ts';
import type { Vault } from './scope.ts';
import * as accounts from './staff/accounts.ts';
import * as invitations from './staff/invitations.ts';
import * as joining from './staff/joining.ts';
import * as sessions from './staff/sessions.ts';
import * as signingIn from './staff/signing-in.ts';
import type { StaffStore } from './staff-store.ts';

export const staffOver = (vault: Vault): StaffStore => ({
  signIn: (attempt) => retrying(() => signingIn.signIn(attempt, vault)),
  session: (token, now, keep) => retrying(() => sessions.session(token, now, keep, vault)),
  signOut: (token, now) => retrying(() => sessions.signOut(token, now, vault)),
  changePassword: (change) => retrying(() => signingIn.changePassword(change, vault)),
  inviteFirst: (first) => retrying(() => invitations.inviteFirst(first, vault)),
  invite: (invitation) => retrying(() => invitations.invite(invitation, vault)),
  inviteBy: (by, invitation) => retrying(() => invitations.inviteBy(by, invitation, vault)),
  openInvitations: (centreId, now) => retrying(() => invitations.openInvitations(centreId, now, vault)),
  withdrawInvitation: (withdrawal) => retrying(() => invitations.withdrawInvitation(withdrawal, vault)),
  resetLink: (reset) => retrying(() => accounts.resetLink(reset, vault)),
  invitation: (token, now) => retrying(() => invitations.invitation(token, now, vault)),
  join: (it) => retrying(() => joining.join(it, vault)),
  setPassword: (setting) => retrying(() => joining.setPassword(setting, vault)),
  accounts: (centreId, now) => retrying(() => accounts.accounts(centreId, now, vault)),
  reassign: (change) => retrying(() => accounts.reassign(change, vault)),
  disable: (change) => retrying(() => accounts.disable(change, vault)),
  enable: (change) => retrying(() => accounts.enable(change, vault)),
  unlock: (change) => retrying(() => accounts.unlock(change, vault)),
  names: (ids) => retrying(() => accounts.names(ids, vault)),
  seen: (sessionId, centreId, now) => retrying(() => sessions.seen(sessionId, centreId, now, vault)),
  consoleOpen: (centreId, now) => retrying(() => sessions.consoleOpen(centreId, now, vault)),
});

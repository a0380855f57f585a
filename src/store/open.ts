import { announcerOver } from './announcing.ts';
import * as bookings from './bookings.ts';
import { type Changes, changesOf, tellConsoles } from './changes.ts';
import { claimMessage, conversationsWithMail } from './claiming.ts';
import { addressOf } from './conversations.ts';
import * as due from './due.ts';
import { erasuresDue } from './erasing.ts';
import { StoreFault } from './faults.ts';
import { forgiving } from './forgiving.ts';
import * as forms from './forms.ts';
import { gate } from './gate.ts';
import * as inbox from './inbox.ts';
import type { Keys } from './keys.ts';
import { lookupBy } from './lookup.ts';
import { mailsOver } from './mails.ts';
import * as outbox from './outbox.ts';
import { connect } from './prisma.ts';
import { readsOver } from './reads.ts';
import { retention } from './retaining.ts';
import { retrying } from './retrying.ts';
import { roomsOver } from './rooms.ts';
import { type Rotated, rotate } from './rotating.ts';
import type { Vault } from './scope.ts';
import { scopeOf } from './scope.ts';
import { sealing } from './sealing.ts';
import { staffOver } from './staff.ts';
import type { ChannelName, Store } from './store.ts';
import { keepTerms } from './terms.ts';
import { turnOver } from './turn.ts';
import { endMoot } from './undelivered.ts';
import { writesOver } from './writes.ts';

type StoreOptions = { url: string; keys: Keys; poolSize?: number; unreadable?: string };

/** Connections that turns leave to everything else: receiving, delivering, sweeping, health. */
const KEPT_FREE = 2;

/**
 * The store on a migrated database. Throws `key-unusable` when the keys are not those that its data was sealed with.
 * `poolSize`: connections, 3 or more. `unreadable`: the word that is shown for a text that does not open.
 */
export async function openStore({ url, keys, poolSize = 10, unreadable = '\u{FFFD}' }: StoreOptions): Promise<Store> {
  const db = connect(url, Math.max(poolSize, KEPT_FREE + 1));
  const strict = sealing(keys);
  const vault: Vault = { db, sealing: strict, shown: forgiving(strict, unreadable), lookup: lookupBy(keys.lookup) };
  try {
    await retrying(() => checkKeys(vault));
  } catch (fault) {
    await db.$disconnect();
    throw fault;
  }
  return storeOver(vault, changesOf(url), Math.max(poolSize - KEPT_FREE, 1));
}

/** One conversation tells: its address opens with a data key, and its id is derived from it by the look-up key. */
async function checkKeys({ db, sealing, lookup }: Vault): Promise<void> {
  const rows = await db.$queryRaw<{ id: string; channel: ChannelName; centre_id: string; address: string }[]>`
    SELECT id, channel, centre_id, address FROM conversation ORDER BY updated_at DESC LIMIT 1`;
  const row = rows[0];
  if (!row) return;
  const userId = sealing.open(row.address, addressOf(row.id));
  if (lookup.conversationId(row.channel, row.centre_id, userId) !== row.id) {
    throw new StoreFault(
      'key-unusable',
      'LOOKUP_KEY is not the one that this database was made with. Please set the old one again.',
    );
  }
}

/** Seals everything anew with the first data key (`rotating.ts`). */
export async function rotateKeys({ url, keys }: { url: string; keys: Keys }): Promise<Rotated> {
  const db = connect(url, 2);
  try {
    return await rotate(db, sealing(keys));
  } finally {
    await db.$disconnect();
  }
}

function storeOver(vault: Vault, changes: Changes, width: number): Store {
  const { db } = vault;
  const inTurn = gate(width);
  const announcer = announcerOver((centreId) => tellConsoles(db, centreId));
  const announced = (done: outbox.Finished): outbox.Finished => {
    if (done.shown !== undefined) announcer.changed(done.shown);
    return done;
  };
  return {
    receive: (events, at) => retrying(() => inbox.receive(events, at, vault)),
    turn: (conversationId, work) =>
      inTurn(conversationId, () =>
        retrying(() =>
          db.$transaction(async (tx) => {
            await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${conversationId}, 0))`;
            return work(turnOver(scopeOf(tx, vault, conversationId)));
          }),
        ),
      ),
    conversationsWaiting: (limit) => retrying(() => inbox.conversationsWaiting(limit, vault)),
    turnFailed: (inboxId, why, most) => retrying(() => inbox.turnFailed(inboxId, why, most, vault)),
    forgetMessage: (channel, centreId, messageId) => retrying(() => inbox.forgetMessage(channel, centreId, messageId, vault)),
    claimMessage: (conversationId, now, leaseSeconds) => retrying(() => claimMessage(conversationId, now, leaseSeconds, vault)),
    markSent: (id, at, by, as) => retrying(() => outbox.markSent(id, at, by, as, vault)).then(announced),
    markLater: (id, retryAt, why, tokenTried) => retrying(() => outbox.markLater(id, retryAt, why, tokenTried, vault)),
    markFailed: async (id, at, why, tasks) => void announced(await retrying(() => outbox.markFailed(id, at, why, tasks, vault))),
    markNotNeeded: (id, at, why) => retrying(() => outbox.markNotNeeded(id, at, why, vault)).then(announced),
    conversationsWithMail: (now, limit) => retrying(() => conversationsWithMail(now, limit, vault)),
    holdsRunOut: (now, limit) => retrying(() => bookings.holdsRunOut(now, limit, vault)),
    requestsBegun: (now, limit) => retrying(() => bookings.requestsBegun(now, limit, vault)),
    addressesUnconfirmed: (from, to, limit) => retrying(() => due.addressesUnconfirmed(from, to, limit, vault)),
    answersOverdue: (now, limit) => retrying(() => due.answersOverdue(now, limit, vault)),
    offersRunOut: (now, limit) => retrying(() => due.offersRunOut(now, limit, vault)),
    sessionsBegun: (from, now, limit, after) => retrying(() => due.sessionsBegun(from, now, limit, after, vault)),
    expiredUntold: (now, limit) => retrying(() => due.expiredUntold(now, limit, vault)),
    sessionsAround: (from, to, limit, after) => retrying(() => due.sessionsAround(from, to, limit, after, vault)),
    retention: (before) => retrying(() => retention(before, vault)),
    erasuresDue: (now, limit) => retrying(() => erasuresDue(now, limit, vault)),
    endMootCalls: (now) => retrying(() => endMoot(now, vault)),
    closeEnded: (now) => retrying(() => bookings.closeEnded(now, vault)),
    keepTerms: (versions) => retrying(() => keepTerms(versions, vault)),
    form: (token, now) => retrying(() => forms.formBehind(token, now, vault)),
    submitForm: (token, event, now) => retrying(() => forms.submitForm(token, event, now, vault)),
    bookingByCalendarToken: (token) => retrying(() => bookings.bookingByCalendarToken(token, vault)),
    reads: readsOver({ ...vault, sealing: vault.shown }, vault),
    writes: writesOver(vault),
    mails: mailsOver(vault),
    rooms: roomsOver(vault),
    staff: staffOver(vault),
    changes: (listener) => changes.listen(listener),
    asOf: (centreId) => changes.asOf(centreId),
    ready: () =>
      db.$queryRaw`SELECT 1`.then(
        () => true,
        () => false,
      ),
    close: async () => {
      announcer.close();
      await changes.close();
      await db.$disconnect();
    },
  };
}

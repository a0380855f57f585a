import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice, type Notice } from '#bot/replies/compose.ts';
import { isWorthACall } from '#bot/worth-a-call.ts';
import type { Centre } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import type { Booking, BookingState, NoticeKind, Reach, Telling, Turn } from '#store/store.ts';
import type { Told } from './office.ts';

/**
 * Telling a client something of our own accord: one row of the ledger and the message that it is about, in the transaction of the act.
 * Whoever calls wakes the conversation after the commit.
 */
export type ToTell = {
  /** Made with the conversation's language where it holds a link. */
  notice: Notice | ((language: Language) => Notice);
  kind: NoticeKind;
  /** `<kind>:<bookingId>` for what happens once; with the id of a revision for what happens again. */
  onceKey: string;
  booking?: Booking | undefined;
  clientId: string;
  /** In this very conversation; left out, in the one where the client last wrote. */
  reach?: Reach | undefined;
  byStaff?: string | undefined;
  needsState?: BookingState | undefined;
  uselessAt?: DateTime | undefined;
  runId?: string | undefined;
  /** Nothing is told, or noted, where the client was deleted by then: judged in the statement that writes it. */
  onlyToKnown?: boolean | undefined;
  /**
   * Where nobody can be written to: a task to ring them (`ring`), no more than the row of the ledger (`leave`), or nothing, since
   * they heard it on the phone or have it by mail. Left out, the kind decides.
   */
  otherwise?: Otherwise | undefined;
};
export type Otherwise = 'ring' | 'leave' | 'told-by-phone' | 'by-mail';

/** `first`: false where the same was told before. `conversationId`: the one to wake. */
export type Heard = { told: Told; first: boolean; conversationId: string | undefined };

/** Answers what the caller needs to wake the right conversation and to tell a repeated press. */
export async function hear(parts: Parts, turn: Turn, asked: ToTell): Promise<Heard> {
  const toTell = { ...asked, clientId: await whoseNow(turn, asked) };
  const reach = toTell.reach ?? (await turn.reach(toTell.clientId));
  const centreId = toTell.booking?.centreId ?? reach?.centreId ?? (await turn.clientById(toTell.clientId))?.centreId;
  if (centreId === undefined) throw new Error('there is no such client');
  const centre = parts.centres.get(centreId);
  const channel = reach && parts.channels[reach.channel];
  if (!centre) return notWritten(parts, turn, toTell, { centreId, reach, why: 'no-centre' });
  if (!reach || !channel) return notWritten(parts, turn, toTell, { centreId, reach, why: 'no-chat' });
  if (!reach.reachable) return notWritten(parts, turn, toTell, { centreId, reach, why: 'unreachable' });
  const { needsState, uselessAt } = toTell;
  const rendered = channel.render(composed(parts, centre, reach, toTell));
  const { told } = await turn.tell({
    ...rowOf(parts, toTell, centreId, reach),
    what: { by: 'chat', channel: reach.channel, rendered, needsState, uselessAt },
  });
  return { told: 'chat', first: told, conversationId: reach.conversationId };
}

/** A booking may have been read before the lock was ours, and its client's records linked, or parted, since. */
const whoseNow = async (turn: Turn, { booking, clientId }: ToTell): Promise<string> =>
  (booking && (await turn.booking(booking.id))?.clientId) ?? clientId;

function composed({ clock, publicUrl }: Parts, centre: Centre, reach: Reach, { notice }: ToTell) {
  const language = languageNamed(reach.language);
  const said = typeof notice === 'function' ? notice(language) : notice;
  return composeNotice(said, { centre, language, now: clock.now(), publicUrl });
}

const rowOf = ({ clock }: Parts, toTell: ToTell, centreId: string, reach: Reach | undefined): Omit<Telling, 'what'> => ({
  onceKey: toTell.onceKey,
  kind: toTell.kind,
  centreId,
  officeId: officeOf(toTell),
  bookingId: toTell.booking?.id,
  clientId: toTell.clientId,
  conversationId: reach?.conversationId,
  runId: toTell.runId,
  byStaff: toTell.byStaff,
  onlyToKnown: toTell.onlyToKnown,
  at: clock.now(),
});

function officeOf({ booking, notice }: ToTell): string | undefined {
  if (booking) return booking.officeId;
  return typeof notice !== 'function' && 'officeId' in notice ? notice.officeId : undefined;
}

type NotWritten = { centreId: string; reach: Reach | undefined; why: 'no-centre' | 'no-chat' | 'unreachable' };

async function notWritten(parts: Parts, turn: Turn, toTell: ToTell, { centreId, reach, why }: NotWritten): Promise<Heard> {
  const otherwise = toTell.otherwise ?? (isWorthACall(toTell.kind) ? 'ring' : 'leave');
  const failed = otherwise === 'ring' || otherwise === 'leave';
  const { told, noticeId } = await turn.tell({
    ...rowOf(parts, toTell, centreId, reach),
    what: { by: 'nothing', state: failed ? 'failed' : 'not-needed', why: failed ? why : otherwise },
  });
  if (told && otherwise === 'ring') {
    await turn.raiseTask({
      kind: 'not-delivered',
      centreId,
      officeId: officeOf(toTell),
      bookingId: toTell.booking?.id,
      clientId: toTell.booking ? undefined : toTell.clientId,
      undelivered: noticeId,
      at: parts.clock.now(),
    });
  }
  return { told: TOLD_OTHERWISE[otherwise], first: told, conversationId: undefined };
}

const TOLD_OTHERWISE: Readonly<Record<Otherwise, Told>> = {
  ring: 'ring',
  leave: 'ring',
  'told-by-phone': 'phone',
  'by-mail': 'mail',
};

import { serviceOf } from '#bot/carry-out/context.ts';
import type { Centre } from '#policy/centre.ts';
import type { Addressed } from '#store/details.ts';
import type { Resendable } from '#store/reading/resendable.ts';
import type { Booking, Reach, Turn } from '#store/store.ts';
import { mailAddressLink } from './address-link.ts';
import { atDesk, type Counter, type Desk, lockOfClient } from './desk.ts';
import { handingOf } from './details.ts';
import { byMail } from './handing-over.ts';
import type { By, Told } from './office.ts';
import { emailOf } from './posting.ts';
import { composed } from './present-words.ts';
import { isOnClosedDay, stillTrue, worth } from './still-true.ts';

/**
 * A notice that failed is told once more: a new row of the ledger, composed for the present state. What staff wrote themselves is sent
 * as it stood. Refused where the booking has changed since, or somebody else sent it again meanwhile.
 */

export type Resent =
  | { kind: 'done'; told: Told }
  | { kind: 'not-found' }
  /** It did not fail, or was sent again meanwhile. */
  | { kind: 'not-failed' }
  /** The booking is in another state now, or it is too late for it. */
  | { kind: 'changed' }
  /** Staff have closed the day of its session: nobody is reminded of that. */
  | { kind: 'closed-day' }
  /** Its words are not kept any more: somebody has to ring. */
  | { kind: 'no-words' };

export async function resend(counter: Counter, act: { by: By; centreId: string; noticeId: string }): Promise<Resent> {
  const { resendable } = counter.parts.store.reads;
  const listed = await resendable.one(act.centreId, act.noticeId);
  if (!listed) return { kind: 'not-found' };
  if (listed.fate !== 'failed' || listed.again.alive) return { kind: 'not-failed' };
  const lock =
    listed.clientId === undefined ? (listed.conversationId ?? act.noticeId) : await lockOfClient(counter, listed.clientId);
  const { resent, wake } = await atDesk(counter, lock, act.by, async (desk) => {
    const found = await present(desk, listed);
    const booking = found.bookingId === undefined ? undefined : await desk.turn.booking(found.bookingId);
    if (!(await stillTrue(desk, found, booking))) return { resent: { kind: 'changed' } satisfies Resent, wake: undefined };
    if (await isOnClosedDay(desk, found, booking)) return { resent: { kind: 'closed-day' } satisfies Resent, wake: undefined };
    const resent = await sendAgain(desk, found, booking);
    if (resent.kind === 'done') {
      const { centreId, bookingId, conversationId, kind } = found;
      const entry = { at: desk.now, actor: desk.actor, centreId, bookingId, conversationId };
      await desk.turn.writeAudit([{ ...entry, action: 'notice-resent', detail: { noticeId: act.noticeId, kind } }]);
    }
    return { resent, wake: resent.kind === 'done' && resent.told === 'chat' ? found.conversationId : undefined };
  });
  if (wake !== undefined) counter.runner.wake(wake);
  return resent;
}

/** `reach`: the chat that it stood in, where that is the client's still. */
type Present = Resendable & { reach: Reach | undefined };

/** Records may have been linked or parted since: it is about whoever has the booking now, and no row of it names another person's chat. */
async function present({ turn }: Desk, listed: Resendable): Promise<Present> {
  const booking = listed.bookingId === undefined ? undefined : await turn.booking(listed.bookingId);
  const clientId = booking?.clientId ?? listed.clientId;
  const reaches = clientId === undefined ? await ownReach(turn) : await turn.reaches(clientId);
  const reach = reaches.find((it) => it.conversationId === listed.conversationId);
  return { ...listed, clientId, conversationId: reach?.conversationId, reach };
}

/** Of a conversation that is nobody's yet, whose lock is held: only what concerns everybody was told there. */
async function ownReach(turn: Turn): Promise<Reach[]> {
  const row = await turn.loadConversation();
  return row?.clientId === undefined && row ? [{ ...row, conversationId: row.id }] : [];
}

async function sendAgain(desk: Desk, found: Present, booking: Booking | undefined): Promise<Resent> {
  const onceKey = `${found.onceKey}:again:${found.again.count + 1}`;
  const { message, kind, clientId } = found;
  // What told of the link in the chat has another key.
  if (booking && MAILS.some((name) => found.onceKey.startsWith(name))) return await mailedAnew(desk, found, booking);
  const notice = booking && (await composed(desk, found, booking));
  if (!notice || !booking || clientId === undefined) {
    return message === undefined
      ? { kind: 'no-words' }
      : await copied(desk, found, { ...message, ...worth(found, booking) }, onceKey);
  }
  const { told, first } = await desk.tell({
    ...{ notice, kind, onceKey, booking, clientId, otherwise: 'leave' },
    ...worth(found, booking),
  });
  return first ? { kind: 'done', told } : { kind: 'not-failed' };
}

const MAILS: readonly `${Addressed}:`[] = ['details-mail:', 'address:'];

/** Details, and the link before them, are for the address that the client has now: nothing of the mail that failed is used again. */
async function mailedAnew(desk: Desk, { onceKey, kind }: Resendable, booking: Booking): Promise<Resent> {
  const centre = desk.parts.centres.get(booking.centreId);
  if (centre && kind === 'address') return await linkAnew(desk, booking, centre);
  const details = await desk.turn.details(booking.id);
  // Others have been entered since, and went their own way.
  if (!centre || !details || !onceKey.split(':').includes(details.id)) return { kind: 'changed' };
  const inChat = serviceOf(centre, booking.serviceId).meeting.details.some(({ way }) => way === 'chat');
  const told = await byMail(handingOf(desk, booking, centre, details), inChat);
  return told === 'nothing' ? { kind: 'not-failed' } : { kind: 'done', told };
}

async function linkAnew({ parts, turn, now, actor }: Desk, booking: Booking, centre: Centre): Promise<Resent> {
  const client = await turn.clientById(booking.clientId);
  const email = client && emailOf(client);
  if (!email || client.emailConfirmed) return { kind: 'changed' };
  const sent = await mailAddressLink({ parts, turn, now, centre, booking, byStaff: actor.id }, email);
  return sent ? { kind: 'done', told: 'address' } : { kind: 'not-failed' };
}

/** The same words once more, in the same chat, or to the same address. */
async function copied(desk: Desk, found: Present, message: NonNullable<Resendable['message']>, onceKey: string): Promise<Resent> {
  const { kind, centreId, officeId, bookingId, clientId, conversationId, reach } = found;
  const row = { onceKey, kind, centreId, officeId, bookingId, clientId, conversationId, byStaff: desk.actor.id, at: desk.now };
  if (message.by === 'chat' && !reach?.reachable) {
    await desk.turn.tell({ ...row, what: { by: 'nothing', state: 'failed', why: 'unreachable' } });
    return { kind: 'done', told: 'ring' };
  }
  if (message.by === 'mail' && !(await isTheirs(desk, clientId, message.recipient))) return { kind: 'changed' };
  const { told } = await desk.turn.tell({ ...row, what: message });
  if (!told) return { kind: 'not-failed' };
  return { kind: 'done', told: message.by === 'mail' ? 'mail' : 'chat' };
}

/** An address that is not the client's any more may be that of somebody whose record was taken for theirs. An office's is nobody's. */
async function isTheirs({ turn }: Desk, clientId: string | undefined, address: string): Promise<boolean> {
  if (clientId === undefined) return true;
  const client = await turn.clientById(clientId);
  return client !== undefined && emailOf(client)?.address === address;
}

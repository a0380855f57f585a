import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import type { Parts } from '#bot/parts.ts';
import type { Centre } from '#policy/centre.ts';
import type { Addressed } from '#store/details.ts';
import type { Booking, MeetingDetails, Turn } from '#store/store.ts';
import { aboutOf } from './about.ts';
import { mailAddressLink } from './address-link.ts';
import { detailsLetter } from './mails.ts';
import type { Pending, Told } from './office.ts';
import { addressPart, type Email, emailOf, hasAddress, languageOf, post } from './posting.ts';
import type { ToTell } from './telling.ts';

/** Meeting details on their way to the client, by every way that the centre file names. */

export type Handing = {
  parts: Parts;
  turn: Turn;
  now: DateTime;
  centre: Centre;
  booking: Booking;
  details: MeetingDetails;
  byStaff?: string | undefined;
  /** Tells in the chat. */
  tell(toTell: Omit<ToTell, 'byStaff'>): Promise<{ told: Told }>;
};

/** Answers how the client hears of it, by whichever way gets there, and what still waits. What has gone out already is not repeated. */
export async function handOver(handing: Handing): Promise<{ told: Told; pending: Pending[] }> {
  const { turn, centre, booking, details } = handing;
  const ways = serviceOf(centre, booking.serviceId).meeting.details.map(({ way }) => way);
  const inChat = ways.includes('chat');
  const told: Told[] = [];
  if (inChat) told.push(await tellOf(handing, { kind: 'detailsReady' }, 'details', 'details'));
  if (ways.includes('e-mail')) told.push(await byMail(handing, inChat));
  if (ways.includes('my-page')) await askForMyPage(handing);
  const best = BEST.find((it) => told.includes(it)) ?? 'nothing';
  const client = await turn.clientById(booking.clientId);
  const unconfirmed = client !== undefined && hasAddress(client) && !client.emailConfirmed;
  const pending: Pending[] = [
    // Said by `address` itself where nothing else was told.
    ...(ways.includes('e-mail') && unconfirmed && best !== 'address' ? (['address'] as const) : []),
    ...(ways.includes('my-page') && !details.myPageAt ? (['my-page'] as const) : []),
  ];
  return { told: best, pending };
}

const BEST: readonly Told[] = ['chat', 'mail', 'address', 'phone', 'ring'];

/** Nothing is told before staff have put them there. */
async function askForMyPage({ turn, booking, details, now: at }: Handing): Promise<void> {
  const { centreId, officeId, id: bookingId } = booking;
  if (!details.myPageAt) await turn.raiseTask({ kind: 'my-page', centreId, officeId, bookingId, at });
}

export const tellInMyPage = (handing: Handing): Promise<Told> =>
  tellOf(handing, { kind: 'detailsInMyPage' }, 'details-my-page', 'details-my-page');

/** Under which a version of the details is told (to an address); undefined where that is on its way, or was heard. */
async function keyFor({ turn, booking, details }: Handing, ...[name, email]: Named): Promise<string | undefined> {
  const key = [name, details.id, ...(email ? [addressPart(email)] : [])].join(':');
  const { count, alive } = await turn.tellings(booking.id, key);
  if (alive) return undefined;
  return count === 0 ? key : `${key}:again:${count}`;
}

type Named = [name: Addressed, email: Email] | [name: 'details' | 'details-my-page'];

/** One notice a version of the details. */
async function tellOf(
  handing: Handing,
  { kind }: { kind: 'detailsReady' | 'detailsInMyPage' | 'detailsByMail' | 'confirmAddress' },
  ledger: 'details' | 'details-my-page' | 'address',
  ...named: Named
): Promise<Told> {
  const { booking, details, tell } = handing;
  const onceKey = await keyFor(handing, ...named);
  if (onceKey === undefined) return 'nothing';
  const about = aboutOf(booking);
  const { told } = await tell({
    notice: kind === 'confirmAddress' ? { kind, booking: about } : { kind, booking: about, renewed: details.renewed },
    kind: ledger,
    onceKey,
    booking,
    clientId: booking.clientId,
    needsState: 'confirmed',
    uselessAt: booking.endsAt,
    otherwise: named.length > 1 || (await mailReaches(handing)) ? 'by-mail' : undefined,
  });
  return told;
}

/** Details go by mail as well, to an address that its owner has confirmed: whoever cannot be written to in the chat needs no call. */
async function mailReaches({ turn, centre, booking }: Handing): Promise<boolean> {
  const { details } = serviceOf(centre, booking.serviceId).meeting;
  if (!details.some(({ way }) => way === 'e-mail')) return false;
  const client = await turn.clientById(booking.clientId);
  return client?.emailConfirmed === true && hasAddress(client);
}

/** `inChat`: the chat has them already, so that a second push would say nothing new. */
export async function byMail(handing: Handing, inChat: boolean): Promise<Told> {
  const { turn, booking, byStaff, now: at } = handing;
  const { centreId, officeId, id: bookingId } = booking;
  const client = await turn.clientById(booking.clientId);
  const email = client && emailOf(client);
  if (!email) {
    await turn.raiseTask({ kind: 'no-address', centreId, officeId, bookingId, at });
    return 'ring';
  }
  const actor = byStaff === undefined ? ({ kind: 'system', id: 'address' } as const) : ({ kind: 'staff', id: byStaff } as const);
  await turn.settleTasks({ bookingId, kinds: ['no-address'] }, at, actor);
  if (!client.emailConfirmed) return await askToConfirm(handing, email);
  await turn.settleTasks({ bookingId, kinds: ['address-unconfirmed'] }, at, actor);
  if (!(await mailDetails(handing, email))) return 'nothing';
  const told = inChat ? 'mail' : await tellOf(handing, { kind: 'detailsByMail' }, 'details', 'details-by-mail', email);
  return told === 'nothing' ? 'mail' : told;
}

/** Details go to an address only once its owner has said that it is theirs: they hear in the chat that something waits for that. */
async function askToConfirm(handing: Handing, email: Email): Promise<Told> {
  const mailed = await mailAddressLink(handing, email);
  const told = await tellOf(handing, { kind: 'confirmAddress' }, 'address', 'confirm-address', email);
  return mailed || told !== 'nothing' ? 'address' : 'nothing';
}

/** Answers whether this version went to this address now, and not before. */
async function mailDetails(handing: Handing, email: Email): Promise<boolean> {
  const { centre, booking, details } = handing;
  const onceKey = await keyFor(handing, 'details-mail', email);
  if (onceKey === undefined) return false;
  const letter = detailsLetter({ centre, booking, language: await languageOf(handing) }, details);
  const worth = { needsState: 'confirmed', uselessAt: booking.endsAt } as const;
  await post(handing, { letter, email, kind: 'details-mail', onceKey, ...worth });
  return true;
}

import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import type { Centre } from '#policy/centre.ts';
import type { Booking, KnownClient, MeetingDetails, Telling, Turn } from '#store/store.ts';
import { aboutOf } from './about.ts';
import { addressLetter, detailsLetter, type Letter } from './mails.ts';
import type { Pending, Told } from './office.ts';
import type { ToTell } from './telling.ts';

/** Meeting details on their way to the client, by every way that the centre file names. */

/** How long the link to confirm an address is good for. */
export const ADDRESS_DAYS = 14;

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
async function keyFor({ turn, booking, details }: Handing, name: string, email?: Email): Promise<string | undefined> {
  const key = [name, details.id, ...(email ? [email.index.slice(0, ADDRESS_LETTERS)] : [])].join(':');
  const { count, alive } = await turn.tellings(booking.id, key);
  if (alive) return undefined;
  return count === 0 ? key : `${key}:again:${count}`;
}

/** Enough of its index to tell an address from another one of the same person. */
const ADDRESS_LETTERS = 16;
type Email = { address: string; index: string };

/** One notice a version of the details. */
async function tellOf(
  handing: Handing,
  { kind }: { kind: 'detailsReady' | 'detailsInMyPage' | 'detailsByMail' | 'confirmAddress' },
  ledger: 'details' | 'details-my-page' | 'address',
  name: string,
  email?: Email,
): Promise<Told> {
  const { booking, details, tell } = handing;
  const onceKey = await keyFor(handing, name, email);
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
    otherwise: email || (await mailReaches(handing)) ? 'by-mail' : undefined,
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
  const address = client?.profile?.email;
  if (!client?.emailIndex || !address || !hasAddress(client)) {
    await turn.raiseTask({ kind: 'no-address', centreId, officeId, bookingId, at });
    return 'ring';
  }
  const actor = byStaff === undefined ? ({ kind: 'system', id: 'address' } as const) : ({ kind: 'staff', id: byStaff } as const);
  await turn.settleTasks({ bookingId, kinds: ['no-address'] }, at, actor);
  const email = { address, index: client.emailIndex };
  if (!client.emailConfirmed) return await askToConfirm(handing, email);
  await turn.settleTasks({ bookingId, kinds: ['address-unconfirmed'] }, at, actor);
  if (!(await mailDetails(handing, email))) return 'nothing';
  const told = inChat ? 'mail' : await tellOf(handing, { kind: 'detailsByMail' }, 'details', 'details-by-mail', email);
  return told === 'nothing' ? 'mail' : told;
}

/** What a profile has where the client said that there is no such thing. */
const NONE = '-';

export const hasAddress = ({ profile, emailIndex }: KnownClient): boolean =>
  emailIndex !== undefined && profile?.email !== undefined && profile.email !== NONE;

/** Details go to an address only once its owner has said that it is theirs. */
async function askToConfirm(handing: Handing, email: Email): Promise<Told> {
  const { parts, turn, centre, booking, now: at } = handing;
  const onceKey = await keyFor(handing, 'address', email);
  if (onceKey === undefined) return 'nothing';
  const expiresAt = at.plus({ days: ADDRESS_DAYS });
  const token = await turn.openAddressLink(booking.clientId, at, expiresAt);
  if (token === undefined) return 'nothing';
  const language = await languageOf(handing);
  const url = `${parts.publicUrl}/addresses/${token}?lang=${language}`;
  const letter = addressLetter({ centre, booking, language }, { url, days: ADDRESS_DAYS });
  await post(handing, { letter, email, kind: 'address', onceKey, uselessAt: expiresAt });
  await tellOf(handing, { kind: 'confirmAddress' }, 'address', 'confirm-address', email);
  return 'address';
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

const languageOf = async ({ turn, booking }: Handing) => languageNamed((await turn.reach(booking.clientId))?.language);

type Posted = Pick<Telling, 'kind' | 'onceKey'> &
  Pick<Telling['what'] & { by: 'mail' }, 'needsState' | 'uselessAt'> & { letter: Letter; email: Email };

async function post({ turn, booking, byStaff, now: at }: Handing, posted: Posted): Promise<void> {
  const { letter, email, kind, onceKey, needsState, uselessAt } = posted;
  const { id: bookingId, centreId, officeId, clientId } = booking;
  const row = { onceKey, kind, centreId, officeId, bookingId, clientId, byStaff, at };
  await turn.tell({ ...row, what: { by: 'mail', recipient: email.address, ...letter, needsState, uselessAt } });
}

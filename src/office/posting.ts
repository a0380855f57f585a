import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import type { Centre } from '#policy/centre.ts';
import { NONE } from '#policy/no-value.ts';
import type { Booking, KnownClient, Telling, Turn } from '#store/store.ts';
import type { Letter } from './mails.ts';

/** Mails to the client of a booking, each with its row of the ledger. */

export type Posting = { parts: Parts; turn: Turn; now: DateTime; centre: Centre; booking: Booking; byStaff?: string | undefined };

/** `index`: what the store tells addresses apart by. */
export type Email = { address: string; index: string };

/** What holds an address in its key is known to the store, which takes it out where the client is deleted. */
export const addressPart = ({ index }: Email): string => index.slice(0, ADDRESS_LETTERS);

/** Enough of its index to tell an address from another one of the same person. */
const ADDRESS_LETTERS = 16;

export const hasAddress = (client: KnownClient): boolean => emailOf(client) !== undefined;

/** Undefined where there is none. */
export function emailOf({ profile, emailIndex }: KnownClient): Email | undefined {
  const address = profile?.email;
  return emailIndex === undefined || !address || address === NONE ? undefined : { address, index: emailIndex };
}

export const languageOf = async ({ turn, booking }: Posting) => languageNamed((await turn.reach(booking.clientId))?.language);

export type Posted = Pick<Telling, 'kind' | 'onceKey'> &
  Pick<Telling['what'] & { by: 'mail' }, 'needsState' | 'uselessAt'> & { letter: Letter; email: Email };

export async function post({ turn, booking, byStaff, now: at }: Posting, posted: Posted): Promise<void> {
  const { letter, email, kind, onceKey, needsState, uselessAt } = posted;
  const { id: bookingId, centreId, officeId, clientId } = booking;
  const row = { onceKey, kind, centreId, officeId, bookingId, clientId, byStaff, at };
  await turn.tell({ ...row, what: { by: 'mail', recipient: email.address, ...letter, needsState, uselessAt } });
}

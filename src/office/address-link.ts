import type { Addressed } from '#store/details.ts';
import { addressLetter } from './mails.ts';
import { addressPart, type Email, languageOf, type Posting, post } from './posting.ts';

/** How long the link to confirm an address is good for. */
export const ADDRESS_DAYS = 14;

const KEY: Addressed = 'address';

/**
 * Meeting details go to an address only once its owner has said that it is theirs: a link goes there, once while it is good, and again
 * where the mail with it did not arrive. Answers whether one goes out now.
 */
export async function mailAddressLink(posting: Posting, email: Email): Promise<boolean> {
  const { parts, turn, centre, booking, now: at } = posting;
  const key = `${KEY}:${booking.id}:${addressPart(email)}`;
  const { count, alive } = await turn.tellings(booking.id, key);
  const failed = count > 0 && !alive;
  if (!failed && (await turn.addressAsked(booking.clientId, at))) return false;
  const expiresAt = at.plus({ days: ADDRESS_DAYS });
  const token = await turn.openAddressLink(booking.clientId, at, expiresAt);
  if (token === undefined) return false;
  const language = await languageOf(posting);
  const url = `${parts.publicUrl}/addresses/${token}?lang=${language}`;
  const letter = addressLetter({ centre, booking, language }, { url, days: ADDRESS_DAYS });
  const onceKey = count === 0 ? key : `${key}:again:${count}`;
  await post(posting, { letter, email, kind: 'address', onceKey, uselessAt: expiresAt });
  return true;
}

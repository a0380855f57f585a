import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import type { Booking, Turn } from '#store/store.ts';
import { detailsVoidLetter } from './mails.ts';

/**
 * A booking was moved, by whomever: where the details of the time before went by e-mail, a mail to the same address says that they are
 * void and that others follow, once a move. In the transaction of the move. Answers whether there is a mail to send.
 */
export async function mailDetailsVoid(
  { centres, clock }: Parts,
  turn: Turn,
  booking: Booking,
  byStaff?: string,
): Promise<boolean> {
  const { id: bookingId, movesBookingId, centreId, officeId, clientId, endsAt } = booking;
  const centre = centres.get(centreId);
  const mailed = movesBookingId === undefined ? [] : await turn.detailsMailed(movesBookingId);
  if (!centre || mailed.length === 0) return false;
  const client = await turn.clientById(clientId);
  const { emailIndex, emailConfirmed } = client ?? {};
  const recipient = client?.profile?.email;
  // An address that the client gave since has never seen the old details.
  const knows = emailIndex !== undefined && mailed.some((index) => emailIndex.startsWith(index));
  if (!emailConfirmed || !knows || recipient === undefined) return false;
  const language = languageNamed((await turn.reach(clientId))?.language);
  const { told } = await turn.tell({
    ...{ onceKey: `details-void:${movesBookingId}`, kind: 'details-void', at: clock.now() },
    ...{ centreId, officeId, bookingId, clientId, byStaff },
    what: { by: 'mail', recipient, ...detailsVoidLetter({ centre, booking, language }), uselessAt: endsAt },
  });
  return told;
}

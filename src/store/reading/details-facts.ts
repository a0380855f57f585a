import { Prisma } from '../prisma.ts';

/** What the words of a notice about meeting details depend on, besides the centre file (`office/about-details.ts`). */
export type DetailsFacts = {
  /** Staff have entered them, and they are valid. */
  hasDetails: boolean;
  /** The client's e-mail address is not confirmed, and a link to do so went there (it is renewed while a session is ahead). */
  addressAsked: boolean;
};

export type DetailsColumns = { has_details: boolean; address_asked: boolean };

/** Of a booking `b`. */
export const DETAILS_COLUMNS = Prisma.sql`
  EXISTS (SELECT FROM meeting_details d WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL) AS has_details,
  EXISTS (SELECT FROM client a JOIN mail_address l ON l.client_id = a.id AND l.email_index = a.email_index
           WHERE a.id = b.client_id AND a.email_confirmed_index IS DISTINCT FROM a.email_index) AS address_asked`;

export const detailsFactsFrom = (row: DetailsColumns): DetailsFacts => ({
  hasDetails: row.has_details,
  addressAsked: row.address_asked,
});

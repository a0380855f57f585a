import { addressAsked, openAddressLink } from './address-links.ts';
import { confirmRequest, pickOffer } from './answering-requests.ts';
import { writeAudit } from './audit.ts';
import { openBookingsOf } from './bookings.ts';
import { addClient, clientById } from './clients.ts';
import { closures, maintenance } from './closures.ts';
import { correctProfile } from './correcting.ts';
import { detailsReached } from './delivered.ts';
import * as designating from './designating.ts';
import { designation } from './designations.ts';
import { details, detailsMailed, enterDetails, tickMyPage } from './details.ts';
import { linkClients } from './linking.ts';
import { allOrNothing } from './locking.ts';
import { offer, offerEnds, offeredTime, offeredTimes } from './offers.ts';
import type { OfficeTurn } from './office-turn.ts';
import { markNoShow, noteContact, retakeSeat } from './on-the-day.ts';
import { reach, reaches } from './reaching.ts';
import { roomTurnOver } from './rooms-in-turn.ts';
import type { Scope } from './scope.ts';
import { bookFor } from './staff-booking.ts';
import { liftSuspension, suspend, suspension } from './suspensions.ts';
import { settleTasks } from './tasks.ts';
import { tell, tellings } from './telling.ts';
import { unlink } from './unlinking.ts';

/** What staff and time do within a turn, in the transaction of its scope. */
export const officeTurnOver = (scope: Scope): OfficeTurn => ({
  allOrNothing: (wanted, work) => allOrNothing(wanted, scope, work),
  offer: (it) => offer(it, scope),
  offeredTimes: (bookingId) => offeredTimes(bookingId, scope),
  offerEnds: (bookingId) => offerEnds(bookingId, scope),
  offeredTime: (offerId) => offeredTime(offerId, scope),
  pickOffer: (pick) => pickOffer(pick, scope),
  confirmRequest: (confirm) => confirmRequest(confirm, scope),
  bookFor: (book) => bookFor(book, scope),
  noteContact: (contact) => noteContact(contact, scope),
  markNoShow: (bookingId, at) => markNoShow(bookingId, at, scope),
  retakeSeat: (bookingId, capacity) => retakeSeat(bookingId, capacity, scope),
  enterDetails: (it) => enterDetails(it, scope),
  details: (bookingId) => details(bookingId, scope),
  detailsReached: (bookingId) => detailsReached(bookingId, scope),
  detailsMailed: (bookingId) => detailsMailed(bookingId, scope),
  tickMyPage: (detailsId, at) => tickMyPage(detailsId, at, scope),
  tell: (telling) => tell(telling, scope),
  tellings: (bookingId, onceKey) => tellings(bookingId, onceKey, scope),
  reach: (clientId) => reach(clientId, scope),
  reaches: (clientId) => reaches(clientId, scope),
  linkClients: (link) => linkClients(link, scope),
  unlink: (it) => unlink(it, scope),
  settleTasks: (which, at, by) => settleTasks(which, at, by, scope),
  openBookingsOf: (clientId) => openBookingsOf(clientId, scope),
  clientById: (clientId) => clientById(clientId, scope),
  correctProfile: (it) => correctProfile(it, scope),
  addClient: (client) => addClient(client, scope),
  suspension: (clientId) => suspension(clientId, scope),
  suspend: (it) => suspend(it, scope),
  liftSuspension: (it) => liftSuspension(it, scope),
  designation: (serviceId, clientId) => designation(serviceId, clientId, scope),
  designate: (it) => designating.designate(it, scope),
  endDesignation: (it) => designating.endDesignation(it, scope),
  setPrepareBy: (it) => designating.setPrepareBy(it, scope),
  direct: (it) => designating.direct(it, scope),
  revokeWindow: (it) => designating.revokeWindow(it, scope),
  closures: (where) => closures(where, scope),
  maintenance: (centreId, now) => maintenance(centreId, now, scope),
  addressAsked: (clientId, now) => addressAsked(clientId, now, scope),
  openAddressLink: (clientId, at, expiresAt) => openAddressLink(clientId, at, expiresAt, scope),
  writeAudit: (entries) => writeAudit(entries, scope),
  rooms: roomTurnOver(scope),
});

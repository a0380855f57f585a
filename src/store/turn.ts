import * as bookings from './bookings.ts';
import { changeState } from './changing.ts';
import * as clients from './clients.ts';
import { consentTo, recordConsent, recordEligible } from './consents.ts';
import { askErasure, eraseClient, erasureWaits, withdrawErasure } from './erasing.ts';
import { finish } from './finishing.ts';
import { openForm } from './forms.ts';
import { hold, request } from './holding.ts';
import { officeTurnOver } from './office-turn-over.ts';
import type { Scope } from './scope.ts';
import { seatsUsed } from './slots.ts';
import { standingMessages } from './standing-messages.ts';
import type { Turn } from './store.ts';
import { raiseTask } from './tasks.ts';
import { termsInForce } from './terms.ts';

/** The statements of one turn, in the transaction of its scope. */
export const turnOver = (scope: Scope): Turn => ({
  ...officeTurnOver(scope),
  nextEvent: async () => (await scope.opening()).event,
  loadConversation: async () => (await scope.opening()).conversation,
  standingMessages: (sentAs) => standingMessages(sentAs, scope),
  finish: (result) => finish(result, scope),
  client: () => clients.loadClient(scope),
  saveProfile: (profile, at) => clients.saveProfile(profile, at, scope),
  eraseClient: (at, clientId) => eraseClient(at, clientId, scope),
  erasureWaits: (at, clientId) => erasureWaits(at, clientId, scope),
  askErasure: (at, clientId) => askErasure(at, clientId, scope),
  withdrawErasure: (whose) => withdrawErasure(whose, scope),
  termsInForce: (termsId, at) => termsInForce(termsId, at, scope),
  consentTo: (termsVersionId) => consentTo(termsVersionId, scope),
  recordConsent: (consent) => recordConsent(consent, scope),
  recordEligible: (termsVersionId, at) => recordEligible(termsVersionId, at, scope),
  seatsUsed: (where) => seatsUsed(where, scope),
  hold: (seat, booking) => hold(seat, booking, scope),
  request: (wish) => request(wish, scope),
  booking: (id) => bookings.bookingById(id, scope),
  openBookings: () => bookings.openBookings(scope),
  changeState: (change) => changeState(change, scope),
  raiseTask: (task) => raiseTask(task, scope),
  openForm: (form) => openForm(form, scope),
  calendarToken: async (bookingId) => scope.vault.lookup.calendarToken(bookingId),
});

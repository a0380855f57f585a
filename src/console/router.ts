import express from 'express';
import { chooserPage } from './account/chooser.ts';
import { passwordPages } from './account/password.ts';
import { signInPages } from './account/sign-in.ts';
import { welcomePages } from './account/welcome.ts';
import { auditPages } from './audit/router.ts';
import { bookings } from './bookings/router.ts';
import { calendarPages } from './calendar/router.ts';
import { certificationPages } from './certification/router.ts';
import { clients } from './clients/router.ts';
import type { ConsoleOf } from './console.ts';
import { linkingPages } from './linking/router.ts';
import { maintenancePages } from './maintenance/router.ts';
import { noticePages } from './notices/router.ts';
import { reminderPages } from './reminders/router.ts';
import { requests } from './requests/router.ts';
import { assets } from './shell/assets.ts';
import { csrfChecked } from './shell/csrf.ts';
import { events } from './shell/events.ts';
import { faults } from './shell/faults.ts';
import { formAddresses } from './shell/form-addresses.ts';
import { consoleHeaders } from './shell/headers.ts';
import { presence } from './shell/presence.ts';
import { notFound } from './shell/refusal.ts';
import { centreNeeded, sessionNeeded } from './shell/session.ts';
import { strangersLimited } from './shell/strangers.ts';
import { staffPages } from './staff/router.ts';
import { statisticsPages } from './statistics/router.ts';
import { termsPages } from './terms/router.ts';
import { today } from './today/router.ts';

/** The pages of a centre, below `/console/:centreId`: one line each. Behind the sign-in, the centre and the check of forms. */
const PAGES: readonly ((of: ConsoleOf) => express.Router)[] = [
  // in the order of the navigation
  today,
  requests,
  bookings,
  clients,
  linkingPages,
  calendarPages,
  reminderPages,
  noticePages,
  certificationPages,
  termsPages,
  statisticsPages,
  maintenancePages,
  auditPages,
  staffPages,
];

/** A thousand bookings, ticked, are the longest form. */
const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 5_000 });
/** But for the text of terms, which comes form-encoded: nine bytes a Japanese character. Only for who is signed in. */
const longForm = express.urlencoded({ extended: false, limit: '3mb', parameterLimit: 100 });

/** To be mounted at `/console`. */
export function consoleRouter(of: ConsoleOf): express.Router {
  const router = express.Router();
  const checked = csrfChecked(of.parts.publicUrl);
  router.use('/assets', assets());
  router.use(consoleHeaders);
  // What open pages ask by themselves: pages that were left open must lock nobody out, and what they ask costs what the limit costs.
  router.use('/:centreId/events', events(of));
  router.get('/:centreId/here', presence(of));
  router.use(strangersLimited(of));
  router.post('/:centreId/terms', sessionNeeded(of), centreNeeded(of), longForm, checked);
  // A form that was read above is not read once more.
  router.use(form, checked);
  router.use(signInPages(of), welcomePages(of));
  router.use(sessionNeeded(of));
  router.use(chooserPage(), passwordPages(of));
  router.get('/:centreId', (request, response) => response.redirect(303, `/console/${request.params.centreId}/today`));
  router.use('/:centreId', centreNeeded(of), formAddresses(), ...PAGES.map((pages) => pages(of)));
  router.use((_request, response) => notFound(response));
  router.use(faults(of.parts.log));
  return router;
}

import express from 'express';
import type { Clock } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import type { Store } from '#store/store.ts';
import { assets } from './assets.ts';
import { calendarFiles } from './calendar-files.ts';
import { forms } from './forms.ts';
import { pageHeaders } from './headers.ts';
import { languageOf } from './language.ts';
import { notFoundPage } from './message-page.ts';
import { termsPage } from './terms-page.ts';

export type ClientPagesOf = {
  centres: ReadonlyMap<string, Centre>;
  store: Pick<Store, 'form' | 'submitForm' | 'bookingByCalendarToken'> & {
    reads: { termsVersions: Pick<Store['reads']['termsVersions'], 'published'> };
  };
  clock: Clock;
  /** A form's event is stored: the conversation has something to do. */
  onSubmitted: (conversationId: string) => void;
};

/** The pages for clients: `/terms/:centreId`, `/forms/:token`, `/bookings/:token.ics`, and their `/assets`. */
export function clientPages(of: ClientPagesOf): express.Router {
  const router = express.Router();
  router.use(assets());
  router.use('/terms', ...pageHeaders);
  router.get('/terms/:centreId', async (req, res) => {
    const language = languageOf(req);
    const centre = of.centres.get(req.params.centreId);
    const { terms, version } = req.query;
    const asked = {
      termsId: typeof terms === 'string' ? terms : undefined,
      versionId: typeof version === 'string' ? version : undefined,
    };
    const official = centre ? await of.store.reads.termsVersions.published(centre.id) : [];
    const page = centre && termsPage(centre, language, { ...asked, official, now: of.clock.now() });
    res.status(page === undefined ? 404 : 200).set('Cache-Control', 'no-cache');
    res.send(page ?? notFoundPage(language));
  });
  router.use(forms(of));
  router.use(calendarFiles(of));
  return router;
}

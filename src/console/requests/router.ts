import express from 'express';
import type { ConsoleOf } from '../console.ts';
import { textOf } from '../shell/reading.ts';
import { signedIn } from '../shell/signed-in.ts';
import { requestsPage } from './page.ts';

const SHOWN = 100;

/** `/requests?office=`: what waits for an answer. The answers are given on the booking's own page. */
export function requests(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/requests', async (req, res) => {
    const here = signedIn(res);
    const officeId = here.centre.offices.find(({ id }) => id === textOf(req.query, 'office'))?.id;
    const { store, clock } = of.parts;
    const found = await store.reads.requests.waiting({ centreId: here.centre.id, officeId, limit: SHOWN + 1 });
    const windows = await store.reads.windows.of(
      here.centre.id,
      found.map(({ client }) => client.id),
    );
    res.send(
      requestsPage({
        ...{ signedIn: here, now: clock.now(), officeId, windows },
        requests: found.slice(0, SHOWN),
        more: found.length > SHOWN,
      }),
    );
  });
  return router;
}

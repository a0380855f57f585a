import type express from 'express';
import type { ConsoleOf } from '../console.ts';
import { visitorOf } from './session.ts';

/** Well within the time for which a sign of life counts, also where a browser slows down a page in the background. */
const EVERY_SECONDS = 60;

export const PRESENCE_TRIGGER = `every ${EVERY_SECONDS}s`;

/**
 * An open page says that it is there. Only a request of the browser's own is believed: a line of events looks open for a long while
 * after a laptop was shut or has lost its network. It keeps no idle session alive; where that is over, the answer
 * lets the page say so (`session-end.ts`).
 */
export function presence(of: ConsoleOf): express.RequestHandler {
  return async (request, response) => {
    const { store, clock } = of.parts;
    const visitor = await visitorOf(request, of, false);
    const centre = visitor?.centres.find(({ id }) => id === request.params['centreId']);
    if (visitor && centre) await store.staff.seen(visitor.id, centre.id, clock.now());
    response.status(visitor ? 204 : 401).end();
  };
}

import type express from 'express';
import type { Response } from 'express';
import type { ConsoleOf } from '../console.ts';
import { type Visitor, visitorOf } from './session.ts';

const HEARTBEAT_MS = 25_000;
/** Many changes in a moment are one to look at. */
const APART_MS = 1_000;
const ENDED = 'event: ended\ndata:\n\n';

/**
 * Tells pages of a centre that something has changed, and now and then how far it has heard: what a page missed before its line was open
 * is news to it by that. Whoever asks for it has just opened a page there. Ends with the session.
 */
export function events(of: ConsoleOf): express.RequestHandler {
  return async (request, response) => {
    const visitor = await visitorOf(request, of, false);
    if (response.closed) return;
    const { centreId } = request.params;
    const centre = visitor?.centres.find(({ id }) => id === centreId);
    if (request.method !== 'GET') {
      response.status(204).end();
      return;
    }
    response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    // Any other answer than the end itself would have the page try again for as long as it stands open.
    if (visitor === undefined || centre === undefined) {
      response.end(ENDED);
      return;
    }
    const { store, clock } = of.parts;
    await store.staff.seen(visitor.id, centre.id, clock.now());
    // Whoever went on to the next page meanwhile has closed the line already: nobody would tell us of it once more.
    if (response.closed) return;
    keepTelling(of, { visitor, centreId: centre.id, response });
  };
}

type Line = { visitor: Visitor; centreId: string; response: Response };

/** Until the browser closes the line, or the session is over. */
function keepTelling(of: ConsoleOf, line: Line): void {
  const { centreId, response } = line;
  const told = apart(() => say('changed', of, line));
  const deaf = of.parts.store.changes((changed) => {
    if (changed === undefined || changed === centreId) told.ask();
  });
  const timer = setInterval(() => void beat(of, line, stop), HEARTBEAT_MS);
  const stop = () => {
    clearInterval(timer);
    told.stop();
    deaf();
  };
  response.on('close', stop);
  say('as-of', of, line);
}

/** Where the process does not hear itself there is nothing after `data:`, which is news to every page. */
function say(event: 'as-of' | 'changed', { parts }: ConsoleOf, { centreId, response }: Line): void {
  response.write(`event: ${event}\ndata: ${parts.store.asOf(centreId) ?? ''}\n\n`);
}

/** A word now and then keeps the line open; a session that is over closes it. The database being away for a moment ends nothing. */
async function beat(of: ConsoleOf, line: Line, stop: () => void): Promise<void> {
  const { visitor, centreId, response } = line;
  const { store, clock } = of.parts;
  try {
    const session = await store.staff.session(visitor.token, clock.now(), false);
    if (response.closed) return;
    if (session === undefined || !session.staff.centreIds.includes(centreId)) {
      // A browser that reads no more would leave the line half closed: nothing may be written after its end.
      stop();
      response.end(ENDED);
      return;
    }
  } catch {
    of.parts.log.warn({}, 'the session of an open console could not be looked at');
  }
  if (!response.closed && !response.writableEnded) say('as-of', of, line);
}

/** Runs at once, and what is asked for within a second after that, once more at its end. */
function apart(act: () => void): { ask(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const rest = () => {
    timer = undefined;
    if (again) run();
  };
  const run = () => {
    again = false;
    act();
    timer = setTimeout(rest, APART_MS);
    timer.unref();
  };
  return {
    ask: () => {
      if (timer === undefined) run();
      else again = true;
    },
    stop: () => clearTimeout(timer),
  };
}

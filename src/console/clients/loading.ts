import { type FormState, NOTHING_SENT } from '../bookings/form-state.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import type { ClientPageOf } from './view.ts';

export type Said = { state?: FormState; done?: string | undefined; refused?: string | undefined };

/** What the page of a client shows (`all`: and what it leaves out, being long ago); undefined where the centre has no such client. */
export async function loadClient(
  of: ConsoleOf,
  here: SignedIn,
  id: string,
  said: Said & { all?: boolean } = {},
): Promise<ClientPageOf | undefined> {
  const most = said.all === true ? null : undefined;
  const { store, clock } = of.parts;
  const { reads } = store;
  const [client, bookings, suspensions, notices, agreements, remarks, tasks, linked, alike] = await Promise.all([
    reads.clientPage.one(here.centre.id, id),
    reads.clientPage.bookings(id, most),
    reads.clientPage.suspensions(id, most),
    reads.told.toClient(id, most),
    reads.told.agreedBy(id, most),
    reads.remarks.ofClient(id, most),
    reads.tasks.ofClient({ centreId: here.centre.id, clientId: id }),
    reads.linked.to(id),
    reads.linked.alike(here.centre.id, id),
  ]);
  return (
    client && {
      ...{ signedIn: here, now: clock.now(), client, bookings, suspensions, notices, agreements, remarks, tasks, linked, alike },
      state: said.state ?? NOTHING_SENT,
      done: said.done,
      refused: said.refused,
    }
  );
}

import type { DateTime } from 'luxon';
import type { SeatHolder } from '#store/reading/calendar.ts';
import { changed } from './desk.ts';
import type { By, Office } from './office.ts';

/** What becomes of the bookings in a slot, or on days, that staff have closed: one act each, so that one cannot spoil another. */

export type Choice =
  | { what: 'keep'; holder: SeatHolder }
  /** It is in another state than when somebody chose for it. */
  | { what: 'overtaken'; holder: SeatHolder }
  | { what: 'cancel'; holder: SeatHolder }
  /** At the client's wish: only a request that is not confirmed. */
  | { what: 'withdraw'; holder: SeatHolder }
  | { what: 'move'; holder: SeatHolder; startsAt: DateTime };

type Acted = Awaited<ReturnType<Office['move']>> | Awaited<ReturnType<Office['cancel']>> | Awaited<ReturnType<Office['decline']>>;
export type Treated = { choice: Choice; outcome: { kind: 'kept' } | Acted };

/** It is the office's own wish, unless somebody takes a request back. `reason`: staff's words, told to everybody whose booking is cancelled or moved. */
export async function treat(
  office: Pick<Office, 'cancel' | 'decline' | 'move' | 'withdraw'>,
  { by, choices, reason }: { by: By; choices: readonly Choice[]; reason: string },
): Promise<Treated[]> {
  const treated: Treated[] = [];
  for (const choice of choices) treated.push({ choice, outcome: await outcomeOf(office, choice, by, reason) });
  return treated;
}

/** A request that nobody has confirmed is declined; there is nothing to cancel yet. */
function outcomeOf(
  office: Pick<Office, 'cancel' | 'decline' | 'move' | 'withdraw'>,
  choice: Choice,
  by: By,
  reason: string,
): Promise<Treated['outcome']> {
  const { bookingId, state } = choice.holder;
  switch (choice.what) {
    case 'keep':
      return Promise.resolve({ kind: 'kept' });
    case 'overtaken':
      return Promise.resolve(changed(state));
    case 'cancel':
      return state === 'confirmed'
        ? office.cancel({ by, bookingId, wish: 'office', reason })
        : office.decline({ by, bookingId, reason });
    case 'withdraw':
      return office.withdraw({ by, bookingId });
    case 'move':
      return office.move({ by, bookingId, startsAt: choice.startsAt, wish: 'office', reason });
  }
}

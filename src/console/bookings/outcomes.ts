import type { AlreadyOpen, Changed, Done, NoClient, NotATime, SlotTaken } from '#office/office.ts';
import { outcomeWords } from '../words/bookings.ts';
import { BOOKING_STATES } from '../words/states.ts';

export type Refused = Changed | SlotTaken | NotATime | AlreadyOpen | NoClient;

/** Why an act was not done, in words: what it is now, which times are taken. */
export function refusalInWords(outcome: Refused): string {
  switch (outcome.kind) {
    case 'changed':
      return outcome.state === undefined ? outcomeWords.gone : outcomeWords.changed(BOOKING_STATES[outcome.state]);
    case 'slot-taken':
      return outcomeWords.taken(outcome.startsAt);
    case 'not-a-time':
      return outcomeWords.notATime[outcome.why];
    case 'already-open':
      return outcomeWords.alreadyOpen;
    case 'no-client':
      return outcomeWords.noClient;
  }
}

export const isDone = (outcome: Done | Refused): outcome is Done => outcome.kind === 'done';

import type { AlreadyOpen, Changed, DetailsStand, Done, NoClient, NotATime, OutsideWindow, SlotTaken } from '#office/office.ts';
import { momentInWords, spanInWords } from '../words/moments.ts';
import { outcomeWords } from '../words/outcomes.ts';
import { BOOKING_STATES } from '../words/states.ts';

export type Refused = Changed | SlotTaken | NotATime | OutsideWindow | AlreadyOpen | NoClient | DetailsStand;

/** Why an act was not done, in words: what it is now, which times are taken. */
export function refusalInWords(outcome: Refused): string {
  switch (outcome.kind) {
    case 'changed':
      return outcome.state === undefined ? outcomeWords.gone : outcomeWords.changed(BOOKING_STATES[outcome.state]);
    case 'slot-taken':
      return outcomeWords.taken(outcome);
    case 'not-a-time':
      return outcomeWords.notATime[outcome.why];
    case 'outside-window':
      return outcomeWords.outsideWindow(spanInWords(outcome.window.startsAt, outcome.window.endsAt));
    case 'already-open':
      return outcomeWords.alreadyOpen;
    case 'details-stand':
      return outcomeWords.detailsStand(momentInWords(outcome.enteredAt));
    case 'no-client':
      return outcomeWords.noClient;
  }
}

export const isDone = (outcome: Done | Refused): outcome is Done => outcome.kind === 'done';

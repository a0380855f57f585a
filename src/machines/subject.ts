import type { Wish } from './commands.ts';
import type { ConfirmationOutput } from './confirmation.ts';
import { type FlowEvent, returnedAs } from './flow.ts';
import type { SlotsOutput } from './slots.ts';

/** What a confirmation is about: a seat that is kept, or times in the client's own words. */
export type Subject =
  | { kind: 'slot'; bookingId: string; startsAt: string; endsAt: string; until: string }
  | { kind: 'other-time'; wishes: string };

type WithSubject = { subject: Subject | null };

/** What the client has chosen, from the output of the flow of slots; null where nothing was. */
export function subjectIn(event: FlowEvent): Subject | null {
  const output = returnedAs<SlotsOutput>(event);
  switch (output.kind) {
    case 'picked':
      return { ...output, kind: 'slot' };
    case 'other-time':
      return { kind: 'other-time', wishes: output.wishes };
    default:
      return null;
  }
}

/** Whether the flow of slots came back with something to confirm. */
export const choseSubject = (event: FlowEvent): boolean => subjectIn(event) !== null;

/** The held booking; empty where no seat is kept. */
export const heldIn = ({ subject }: WithSubject): string => (subject?.kind === 'slot' ? subject.bookingId : '');

export const holdsSeat = ({ subject }: WithSubject): boolean => subject?.kind === 'slot';

/** The day or time that was typed on the card, from the output of the flow of confirmation; null where none was. */
export function wishIn(event: FlowEvent): Wish | null {
  const output = returnedAs<ConfirmationOutput>(event);
  return output.kind === 'change-time' ? output.wish : null;
}

import type { FieldName } from '#policy/centre.ts';
import type { BookingView, Command, Outcome, Wish } from './commands.ts';
import type { Note } from './notes.ts';

/**
 * What every flow has in common. A flow is an XState machine used as a pure function: no timers, no invoked promises, no child
 * actors. It emits three kinds of action, which are data and never run: `command` (for the shell), `note` (for the client) and
 * `call` (another flow takes over until it is done and its output comes back as `returned`).
 */

/** What typed text is read as where a flow waits for the client. */
export type Expectation = 'choice' | 'wish' | 'wishes' | 'companions' | 'companions-name' | Exclude<FieldName, 'companions'>;

/** `prompt` names the question of a state in the catalogues; a state without it waits for an outcome. */
export type Meta = {
  prompt: string;
  expects?: Expectation;
  /** Understood as well, though it is not what is asked for. */
  reads?: 'wish';
};

/** What a service asks of a conversation, taken from the centre file when a flow begins. */
export type ServiceOutline = {
  id: string;
  termsId: string;
  directed: boolean;
  meetingApp: boolean;
  questions: { id: string; answers: { id: string; eligible: boolean; note: boolean }[] }[];
  asks: FieldName[];
  noneYet: boolean;
  otherTimes: boolean;
};
export type CentreOutline = { offices: string[]; services: ServiceOutline[]; profileEntry: 'chat' | 'form' };

export type Call = {
  flow:
    | 'booking'
    | 'picking'
    | 'consent'
    | 'eligibility'
    | 'profile'
    | 'slots'
    | 'confirmation'
    | 'bookings'
    | 'moving'
    | 'cancelling'
    | 'handover'
    | 'help'
    | 'my-data'
    | 'language';
  input: unknown;
};

export type ClientInput =
  /** A button, or the words for it. */
  | { type: 'chose'; choice: string }
  /** Typed text, read as the state's expectation. `nameFollows`: the name of whom it tells of is asked for next. */
  | { type: 'gave'; value: string; nameFollows?: true | undefined }
  | { type: 'wished'; wish: Wish }
  | { type: 'back' }
  /** The question is shown again: whatever it rests on is looked up anew. */
  | { type: 'again' }
  /** The client stops, or goes to the menu: what is held is let go. */
  | { type: 'left' }
  | { type: 'formSubmitted'; draft: Partial<Record<FieldName, string>> };

export type Returned = { type: 'returned'; output: unknown };
export type FlowEvent = ClientInput | Outcome | Returned;

/** The actions of every flow, as data; see above. */
export const flowActions = {
  command: (_: unknown, _command: Command) => {},
  note: (_: unknown, _note: Note) => {},
  call: (_: unknown, _call: Call) => {},
};

/** A flow's output is that of the final state it ends in. */
export const outputOfFinalState =
  <Output>() =>
  ({ event }: { event: unknown }): Output =>
    (event as { output: Output }).output;

/** The output of the flow that was called, for guards and assignments on `returned`. */
export const returnedAs = <Output>(event: FlowEvent): Output => (event as { output: Output }).output;

/** Whether the flow that was called came back with an output of this kind. */
export const cameBack = (event: FlowEvent, kind: string): boolean => returnedAs<{ kind: string }>(event).kind === kind;

/** Whether what it is too late for was moved to another booking, which stands. */
export const became = ({ event }: { event: FlowEvent }): boolean => event.type === 'over' && event.became !== undefined;

/** What is said then: the booking that it became, which is not touched. */
export const whatBecame =
  (wanted: 'cancel' | 'move') =>
  ({ event: { became: booking } }: { event: { became?: BookingView | undefined } }): Note =>
    booking ? { say: 'bookingMoved', wanted, booking } : { say: 'bookingOver' };

export const chose = (event: FlowEvent, choice: string): boolean => event.type === 'chose' && event.choice === choice;

/** The rest of a choice such as `day:2026-11-25` after its prefix, or undefined. */
export const chosenAfter = (event: FlowEvent, prefix: string): string | undefined =>
  event.type === 'chose' && event.choice.startsWith(prefix) ? event.choice.slice(prefix.length) : undefined;

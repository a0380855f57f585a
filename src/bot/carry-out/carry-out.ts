import type { Command, Outcome } from '#machines/commands.ts';
import { confirmHold, requestOtherTime } from './bookings.ts';
import { cancelBooking, judgeCancelling, judgeMovingNow } from './cancelling.ts';
import { deleteMyData, findOffice, loadProfile, openForm, raiseTask, saveProfile, showMyData } from './client.ts';
import { findConsent, recordConsent, recordEligible, recordIneligible, recordRefusal } from './consent.ts';
import type { CarryOut, TurnContext } from './context.ts';
import { findDirection } from './direction.ts';
import { checkOpenBookings, listBookings } from './listing.ts';
import { findMeant, noteContact, showDetails } from './near-the-session.ts';
import { pickOffer } from './offers.ts';
import { releaseHold } from './releasing.ts';
import { holdSeat, lookUpDays, lookUpTimes, lookUpWish } from './slots.ts';

const setLanguage: CarryOut<Command & { do: 'setLanguage' }> = async ({ language }, context) => {
  context.world = { ...context.world, language };
  return { type: 'languageSet' };
};

const COMMANDS: { [Name in Command['do']]: CarryOut<Command & { do: Name }> } = {
  checkOpenBookings,
  findConsent,
  recordConsent,
  recordRefusal,
  recordEligible,
  recordIneligible,
  loadProfile,
  saveProfile,
  openForm,
  lookUpDays,
  lookUpTimes,
  lookUpWish,
  holdSeat,
  releaseHold,
  confirmHold,
  requestOtherTime,
  listBookings,
  judgeCancelling,
  judgeMoving: judgeMovingNow,
  cancelBooking,
  raiseTask,
  showMyData,
  deleteMyData,
  setLanguage,
  findOffice,
  findDirection,
  pickOffer,
  showDetails,
  noteContact,
  findMeant,
};

/** Carries out one command of a flow in the turn's transaction and answers what came of it. Throws only for faults. */
export function carryOut<C extends Command>(command: C, context: TurnContext): Promise<Outcome> {
  const run = COMMANDS[command.do] as CarryOut<Command>;
  return run(command, context);
}

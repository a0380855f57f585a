import type { FlowName } from '#machines/stack.ts';
import type { Prompt } from '../parts.ts';
import type { Scene } from '../scene.ts';
import { bookingPrompts } from './booking.ts';
import { bookingsPrompts, cancellingPrompts } from './bookings.ts';
import { confirmationPrompts } from './confirmation.ts';
import { consentPrompts } from './consent.ts';
import { conversationPrompts, languagePrompts } from './conversation.ts';
import { eligibilityPrompts } from './eligibility.ts';
import { handoverPrompts } from './handover.ts';
import { helpPrompts } from './help.ts';
import { myDataPrompts } from './my-data.ts';
import { profilePrompts } from './profile.ts';
import { slotsPrompts } from './slots.ts';

/** Every question of every flow, by the `meta.prompt` of its state. A test walks the machines and misses none. */
const prompts: Record<FlowName, Record<string, (context: never, scene: Scene) => Prompt>> = {
  conversation: conversationPrompts,
  booking: bookingPrompts,
  picking: {},
  consent: consentPrompts,
  eligibility: eligibilityPrompts,
  profile: profilePrompts,
  slots: slotsPrompts,
  confirmation: confirmationPrompts,
  bookings: bookingsPrompts,
  moving: {},
  cancelling: cancellingPrompts,
  handover: handoverPrompts,
  help: helpPrompts,
  'my-data': myDataPrompts,
  language: languagePrompts,
};

/** The question of a flow. Throws for one that has no words: a fault of ours. */
export function promptOf(flow: FlowName, prompt: string, context: unknown, scene: Scene): Prompt {
  const made = prompts[flow][prompt];
  if (!made) throw new Error(`no words for ${flow}.${prompt}`);
  return made(context as never, scene);
}

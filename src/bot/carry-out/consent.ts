import { ZONE } from '#clock.ts';
import type { Command } from '#machines/commands.ts';
import { type CarryOut, note, type TurnContext } from './context.ts';

/** Consent and eligibility. The evidence is the version's hash, the office, the channel and the time; never a name. */

type Of<Name extends Command['do']> = Command & { do: Name };

export const findConsent: CarryOut<Of<'findConsent'>> = async ({ termsId }, context) => {
  const terms = await inForce(termsId, context);
  const consent = await context.turn.consentTo(terms.id);
  return {
    type: 'consentFound',
    stands: consent !== undefined,
    eligible: consent?.eligible ?? false,
    versionId: terms.id,
    dated: terms.origin === 'staff' ? (terms.effectiveAt.setZone(ZONE).toISODate() ?? null) : null,
  };
};

export const recordConsent: CarryOut<Of<'recordConsent'>> = async ({ termsId, versionId, officeId, meetingApp }, context) => {
  const { turn, world, channel } = context;
  const terms = await inForce(termsId, context);
  // Nobody agrees to a text that was not shown.
  if (terms.id !== versionId) return { type: 'termsChanged' };
  await turn.recordConsent({ termsVersionId: terms.id, officeId, meetingApp, channel, at: world.now });
  note(context, 'consented', { reason: terms.sha256, detail: { termsId, version: terms.version, officeId, meetingApp } });
  return { type: 'consentRecorded' };
};

export const recordRefusal: CarryOut<Of<'recordRefusal'>> = async ({ termsId, officeId, of }, context) => {
  note(context, 'consent-refused', { detail: { termsId, officeId, of } });
  return { type: 'recorded' };
};

export const recordEligible: CarryOut<Of<'recordEligible'>> = async ({ termsId }, context) => {
  const terms = await inForce(termsId, context);
  await context.turn.recordEligible(terms.id, context.world.now);
  return { type: 'recorded' };
};

export const recordIneligible: CarryOut<Of<'recordIneligible'>> = async ({ termsId, questionId }, context) => {
  note(context, 'not-eligible', { detail: { termsId, questionId } });
  return { type: 'recorded' };
};

/** Whether the client has agreed to the version that is in force now, whatever they agreed to before. */
export async function consentStands(termsId: string, { turn, world: { now } }: TurnContext): Promise<boolean> {
  const terms = await turn.termsInForce(termsId, now);
  return terms === undefined || (await turn.consentTo(terms.id)) !== undefined;
}

async function inForce(termsId: string, { turn, world }: TurnContext) {
  const terms = await turn.termsInForce(termsId, world.now);
  if (!terms) throw new Error(`no terms in force: ${termsId}`);
  return terms;
}

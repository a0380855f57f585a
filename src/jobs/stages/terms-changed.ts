import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import { ZONE } from '#clock.ts';
import type { ToldOfTerms } from '#store/reading/terms-audience.ts';
import { type Due, handleAll, type Sweeping, settle } from '../stage.ts';

/**
 * Terms that staff published: everybody who agreed to an earlier text is told once that they change, what is new and from which day
 * (S0–S2 article 13).
 */
export async function tellOfTerms(sweeping: Sweeping): Promise<number> {
  const { parts, runner } = sweeping;
  return await handleAll(parts, {
    due: (limit) => {
      const now = parts.clock.now();
      return parts.store.reads.termsAudience.untold({ now, since: now.minus({ days: TOLD_FOR_DAYS }), limit });
    },
    idOf: ({ onceKey }) => onceKey,
    handle: async (one) => {
      const told = await settle(sweeping, one.conversationId, (due) => tellOne(due, one));
      if (told) runner.wake(one.conversationId);
      return told;
    },
  });
}

/** Who could not be reached for so long after the publication (or the day it took effect) reads of it when they agree again. */
const TOLD_FOR_DAYS = 30;

/** By conversation, since a consent belongs to one: there may be no client yet. */
async function tellOne({ parts, turn, now: at }: Due, { version, onceKey, clientId }: ToldOfTerms): Promise<boolean> {
  const { centres, channels, publicUrl } = parts;
  const conversation = await turn.loadConversation();
  const centre = centres.get(version.centreId);
  const channel = conversation && channels[conversation.channel];
  if (!conversation?.reachable || !centre || !channel) return false;
  const language = languageNamed(conversation.language);
  const reply = composeNotice(
    {
      kind: 'termsChanged',
      termsId: version.termsId,
      effectiveOn: version.effectiveAt.setZone(ZONE),
      changes: version.notice,
      url: `${publicUrl}/terms/${centre.id}?version=${version.id}&lang=${language}`,
    },
    { centre, language, now: at, publicUrl },
  );
  const { told } = await turn.tell({
    onceKey,
    kind: 'terms-changed',
    centreId: centre.id,
    clientId,
    conversationId: conversation.id,
    at,
    what: { by: 'chat', channel: conversation.channel, rendered: channel.render(reply) },
  });
  return told;
}

import type { DateTime } from 'luxon';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { ChannelName } from './store.ts';

/** Consents belong to the conversation: they come before anything is known of the client. */

export async function consentTo(termsVersionId: string, { tx, conversationId }: Scope) {
  const rows = await tx.$queryRaw<{ id: string; eligible: boolean }[]>`
    SELECT id, eligible_at IS NOT NULL AS eligible FROM consent
     WHERE conversation_id = ${conversationId}::uuid AND terms_version_id = ${termsVersionId}::uuid`;
  return rows[0];
}

/** Evidence: the version and the hash of the text are copied into it. A second press changes nothing. */
export async function recordConsent(
  consent: { termsVersionId: string; officeId: string; meetingApp: boolean; channel: ChannelName; at: DateTime },
  { tx, conversationId, newId }: Scope,
): Promise<void> {
  const { termsVersionId, officeId, meetingApp, channel, at } = consent;
  await tx.$executeRaw`
    INSERT INTO consent (id, conversation_id, terms_version_id, sha256, version, centre_id, office_id, channel, meeting_app, consented_at)
    SELECT ${newId()}::uuid, ${conversationId}::uuid, t.id, t.sha256, t.version, t.centre_id, ${officeId}, ${channel},
           ${meetingApp}::boolean, ${dateOf(at)}::timestamptz
      FROM terms_version t WHERE t.id = ${termsVersionId}::uuid
    ON CONFLICT (conversation_id, terms_version_id) DO UPDATE
       SET meeting_app = true WHERE excluded.meeting_app AND NOT consent.meeting_app`;
}

export async function recordEligible(termsVersionId: string, at: DateTime, { tx, conversationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    UPDATE consent SET eligible_at = coalesce(eligible_at, ${dateOf(at)})
     WHERE conversation_id = ${conversationId}::uuid AND terms_version_id = ${termsVersionId}::uuid`;
}

import { z } from 'zod';

/**
 * An id as Teams writes it. Anything else could be refused by the database and with it the event, for ever; one of dots alone would change
 * the address that it becomes a part of.
 */
export const platformId = z.string().regex(/^(?=.*[\dA-Za-z])[\x21-\x7e]{1,512}$/);

const serviceUrl = z
  .string()
  .max(500)
  .refine((address) => /^https?:$/.test(URL.parse(address)?.protocol ?? ''));

/** A name or code beside an id: worth keeping, but nothing depends on it. */
const beside = z.string().max(255).optional().catch(undefined);

const place = z.object({
  channelId: z.literal('msteams'),
  serviceUrl,
  conversationId: platformId,
  tenantId: platformId.optional().catch(undefined),
  botId: platformId,
  botName: beside,
});
const teamsConversationReference = z.object({
  ...place.shape,
  userId: platformId,
  /** BCP 47, of the client's Teams. */
  locale: beside,
});

/** A conversation, and where its service is called. */
export type TeamsPlace = Readonly<z.infer<typeof place>>;

/**
 * All that it takes to write to somebody first. Only events that were proven to come from Teams are its source: our token is sent to
 * whatever `serviceUrl` says.
 */
export type TeamsConversationReference = Readonly<z.infer<typeof teamsConversationReference>>;

/** Reads back what was kept; undefined where it is not of this form. */
export function readConversationReference(kept: unknown): TeamsConversationReference | undefined {
  const read = teamsConversationReference.safeParse(kept);
  return read.success ? withoutGaps(read.data) : undefined;
}

/** As `readConversationReference`, for a place where no single person is written to. */
export function readPlace(kept: unknown): TeamsPlace | undefined {
  const read = place.safeParse(kept);
  return read.success ? withoutGaps(read.data) : undefined;
}

/** Plain JSON has no undefined. */
const withoutGaps = <Kept extends object>(kept: Kept): Kept =>
  Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Kept;

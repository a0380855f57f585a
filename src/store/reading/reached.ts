import { Prisma } from '../prisma.ts';
import type { ChannelName } from '../store.ts';

/** The conversation in which a client is written to, as `Turn.reach` finds it, for lists. */
export type Reached = { conversationId: string; channel: ChannelName; language: string; reachable: boolean };

export type ReachedColumns = { c_id: string | null; c_channel: ChannelName; c_language: string; c_reachable: boolean };

export const REACHED_COLUMNS = Prisma.raw(
  'c.id AS c_id, c.channel AS c_channel, c.language AS c_language, c.reachable AS c_reachable',
);

/** When the person of the conversation `t` last wrote there. */
export const LAST_WROTE = Prisma.sql`
  coalesce((SELECT max(i.received_at) FROM inbox i WHERE i.conversation_id = t.id AND i.state IN ('pending', 'done')), t.updated_at)`;

/** The conversations `t` of a client: where they last wrote first; those that were blocked after all others. */
export const BY_REACH = Prisma.sql`t.reachable DESC, ${LAST_WROTE} DESC, t.id`;

/** Joins the first of them as `c` to `b`, which has a `client_id`. */
export const JOIN_REACHED = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT t.* FROM conversation t WHERE t.client_id = b.client_id ORDER BY ${BY_REACH} LIMIT 1
  ) c ON true`;

export const reachedFrom = (row: ReachedColumns): Reached | undefined =>
  row.c_id === null
    ? undefined
    : { conversationId: row.c_id, channel: row.c_channel, language: row.c_language, reachable: row.c_reachable };

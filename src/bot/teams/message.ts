import { z } from 'zod';

/**
 * What a reply becomes on Teams. Plain JSON: it is kept until it is delivered. `activity`: a Bot Framework message activity without any
 * addressing (type, text, attachments, suggestedActions …); `replaces`: the id of the activity whose place it takes.
 */
export type TeamsMessage = { activity: Readonly<Record<string, unknown>>; replaces?: string };

const teamsMessage = z.object({
  activity: z.looseObject({ type: z.literal('message') }),
  replaces: z.string().min(1).optional(),
});

export const isTeamsMessage = (value: unknown): value is TeamsMessage => teamsMessage.safeParse(value).success;

import type { Channel } from '#bot/channel.ts';
import { teamsChannel } from './channel.ts';
import { teamsConnector } from './connector.ts';
import type { TokenSource } from './credentials.ts';
import { type TeamsMessagesSettings, teamsMessages } from './messages.ts';

export type TeamsSettings = Omit<TeamsMessagesSettings, 'connector' | 'receive'> & { tokens?: TokenSource };
export type Teams = { channel: Channel; door(receive: TeamsMessagesSettings['receive']): ReturnType<typeof teamsMessages> };

/** Teams in both directions. Loaded only where a centre is on it: the SDK takes half a second of every start, and 60 MB. */
export function openTeams(settings: TeamsSettings): Teams {
  const connector = teamsConnector(settings);
  return {
    channel: teamsChannel({ connector, log: settings.log }),
    door: (receive) => teamsMessages({ ...settings, connector, receive }),
  };
}

import type { Channel } from '#bot/channel.ts';
import { teamsChannel } from './channel.ts';
import { teamsConnector } from './connector.ts';
import type { TokenSource } from './credentials.ts';
import { privatelyPlease } from './in-public.ts';
import { type TeamsMessagesSettings, teamsMessages } from './messages.ts';

export type TeamsSettings = Omit<TeamsMessagesSettings, 'inPublic' | 'receive'> & {
  tokens?: TokenSource;
  /** Milliseconds on a clock that only runs forward. */
  uptime: () => number;
};
export type Teams = {
  channel: Channel;
  door(receive: TeamsMessagesSettings['receive']): ReturnType<typeof teamsMessages>;
  /** Once the door is closed: waits for what is said beside the outbox. */
  stop(): Promise<void>;
};

/** Teams in both directions. Loaded only where a centre is on it: the SDK takes half a second of every start, and 60 MB. */
export function openTeams(settings: TeamsSettings): Teams {
  const connector = teamsConnector(settings);
  const inPublic = privatelyPlease({ connector, uptime: settings.uptime });
  return {
    channel: teamsChannel({ connector, log: settings.log }),
    door: (receive) => teamsMessages({ ...settings, inPublic, receive }),
    stop: () => inPublic.stop(),
  };
}

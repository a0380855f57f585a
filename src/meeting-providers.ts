import { graphProvider } from '#meetings/graph.ts';
import type { CentreProviders } from '#meetings/keeper.ts';
import type { MeetingProvider } from '#meetings/provider.ts';
import { zoomProvider } from '#meetings/zoom.ts';
import type { Clock } from './clock.ts';
import type { MeetingAccess, MeetingAccount, MeetingBase } from './meeting-credentials.ts';

/** `simulatedUrl`: where the doubles are, for the accounts that are theirs; each account keeps a token of its own. */
export function meetingProviders({ accounts, bases }: MeetingAccess, clock: Clock, simulatedUrl?: string): CentreProviders {
  const inside = (path: string): MeetingBase => ({ api: `${simulatedUrl}/${path}`, login: `${simulatedUrl}/${path}` });
  return new Map(
    [...accounts].map(([centreId, { zoom, teams }]) => [
      centreId,
      {
        ...(zoom && { zoom: byZoom(zoom, zoom.simulated ? inside('zoom') : bases.zoom, clock) }),
        ...(teams && { teams: byGraph(teams, teams.simulated ? inside('graph') : bases.teams, clock) }),
      },
    ]),
  );
}

const byZoom = (
  { account, clientId, clientSecret }: MeetingAccount,
  { api, login }: MeetingBase,
  clock: Clock,
): MeetingProvider => zoomProvider({ accountId: account, clientId, clientSecret, apiBaseUrl: api, loginBaseUrl: login }, clock);

const byGraph = (
  { account, clientId, clientSecret }: MeetingAccount,
  { api, login }: MeetingBase,
  clock: Clock,
): MeetingProvider => graphProvider({ tenantId: account, clientId, clientSecret, apiBaseUrl: api, loginBaseUrl: login }, clock);

import { z } from 'zod';
import type { Clock } from '#clock.ts';
import { type Ask, authorised } from './authorised.ts';
import { type Answer, request, STRANGE, troubleIn } from './http.ts';
import { type Failed, type Later, LIMITS, type Limits, type Made, type MeetingProvider, type Room } from './provider.ts';
import { grantedBy, tokens } from './token.ts';

/**
 * Microsoft Teams meetings by Graph's `onlineMeetings` with application permission. `createOrGet` with a key of ours makes one meeting
 * however often it is asked; what it cannot set is set by a second call, which may be repeated as well.
 */

export type GraphAccount = {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  apiBaseUrl: string;
  loginBaseUrl: string;
};

const meetingBody = z.object({
  id: z.string().min(1),
  joinWebUrl: z.url({ protocol: /^https?$/ }),
  joinMeetingIdSettings: z.object({ joinMeetingId: z.string().nullish(), passcode: z.string().nullish() }).nullish(),
});

/** The terms forbid recording. Staff of the tenant come in by themselves; everybody else, also a guest of it, waits to be admitted. */
const SETTINGS = {
  allowRecording: false,
  allowTranscription: false,
  recordAutomatically: false,
  allowedPresenters: 'organization',
  lobbyBypassSettings: { scope: 'organizationExcludingGuests', isDialInBypassEnabled: false },
} as const;

type Found = { path: string; made: Extract<Made, { kind: 'made' }> };

export function graphProvider(account: GraphAccount, clock: Clock, limits: Limits = LIMITS): MeetingProvider {
  const at = (path: string) => `${account.apiBaseUrl}/v1.0/${path}`;
  const kept = tokens(async (signal) => {
    const heard = await askForToken(account, limits, signal);
    if (heard.kind !== 'answer') return heard;
    return heard.status === 200 ? grantedBy(heard) : troubleIn(heard, clock.now());
  }, clock);
  const trouble = (heard: Answer | Later | Failed) => (heard.kind === 'answer' ? troubleIn(heard, clock.now()) : heard);

  async function createOrGet(ask: Ask, room: Room, host: string): Promise<Found | Later | Failed> {
    const url = at(`users/${encodeURIComponent(host)}/onlineMeetings/createOrGet`);
    const heard = await ask({ method: 'POST', url, json: meetingOf(room) });
    if (heard.kind !== 'answer' || (heard.status !== 200 && heard.status !== 201)) return trouble(heard);
    return foundBy(heard, host) ?? STRANGE;
  }

  return {
    mostSeconds: limits.wholeMs / 1000,
    async make(room, signal) {
      if (room.host === undefined) return { kind: 'failed', why: 'no host' };
      const ask = authorised(kept, limits, signal);
      const found = await createOrGet(ask, room, room.host);
      if ('kind' in found) return found;
      const heard = await ask({ method: 'PATCH', url: at(found.path), json: SETTINGS });
      if (heard.kind === 'answer' && heard.status === 200) return found.made;
      // Graph may not know yet, at another of its servers, what it has just made.
      if (heard.kind === 'answer' && heard.status === 404) return { kind: 'later', why: 'HTTP 404' };
      const refused = trouble(heard);
      return refused.kind === 'failed' ? { ...refused, left: true } : refused;
    },
    async unmake({ externalId, ...room }, signal) {
      const ask = authorised(kept, limits, signal);
      let path = externalId;
      if (path === undefined) {
        if (room.host === undefined) return { kind: 'unmade' };
        // No list can be searched by our key: only this call knows the meeting by it.
        const found = await createOrGet(ask, room, room.host);
        if ('kind' in found) return found;
        path = found.path;
      }
      const heard = await ask({ method: 'DELETE', url: at(path) });
      const gone = heard.kind === 'answer' && (heard.status === 204 || heard.status === 404);
      return gone ? { kind: 'unmade' } : trouble(heard);
    },
  };
}

const askForToken = (account: GraphAccount, { callMs }: Limits, signal: AbortSignal) =>
  request({
    method: 'POST',
    url: `${account.loginBaseUrl}/${encodeURIComponent(account.tenantId)}/oauth2/v2.0/token`,
    form: {
      grant_type: 'client_credentials',
      client_id: account.clientId,
      client_secret: account.clientSecret,
      scope: `${account.apiBaseUrl}/.default`,
    },
    timeoutMs: callMs,
    signal,
  });

const meetingOf = ({ key, subject, startsAt, endsAt }: Room) => ({
  externalId: key,
  subject,
  startDateTime: startsAt.toUTC().toISO(),
  endDateTime: endsAt.toUTC().toISO(),
});

/** The path holds the host, so that the meeting can be taken down after the centre file names another one. */
function foundBy({ body }: Answer, host: string): Found | undefined {
  const read = meetingBody.safeParse(body);
  if (!read.success) return undefined;
  const { id, joinWebUrl: url, joinMeetingIdSettings: byId } = read.data;
  const path = `users/${encodeURIComponent(host)}/onlineMeetings/${encodeURIComponent(id)}`;
  const [meetingId, passcode] = [byId?.joinMeetingId ?? undefined, byId?.passcode ?? undefined];
  // A passcode alone opens nothing.
  const access = { url, ...(meetingId && { meetingId, ...(passcode && { passcode }) }) };
  return { path, made: { kind: 'made', access, externalId: path } };
}

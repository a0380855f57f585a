import type { DateTime } from 'luxon';
import { z } from 'zod';
import type { Clock } from '#clock.ts';
import { type Ask, authorised } from './authorised.ts';
import { type Answer, request, STRANGE, troubleIn } from './http.ts';
import { type Failed, type Later, LIMITS, type Limits, type Made, type MeetingProvider, type Room } from './provider.ts';
import { grantedBy, tokens } from './token.ts';

/** Meetings by Zoom's REST API v2 with Server-to-Server OAuth. `start_url` is never read: it carries the host's own token. */

export type ZoomAccount = {
  accountId: string;
  clientId: string;
  clientSecret: string;
  apiBaseUrl: string;
  loginBaseUrl: string;
};

const meetingBody = z.object({
  id: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String),
  join_url: z.url({ protocol: /^https?$/ }),
  password: z.string().optional(),
});
const listBody = z.object({
  meetings: z.array(z.object({ id: z.union([z.number(), z.string()]).transform(String), agenda: z.string().optional() })),
  next_page_token: z.string().optional(),
});
const errorBody = z.object({ message: z.string() });

export function zoomProvider(account: ZoomAccount, clock: Clock, limits: Limits = LIMITS): MeetingProvider {
  const { apiBaseUrl: api } = account;
  const kept = tokens(async (signal) => {
    const heard = await askForToken(account, limits, signal);
    if (heard.kind !== 'answer') return heard;
    return heard.status === 200 ? grantedBy(heard) : troubleIn(heard, clock.now());
  }, clock);
  const trouble = (heard: Answer | Later | Failed) => (heard.kind === 'answer' ? dailyOr(heard, clock.now()) : heard);

  async function create(ask: Ask, room: Room, host: string): Promise<Made> {
    const url = `${api}/v2/users/${encodeURIComponent(host)}/meetings`;
    const heard = await ask({ method: 'POST', url, json: meetingOf(room) });
    return heard.kind === 'answer' && heard.status === 201 ? madeBy(heard) : trouble(heard);
  }

  async function read(ask: Ask, id: string): Promise<Made> {
    const heard = await ask({ method: 'GET', url: `${api}/v2/meetings/${encodeURIComponent(id)}` });
    return heard.kind === 'answer' && heard.status === 200 ? madeBy(heard) : trouble(heard);
  }

  /** Zoom has no key of ours to make a meeting once by: one that is there already is found by its mark. Undefined where none is. */
  async function find(ask: Ask, room: Room, host: string): Promise<string | undefined | Later | Failed> {
    let token = '';
    do {
      const query = new URLSearchParams({ type: 'upcoming_meetings', page_size: '300', next_page_token: token });
      const heard = await ask({ method: 'GET', url: `${api}/v2/users/${encodeURIComponent(host)}/meetings?${query}` });
      if (heard.kind !== 'answer' || heard.status !== 200) return trouble(heard);
      const page = listBody.safeParse(heard.body);
      if (!page.success) return STRANGE;
      const found = page.data.meetings.find(({ agenda }) => agenda?.includes(markOf(room)));
      if (found) return found.id;
      token = page.data.next_page_token ?? '';
    } while (token !== '');
    return undefined;
  }

  return {
    mostSeconds: limits.wholeMs / 1000,
    async make(room, signal) {
      if (room.host === undefined) return { kind: 'failed', why: 'no host' };
      const ask = authorised(kept, limits, signal);
      const found = room.again ? await find(ask, room, room.host) : undefined;
      if (typeof found === 'object') return found;
      return found === undefined ? await create(ask, room, room.host) : await read(ask, found);
    },
    async unmake({ externalId, ...room }, signal) {
      const ask = authorised(kept, limits, signal);
      const found = externalId ?? (room.host === undefined ? undefined : await find(ask, room, room.host));
      if (typeof found === 'object') return found;
      if (found === undefined) return { kind: 'unmade' };
      // Nobody is written to about it: the client hears from us.
      const query = 'schedule_for_reminder=false&cancel_meeting_reminder=false';
      const heard = await ask({ method: 'DELETE', url: `${api}/v2/meetings/${encodeURIComponent(found)}?${query}` });
      const gone = heard.kind === 'answer' && (heard.status === 204 || heard.status === 404);
      return gone ? { kind: 'unmade' } : trouble(heard);
    },
  };
}

const askForToken = ({ accountId, clientId, clientSecret, loginBaseUrl }: ZoomAccount, { callMs }: Limits, signal: AbortSignal) =>
  request({
    method: 'POST',
    url: `${loginBaseUrl}/oauth/token`,
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    form: { grant_type: 'account_credentials', account_id: accountId },
    timeoutMs: callMs,
    signal,
  });

/** In the agenda, which only the host sees; Zoom cuts it to 250 characters in lists. */
const markOf = ({ id }: Room): string => `madoguchi ${id}`;

/** A scheduled meeting of its own, never the host's personal room. The terms forbid recording; the office admits who waits. */
const meetingOf = (room: Room) => ({
  type: 2,
  topic: room.subject,
  agenda: markOf(room),
  start_time: room.startsAt.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'"),
  duration: Math.ceil(room.endsAt.diff(room.startsAt).as('minutes')),
  timezone: 'Asia/Tokyo',
  // A passcode by the account's own rules: one of ours might break them.
  default_password: true,
  settings: { waiting_room: true, join_before_host: false, auto_recording: 'none', use_pmi: false, approval_type: 2 },
});

function madeBy({ body }: Answer): Made {
  const read = meetingBody.safeParse(body);
  if (!read.success) return STRANGE;
  const { id, join_url: url, password } = read.data;
  const access = { meetingId: spaced(id), url, ...(password !== undefined && password !== '' && { passcode: password }) };
  return { kind: 'made', access, externalId: id };
}

/** As Zoom shows it: 123 4567 8901, 123 456 7890, 123 456 789. */
const spaced = (id: string): string => id.replace(/^(\d{3})(\d{3,4})(\d{3,4})$/, '$1 $2 $3');

/** 100 creations and changes a day and host. The refusal does not always say until when: it is Zoom's midnight, in UTC. */
function dailyOr(heard: Answer, now: DateTime): Later | Failed {
  const trouble = troubleIn(heard, now);
  if (heard.status !== 429 || trouble.kind !== 'later' || trouble.notBefore) return trouble;
  const said = errorBody.safeParse(heard.body);
  const daily = said.success && /daily/i.test(said.data.message);
  return daily ? { ...trouble, notBefore: now.toUTC().plus({ days: 1 }).startOf('day').setZone(now.zone) } : trouble;
}

import express from 'express';
import { bearer, fieldsOf, route, textOf } from './meeting.ts';
import { type HeldMeeting, type MeetingWorld, newNumber, newPasscode, newToken } from './world.ts';

/** Zoom's login and REST API v2, as far as meetings of a host need them. It has no idempotency key: two creations are two meetings. */
export function zoomRouter(world: MeetingWorld): express.Router {
  const router = express.Router();
  const own = bearer(world);
  const at = (id: string): HeldMeeting | undefined => world.meetings.find((it) => it.vendor === 'zoom' && it.id === id);

  router.post(
    '/oauth/token',
    express.urlencoded({ extended: false }),
    route(world, 'zoom', 'token', (request, response) => {
      const form = fieldsOf(request.body);
      const known = world.accounts.find(
        ({ vendor, account, clientId, clientSecret }) =>
          vendor === 'zoom' && account === form['account_id'] && basicOf(clientId, clientSecret) === request.get('authorization'),
      );
      if (!known || form['grant_type'] !== 'account_credentials') {
        response.status(400).json({ reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
        return;
      }
      const token = newToken();
      world.tokens.add(token);
      response.json({ access_token: token, token_type: 'bearer', expires_in: 3599, scope: 'meeting:write:admin' });
    }),
  );

  router
    .route('/v2/users/:host/meetings')
    .all(own)
    .post(
      express.json(),
      route(world, 'zoom', 'create', (request, response) => {
        const host = textOf(request.params['host']);
        if (!world.isHost(host)) return void response.status(404).json({ code: 1001, message: `User does not exist: ${host}.` });
        if (!world.countToday(host)) {
          const midnight = world.now().toUTC().plus({ days: 1 }).startOf('day').toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
          response.set({ 'retry-after': midnight, 'x-ratelimit-type': 'Daily-limit' });
          const message = 'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests for this user.';
          return void response.status(429).json({ code: 429, message });
        }
        const meeting = held(world, host, fieldsOf(request.body));
        world.meetings.push(meeting);
        response.status(201).json(shown(meeting));
      }),
    )
    .get(
      route(world, 'zoom', 'list', (request, response) => {
        const of = world.meetings.filter(({ vendor, host }) => vendor === 'zoom' && host === request.params['host']);
        const size = Number(request.query['page_size'] ?? 30);
        const from = Number(request.query['next_page_token'] || 0);
        const next = from + size < of.length ? String(from + size) : '';
        const meetings = of.slice(from, from + size).map((it) => {
          const { id, topic, agenda, start_time } = shown(it);
          return { id, topic, agenda, start_time };
        });
        response.json({ page_size: size, total_records: of.length, next_page_token: next, meetings });
      }),
    );

  router
    .route('/v2/meetings/:id')
    .all(own)
    .get(
      route(world, 'zoom', 'read', (request, response) => {
        const meeting = at(textOf(request.params['id']));
        if (meeting) response.json(shown(meeting));
        else response.status(404).json({ code: 3001, message: 'Meeting does not exist.' });
      }),
    )
    .delete(
      route(world, 'zoom', 'delete', (request, response) => {
        const meeting = at(textOf(request.params['id']));
        if (!meeting) return void response.status(404).json({ code: 3001, message: 'Meeting does not exist.' });
        world.meetings.splice(world.meetings.indexOf(meeting), 1);
        response.status(204).end();
      }),
    );
  return router;
}

const basicOf = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

function held({ url }: MeetingWorld, host: string, body: HeldMeeting['body']): HeldMeeting {
  const [id, passcode] = [newNumber(), newPasscode()];
  return { vendor: 'zoom', id, host, externalId: undefined, passcode, joinUrl: `${url}/j/${id}?pwd=${passcode}`, body };
}

/** As Zoom answers, with the host's own link, which nobody else may ever see. */
const shown = ({ id, host, passcode, joinUrl, body }: HeldMeeting) => ({
  ...body,
  id: Number(id),
  host_email: host,
  status: 'waiting',
  agenda: textOf(body['agenda']).slice(0, 250),
  topic: textOf(body['topic']),
  start_time: textOf(body['start_time']),
  join_url: joinUrl,
  start_url: `${joinUrl}&zak=host-token-of-${id}`,
  password: passcode,
});

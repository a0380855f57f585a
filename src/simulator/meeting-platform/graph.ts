import express from 'express';
import { bearer, fieldsOf, route, textOf } from './meeting.ts';
import { type HeldMeeting, type MeetingWorld, newNumber, newPasscode, newToken } from './world.ts';

/** Microsoft's login and Graph's online meetings of a user, as far as an application needs them. */
export function graphRouter(world: MeetingWorld): express.Router {
  const router = express.Router();
  const own = bearer(world);
  const ofHost = (host: unknown) => world.meetings.filter((it) => it.vendor === 'graph' && it.host === host);

  router.post(
    '/:tenant/oauth2/v2.0/token',
    express.urlencoded({ extended: false }),
    route(world, 'graph', 'token', (request, response) => {
      const form = fieldsOf(request.body);
      const known = world.accounts.some(
        ({ vendor, account, clientId, clientSecret }) =>
          vendor === 'graph' &&
          account === request.params['tenant'] &&
          clientId === form['client_id'] &&
          clientSecret === form['client_secret'],
      );
      const asked = form['grant_type'] === 'client_credentials' && textOf(form['scope']).endsWith('/.default');
      if (!known || !asked) return void response.status(401).json({ error: 'invalid_client' });
      const token = newToken();
      world.tokens.add(token);
      response.json({ access_token: token, token_type: 'Bearer', expires_in: 3599 });
    }),
  );

  router.post(
    '/v1.0/users/:host/onlineMeetings/createOrGet',
    own,
    express.json(),
    route(world, 'graph', 'create', (request, response) => {
      const host = textOf(request.params['host']);
      if (!world.isHost(host)) return void response.status(403).json({ error: { code: 'Forbidden' } });
      const body = fieldsOf(request.body);
      const externalId = textOf(body['externalId']);
      const ends = Date.parse(textOf(body['endDateTime'])) - Date.parse(textOf(body['startDateTime']));
      if (externalId === '' || !(ends > 0)) return void response.status(400).json({ error: { code: 'BadRequest' } });
      const there = ofHost(host).find((it) => it.externalId === externalId);
      const meeting = there ?? held(world, host, externalId, body);
      if (!there) world.meetings.push(meeting);
      response.status(there ? 200 : 201).json(shown(meeting));
    }),
  );

  router
    .route('/v1.0/users/:host/onlineMeetings/:id')
    .all(own)
    .patch(
      express.json(),
      route(world, 'graph', 'change', (request, response) => {
        const meeting = ofHost(request.params['host']).find(({ id }) => id === request.params['id']);
        if (!meeting) return void response.status(404).json({ error: { code: 'NotFound' } });
        meeting.body = { ...meeting.body, ...fieldsOf(request.body) };
        response.json(shown(meeting));
      }),
    )
    .delete(
      route(world, 'graph', 'delete', (request, response) => {
        const meeting = ofHost(request.params['host']).find(({ id }) => id === request.params['id']);
        if (!meeting) return void response.status(404).json({ error: { code: 'NotFound' } });
        world.meetings.splice(world.meetings.indexOf(meeting), 1);
        response.status(204).end();
      }),
    );
  return router;
}

/** The id has characters that an address must not hold as they are, like Graph's own. */
function held({ url }: MeetingWorld, host: string, externalId: string, body: HeldMeeting['body']): HeldMeeting {
  const [number, passcode] = [newNumber(), newPasscode()];
  const id = `MSo${number}=*0**19:meeting_${number}@thread.v2`;
  return { vendor: 'graph', id, host, externalId, passcode, joinUrl: `${url}/l/meetup-join/${number}`, body };
}

const shown = ({ id, passcode, joinUrl, body, externalId }: HeldMeeting) => ({
  ...body,
  id,
  externalId,
  joinWebUrl: joinUrl,
  joinMeetingIdSettings: { isPasscodeRequired: true, joinMeetingId: joinUrl.slice(-11), passcode },
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { expect, test } from 'vitest';
import { teamsConnector } from '#bot/teams/connector.ts';
import { privatelyPlease } from '#bot/teams/in-public.ts';
import { openTeams } from '#bot/teams/open.ts';
import { servedConnector } from '../../support/teams-connector.ts';
import { activity, BOT, TENANT } from './activities.ts';

test('only so many conversations are remembered: the one that was told longest ago is forgotten first', async () => {
  const connector = await servedConnector();
  const { ask } = privatelyPlease({ connector: teamsConnector({ credentials: undefined }), uptime: () => 0, most: 2 });
  const place = (conversationId: string) => ({
    channelId: 'msteams' as const,
    serviceUrl: connector.serviceUrl,
    conversationId,
    botId: BOT,
  });
  for (const id of ['19:a', '19:b', '19:a', '19:c', '19:b', '19:a']) await ask(place(id));
  expect(connector.calls.map(({ conversationId }) => conversationId)).toEqual(['19:a', '19:b', '19:c', '19:a']);
  await connector.close();
});

test('who wrote in a group has their answer at once, and an orderly end waits for the line that is on its way', async () => {
  const connector = await servedConnector();
  connector.answerNext('hang');
  const log = pino({ enabled: false });
  const teams = openTeams({ credentials: undefined, centreOf: () => 'yamaguchi-vocational', log, uptime: () => 0 });
  const server = createServer(express().use(teams.door(async () => undefined))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const write = () =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        activity({
          serviceUrl: connector.serviceUrl,
          conversation: { id: '19:a', conversationType: 'groupChat', isGroup: true, tenantId: TENANT },
        }),
      ),
    });
  expect((await write()).status).toBe(200);

  const stopped = teams.stop().then(() => 'stopped');
  // A call there and back is more than enough for an end that waits for nothing.
  expect(await Promise.race([stopped, write().then(() => 'waiting')])).toBe('waiting');
  connector.release();
  expect(await stopped).toBe('stopped');
  expect(connector.calls).toHaveLength(1);

  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await connector.close();
});

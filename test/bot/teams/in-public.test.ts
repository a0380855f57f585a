import { expect, test } from 'vitest';
import { teamsConnector } from '#bot/teams/connector.ts';
import { privatelyPlease } from '#bot/teams/in-public.ts';
import { servedConnector } from '../../support/teams-connector.ts';
import { BOT } from './activities.ts';

test('only so many conversations are remembered: the one that was told longest ago is forgotten first', async () => {
  const connector = await servedConnector();
  const ask = privatelyPlease({ connector: teamsConnector({ credentials: undefined }), uptime: () => 0, most: 2 });
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

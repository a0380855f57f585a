import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookEvent } from '#simulator/line-platform/types.ts';

export type Received = { body: string; signature: string; genuine: boolean; events: WebhookEvent[] };

/** A server that keeps the webhooks it gets, and answers what it is told: a status, or nothing at all. */
export async function webhookReceiver(channelSecret: string, answer: () => number | 'silence' = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signature = String(request.headers['x-line-signature']);
    const expected = createHmac('sha256', channelSecret).update(body).digest('base64');
    received.push({ body, signature, genuine: signature === expected, events: JSON.parse(body).events });
    const status = answer();
    if (status !== 'silence') response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

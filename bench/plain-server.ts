import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { middleware, type webhook } from '@line/bot-sdk';
import express from 'express';
import pg from 'pg';

/**
 * The plain way, as the SDK's own example has it, plus the one statement that keeps an event: Express, the SDK's middleware, one
 * INSERT, 200. A program of its own, started by `acknowledgements.ts`: node bench/plain-server.ts <database URL> <channel secret>
 */
const [databaseUrl = '', channelSecret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(
  'CREATE TABLE IF NOT EXISTS plain_event (id text PRIMARY KEY, body jsonb NOT NULL, received_at timestamptz NOT NULL DEFAULT now())',
);

const app = express();
app.post('/webhook', middleware({ channelSecret }), async (request, response) => {
  const { events }: webhook.CallbackRequest = request.body;
  for (const event of events) {
    await pool.query('INSERT INTO plain_event (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING', [event.webhookEventId, event]);
  }
  response.status(200).json({});
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.send?.({ url: `http://127.0.0.1:${port}/webhook` });

process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(
    () =>
      void pool
        .query('DROP TABLE plain_event')
        .then(() => pool.end())
        .finally(() => process.exit(0)),
  );
});

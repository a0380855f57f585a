import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';

/**
 * The plain way: Express, one SELECT 1 and a table of fifty rows that never change. A program of its own, started by
 * `bench/console.ts`: node bench/console/plain-page.ts <database URL>
 */
const [databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const row = `<tr>${'<td>2026-11-25 10:00</td>'.repeat(6)}</tr>`;
const page = `<!doctype html><html lang="ja"><head><title>plain</title></head><body><table>${row.repeat(50)}</table></body></html>`;

const app = express();
app.get('/', async (_request, response) => {
  await pool.query('SELECT 1');
  response.type('html').send(page);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.send?.({ url: `http://127.0.0.1:${port}/` });

process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end().finally(() => process.exit(0)));
});

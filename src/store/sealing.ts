import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { StoreFault } from './faults.ts';
import type { Keys } from './keys.ts';

/** Where a sealed text stands. It is sealed to this place: moved to another row or column it does not open. */
export type Place = { table: string; column: string; id: string };

export type Sealing = {
  /** `<key id>.<base64url of IV, cipher text and tag>`. */
  seal(text: string, place: Place): string;
  /** Throws `cannot-open`: unknown key, another place, or changed. */
  open(sealed: string, place: Place): string;
  sealJson(value: unknown, place: Place): string;
  openJson(sealed: string, place: Place): unknown;
  /** Whether it was sealed with the key that encrypts now. */
  isCurrent(sealed: string): boolean;
};

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a random IV for each text. */
export function sealing(keys: Keys): Sealing {
  // Made ready once: with bare bytes every text would pay for it.
  const ready = new Map([...keys.all].map(([id, bytes]) => [id, createSecretKey(bytes)]));
  const seal: Sealing['seal'] = (text, place) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, keyOf(ready, keys.encrypting), iv).setAAD(named(place));
    const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `${keys.encrypting}.${Buffer.concat(sealed).toString('base64url')}`;
  };
  const open: Sealing['open'] = (sealed, place) => {
    const dot = sealed.indexOf('.');
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    try {
      const decipher = createDecipheriv(ALGORITHM, keyOf(ready, sealed.slice(0, dot)), bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(named(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (cause) {
      if (cause instanceof StoreFault) throw cause;
      throw new StoreFault('cannot-open', `${place.table}.${place.column} of ${place.id} does not open.`, { cause });
    }
  };
  return {
    seal,
    open,
    sealJson: (value, place) => seal(JSON.stringify(value ?? null), place),
    openJson: (sealed, place): unknown => JSON.parse(open(sealed, place)),
    isCurrent: (sealed) => sealed.startsWith(`${keys.encrypting}.`),
  };
}

function keyOf(ready: ReadonlyMap<string, KeyObject>, id: string): KeyObject {
  const key = ready.get(id);
  if (!key)
    throw new StoreFault('cannot-open', `DATA_KEYS holds no key "${id.slice(0, 32)}", which some data was encrypted with.`);
  return key;
}

const named = ({ table, column, id }: Place) => Buffer.from(`${table}\0${column}\0${id}`);

/** Keys are kebab-case in YAML, as staff write them, and camelCase in code. */

export type Path = readonly (string | number)[];

/** The tag of a language, not a key of ours. */
const KEPT = new Set(['ja-easy']);
/** Articles such as 3 look like numbers to YAML; they are words to us. */
const ARTICLE_KEYS = new Set(['source', 'article', 'consent-source']);

const toCamel = (key: string): string =>
  KEPT.has(key) ? key : key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const toKebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const setApart = (key: string): boolean => key.startsWith('"');

/** A key of ours as it stands in YAML; one that was set apart as it was written there. */
export const writtenKey = (key: string): string => (setApart(key) ? key.slice(1, -1) : toKebab(key));

/** A key as it should be written: `phone-hours` for `phoneHours`. */
export const properKey = (key: string): string => toKebab(writtenKey(key));

/** A copy of parsed YAML with camelCase keys, deep. A key with a capital letter is set apart (in quotes), so that the schema refuses it. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camelKey(key), camelValue(key, inner)]));
}

/** `services[0].length-minutes.value`: a path as it is written in YAML. */
export function yamlPath(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${writtenKey(part)}`)).join('');
}

const camelKey = (key: string): string => (/[A-Z]/.test(key) ? `"${key}"` : toCamel(key));

function camelValue(key: string, value: unknown): unknown {
  return ARTICLE_KEYS.has(key) && Number.isInteger(value) ? String(value) : camelCased(value);
}

import type { Path } from './centre-keys.ts';
import type { Finding } from './centre-problems.ts';

/** How a check of a centre file says what it found. */
export const finding = (path: Path, expected: string, found: string | number): Finding => ({
  path,
  message: `expected ${expected}, found ${found}`,
});

/** Every value says where it comes from: the documents, or nowhere yet. */
export function founded(source: string | undefined, sample: string | undefined, path: Path, key: string): Finding[] {
  if ((source === undefined) !== (sample === undefined)) return [];
  const found = source === undefined ? 'neither' : 'both';
  return [finding(path, `exactly one of ${key} (an article or page:<n>) and sample (why it is a sample)`, found)];
}

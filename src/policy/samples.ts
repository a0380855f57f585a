import type { Centre } from './centre.ts';
import { type Path, yamlPath } from './centre-keys.ts';

/** A value that no document gives, to be replaced by the office. `path` as written in YAML. */
export type Sample = { path: string; why: string };

/** Everything of a centre that is still a sample, in the order of the file. */
export const samplesOf = (centre: Centre): Sample[] => samplesIn(centre, []);

/** The offices whose phone number is still a sample: production must not start while there is one. */
export function samplePhones(centre: Centre): (Sample & { officeId: string })[] {
  return centre.offices.flatMap(({ id, phone }, at) =>
    phone.sample === undefined ? [] : [{ officeId: id, path: yamlPath(['offices', at, 'phone']), why: phone.sample }],
  );
}

function samplesIn(value: unknown, path: Path): Sample[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'sample' && typeof inner === 'string') return [{ path: yamlPath(path), why: inner }];
    if (key === 'profileEntrySample' && typeof inner === 'string')
      return [{ path: yamlPath([...path, 'profileEntry']), why: inner }];
    return samplesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  });
}

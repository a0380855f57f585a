import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Centre } from './centre.ts';
import { type Problem, readCentreFile } from './centre-file.ts';

/** The centres by id, in alphabetical order; or everything that is wrong with the folder's files. */
export type LoadedCentres = { kind: 'ok'; centres: Map<string, Centre> } | { kind: 'invalid'; problems: Problem[] };

/**
 * Reads every `*.yaml` of a folder, at the start only. One invalid file makes the whole folder invalid; so does an empty or missing
 * folder, and a `.yml`, which would otherwise be passed over in silence.
 */
export function loadCentres(dir: string): LoadedCentres {
  const names = namesIn(dir);
  if (!names)
    return invalid([{ file: dir, path: '', message: 'expected a folder of centre files, found no folder that can be read' }]);
  const yaml = names.filter((name) => name.endsWith('.yaml'));
  if (yaml.length === 0)
    return invalid([{ file: dir, path: '', message: 'expected at least one centre file (*.yaml), found none' }]);
  const problems = names.filter((name) => name.endsWith('.yml')).map(misnamed);
  const centres = new Map<string, Centre>();
  for (const name of yaml) {
    const read = readCentreFile(name, readFileSync(join(dir, name), 'utf8'));
    if (read.kind === 'ok') centres.set(read.centre.id, read.centre);
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? invalid(problems) : { kind: 'ok', centres };
}

function namesIn(dir: string): string[] | undefined {
  try {
    return readdirSync(dir).toSorted();
  } catch {
    return undefined;
  }
}

const misnamed = (file: string): Problem => ({ file, path: '', message: 'expected the ending .yaml, found .yml' });
const invalid = (problems: Problem[]): LoadedCentres => ({ kind: 'invalid', problems });

import type { core } from 'zod';
import { type Path, properKey, writtenKey, yamlPath } from './centre-keys.ts';

/** What is wrong with a centre file, for the person who wrote it. */
export type Problem = {
  /** The file's name. */
  file: string;
  /** Where, as written in YAML: `services[0].length-minutes.value`; empty for the file as a whole. */
  path: string;
  /** 1 for the first line; absent where there is no such place in the text. */
  line?: number;
  /** What was expected, and what was found. */
  message: string;
};

/** `hakodate.yaml:12 services[0].length-minutes.value: expected …, found …`. */
export function problemInWords({ file, path, line, message }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return path === '' ? `${place}: ${message}` : `${place} ${path}: ${message}`;
}

type Finding = { path: Path; message: string };

/** Zod's issues in our own words; `data` is what was checked, so that what was found can be named. */
export function findingsOf(issues: readonly core.$ZodIssue[], data: unknown): Finding[] {
  return issues.flatMap((issue) => findingsOfIssue(issue, [], data));
}

function findingsOfIssue(issue: core.$ZodIssue, above: Path, data: unknown): Finding[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return findingsOfUnion(issue.errors, path, data);
  const expected = expectation(issue);
  // A refinement speaks of keys that are missing or too many: what was found is the whole value, which helps nobody.
  const found = issue.code === 'custom' ? '' : `, found ${foundInWords(valueAt(data, path))}`;
  return [{ path, message: `expected ${expected}${found}` }];
}

/** Where every branch refuses the value itself, all of them are named; else the branch that fits best speaks. */
function findingsOfUnion(branches: readonly (readonly core.$ZodIssue[])[], path: Path, data: unknown): Finding[] {
  const onTheValue = branches.filter((issues) =>
    issues.every((issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys'),
  );
  if (onTheValue.length === branches.length) {
    const expected = branches.flatMap((issues) => issues.map(expectation)).join(', or ');
    return [{ path, message: `expected ${expected}, found ${foundInWords(valueAt(data, path))}` }];
  }
  const shaped = branches.filter((issues) => !onTheValue.includes(issues));
  const best = shaped.toSorted((a, b) => strangeness(a, path, data) - strangeness(b, path, data))[0] ?? [];
  return best.flatMap((issue) => findingsOfIssue(issue, path, data));
}

/** How many keys a branch misses or does not know: the branch with the fewest is the one that was meant. */
function strangeness(issues: readonly core.$ZodIssue[], path: Path, data: unknown): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    return sum + (valueAt(data, [...path, ...issue.path.map(String)]) === undefined ? 1 : 0);
  }, 0);
}

function unknownKey(path: Path, key: string): Finding {
  const [written, proper] = [writtenKey(key), properKey(key)];
  const hint = written === proper ? 'is there a spelling mistake?' : `keys are written in small letters: ${proper}`;
  return { path: [...path, key], message: `expected no key "${written}" here; ${hint}` };
}

function expectation(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return alternatives(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? alternatives(issue.options) : 'another kind of value';
    case 'too_small':
      return `${QUANTITIES[issue.origin] ?? ''}at least ${issue.minimum}`;
    case 'too_big':
      return `${QUANTITIES[issue.origin] ?? ''}at most ${issue.maximum}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
}

const TYPES: Record<string, string> = {
  string: 'a text (numbers as text stand in quotes)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
};
const QUANTITIES: Record<string, string> = {
  string: 'a text; its length ',
  number: 'a number; ',
  int: 'a whole number; ',
  array: 'a list; its length ',
};
const FORMATS: Record<string, string> = { email: 'an e-mail address', url: 'an address such as https://example.jp/' };

function alternatives(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`;
}

function foundInWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return `the keys ${Object.keys(value).map(writtenKey).join(', ') || '(none)'}`;
  return typeof value === 'string' ? `"${value.slice(0, 60)}"` : `the ${typeof value} ${String(value)}`;
}

export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }, data);
}

/** Findings as problems of a file, each with its line. */
export function problemsOf(file: string, findings: readonly Finding[], lineAt: (path: Path) => number | undefined): Problem[] {
  return findings.map(({ path, message }) => {
    const line = lineAt(path);
    return { file, path: yamlPath(path), ...(line !== undefined && { line }), message };
  });
}
export type { Finding };

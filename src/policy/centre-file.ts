import { isNode, LineCounter, parseDocument } from 'yaml';
import { type Centre, centreSchema } from './centre.ts';
import { findingsOfCentre } from './centre-checks.ts';
import { camelCased, type Path, writtenKey } from './centre-keys.ts';
import { findingsOf, type Problem, problemsOf } from './centre-problems.ts';

export { type Problem, problemInWords } from './centre-problems.ts';

/** A centre file, read; or everything that is wrong with it. */
export type CentreFile = { kind: 'ok'; centre: Centre } | { kind: 'invalid'; problems: Problem[] };

/**
 * Reads the text of a centre file. `file` is its name (`hakodate.yaml`); the part before `.yaml` must be the centre's id. Never
 * throws: whatever is wrong comes back as problems.
 */
export function readCentreFile(file: string, text: string): CentreFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      path: '',
      line: lines.linePos(error.pos[0]).line,
      message: `expected YAML, found a mistake in its form: ${error.message}`,
    }));
    return { kind: 'invalid', problems };
  }
  const lineAt = (path: Path): number | undefined => {
    const node = document.getIn(
      path.map((part) => (typeof part === 'string' ? writtenKey(part) : part)),
      true,
    );
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
  };
  return judged(file, camelCased(document.toJS()), lineAt);
}

function judged(file: string, data: unknown, lineAt: (path: Path) => number | undefined): CentreFile {
  const parsed = centreSchema.safeParse(data);
  if (!parsed.success) return { kind: 'invalid', problems: problemsOf(file, findingsOf(parsed.error.issues, data), lineAt) };
  const findings = findingsOfCentre(parsed.data, file.replace(/\.yaml$/, ''));
  if (findings.length > 0) return { kind: 'invalid', problems: problemsOf(file, findings, lineAt) };
  return { kind: 'ok', centre: parsed.data };
}

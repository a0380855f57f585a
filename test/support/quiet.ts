import { format } from 'node:util';
import { afterAll, afterEach } from 'vitest';

/**
 * A fault that is only printed is a fault that nobody sees: whatever a test prints as an error, a warning or a plain line fails
 * it. Figures that a test means to show go by `console.info`. (Rejections that nobody handles fail the run without this.)
 */
const printed: string[] = [];
const own = { error: console.error, warn: console.warn, log: console.log };

for (const level of ['error', 'warn', 'log'] as const) {
  console[level] = (...said: unknown[]) => {
    printed.push(`console.${level}: ${format(...said)}`);
    own[level].apply(console, said);
  };
}

function nothingPrinted(): void {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`printed unexpectedly:\n${lines.join('\n')}`);
}

afterEach(nothingPrinted);
afterAll(() => {
  // The next test file of this worker has the console as it was.
  Object.assign(console, own);
  nothingPrinted();
});

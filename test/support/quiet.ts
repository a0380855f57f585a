import { format } from 'node:util';
import { afterAll, afterEach } from 'vitest';

/**
 * A fault that is only printed is a fault that nobody sees: whatever a test prints as an error, a warning or a plain line fails
 * it. Figures that a test means to show go by `console.info`. (Rejections that nobody handles fail the run without this.)
 */
const printed: string[] = [];

for (const level of ['error', 'warn', 'log'] as const) {
  const print = console[level].bind(console);
  console[level] = (...said: unknown[]) => {
    printed.push(`console.${level}: ${format(...said)}`);
    print(...said);
  };
}

function nothingPrinted(): void {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`printed unexpectedly:\n${lines.join('\n')}`);
}

afterEach(nothingPrinted);
afterAll(nothingPrinted);

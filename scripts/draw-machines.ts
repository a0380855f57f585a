import { writeFileSync } from 'node:fs';
import { drawFlows } from '#machines/drawing.ts';

writeFileSync(new URL('../docs/machines.md', import.meta.url), drawFlows());
process.stdout.write('docs/machines.md is drawn.\n');

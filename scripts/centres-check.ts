import { problemInWords } from '#policy/centre-file.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { samplesOf } from '#policy/samples.ts';

/** `node scripts/centres-check.ts [folder]`: are the centre files right, and which values are still samples? Exit code 1 when not. */

const folder = process.argv[2] ?? 'centres';
const loaded = loadCentres(folder);

if (loaded.kind === 'invalid') {
  for (const problem of loaded.problems) say(problemInWords(problem));
  say(`${loaded.problems.length} to put right in ${folder}.`);
  process.exitCode = 1;
} else {
  for (const [id, centre] of loaded.centres) {
    const samples = samplesOf(centre);
    say(`OK ${id}: ${centre.name.ja}. ${samples.length} sample values to replace.`);
    for (const { path, why } of samples) say(`   ${path}: ${why}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

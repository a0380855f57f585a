import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes long each: begun last, one of them would keep the others' workers waiting for it. */
const LONG = ['process/crash', 'process/life', 'dialogues/dialogues', 'stress/last-seat', 'process/jobs-crash'];

/** Files in the order that the seed makes, as tests have to pass in any order; those that take long stand in front. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const drawn = ({ moduleId }: TestSpecification) => createHash('sha256').update(`${seed} ${moduleId}`).digest('hex');
    const shuffled = files.map((file) => ({ file, at: drawn(file) })).sort((a, b) => (a.at < b.at ? -1 : 1));
    const rank = (file: TestSpecification) => LONG.findIndex((name) => file.moduleId.includes(`/${name}.test.`)) + 1 || 99;
    return shuffled.map(({ file }) => file).sort((a, b) => rank(a) - rank(b));
  }
}

import { afterAll, describe, expect, it } from 'vitest';
import { allScripts, playOverLine } from '../support/dialogue.ts';
import { Houses } from '../support/dialogue-houses.ts';

const scripts = allScripts();
const houses = new Houses();
afterAll(() => houses.close());

describe.concurrent('a dialogue', () => {
  for (const { file, parsed } of scripts) {
    const title = parsed.kind === 'script' ? parsed.script.title : file;
    it(`${file.split('/')[0]}: ${title}`, async () => {
      if (parsed.kind === 'invalid') throw new Error(parsed.problems.join('\n'));
      await playOverLine(parsed.script, houses);
    });
  }
});

it('has one title of its own each', () => {
  const titles = scripts.map(({ file, parsed }) =>
    parsed.kind === 'script' ? `${parsed.script.centreId} ${parsed.script.title}` : file,
  );
  expect(new Set(titles).size).toBe(titles.length);
});

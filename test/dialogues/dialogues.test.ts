import { afterAll, describe, expect, it } from 'vitest';
import { loadCentres } from '#policy/centres-folder.ts';
import { allScripts, playOver } from '../support/dialogue.ts';
import type { ChannelName } from '../support/dialogue-chat.ts';
import { Houses } from '../support/dialogue-houses.ts';
import type { Script } from '../support/dialogue-script.ts';

const scripts = allScripts();
const houses = new Houses();
afterAll(() => houses.close());

/** What is common to every centre is so on every channel. */
const COMMON = '共通';
const loaded = loadCentres('centres');
const onTeams = new Set(
  loaded.kind === 'ok'
    ? [...loaded.centres.values()].filter(({ channels }) => channels.includes('teams')).map(({ id }) => id)
    : [],
);

/** Every script over LINE; over Teams as well what is common, and the scripts of centres that are there. */
function channelsOf({ centreId, channel }: Script, folder: string | undefined): ChannelName[] {
  if (channel !== undefined) return [channel];
  return folder === COMMON || onTeams.has(centreId) ? ['line', 'teams'] : ['line'];
}

const NAMES = { line: 'LINE', teams: 'Teams' } as const;

describe.concurrent('a dialogue', () => {
  for (const { file, parsed } of scripts) {
    const [folder] = file.split('/');
    if (parsed.kind === 'invalid') {
      it(file, () => {
        throw new Error(parsed.problems.join('\n'));
      });
      continue;
    }
    for (const channel of channelsOf(parsed.script, folder)) {
      it(`${folder}: ${parsed.script.title} [${NAMES[channel]}]`, () => playOver(channel, parsed.script, houses));
    }
  }
});

it('has one title of its own each', () => {
  const titles = scripts.map(({ file, parsed }) =>
    parsed.kind === 'script' ? `${parsed.script.centreId} ${parsed.script.title}` : file,
  );
  expect(new Set(titles).size).toBe(titles.length);
});

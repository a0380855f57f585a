import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstage } from './dialogue-backstage.ts';
import type { ChannelName } from './dialogue-chat.ts';
import type { Houses } from './dialogue-houses.ts';
import { lineDriver } from './dialogue-line.ts';
import { play } from './dialogue-player.ts';
import { type Action, type Parsed, type Preludes, parseScript, type Script } from './dialogue-script.ts';
import type { StaffAct } from './dialogue-staff-lines.ts';
import { teamsDriver } from './dialogue-teams.ts';

const FOLDER = join(import.meta.dirname, '..', 'dialogues');
const PRELUDES = '手順';

/** Every script of the folder, with its address inside it; preludes are no scripts. */
export function allScripts(): { file: string; parsed: Parsed }[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((file) => file.normalize('NFC'))
    .filter((file) => file.endsWith('.txt') && !file.startsWith(PRELUDES))
    .sort()
    .map((file) => ({ file, parsed: parseScript(readFileSync(join(FOLDER, file), 'utf8'), file, preludes) }));
}

const preludes: Preludes = (name) => {
  const path = join(FOLDER, PRELUDES, `${name}.txt`);
  try {
    return { file: relative(FOLDER, path), text: readFileSync(path, 'utf8') };
  } catch {
    return undefined;
  }
};

/** What stays with the centre when the dialogue is over. */
const LASTING: readonly StaffAct['act'][] = ['publish-terms', 'close-day', 'maintenance', 'designate', 'direct', 'suspend'];

const lasts = (step: Action): boolean => step.do === 'terms-change' || (step.do === 'staff' && LASTING.includes(step.act.act));

/** Plays a script over a channel, in a house that no other script is in meanwhile. */
export async function playOver(channel: ChannelName, script: Script, houses: Houses): Promise<void> {
  const spoils = script.steps.some((step) => 'do' in step && lasts(step));
  await houses.lend(script.now, { spoils }, async (house) => {
    const where = { ...house, centreId: script.centreId };
    const driver = channel === 'line' ? lineDriver(where) : teamsDriver(where);
    const behind = await backstage(house, script.centreId, channel);
    try {
      await play(script, driver, behind);
    } finally {
      await behind.close();
    }
  });
}

// npm run teams:package [-- --centre <id>] — builds the app that the Teams administrator uploads (docs/teams.md), from MicrosoftAppId, PUBLIC_URL
// and the centre file. It needs no network: Microsoft's schemas come with their package.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Centre } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { archiveOf, jsonFile } from './teams-package/archive.ts';
import { askedIn } from './teams-package/asked.ts';
import { iconFiles } from './teams-package/icons.ts';
import { englishOf, manifestOf } from './teams-package/manifest.ts';
import { problemsOf } from './teams-package/validation.ts';

const options = { centre: { type: 'string' }, out: { type: 'string', default: 'teams-package/madoguchi-teams.zip' } } as const;
const { values } = parseArgs({ options, strict: false });
const out = String(values.out);

function stop(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/** A bot speaks for one centre: the one on Teams, or the one that was named. */
function centreIn(folder: string): Centre {
  const loaded = loadCentres(folder);
  if (loaded.kind === 'invalid') stop(`The centre files of ${folder} cannot be used. npm run centres:check tells why.`);
  const onTeams = [...loaded.centres.values()].filter(({ channels }) => channels.includes('teams'));
  const named = values.centre === undefined ? onTeams : onTeams.filter(({ id }) => id === values.centre);
  const [centre, ...others] = named;
  const there = onTeams.map(({ id }) => id).join(', ') || 'none';
  if (!centre || others.length > 0)
    stop(`Name the centre: npm run teams:package -- --centre <id>. On Teams, in ${folder}: ${there}.`);
  return centre;
}

const read = askedIn(process.env);
if (read.kind === 'invalid') stop('The package cannot be built:', ...read.problems.map((problem) => `  ${problem}`));
const { asked } = read;
const centre = centreIn(asked.centresDir);
const about = z.object({ version: z.string() });
const { version } = about.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')));

const [manifest, english] = [manifestOf(centre, asked, version), englishOf(centre)];
const problems = await problemsOf(manifest, english);
if (problems.length > 0) stop("Microsoft's schema refuses the package:", ...problems.map((problem) => `  ${problem}`));
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, archiveOf({ 'manifest.json': jsonFile(manifest), 'en.json': jsonFile(english), ...iconFiles() }));
process.stdout.write(
  [
    `${out}`,
    `  App        ${manifest.name.short}, version ${version}, id ${manifest.id}`,
    `  Bot        ${asked.botId}`,
    `  Messaging endpoint of the Azure Bot: ${asked.publicUrl}/api/messages`,
    '  Next: Teams admin centre, "Teams apps", "Manage apps", "Upload new app"; then a setup policy installs it (docs/teams.md).',
    '',
  ].join('\n'),
);

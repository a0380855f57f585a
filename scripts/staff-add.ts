// npm run staff:add -- --role administrator --centres izumo,hakodate — prints a one-time link by which somebody makes an account of the
// console. It works beside a running madoguchi, with the same environment (.env), and by itself.
import { parseArgs } from 'node:util';
import { movableClock } from '#clock.ts';
import { readSettings } from '#env.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { keysFrom } from '#store/keys.ts';
import { migrate } from '#store/migrate.ts';
import { openStore } from '#store/open.ts';
import { runningDatabase } from '#store/running-database.ts';
import { startDatabase } from '#store/server.ts';
import type { Role } from '#store/staff-store.ts';

const USAGE = 'Usage: npm run staff:add -- --role administrator|counsellor --centres izumo,hakodate';
const ROLES: readonly Role[] = ['administrator', 'counsellor'];

function stop(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

function asked(): { role: Role; centreIds: string[] } {
  const options = { role: { type: 'string' }, centres: { type: 'string' } } as const;
  const { values } = parseArgs({ options, strict: false });
  const role = ROLES.find((known) => known === values.role);
  const centreIds = [
    ...new Set(
      String(values.centres ?? '')
        .split(',')
        .map((id) => id.trim()),
    ),
  ].filter((id) => id !== '');
  return role === undefined || centreIds.length === 0 ? stop(USAGE) : { role, centreIds };
}

const { role, centreIds } = asked();
const read = readSettings();
if (read.kind === 'invalid') stop(...read.problems.map(({ variable, message }) => `${variable}: ${message}`));
const { settings } = read;
const loaded = loadCentres(settings.centresDir);
if (loaded.kind === 'invalid') stop('The centre files cannot be used. npm run centres:check tells why.');
const unknown = centreIds.filter((id) => !loaded.centres.has(id));
if (unknown.length > 0) stop(`No such centre: ${unknown.join(', ')}. There are: ${[...loaded.centres.keys()].join(', ')}`);

const beside = settings.databaseUrl ?? (await runningDatabase(settings.dataDir));
const own = beside === undefined ? await startDatabase({ dataDir: settings.dataDir }) : undefined;
try {
  const url = beside ?? own?.url ?? '';
  await migrate({ url });
  const store = await openStore({ url, keys: await keysFrom(settings), poolSize: 3 });
  try {
    const token = await store.staff.invite({ role, centreIds, now: movableClock(settings.demoNow).now() });
    const at = settings.publicUrl ?? `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${settings.port}`;
    process.stdout.write(`For one ${role} of ${centreIds.join(', ')}, once, within 48 hours:\n${at}/console/welcome/${token}\n`);
  } finally {
    await store.close();
  }
} finally {
  await own?.stop();
}

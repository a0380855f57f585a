import { parseArgs } from 'node:util';
import { systemClock } from '#clock.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { parseKeys } from '#store/keys.ts';
import { keptKeys, seed } from './console/seeding.ts';
import { postgresOf } from './our-server.ts';

/**
 * `npm run bench:seed -- --data <folder>`: fills the database of a server that is running on this machine for a trial (never a real
 * one: there is no way back) with bookings around today. Without `--data` it is `./data`.
 */
const { values } = parseArgs({
  options: { data: { type: 'string', default: './data' }, bookings: { type: 'string', default: '50000' } },
});
const bookings = Number(values.bookings);
const loaded = loadCentres('centres');
if (loaded.kind === 'invalid') throw new Error('the centre files cannot be read: npm run centres:check');
if (!Number.isInteger(bookings) || bookings < 1 || bookings > 500_000)
  throw new RangeError('--bookings must be a whole number from 1 to 500000');
const { url } = await postgresOf(values.data);
const keys = parseKeys(keptKeys(values.data));
const rows = await seed({ url, keys, centres: [...loaded.centres.values()], bookings, now: systemClock.now() });
process.stdout.write(
  `${Object.entries(rows)
    .map(([table, count]) => `${count} ${table}`)
    .join(', ')}\n`,
);

// A process of its own that runs a database: `node database-holder.ts <data dir>`. Says its address on the first line, drains on
// SIGINT (a last query, as our own drain makes them), and can be killed.
import pg from 'pg';
import { StoreFault } from '#store/faults.ts';
import { startDatabase } from '#store/server.ts';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const database = await startDatabase({ dataDir: process.argv[2] ?? '' });
  process.once('SIGINT', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query('SELECT 1 AS alive');
    await client.end();
    await database.stop();
    say({ drained: rows[0].alive === 1 });
    process.exit(0);
  });
  process.stdin.resume();
  say({ url: database.url });
} catch (fault) {
  say({ refused: fault instanceof StoreFault ? fault.code : String(fault), message: String(fault) });
  process.exit(1);
}

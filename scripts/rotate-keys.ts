// npm run keys:rotate — seals all personal data anew with the first key of DATA_KEYS. Put the new key in front, restart, run this,
// then remove the old key. On the embedded database stop madoguchi first; on a shared one it may run on.
import { readSettings } from '#env.ts';
import { keysFrom } from '#store/keys.ts';
import { migrate } from '#store/migrate.ts';
import { rotateKeys } from '#store/open.ts';
import { startDatabase } from '#store/server.ts';

const read = readSettings();
if (read.kind === 'invalid') {
  for (const { variable, message } of read.problems) process.stderr.write(`${variable}: ${message}\n`);
  process.exit(1);
}
const { databaseUrl, dataDir, dataKeys, lookupKey, production } = read.settings;
const own = databaseUrl === undefined ? await startDatabase({ dataDir }) : undefined;
try {
  const url = databaseUrl ?? own?.url ?? '';
  const keys = await keysFrom({ dataKeys, lookupKey, dataDir, production });
  await migrate({ url });
  const { rows, unopened } = await rotateKeys({ url, keys });
  process.stdout.write(`${rows} rows sealed anew with key "${keys.encrypting}".\n`);
  if (unopened > 0) {
    process.stdout.write(
      `${unopened} rows open with no key of DATA_KEYS and stay as they are: put their key back and run again.\n`,
    );
    process.exitCode = 1;
  }
} finally {
  await own?.stop();
}

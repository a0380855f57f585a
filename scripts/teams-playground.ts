// npm run teams:playground [-- --port 56150] — the Microsoft 365 Agents Playground, as a Teams client of the madoguchi that is running beside it
// (the same HOST and PORT, http://127.0.0.1:3000 where they are not set). For trials: no account, no Azure, nothing leaves this machine.
import { parseArgs } from 'node:util';
import { readSettings } from '#env.ts';
import { obstacleAt } from './teams-playground/obstacle.ts';
import { startPlayground } from './teams-playground/playground.ts';

/** The playground's own default. */
const PORT = 56150;

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false });

function stop(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

const read = readSettings();
if (read.kind === 'invalid') stop(...read.problems.map(({ variable, message }) => `${variable}: ${message}`));
const { host, port } = read.settings;
const server = `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${port}`;
const obstacle = await obstacleAt(server);
if (obstacle !== undefined) stop(obstacle);

const wanted = { endpoint: `${server}/api/messages`, port: Number(values.port ?? PORT) };
const playground = await startPlayground(wanted).catch((fault: Error) => stop(`The playground did not start: ${fault.message}.`));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void playground.stop());
process.stdout.write(
  [
    '',
    `  Teams      ${playground.url}`,
    `             Open it in a browser: a chat on Teams with the madoguchi at ${server}.`,
    '             It says that its language is English: write 日本語 for Japanese.',
    '             The page itself asks Microsoft for its fonts; without a network it takes the browser’s own.',
    '',
    '  Stop with Ctrl-C.',
    '',
  ].join('\n'),
);
await playground.ended;

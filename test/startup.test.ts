import { expect, test } from 'vitest';
import { CannotStart, cannotStartFor, type Started, startedLines } from '#startup.ts';

const started: Started = {
  url: 'http://127.0.0.1:3000',
  simulator: true,
  centres: [
    { id: 'izumo', name: 'ハローワーク出雲', channels: ['line'], samples: 7 },
    { id: 'yamaguchi-vocational', name: '山口障害者職業センター', channels: ['teams', 'line'], samples: 0 },
  ],
  data: '/srv/data',
  demoNow: undefined,
};

test('the start tells the address of the simulator, the data and the centres', () => {
  const said = startedLines(started).join('\n');
  expect(said).toContain('Simulator  http://127.0.0.1:3000/simulator');
  expect(said).toContain('Data       /srv/data');
  expect(said).toMatch(/izumo +ハローワーク出雲 \(LINE\), 7 sample values to replace\n/);
  expect(said).toMatch(/yamaguchi-vocational +山口障害者職業センター \(Microsoft Teams, LINE\)\n/);
  expect(said).not.toContain('Clock');
  expect(said).toContain('Stop with Ctrl-C.');
});

test('it tells how Teams is reached: for a trial by the playground, for real by the address of the messages', () => {
  expect(startedLines(started).join('\n')).not.toContain('Teams      ');
  expect(startedLines({ ...started, teams: 'trial' }).join('\n')).toContain('Teams      npm run teams:playground ');
  const elsewhere = { ...started, url: 'http://127.0.0.1:4000', teams: 'trial' } as const;
  expect(startedLines(elsewhere).join('\n')).toContain('Teams      PORT=4000 npm run teams:playground ');
  expect(startedLines({ ...started, teams: 'real' }).join('\n')).toContain('Teams      http://127.0.0.1:3000/api/messages');
});

test('without the simulator it tells the plain address', () => {
  const said = startedLines({ ...started, simulator: false }).join('\n');
  expect(said).toContain('Address    http://127.0.0.1:3000\n');
  expect(said).not.toContain('/simulator');
});

test('a clock that was set is told, with its zone', () => {
  expect(startedLines({ ...started, demoNow: '2026-11-24 10:00' }).join('\n')).toContain(
    'starts at 2026-11-24 10:00 (Asia/Tokyo)',
  );
});

test('settings that cannot be used are listed one a line', () => {
  const fault = cannotStartFor([
    { variable: 'PORT', message: 'expected a port number' },
    { variable: 'PUBLIC_URL', message: 'expected an address' },
  ]);
  expect(fault).toBeInstanceOf(CannotStart);
  expect(fault.message.split('\n')).toEqual([
    'These settings cannot be used:',
    '  PORT expected a port number',
    '  PUBLIC_URL expected an address',
  ]);
});

test('the address of the console is told, and while nobody has an account the link for the first administrator', () => {
  const plain = startedLines(started).join('\n');
  expect(plain).toContain('Console    http://127.0.0.1:3000/console\n');
  expect(plain).not.toContain('welcome');
  const link = 'http://127.0.0.1:3000/console/welcome/token';
  expect(startedLines({ ...started, welcome: link }).join('\n')).toContain(
    `first administrator opens this once, within 48 hours:\n             ${link}\n`,
  );
});

test('offices that are not written to are told, by file and path', () => {
  expect(startedLines(started).join('\n')).not.toContain('Warning');
  const lines = startedLines({ ...started, withoutMail: ['izumo.yaml offices[0].mail', 'hakodate.yaml offices[2].mail'] });
  expect(lines.join('\n')).toContain(
    [
      '  Warning    Offices without an e-mail address are not told what waits while no console is open. To be set:',
      '             izumo.yaml offices[0].mail',
      '             hakodate.yaml offices[2].mail',
    ].join('\n'),
  );
});

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { smtpCarrier } from '#mail/smtp.ts';

/** A mail server of this machine that keeps what it is given. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => new Promise<void>((closed) => server.close(closed)));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, taken };
}

function carrier(url: string, timeoutMs?: number) {
  const made = smtpCarrier({ url, from: '予約窓口 <madoguchi@example.jp>', ...(timeoutMs !== undefined && { timeoutMs }) });
  onTestFinished(() => made.close());
  return made;
}

const LETTER = {
  id: 'b7a1c2d3-0000-4000-8000-000000000001',
  to: 'hanako@example.jp',
  subject: '接続のご案内',
  text: 'ミーティングID：123 456 7890',
};

test('a mail reaches its one recipient, in Japanese, with an id that stays the same', async () => {
  const server = await mailServer();
  const smtp = carrier(server.url);
  expect(await smtp.carry(LETTER)).toEqual({ kind: 'sent' });
  expect(await smtp.carry(LETTER)).toEqual({ kind: 'sent' });
  expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'madoguchi@example.jp', to: ['hanako@example.jp'] },
    { from: 'madoguchi@example.jp', to: ['hanako@example.jp'] },
  ]);
  for (const { raw } of server.taken) {
    expect(raw).toContain(`Message-ID: <${LETTER.id}@madoguchi.invalid>`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    const body = raw.slice(raw.indexOf('\r\n\r\n'));
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain(LETTER.text);
  }
});

test('an address with a line break in it adds no second recipient', async () => {
  const server = await mailServer();
  await carrier(server.url).carry({ ...LETTER, to: 'hanako@example.jp\r\nBcc: other@example.jp' });
  expect(server.taken.flatMap(({ to }) => to)).not.toContain('other@example.jp');
});

test('an address that the server does not know is final, and the reason names no address', async () => {
  const { url } = await mailServer({
    onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`no ${address}`), { responseCode: 550 })),
  });
  expect(await carrier(url).carry(LETTER)).toEqual({ kind: 'failed', why: 'SMTP 550' });
});

test('a server that is busy, refuses the password or is away is tried again later', async () => {
  const busy = await mailServer({
    onMailFrom: (_address, _session, done) => done(Object.assign(new Error('busy'), { responseCode: 451 })),
  });
  expect(await carrier(busy.url).carry(LETTER)).toEqual({ kind: 'later', why: 'SMTP 451' });
  const strict = await mailServer({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
  });
  const withPassword = strict.url.replace('smtp://', 'smtp://user:wrong@');
  expect(await carrier(withPassword).carry(LETTER)).toMatchObject({ kind: 'later' });
  expect(await carrier('smtp://127.0.0.1:9').carry(LETTER)).toMatchObject({ kind: 'later' });
});

test('a server that says nothing does not hold a mail for ever', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, 'close');
  });
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await carrier(`smtp://127.0.0.1:${port}`, 200).carry(LETTER)).toMatchObject({ kind: 'later' });
});

test('it tells how many mails it takes at once, and how long one may take with all its time-outs', () => {
  expect(carrier('smtp://127.0.0.1:9', 1_000)).toMatchObject({ width: 2, mostSeconds: 16 });
});

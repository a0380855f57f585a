import type { RequestListener, Server } from 'node:http';
import type { Settings } from './env.ts';
import { CannotStart } from './startup.ts';

/** What every request is answered until the house is open. */
export const STARTING: RequestListener = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '5' }).end('madoguchi is starting.\n');
};

/** Answers the address. Throws `CannotStart` where the port cannot be had. */
export function listen(server: Server, { host, port }: Settings): Promise<string> {
  return new Promise((done, failed) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} on ${host} is in use. Stop the other program, or set PORT to a free one.`;
      failed(new CannotStart([fault.code === 'EADDRINUSE' ? inUse : `Cannot listen on ${host}:${port} (${fault.code}).`]));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
      done(`http://${name.includes(':') ? `[${name}]` : name}:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

/** No new connections; those that wait for an answer get it, idle and streaming ones are cut after a moment. */
export function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

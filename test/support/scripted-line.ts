import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server answers one call: with a response, never at all, or by breaking the connection. */
export type Scripted = { status: number; headers?: Record<string, string>; body?: unknown } | 'never' | 'hang-up';

export type SeenRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** Resolves when the connection of this request is closed by either side. */
  closed: Promise<void>;
};

/** A server that answers calls from a prepared list, in order, and keeps what it was sent. A call too many answers 599. */
export async function scriptedLine() {
  const script: Scripted[] = [];
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const closed = new Promise<void>((resolve) => void response.once('close', resolve));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, closed });
      answer(response, script.shift() ?? { status: 599 });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** Adds answers to the end of the list. */
    answers: (...next: Scripted[]): void => void script.push(...next),
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}

export type ScriptedLine = Awaited<ReturnType<typeof scriptedLine>>;

function answer(response: ServerResponse, next: Scripted): void {
  if (next === 'never') return;
  if (next === 'hang-up') {
    response.destroy();
    return;
  }
  response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers });
  response.end(typeof next.body === 'string' ? next.body : JSON.stringify(next.body ?? {}));
}

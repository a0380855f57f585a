import type { Views } from '#simulator/view.ts';

/** `/simulator/`, wherever it is mounted: this script lies there. */
const BASE = new URL('.', import.meta.url);

/** Sends something to the server; answers what went wrong, in words, or undefined. */
export async function post(path: string, body: unknown): Promise<string | undefined> {
  try {
    const response = await fetch(new URL(`api/${path}`, BASE), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return undefined;
    const { message }: { message?: string } = await response.json();
    return message ?? `HTTP ${response.status}`;
  } catch {
    return 'サーバーにつながりません。';
  }
}

export type News = { [Name in keyof Views]: { name: Name; view: Views[Name] } }[keyof Views] | { name: 'lost' };

/** Listens to what happens. The browser connects again by itself; `hello` then brings everything anew. */
export function listen(tell: (news: News) => void): () => void {
  const source = new EventSource(new URL('events', BASE));
  const on = <Name extends keyof Views>(name: Name): void =>
    source.addEventListener(name, (event: MessageEvent<string>) => tell({ name, view: JSON.parse(event.data) } as News));
  for (const name of ['hello', 'people', 'chat', 'log', 'mails', 'clock'] as const) on(name);
  source.addEventListener('error', () => tell({ name: 'lost' }));
  return () => source.close();
}

/** What the extension for server-sent events uses of an EventSource. */
export type Line = Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { readonly readyState: number; close(): void };

/**
 * Browsers open six connections to a host, and each line of events keeps one: the seventh tab would wait for ever. So one tab of a
 * centre has the line (it holds a lock; when it is closed, the next takes over) and tells the others.
 */
export function oneLineForAllTabs(url: string): Line {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return new EventSource(url);
  return new SharedLine(url);
}

const TOLD = ['changed', 'ended'] as const;
const AGAIN_MS = 20_000;

class SharedLine extends EventTarget implements Line {
  readyState: number = EventSource.CONNECTING;
  readonly #url: string;
  readonly #tabs: BroadcastChannel;
  readonly #end = new AbortController();

  constructor(url: string) {
    super();
    this.#url = url;
    this.#tabs = new BroadcastChannel(url);
    this.#tabs.addEventListener('message', ({ data }) => this.#tell(String(data)));
    void navigator.locks.request(url, { signal: this.#end.signal }, () => this.#keepLine()).catch(() => undefined);
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
    this.#end.abort();
    this.#tabs.close();
  }

  /** Holds the lock until the page goes. */
  #keepLine(): Promise<void> {
    return new Promise((over) => {
      let line = this.#open();
      const timer = setInterval(() => {
        // A browser comes back by itself after a lost connection, but not after an answer that is no line.
        if (line.readyState === EventSource.CLOSED) line = this.#open();
      }, AGAIN_MS);
      this.#end.signal.addEventListener('abort', () => {
        clearInterval(timer);
        line.close();
        over();
      });
    });
  }

  #open(): EventSource {
    const line = new EventSource(this.#url);
    line.addEventListener('open', () => {
      // The first opening is this page's own beginning; after a loss something may have been missed.
      if (this.readyState === EventSource.OPEN) this.#pass('changed');
      this.readyState = EventSource.OPEN;
    });
    for (const name of TOLD) line.addEventListener(name, () => this.#pass(name));
    return line;
  }

  #pass(name: string): void {
    this.#tabs.postMessage(name);
    this.#tell(name);
  }

  #tell(name: string): void {
    if (this.readyState !== EventSource.CLOSED) this.dispatchEvent(new MessageEvent(name, { data: '' }));
  }
}

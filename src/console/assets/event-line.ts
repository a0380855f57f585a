import { isNews } from './as-of.ts';
import { MISSED } from './missed.ts';

/** What the extension for server-sent events uses of an EventSource. */
export type Line = Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { readonly readyState: number; close(): void };

const AGAIN_MS = 20_000;

/** What was to be fetched and could not be. */
const FAILURES = ['htmx:responseError', 'htmx:sendError', 'htmx:timeout', MISSED];

/** What tabs of a centre say to each other: one that was opened asks, and the one that has the line passes on what it hears there. */
type Word = { kind: 'asked' } | { kind: 'ended' } | { kind: 'heard'; asOf: string };

/**
 * Browsers open six connections to a host, and each line of events keeps one: the seventh tab would wait for ever. So one tab of a
 * centre has the line (it holds a lock; when it is closed, the next takes over) and tells the others. Each compares what it hears with
 * what it shows, so nothing is missed that was told before a tab could hear it, or while the line was with nobody.
 */
export class OneLineForAllTabs extends EventTarget implements Line {
  readyState: number = EventSource.CONNECTING;
  readonly #url: string;
  readonly #tabs: BroadcastChannel | undefined;
  readonly #end = new AbortController();
  /** The page shows this, or has been told to fetch it. */
  #shown: string;
  /** What the line said last, in the tab that has it. */
  #heard: string | undefined;

  /** `asOf`: what the page shows as it came. */
  constructor(url: string, asOf: string) {
    super();
    this.#url = url;
    this.#shown = asOf;
    for (const failure of FAILURES) document.addEventListener(failure, () => this.#forget());
    if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
      void this.#keepLine();
      return;
    }
    this.#tabs = new BroadcastChannel(url);
    this.#tabs.addEventListener('message', ({ data }: MessageEvent<Word>) => this.#take(data));
    this.#say({ kind: 'asked' });
    void navigator.locks.request(url, { signal: this.#end.signal }, () => this.#keepLine()).catch(() => undefined);
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
    this.#end.abort();
    this.#tabs?.close();
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
    // It begins with how far the server has heard, also when it comes back after a loss.
    for (const name of ['as-of', 'changed']) {
      line.addEventListener(name, ({ data }: MessageEvent<string>) => {
        this.#heard = data;
        this.#pass({ kind: 'heard', asOf: data });
      });
    }
    line.addEventListener('ended', () => this.#pass({ kind: 'ended' }));
    return line;
  }

  #pass(word: Word): void {
    this.#say(word);
    this.#take(word);
  }

  #say(word: Word): void {
    this.#tabs?.postMessage(word);
  }

  #take(word: Word): void {
    if (this.readyState === EventSource.CLOSED) return;
    if (word.kind === 'asked') {
      if (this.#heard !== undefined) this.#say({ kind: 'heard', asOf: this.#heard });
    } else if (word.kind === 'ended') this.#tell('ended');
    else if (isNews(word.asOf, this.#shown)) {
      this.#shown = word.asOf;
      this.#tell('changed');
    }
  }

  /** Whatever it hears next is news, and the line says something twice a minute. */
  #forget(): void {
    this.#shown = '';
  }

  #tell(name: 'changed' | 'ended'): void {
    this.dispatchEvent(new MessageEvent(name, { data: '' }));
  }
}

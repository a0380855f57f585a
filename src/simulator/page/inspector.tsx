import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LogEntry } from '#simulator/view.ts';
import { timeOf } from './moments.ts';
import { WORDS } from './words.ts';

/** What scrolls must be reachable by keyboard, so that it can be scrolled. */
const REACHABLE = 0;

/** Every webhook to the server under test and every call it makes, the newest first. */
export function Inspector({ log, onClear }: { log: LogEntry[]; onClear: () => void }): JSX.Element {
  return (
    <section class="inspector" aria-labelledby="inspector-heading">
      <div class="panel-head">
        <h2 id="inspector-heading">{WORDS.log.heading}</h2>
        <button type="button" class="plain small" onClick={onClear} disabled={log.length === 0}>
          {WORDS.log.clear}
        </button>
      </div>
      {log.length === 0 && <p class="quiet">{WORDS.log.empty}</p>}
      <ol class="entries">
        {log.toReversed().map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { entry: LogEntry }): JSX.Element {
  // The JSON is drawn when it is asked for: two hundred of them would weigh on every answer.
  const [open, setOpen] = useState(false);
  const good = entry.status >= 200 && entry.status < 300;
  return (
    <details class={`entry entry-${entry.kind}`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="kind">{entry.kind === 'webhook' ? WORDS.log.webhook : WORDS.log.call}</span>
        <span class="what">{titleOf(entry)}</span>
        <span class={good ? 'status good' : 'status bad'}>{entry.status || WORDS.log.noAnswer}</span>
        <time>{timeOf(entry.at)}</time>
      </summary>
      {open && <Detail entry={entry} />}
    </details>
  );
}

function Detail({ entry }: { entry: LogEntry }): JSX.Element {
  if (entry.kind === 'webhook') {
    return (
      <>
        <p class="quiet">
          {entry.centreId}・{WORDS.log.millis(entry.millis)}
        </p>
        <Json label={WORDS.log.sent} value={entry.events} />
      </>
    );
  }
  return (
    <>
      <p class="quiet">
        {entry.method} {entry.path}
        {entry.retryKey && `・X-Line-Retry-Key: ${entry.retryKey}`}
      </p>
      {entry.body !== undefined && <Json label={WORDS.log.sent} value={entry.body} />}
      <Json label={WORDS.log.answered} value={entry.answer} />
    </>
  );
}

function titleOf(entry: LogEntry): string {
  if (entry.kind === 'call') return entry.path.replace('/v2/bot', '').replace(/U[\da-f]{32}/, '…');
  return entry.events.map((event) => event.type).join(', ') || WORDS.log.verify;
}

function Json({ label, value }: { label: string; value: unknown }): JSX.Element {
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <pre tabIndex={REACHABLE}>{JSON.stringify(value, null, 2)}</pre>
    </figure>
  );
}

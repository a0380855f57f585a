import type { Response } from 'express';
import type { Clock } from '#clock.ts';
import type { LinePlatform } from '#simulator/line-platform/platform.ts';
import type { ApiCall, Chat, Talk, WebhookAttempt } from '#simulator/line-platform/types.ts';
import type { CentreView, ChatView, LogEntry, MailView, Views } from './view.ts';

/** Where mails end up that no mail server takes. */
export type Mails = { letters(): readonly MailView[]; onLetter(listener: () => void): void };

const SHOWN_MESSAGES = 100;
const SHOWN_LOG = 100;
const SHOWN_MAILS = 50;
/** How often the page is told the time, in real milliseconds. It also keeps the connection open. */
const TICK_MS = 5000;

/** Tells every open page what happens, by server-sent events. */
export function live(platform: LinePlatform, clock: Clock, centres: readonly CentreView[], mails?: Mails) {
  const pages = new Set<Response>();
  const changed = new Map<string, Talk>();
  let ticking: NodeJS.Timeout | undefined;

  const send = <Name extends keyof Views>(page: Response, name: Name, view: Views[Name]): void => {
    page.write(`event: ${name}\ndata: ${JSON.stringify(view)}\n\n`);
  };
  const sendAll = <Name extends keyof Views>(name: Name, view: Views[Name]): void => {
    for (const page of pages) send(page, name, view);
  };
  const toView = (chat: Chat): ChatView => {
    const { loadingUntil = 0, messages, ...rest } = chat;
    return { ...rest, messages: messages.slice(-SHOWN_MESSAGES), loadingMs: Math.max(0, loadingUntil - clock.uptime()) };
  };
  const sendChanged = (): void => {
    for (const talk of changed.values()) sendAll('chat', toView(platform.chat(talk)));
    changed.clear();
  };
  const lastMails = (): MailView[] => mails?.letters().slice(-SHOWN_MAILS) ?? [];
  const sendTime = (): void => sendAll('clock', clock.now().toMillis());
  const hello = (): Views['hello'] => ({
    centres: [...centres],
    people: platform.people(),
    chats: platform.people().flatMap(({ userId }) => centres.map(({ id }) => toView(platform.chat({ userId, centreId: id })))),
    log: [...platform.calls, ...platform.webhooks]
      .sort((one, other) => one.id - other.id)
      .slice(-SHOWN_LOG)
      .map(toEntry),
    mails: lastMails(),
    now: clock.now().toMillis(),
  });

  mails?.onLetter(() => sendAll('mails', lastMails()));
  platform.onChange((change) => {
    if (pages.size === 0) return;
    if (change.kind === 'log') sendAll('log', toEntry(change.entry));
    else if (change.kind === 'people') sendAll('people', platform.people());
    else {
      // One answer may change a chat several times at once: the page is told once.
      if (changed.size === 0) setImmediate(sendChanged);
      changed.set(`${change.userId} ${change.centreId}`, change);
    }
  });

  return {
    sendTime,
    join(response: Response): void {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      send(response, 'hello', hello());
      pages.add(response);
      ticking ??= setInterval(sendTime, TICK_MS).unref();
      response.on('close', () => {
        pages.delete(response);
        if (pages.size > 0) return;
        clearInterval(ticking);
        ticking = undefined;
      });
    },
  };
}

function toEntry(entry: ApiCall | WebhookAttempt): LogEntry {
  if (entry.kind === 'webhook') {
    const { uptime: _uptime, body: _body, ...rest } = entry;
    return { ...rest, userIds: entry.events.map((event) => event.source.userId) };
  }
  const { uptime: _uptime, ...rest } = entry;
  return { ...rest, userIds: [] };
}

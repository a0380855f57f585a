import type { ApiCall, Chat, Person, WebhookAttempt } from '#simulator/line-platform/types.ts';

/** What the server tells the page, by server-sent events of these names. Times are milliseconds since the epoch. */

export type CentreView = { id: string; name: string };

/** A chat with its last messages; `loadingMs` is how long the loading animation still runs. */
export type ChatView = Omit<Chat, 'loadingUntil'> & { loadingMs: number };

export type LogEntry = (Omit<ApiCall, 'uptime'> | Omit<WebhookAttempt, 'uptime' | 'body'>) & { userIds: string[] };

/** A mail that the server under test has sent, where no mail server is set. */
export type MailView = { id: string; to: string; subject: string; text: string };

export type Views = {
  hello: { centres: CentreView[]; people: Person[]; chats: ChatView[]; log: LogEntry[]; mails: MailView[]; now: number };
  mails: MailView[];
  people: Person[];
  chat: ChatView;
  log: LogEntry;
  clock: number;
};

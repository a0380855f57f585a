import { once } from 'node:events';
import { z } from 'zod';
import { CLIENT_ID, PERSONAL_CHAT } from '../../scripts/teams-playground/people.ts';
import { type Playground, startPlayground } from '../../scripts/teams-playground/playground.ts';

/** A client on Teams: the Microsoft 365 Agents Playground as a process of its own, used over HTTP as its page uses it. */
export type TeamsClient = {
  /** The page that shows the same chat. */
  url: string;
  /** Adds the app: Teams tells the bot in two ways. */
  install(): Promise<void>;
  /** Writes, or presses the newest button with this label that is live; resolves with the answer that says `words`. */
  writes(text: string, words: string): Promise<Shown>;
  presses(label: string, words: string): Promise<Shown>;
  /** Presses a button as it stood on a message, whether it still stands there or not; waits for no answer. */
  pressesOn(message: Shown, label: string): Promise<void>;
  /** Resolves with a message that says `words` and came, or was changed, after the client's last act. */
  sees(words: string): Promise<Shown>;
  /** Resolves once the message as it stands now satisfies `is`. */
  becomes(message: Shown, is: (now: Shown) => boolean): Promise<Shown>;
  /** How often the chat says `words`, as it stands now. */
  count(words: string): number;
  stop(): Promise<void>;
};

/** A message of the bot as it stood at a moment. */
export type Shown = {
  id: string;
  words: string;
  /** By label: what is sent when it is pressed; a text where it is a suggested action. */
  buttons: ReadonlyMap<string, string | object>;
};

/** A step takes far less; then the chat is shown instead of the test's time-out. */
const PATIENCE_MS = 20_000;

const told = z.looseObject({
  action: z.string(),
  message: z
    .looseObject({
      messageId: z.string(),
      from: z.object({ id: z.string() }),
      text: z.string().nullish(),
      attachments: z.array(z.looseObject({ content: z.unknown() })),
      suggestedActions: z.object({ actions: z.array(z.looseObject({ title: z.string(), value: z.unknown() })) }).nullish(),
    })
    .optional(),
});

/** `endpoint`: the bot's /api/messages. The playground ends with `stop`. */
export async function teamsClient(endpoint: string): Promise<TeamsClient> {
  const playground = await startPlayground({ endpoint, port: 0 });
  const socket = new WebSocket(`${playground.url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  await once(socket, 'open');
  return { url: playground.url, ...chat(playground, socket) };
}

function chat(playground: Playground, socket: WebSocket): Omit<TeamsClient, 'url'> {
  const shown = new Map<string, Shown>();
  /** The messages that came or changed since the client's last act. */
  const fresh = new Set<string>();
  const changed = new EventTarget();
  socket.addEventListener('message', ({ data }) => {
    const { message } = told.parse(JSON.parse(String(data)));
    if (!message || message.from.id === CLIENT_ID) return;
    shown.set(message.messageId, readMessage(message));
    fresh.add(message.messageId);
    changed.dispatchEvent(new Event('changed'));
  });

  async function until<T>(look: () => T | undefined, wanted: string): Promise<T> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await once(changed, 'changed', { signal: patience }).catch(() => {
        const chat = [...shown.values()].map(({ words, buttons }) => `${words} [${[...buttons.keys()].join('] [')}]`);
        throw new Error(`nobody said ${wanted}:\n${chat.join('\n---\n')}`);
      });
    }
  }
  const newest = (is: (message: Shown) => boolean): Shown | undefined => [...shown.values()].findLast(is);
  const sees = (words: string) => until(() => newest((message) => fresh.has(message.id) && message.words.includes(words)), words);

  async function post(path: string, body: object): Promise<void> {
    fresh.clear();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(playground.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  const from = { id: CLIENT_ID };
  const write = (text: string) =>
    post(`/_conversation/v1/conversations/${PERSONAL_CHAT}/messages`, { from, text, textFormat: 'plain' });
  const submit = ({ id }: Shown, value: object) =>
    post('/_conversation/v1/submit', { conversation: { id: PERSONAL_CHAT }, from, replyToId: id, value });

  async function pressesOn(message: Shown, label: string): Promise<void> {
    const value = message.buttons.get(label);
    if (value === undefined) throw new Error(`no button ${label} on: ${message.words}`);
    await (typeof value === 'string' ? write(value) : submit(message, value));
  }
  const hasButton = (label: string) => () => newest(({ buttons }) => buttons.has(label));

  return {
    install: () => post(`/_debug/conversation/${PERSONAL_CHAT}/installation`, {}),
    writes: async (text, words) => {
      await write(text);
      return await sees(words);
    },
    presses: async (label, words) => {
      await pressesOn(await until(hasButton(label), `[${label}]`), label);
      return await sees(words);
    },
    pressesOn,
    sees,
    becomes: ({ id }, is) =>
      until(() => {
        const now = shown.get(id);
        return now && is(now) ? now : undefined;
      }, 'what was waited for'),
    count: (words) => [...shown.values()].filter((message) => message.words.includes(words)).length,
    async stop() {
      socket.close();
      await playground.stop();
    },
  };
}

function readMessage({ messageId, text, attachments, suggestedActions }: NonNullable<z.infer<typeof told>['message']>): Shown {
  const words = text ? [text] : [];
  const buttons = new Map<string, string | object>();
  for (const { title, value } of suggestedActions?.actions ?? []) buttons.set(title, String(value));
  for (const { content } of attachments) readCard(content, words, buttons);
  return { id: messageId, words: words.join('\n'), buttons };
}

/** What stands in a card and can be read or pressed, at whatever depth. */
function readCard(part: unknown, words: string[], buttons: Map<string, string | object>): void {
  if (typeof part !== 'object' || part === null) return;
  const { type, title, data } = part as { type?: unknown; title?: unknown; data?: unknown };
  if (type === 'Action.Submit' && typeof title === 'string' && typeof data === 'object' && data !== null) {
    buttons.set(title, data);
    return;
  }
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === 'string' && ['text', 'title', 'value', 'altText', 'url'].includes(key)) words.push(value);
    else readCard(value, words, buttons);
  }
}

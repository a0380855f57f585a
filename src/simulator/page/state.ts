import type { Person } from '#simulator/line-platform/types.ts';
import type { CentreView, ChatView, LogEntry, MailView } from '#simulator/view.ts';
import type { News } from './server-link.ts';

const SHOWN_LOG = 200;

export type State = {
  connection: 'starting' | 'open' | 'lost';
  centres: CentreView[];
  people: Person[];
  chats: Record<string, ChatView>;
  log: LogEntry[];
  mails: MailView[];
  now: number;
  userId: string | undefined;
  centreId: string | undefined;
  /** How many messages of a chat have been looked at. */
  seen: Record<string, string>;
};

export type Step =
  | News
  | { name: 'choose-person'; userId: string }
  | { name: 'choose-centre'; centreId: string }
  | { name: 'clear-log' };

export const START: State = {
  connection: 'starting',
  centres: [],
  people: [],
  chats: {},
  log: [],
  mails: [],
  now: 0,
  userId: undefined,
  centreId: undefined,
  seen: {},
};

export const chatKey = (userId: string, centreId: string): string => `${userId} ${centreId}`;

/** The chat on the screen; an empty one where the two have never met. */
export function openChat({ userId, centreId, chats }: State): ChatView | undefined {
  if (!userId || !centreId) return undefined;
  return chats[chatKey(userId, centreId)] ?? { userId, centreId, friendship: 'none', messages: [], loadingMs: 0 };
}

/** Whether a chat has a message of the centre that has not been on the screen. */
export function hasNews(state: State, userId: string, centreId: string): boolean {
  const key = chatKey(userId, centreId);
  const last = state.chats[key]?.messages.at(-1);
  return last !== undefined && last.from === 'centre' && state.seen[key] !== last.id;
}

export function nextState(state: State, step: Step): State {
  return withSeen(stepped(state, step));
}

function stepped(state: State, step: Step): State {
  switch (step.name) {
    case 'hello':
      return greeted(state, step.view);
    case 'people':
      return { ...state, people: step.view };
    case 'chat':
      return { ...state, chats: { ...state.chats, [chatKey(step.view.userId, step.view.centreId)]: step.view } };
    case 'log':
      return { ...state, log: [...state.log, step.view].slice(-SHOWN_LOG) };
    case 'mails':
      return { ...state, mails: step.view };
    case 'clock':
      return { ...state, now: step.view };
    case 'lost':
      return { ...state, connection: 'lost' };
    case 'choose-person':
      return { ...state, userId: step.userId };
    case 'choose-centre':
      return { ...state, centreId: step.centreId };
    case 'clear-log':
      return { ...state, log: [] };
  }
}

function greeted(state: State, hello: Extract<News, { name: 'hello' }>['view']): State {
  const chats = Object.fromEntries(hello.chats.map((chat) => [chatKey(chat.userId, chat.centreId), chat]));
  const first = state.connection === 'starting';
  const seen = first
    ? Object.fromEntries(Object.entries(chats).map(([key, chat]) => [key, chat.messages.at(-1)?.id ?? '']))
    : state.seen;
  return {
    ...state,
    ...hello,
    connection: 'open',
    chats,
    seen,
    userId: state.userId ?? hello.people[0]?.userId,
    centreId: state.centreId ?? hello.centres[0]?.id,
  };
}

function withSeen(state: State): State {
  const chat = openChat(state);
  const last = chat?.messages.at(-1)?.id;
  if (!chat || last === undefined) return state;
  const key = chatKey(chat.userId, chat.centreId);
  return state.seen[key] === last ? state : { ...state, seen: { ...state.seen, [key]: last } };
}

import type { SentActivity } from './activities.ts';

/** A message of the bot as it stands in a conversation. */
export type Posted = {
  id: string;
  activity: SentActivity;
  /** What stood in its place before, the oldest first. */
  before: SentActivity[];
};

export type Conversation = { posted: Posted[]; isTyping: boolean };

/** Ids are milliseconds in Teams, and nothing but unique here. */
const FIRST_ID = 1_700_000_000_000;

/** What the service keeps of each conversation; none has to be opened first. */
export function conversations() {
  const all = new Map<string, Conversation>();
  let lastId = FIRST_ID;

  function of(conversationId: string): Conversation {
    const there = all.get(conversationId) ?? { posted: [], isTyping: false };
    all.set(conversationId, there);
    return there;
  }
  const find = (conversationId: string, id: string) => all.get(conversationId)?.posted.find((one) => one.id === id);

  return {
    /** Without making one of it: asking changes nothing. */
    look: (conversationId: string): Conversation => all.get(conversationId) ?? { posted: [], isTyping: false },
    add(conversationId: string, activity: SentActivity): string {
      lastId += 1;
      const id = String(lastId);
      const conversation = of(conversationId);
      conversation.isTyping = activity['type'] === 'typing';
      if (!conversation.isTyping) conversation.posted.push({ id, activity, before: [] });
      return id;
    },
    update(conversationId: string, id: string, activity: SentActivity): boolean {
      const posted = find(conversationId, id);
      if (!posted) return false;
      posted.before.push(posted.activity);
      posted.activity = activity;
      return true;
    },
    remove(conversationId: string, id: string): boolean {
      const posted = find(conversationId, id);
      if (!posted) return false;
      const conversation = of(conversationId);
      conversation.posted = conversation.posted.filter((one) => one !== posted);
      return true;
    },
  };
}

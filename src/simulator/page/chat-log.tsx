import { Fragment, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CentreView, ChatView } from '#simulator/view.ts';
import { Message } from './message.tsx';
import { dayOf } from './moments.ts';
import { WORDS } from './words.ts';

/** What scrolls must be reachable by keyboard, so that it can be scrolled. */
const REACHABLE = 0;

/** The messages, with a line where a new day begins; the newest stays in sight. */
export function ChatLog(props: { chat: ChatView; centre: CentreView; onUnsend: (id: string) => void }): JSX.Element {
  const { chat, centre } = props;
  const log = useRef<HTMLDivElement>(null);
  const loading = useLoading(chat);
  const last = chat.messages.at(-1)?.id;
  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [last, loading, chat.userId, chat.centreId]);
  return (
    <div class="log" role="log" aria-label={WORDS.talk.messages(centre.name)} ref={log} tabIndex={REACHABLE}>
      <ol>
        {chat.messages.map((message, index) => {
          const before = chat.messages[index - 1];
          const day = dayOf(message.at);
          return (
            <Fragment key={message.id}>
              {(!before || dayOf(before.at) !== day) && <li class="system">{day}</li>}
              <Message message={message} avatar={[...centre.name][0] ?? ''} onUnsend={props.onUnsend} />
            </Fragment>
          );
        })}
        {loading && (
          <li class="loading">
            <span class="visually-hidden">{WORDS.talk.loading}</span>
            <i />
            <i />
            <i />
          </li>
        )}
      </ol>
    </div>
  );
}

/** Whether the loading animation runs: from the platform's word until its time is over. */
function useLoading(chat: ChatView): boolean {
  const [over, setOver] = useState<ChatView>();
  useEffect(() => {
    if (chat.loadingMs <= 0) return;
    const timer = setTimeout(() => setOver(chat), chat.loadingMs);
    return () => clearTimeout(timer);
  }, [chat]);
  return chat.loadingMs > 0 && over !== chat;
}

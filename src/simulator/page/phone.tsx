import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ActInChat } from '#simulator/acts.ts';
import type { Picked } from '#simulator/line-platform/events.ts';
import type { Person } from '#simulator/line-platform/types.ts';
import type { CentreView, ChatView } from '#simulator/view.ts';
import { ActionButton } from './action-button.tsx';
import { ChatLog } from './chat-log.tsx';
import { Composer } from './composer.tsx';
import { PickerDialog, TelephoneDialog } from './dialogs.tsx';
import type { Action } from './line-message.ts';
import { lineMessage } from './message.tsx';
import { PressingContext } from './pressing.ts';
import { WORDS } from './words.ts';

type Act = ActInChat['act'];

/** The chat of one person with one centre, as a phone shows it. */
export function Phone(props: { person: Person; centre: CentreView; chat: ChatView; onAct: (act: Act) => void }): JSX.Element {
  const { chat, centre, onAct } = props;
  const [text, setText] = useState('');
  const [calling, setCalling] = useState<string>();
  const [picking, setPicking] = useState<Action>();
  const blocked = chat.friendship === 'blocked';

  const press = (action: Action): void => {
    if (action.type === 'datetimepicker') setPicking(action);
    else if (action.type === 'uri' && action.uri?.startsWith('tel:')) setCalling(action.uri);
    else if (action.type === 'clipboard') void navigator.clipboard.writeText(action.clipboardText ?? '');
    else if (action.type === 'camera' || action.type === 'cameraRoll') onAct({ kind: 'media', media: 'image' });
    else if (action.type === 'location') onAct({ kind: 'media', media: 'location' });
    else {
      if (action.inputOption === 'openKeyboard') setText(action.fillInText ?? '');
      onAct({ kind: 'press', action });
    }
  };
  const pick = (picked: Picked): void => {
    if (picking) onAct({ kind: 'press', action: picking, picked });
    setPicking(undefined);
  };
  return (
    <PressingContext.Provider value={{ press, disabled: blocked }}>
      <section class="phone" aria-label={WORDS.talk.messages(centre.name)}>
        <header class="phone-header">
          <div>
            <h2>{centre.name}</h2>
            <p>{WORDS.talk.as(props.person.name)}</p>
          </div>
          {chat.friendship === 'friend' && (
            <button type="button" class="plain small" onClick={() => onAct({ kind: 'block' })}>
              {WORDS.talk.block}
            </button>
          )}
        </header>
        {chat.friendship !== 'friend' && (
          <div class="friendship">
            <p>{blocked ? WORDS.talk.blocked : WORDS.talk.notFriend}</p>
            <button type="button" class="strong" onClick={() => onAct({ kind: 'follow' })}>
              {blocked ? WORDS.talk.unblock : WORDS.talk.follow}
            </button>
          </div>
        )}
        <ChatLog chat={chat} centre={centre} onUnsend={(messageId) => onAct({ kind: 'unsend', messageId })} />
        {!blocked && <QuickReplies chat={chat} />}
        <Composer
          text={text}
          onText={setText}
          disabled={blocked}
          onSend={(words) => {
            setText('');
            onAct({ kind: 'text', text: words });
          }}
          onMedia={(media) => onAct({ kind: 'media', media })}
        />
        {calling && <TelephoneDialog uri={calling} onClose={() => setCalling(undefined)} />}
        {picking && <PickerDialog action={picking} onPick={pick} onClose={() => setPicking(undefined)} />}
      </section>
    </PressingContext.Provider>
  );
}

/** Offered under the chat's last message only, and gone once anybody has written after it. */
function QuickReplies({ chat }: { chat: ChatView }): JSX.Element | null {
  const last = chat.messages.at(-1);
  const items = last?.from === 'centre' ? lineMessage(last).quickReply?.items : undefined;
  if (!items || items.length === 0) return null;
  return (
    <ul class="quick-replies" aria-label={WORDS.talk.quickReplies} key={last?.id}>
      {items.map(({ action }, index) => (
        <li key={index}>
          <ActionButton action={action} class="quick-reply" />
        </li>
      ))}
    </ul>
  );
}

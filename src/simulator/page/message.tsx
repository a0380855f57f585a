import type { JSX } from 'preact';
import type { ChatMessage } from '#simulator/line-platform/types.ts';
import { Flex } from './flex.tsx';
import { Icon, type IconName } from './icons.tsx';
import type { LineMessage } from './line-message.ts';
import { timeOf } from './moments.ts';
import { TemplateMessage } from './template.tsx';
import { WORDS } from './words.ts';

/** The platform has checked what the server sent against LINE's rules, so its shape is LINE's. */
export const lineMessage = (message: ChatMessage): LineMessage => message.message as unknown as LineMessage;

/** One message with its time; on the right the person's own, on the left the centre's. */
export function Message(props: { message: ChatMessage; avatar: string; onUnsend: (id: string) => void }): JSX.Element {
  const { message } = props;
  if (message.unsent) return <li class="system">{WORDS.talk.unsent}</li>;
  const time = (
    <time class="time" dateTime={new Date(message.at).toISOString()}>
      {timeOf(message.at)}
    </time>
  );
  if (message.from === 'centre') {
    return (
      <li class="message from-centre">
        <span class="avatar" aria-hidden="true">
          {props.avatar}
        </span>
        <Body message={lineMessage(message)} />
        {time}
      </li>
    );
  }
  return (
    <li class="message from-person">
      <span class="aside">
        <button type="button" class="unsend" aria-label={WORDS.talk.unsend} onClick={() => props.onUnsend(message.id)}>
          ×
        </button>
        {time}
      </span>
      <Body message={lineMessage(message)} />
    </li>
  );
}

function Body({ message }: { message: LineMessage }): JSX.Element {
  if (message.type === 'text' || message.type === 'textV2') return <div class="bubble">{withLinks(message.text ?? '')}</div>;
  if (message.type === 'flex' && message.contents) return <Flex container={message.contents} />;
  if (message.type === 'template' && message.template) return <TemplateMessage template={message.template} />;
  if (message.type === 'image' && message.previewImageUrl)
    return <img class="photo" src={message.previewImageUrl} alt={WORDS.talk.image} />;
  if (isMedia(message.type)) {
    return (
      <div class={`media media-${message.type}`}>
        <Icon name={message.type} size={message.type === 'sticker' ? 88 : 56} />
        <span>{message.title ?? WORDS.media[message.type]}</span>
      </div>
    );
  }
  return <div class="bubble">{WORDS.talk.unsupported(message.type)}</div>;
}

const isMedia = (type: string): type is IconName & keyof typeof WORDS.media => type in WORDS.media;

/** Addresses in a text become links, as LINE makes them. */
function withLinks(text: string): (string | JSX.Element)[] {
  return text.split(/(https?:\/\/[^\s、。）」]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

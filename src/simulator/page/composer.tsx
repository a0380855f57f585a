import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { WORDS } from './words.ts';

export type MediaName = keyof typeof WORDS.media;
const MEDIA = Object.keys(WORDS.media) as MediaName[];

/** The bar at the foot of the phone: text, and the other things that people send. */
export function Composer(props: {
  text: string;
  onText: (text: string) => void;
  disabled: boolean;
  onSend: (text: string) => void;
  onMedia: (media: MediaName) => void;
}): JSX.Element {
  const [more, setMore] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const send = (): void => {
    if (props.text.trim() === '') return;
    props.onSend(props.text);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter while a word is being converted belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div class="composer">
      {more && (
        <div class="media-buttons">
          {MEDIA.map((media) => (
            <button type="button" class="media-button" key={media} disabled={props.disabled} onClick={() => props.onMedia(media)}>
              <Icon name={media} />
              {WORDS.media[media]}
            </button>
          ))}
        </div>
      )}
      <form
        class="composer-bar"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <button
          type="button"
          class="icon-button"
          aria-label={WORDS.talk.more}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          <Icon name="plus" />
        </button>
        <textarea
          ref={input}
          rows={1}
          aria-label={WORDS.talk.input}
          placeholder={WORDS.talk.input}
          value={props.text}
          disabled={props.disabled}
          onInput={(event) => props.onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          class="icon-button send"
          aria-label={WORDS.talk.send}
          disabled={props.disabled || props.text.trim() === ''}
        >
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}

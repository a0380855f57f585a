import type { ComponentChildren, CSSProperties, JSX } from 'preact';
import type { Action } from './line-message.ts';
import { usePressing } from './pressing.ts';

/** A button of a message: a link where it opens a page, a button otherwise. */
export function ActionButton(props: {
  action: Action;
  class: string;
  style?: CSSProperties | undefined;
  children?: ComponentChildren;
}): JSX.Element {
  const { press, disabled } = usePressing();
  const { action } = props;
  const inside = props.children ?? action.label;
  if (action.type === 'uri' && /^https?:/.test(action.uri ?? '')) {
    return (
      <a class={props.class} style={props.style ?? {}} href={action.uri ?? ''} target="_blank" rel="noopener noreferrer">
        {inside}
      </a>
    );
  }
  return (
    <button
      type="button"
      class={props.class}
      style={props.style ?? {}}
      disabled={disabled && action.type !== 'uri'}
      onClick={() => press(action)}
    >
      {inside}
    </button>
  );
}

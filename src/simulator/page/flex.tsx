import type { CSSProperties, JSX } from 'preact';
import { ActionButton } from './action-button.tsx';
import { boxStyle, buttonStyle, imageStyle, placeOf, textStyle } from './flex-style.ts';
import type { BlockName, Bubble, FlexContainer, FlexPiece } from './line-message.ts';
import { usePressing } from './pressing.ts';
import { WORDS } from './words.ts';

const BLOCKS: BlockName[] = ['header', 'hero', 'body', 'footer'];

/** A Flex Message, drawn from its JSON. */
export function Flex({ container }: { container: FlexContainer }): JSX.Element {
  if (container.type === 'bubble') return <FlexBubble bubble={container} />;
  return (
    <ul class="carousel" aria-label={WORDS.talk.carousel}>
      {container.contents.map((bubble, index) => (
        <li key={index}>
          <FlexBubble bubble={bubble} />
        </li>
      ))}
    </ul>
  );
}

function FlexBubble({ bubble }: { bubble: Bubble }): JSX.Element {
  return (
    <div class={`flex-bubble size-${bubble.size ?? 'mega'}`}>
      {BLOCKS.map((name) => {
        const block = bubble[name];
        const style = bubble.styles?.[name];
        if (!block) return null;
        return (
          <div
            key={name}
            class={`block block-${name}`}
            style={style?.backgroundColor ? { backgroundColor: style.backgroundColor } : {}}
          >
            {style?.separator && (
              <hr class="flex-separator" style={style.separatorColor ? { borderColor: style.separatorColor } : {}} />
            )}
            <Piece piece={block} isFirst />
          </div>
        );
      })}
    </div>
  );
}

function Piece({ piece, parent, isFirst }: { piece: FlexPiece; parent?: FlexPiece; isFirst: boolean }): JSX.Element | null {
  const place = placeOf(piece, parent, isFirst);
  switch (piece.type) {
    case 'box':
      return <Box box={piece} style={{ ...boxStyle(piece), ...place }} />;
    case 'text':
      return <Text text={piece} style={{ ...textStyle(piece), ...place }} />;
    case 'button':
      return piece.action ? (
        <ActionButton
          action={piece.action}
          class={`flex-button ${piece.style ?? 'link'} height-${piece.height ?? 'md'}`}
          style={{ ...buttonStyle(piece), ...place }}
        />
      ) : null;
    case 'separator':
      return (
        <hr
          class={`flex-separator ${parent && parent.layout !== 'vertical' ? 'upright' : ''}`}
          style={{ ...place, ...(piece.color ? { borderColor: piece.color } : {}) }}
        />
      );
    case 'image':
    case 'icon':
      return <img class="flex-image" src={piece.url ?? ''} alt="" style={{ ...imageStyle(piece), ...place }} />;
    case 'filler':
      return <div class="flex-filler" />;
    default:
      return null;
  }
}

function Box({ box, style }: { box: FlexPiece; style: CSSProperties }): JSX.Element {
  const inside = (box.contents ?? []).map((piece, index) => (
    <Piece key={index} piece={piece} parent={box} isFirst={index === 0} />
  ));
  if (!box.action) {
    return (
      <div class="flex-box" style={style}>
        {inside}
      </div>
    );
  }
  return (
    <ActionButton action={box.action} class="flex-box pressable" style={style}>
      {inside}
    </ActionButton>
  );
}

function Text({ text, style }: { text: FlexPiece; style: CSSProperties }): JSX.Element {
  const { press } = usePressing();
  const words = text.contents?.map((span, index) => (
    <span key={index} style={textStyle(span)}>
      {span.text}
    </span>
  ));
  const { action } = text;
  if (action) {
    return (
      <button type="button" class="flex-text pressable" style={style} onClick={() => press(action)}>
        {words ?? text.text}
      </button>
    );
  }
  return (
    <div class="flex-text" style={style}>
      {words ?? text.text}
    </div>
  );
}

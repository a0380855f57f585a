import type { CSSProperties } from 'preact';
import type { FlexPiece } from './line-message.ts';

/** Flex Message's words for sizes, in CSS pixels as LINE draws them. */
const SPACES: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXTS: Record<string, number> = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
};
const BORDERS: Record<string, number> = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
const IMAGES: Record<string, number> = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  '3xl': 180,
  '4xl': 200,
  '5xl': 220,
};
const ALIGNS: Record<string, string> = { start: 'left', end: 'right', center: 'center' };
const GRAVITIES: Record<string, string> = { top: 'flex-start', bottom: 'flex-end', center: 'center' };

type Css = CSSProperties;

const length = (words: Record<string, number>, value: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  const known = words[value];
  return known === undefined ? value : `${known}px`;
};

/** Leaves out what is not said, since an undefined style would take away the style sheet's. */
const said = (css: Record<string, string | number | undefined>): Css =>
  Object.fromEntries(Object.entries(css).filter(([, value]) => value !== undefined));

/** How a piece lies in its box: its share of the room, and the space before it. */
export function placeOf(piece: FlexPiece, parent: FlexPiece | undefined, isFirst: boolean): Css {
  const across = parent !== undefined && parent.layout !== 'vertical';
  const before = length(SPACES, piece.margin) ?? (isFirst ? undefined : length(SPACES, parent?.spacing));
  const share = piece.flex ?? (across && piece.width === undefined && !['icon', 'separator'].includes(piece.type) ? 1 : 0);
  return said({
    [across ? 'marginLeft' : 'marginTop']: before,
    flex: parent === undefined ? undefined : share > 0 ? `${share} ${across ? 1 : 0} ${across ? '0' : 'auto'}` : '0 0 auto',
    minWidth: across && share > 0 ? 0 : undefined,
    alignSelf: across && piece.gravity !== undefined && parent.layout === 'horizontal' ? GRAVITIES[piece.gravity] : undefined,
    ...(piece.position === 'absolute'
      ? {
          position: 'absolute',
          top: length(SPACES, piece.offsetTop),
          bottom: length(SPACES, piece.offsetBottom),
          left: length(SPACES, piece.offsetStart),
          right: length(SPACES, piece.offsetEnd),
        }
      : {}),
  });
}

export function boxStyle(box: FlexPiece): Css {
  const all = length(SPACES, box.paddingAll);
  return said({
    flexDirection: box.layout === 'vertical' ? 'column' : 'row',
    alignItems: box.alignItems ?? (box.layout === 'baseline' ? 'baseline' : undefined),
    justifyContent: box.justifyContent,
    paddingTop: length(SPACES, box.paddingTop) ?? all,
    paddingBottom: length(SPACES, box.paddingBottom) ?? all,
    paddingLeft: length(SPACES, box.paddingStart) ?? all,
    paddingRight: length(SPACES, box.paddingEnd) ?? all,
    backgroundColor: box.backgroundColor,
    borderStyle: box.borderWidth === undefined && box.borderColor === undefined ? undefined : 'solid',
    borderWidth: length(BORDERS, box.borderWidth) ?? (box.borderColor === undefined ? undefined : '1px'),
    borderColor: box.borderColor,
    borderRadius: length(SPACES, box.cornerRadius),
    width: box.width,
    maxWidth: box.maxWidth,
    height: box.height,
    maxHeight: box.maxHeight,
  });
}

export function textStyle(text: FlexPiece): Css {
  const clamped = text.wrap === true && (text.maxLines ?? 0) > 0;
  return said({
    fontSize: length(TEXTS, text.size),
    fontWeight: text.weight === 'bold' ? 700 : text.weight === 'regular' ? 400 : undefined,
    fontStyle: text.style === 'italic' ? 'italic' : undefined,
    color: text.color,
    textDecoration: text.decoration,
    textAlign: text.align === undefined ? undefined : ALIGNS[text.align],
    whiteSpace: text.type === 'span' ? undefined : text.wrap === true ? 'pre-wrap' : 'nowrap',
    lineHeight: text.lineSpacing === undefined ? undefined : `calc(1.4em + ${length(SPACES, text.lineSpacing)})`,
    ...(clamped ? { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: text.maxLines } : {}),
  });
}

/** Colours of a button; its label is dark on a light ground and light on a dark one. */
export function buttonStyle(button: FlexPiece): Css {
  if (button.style === 'primary') return said({ backgroundColor: button.color });
  if (button.style === 'secondary') return said({ backgroundColor: button.color });
  return said({ color: button.color });
}

export function imageStyle(image: FlexPiece): Css {
  const [wide, high] = (image.aspectRatio ?? '1:1').split(':').map(Number);
  return said({
    width: image.size === 'full' ? '100%' : (length(IMAGES, image.size ?? (image.type === 'icon' ? undefined : 'md')) ?? '1em'),
    maxWidth: '100%',
    aspectRatio: `${wide ?? 1} / ${high ?? 1}`,
    objectFit: image.aspectMode === 'cover' ? 'cover' : 'contain',
  });
}

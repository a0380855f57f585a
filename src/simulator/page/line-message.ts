/** LINE's message objects, as far as the page draws them. The platform has checked them before they come here. */

export type Action = {
  type: string;
  label?: string;
  text?: string;
  uri?: string;
  data?: string;
  mode?: 'date' | 'time' | 'datetime';
  initial?: string;
  min?: string;
  max?: string;
  inputOption?: string;
  fillInText?: string;
  clipboardText?: string;
};

export type FlexPiece = {
  type: 'box' | 'button' | 'text' | 'separator' | 'image' | 'icon' | 'filler' | 'span' | 'video';
  layout?: 'vertical' | 'horizontal' | 'baseline';
  contents?: FlexPiece[];
  action?: Action;
  text?: string;
  url?: string;
  style?: string;
  height?: string;
  width?: string;
  maxWidth?: string;
  maxHeight?: string;
  size?: string;
  weight?: string;
  color?: string;
  decoration?: string;
  align?: string;
  gravity?: string;
  wrap?: boolean;
  maxLines?: number;
  lineSpacing?: string;
  flex?: number;
  margin?: string;
  spacing?: string;
  backgroundColor?: string;
  borderColor?: string;
  borderWidth?: string;
  cornerRadius?: string;
  justifyContent?: string;
  alignItems?: string;
  paddingAll?: string;
  paddingTop?: string;
  paddingBottom?: string;
  paddingStart?: string;
  paddingEnd?: string;
  position?: string;
  offsetTop?: string;
  offsetBottom?: string;
  offsetStart?: string;
  offsetEnd?: string;
  aspectRatio?: string;
  aspectMode?: string;
};

export type BlockName = 'header' | 'hero' | 'body' | 'footer';
export type Bubble = {
  type: 'bubble';
  size?: string;
  styles?: Partial<Record<BlockName, { backgroundColor?: string; separator?: boolean; separatorColor?: string }>>;
} & Partial<Record<BlockName, FlexPiece>>;
export type FlexContainer = Bubble | { type: 'carousel'; contents: Bubble[] };

export type Template = {
  type: 'buttons' | 'confirm' | 'carousel' | 'image_carousel';
  title?: string;
  text?: string;
  actions?: Action[];
  columns?: { title?: string; text?: string; actions?: Action[] }[];
};

export type LineMessage = {
  type: string;
  text?: string;
  altText?: string;
  contents?: FlexContainer;
  template?: Template;
  originalContentUrl?: string;
  previewImageUrl?: string;
  title?: string;
  address?: string;
  quickReply?: { items: { action: Action }[] };
};

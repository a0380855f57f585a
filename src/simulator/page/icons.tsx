import type { JSX } from 'preact';

/** Line drawings of 24 × 24, hidden from screen readers: the words beside them say it. */
const SHAPES = {
  sticker: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-3 6v1.5M15 9v1.5M8 14c1 2 2.5 3 4 3s3-1 4-3',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  video: 'M3 6h12v12H3zM15 10l6-3v10l-6-3',
  audio: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  location: 'M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12Zm0-9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12 20 4l-5 16-3-7-8-1Z',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}

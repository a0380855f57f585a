import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The app's icons as Teams wants them: one in colour, and an outline in white on nothing, which Teams tints. They are drawn from the SVG of
 * the same name (draw-icons.ts).
 */
export const ICONS = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
] as const;

/** The PNG files by the names that the manifest gives them. */
export const iconFiles = (): Record<string, Uint8Array> =>
  Object.fromEntries(ICONS.map(({ name }) => [`${name}.png`, readFileSync(join(import.meta.dirname, 'icons', `${name}.png`))]));

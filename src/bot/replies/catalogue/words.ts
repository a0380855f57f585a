import type { Language } from '#policy/language.ts';
import { en } from './en.ts';
import { type Catalogue, ja } from './ja.ts';
import { jaEasy } from './ja-easy.ts';

const CATALOGUES: Record<Language, Catalogue> = { ja, 'ja-easy': jaEasy, en };

/** Everything we say, in one language. */
export const wordsIn = (language: Language): Catalogue => CATALOGUES[language];

import { normaliseName } from './normalise.ts';

/**
 * Whether two names are one: 山田　花子, 山田 花子 and 山田花子 are, and the width of letters does not matter. Shapes of kanji do: 髙 and 高
 * are different names. A name that is not known is nobody's.
 */
export const sameName = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && folded(one) !== '' && folded(one) === folded(other);

const folded = (name: string): string => normaliseName(name).replace(/\s/g, '').toLowerCase();

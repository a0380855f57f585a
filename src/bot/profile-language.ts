import { LANGUAGES, type Language } from '#policy/language.ts';

/**
 * The language to begin in, by that of the client's profile on the platform (BCP 47): whoever reads neither Japanese nor English is
 * met in plain Japanese. The client can change it at any time.
 */
export function languageFor(profile: string | undefined): Language {
  const primary = profile?.toLowerCase().split('-')[0];
  if (primary === undefined || primary === '' || primary === 'ja') return 'ja';
  return primary === 'en' ? 'en' : 'ja-easy';
}

/** A language as it is stored; Japanese, the language of record, for anything else. */
export const languageNamed = (name: string | undefined): Language => LANGUAGES.find((it) => it === name) ?? 'ja';

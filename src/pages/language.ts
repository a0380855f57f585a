import type { Request } from 'express';
import { LANGUAGES, type Language } from '#policy/language.ts';

/** `?lang=`; Japanese, the language of record, where it is missing or unknown. */
export function languageOf(req: Pick<Request, 'query'>): Language {
  return LANGUAGES.find((language) => language === req.query['lang']) ?? 'ja';
}

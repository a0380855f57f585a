/** The languages of the chat: Japanese, plain Japanese (やさしい日本語) and English. */
export const LANGUAGES = ['ja', 'ja-easy', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text of a centre file. Japanese is the text of record; plain Japanese falls back to it. */
export type Localized = { ja: string; 'ja-easy'?: string | undefined; en: string };

export const inLanguage = (text: Localized, language: Language): string => text[language] ?? text.ja;

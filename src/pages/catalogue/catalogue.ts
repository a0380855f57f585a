import type { FieldName } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './ja-easy.ts';

/** Everything that the pages say, besides the texts of a centre file. */
export type Catalogue = {
  languages: string;
  optional: string;
  required: string;
  terms: {
    title: string;
    lead: string;
    /** Where the page has an office's own text. */
    titleInFull: string;
    leadInFull: string;
    /** Above a summary without the office's own text. */
    authoritative: string;
    contents: string;
    dated: string;
    newest: (day: string) => string;
    day: (year: number, month: number, day: number) => string;
    undated: string;
    summary: string;
    beforeConsent: string;
    meetingApp: (app: string) => string;
    meetingAppLink: (app: string) => string;
    court: string;
    /** The office's own text. */
    official: string;
    /** `day` as the language writes it. */
    since: (day: string) => string;
    upcoming: (day: string) => string;
    wasInForce: (day: string) => string;
    /** Before the sentence that says what changes. */
    changes: string;
    readUpcoming: (day: string) => string;
    older: string;
    olderOne: (day: string) => string;
    japaneseOnly: string;
    toCurrent: string;
    ours: string;
  };
  offices: { title: string; noPhone: string };
  form: {
    title: string;
    lead: (app: string) => string;
    /** Why the field is asked. */
    why: Record<FieldName, string>;
    label: Record<FieldName, string>;
    hint: Record<FieldName, string>;
    companionsWithAffiliation: string;
    source: (article: string) => string;
    noneYet: string;
    companionsNone: string;
    companionsSome: string;
    companionsWho: string;
    personalData: { title: string; held: (centre: string) => string; lines: (app: string) => string[] };
    submit: string;
    /** Before the page's title, where something is to be corrected. */
    errorTitle: (title: string) => string;
    errorSummary: string;
    errors: Record<FieldError, string>;
  };
  sent: (app: string) => Message;
  alreadySent: (app: string) => Message;
  gone: Message;
  notFound: Message;
  notReadable: Message;
  /** The page that confirms an e-mail address. */
  address: { title: string; text: string[]; confirm: string; confirmed: Message; gone: Message };
  calendar: {
    online: (app: string) => string;
    phone: (office: string, phone: string) => string;
    hours: (hours: string) => string;
    /** `article` in words, where the rule has one. */
    sameDayByPhone: (article: string | undefined) => string;
    beforeByPhone: (days: number, article: string | undefined) => string;
    alwaysByPhone: (article: string | undefined) => string;
    tentative: string;
    cancelled: string;
  };
};

export type Message = { title: string; text: string[] };

/** What is wrong with a field, and what to do. */
export type FieldError =
  | 'name-empty'
  | 'name-too-long'
  | 'name-digits'
  | 'name-link'
  | 'name-emoji'
  | 'name-characters'
  | 'job-seeker-number-empty'
  | 'job-seeker-number-format'
  | 'job-seeker-number-needed'
  | 'job-seeker-number-both'
  | 'email-empty'
  | 'email-format'
  | 'email-too-long'
  | 'phone-empty'
  | 'phone-format'
  | 'topic-too-long'
  | 'topic-link'
  | 'companions-choose'
  | 'companions-empty'
  | 'companions-too-long'
  | 'companions-link';

const CATALOGUES: Record<Language, Catalogue> = { ja, 'ja-easy': jaEasy, en };

export const catalogueIn = (language: Language): Catalogue => CATALOGUES[language];

/** The names of the languages, each in itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { ja: '日本語', 'ja-easy': 'やさしい日本語', en: 'English' };

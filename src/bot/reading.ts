import type { DateTime } from 'luxon';
import type { Wish } from '#machines/commands.ts';
import type { Expectation } from '#machines/flow.ts';
import type { Language } from '#policy/language.ts';
import { readEmail, readPhone } from './understanding/contact.ts';
import { FREE_TEXT_LENGTHS, readFreeText } from './understanding/free-text.ts';
import { readJobSeekerNumber } from './understanding/job-seeker-number.ts';
import { matchChoice, matchName, matchWhole } from './understanding/match.ts';
import { readName } from './understanding/name.ts';
import { type AskedOfCompanions, readNothingToAdd, saysThatSomebodyComes } from './understanding/nothing-to-add.ts';
import { readWish } from './understanding/wish.ts';
import { readLanguage, readWord, type Word } from './understanding/words.ts';

/** What a typed text means where the conversation stands. */
export type Reading =
  /** A button of the question. */
  | { kind: 'choice'; choice: string }
  /** An entry of the menu, wherever the conversation stands. */
  | { kind: 'menu-entry'; choice: MenuEntry }
  /** About a session that is booked: said in passing, wherever the conversation stands. */
  | { kind: 'aside'; about: Aside }
  /** `nameFollows`: the name of whom it tells of is asked for next. */
  | { kind: 'value'; value: string; nameFollows?: true }
  | { kind: 'wish'; wish: Wish }
  /** The client asks for this language, by its name. */
  | { kind: 'language'; language: Language }
  /** A greeting or thanks: nothing is asked. */
  | { kind: 'hello' }
  | { kind: 'unclear'; why?: string };

type MenuEntry = 'book' | 'my-bookings' | 'move' | 'cancel' | 'help' | 'my-data' | 'language';
const MENU_ENTRIES: readonly MenuEntry[] = ['book', 'my-bookings', 'move', 'cancel', 'help', 'my-data', 'language'];
export const isMenuEntry = (choice: string): boolean => MENU_ENTRIES.some((entry) => entry === choice);

export type Aside = 'late' | 'cannot-connect' | 'show-details';
const ASIDES: readonly Aside[] = ['late', 'cannot-connect', 'show-details'];

/** Words that are heard at every question, free text included. */
const ALWAYS: readonly Word[] = ['back', 'stop', 'menu', 'cannot-use-phone'];

/** The buttons that a word may stand for, the first that the question has. */
const BUTTONS_OF: Partial<Record<Word, readonly string[]>> = {
  more: ['more', 'other-days'],
  yes: ['yes', 'agree', 'reuse', 'confirm', 'understood', 'some'],
  book: ['confirm', 'book'],
  no: ['no', 'refuse', 'change', 'none'],
  'cannot-connect': ['trouble'],
};

/** A word we know is the word here: nobody is called キャンセル. */
const WHO: readonly Expectation[] = ['name', 'companions', 'companions-name'];
const FREE_TEXT: readonly Expectation[] = ['topic', 'companions', 'companions-name', 'wishes'];

/** What is longer is no name, number or date; reading all of it would only cost time. */
const LONGEST_READ = 1_000;

type Choice = { id: string; label: string };

type Question = {
  expects: Expectation;
  choices: readonly Choice[];
  /** Offices and services by all their names, where the question is which one. */
  names?: readonly Choice[];
  /** The menu's entries as they are written on its buttons. */
  entries?: readonly Choice[];
  now: DateTime;
};

/** Reads a typed text as an answer to the question. Pure; never throws, whatever the text. */
export function readText(text: string, { expects, choices, names = [], entries = [], now }: Question): Reading {
  const asked = askedOfCompanions(expects, choices);
  const word = asked && saysThatSomebodyComes(text) ? 'yes' : readWord(text);
  if (word !== undefined && ALWAYS.includes(word)) return { kind: 'choice', choice: word };
  const nothing = asked && readNothingToAdd(text, word, asked);
  if (nothing === 'unclear') return { kind: 'unclear' };
  if (nothing !== undefined) return { kind: 'choice', choice: nothing };
  const named = matchName(text, names);
  if (named.kind === 'one') return { kind: 'choice', choice: named.id };
  if (named.kind === 'several') return { kind: 'unclear' };
  // 電話 or 電話します is a beginning of 電話が使えない方 and means the contrary: only its own words count, above.
  const pressable = choices.filter(({ id }) => id !== 'cannot-use-phone');
  // A name may be short: Le is no beginning of "Leave it as it is".
  const matched = asked === 'name' ? matchWhole(text, pressable) : matchChoice(text, pressable);
  if (matched !== undefined) return { kind: 'choice', choice: matched };
  const button = word && buttonFor(word, expects, choices);
  if (button !== undefined) return { kind: 'choice', choice: button };
  const language = readLanguage(text);
  if (language !== undefined) return { kind: 'language', language };
  if (word === 'hello') return { kind: 'hello' };
  const written = matchWhole(text, entries);
  const entry = MENU_ENTRIES.find((it) => it === word || it === written);
  const aside = ASIDES.find((it) => it === word);
  if (WHO.includes(expects) && entry !== undefined) return { kind: 'menu-entry', choice: entry };
  if (WHO.includes(expects) && aside !== undefined) return { kind: 'aside', about: aside };
  if (WHO.includes(expects) && word !== undefined) return { kind: 'unclear' };
  // Nobody comes to talk about いいえ.
  if (FREE_TEXT.includes(expects) && (word === 'yes' || word === 'no')) return { kind: 'unclear' };
  const value = readValue(text.slice(0, LONGEST_READ), expects, now);
  if (value?.kind === 'value' || value?.kind === 'wish') return value;
  if (entry !== undefined) return { kind: 'menu-entry', choice: entry };
  if (aside !== undefined) return { kind: 'aside', about: aside };
  return value ?? { kind: 'unclear' };
}

function askedOfCompanions(expects: Expectation, choices: Question['choices']): AskedOfCompanions | undefined {
  if (expects === 'companions-name') return 'name';
  if (expects !== 'companions') return undefined;
  return choices.some(({ id }) => id === 'some') ? 'whether' : 'who';
}

function buttonFor(word: Word, expects: Expectation, choices: Question['choices']): string | undefined {
  // いいえ to the request for a number does not say that there is none.
  if (word === 'no' && expects === 'job-seeker-number') return undefined;
  const ids = BUTTONS_OF[word] ?? [word];
  return ids.find((id) => choices.some((choice) => choice.id === id));
}

/** The text as the value that the question waits for; undefined where it waits for a button only. */
function readValue(text: string, expects: Expectation, now: DateTime): Reading | undefined {
  switch (expects) {
    case 'choice':
      return undefined;
    case 'wish': {
      const wish = readWish(text, now);
      if (wish === undefined) return undefined;
      return 'impossible' in wish ? { kind: 'unclear', why: 'impossible-date' } : { kind: 'wish', wish };
    }
    case 'name': {
      const read = readName(text);
      return read.kind === 'name' ? { kind: 'value', value: read.name } : { kind: 'unclear', why: read.why };
    }
    case 'job-seeker-number': {
      const read = readJobSeekerNumber(text);
      if (read.kind === 'number') return { kind: 'value', value: read.number };
      return read.kind === 'none-yet' ? { kind: 'choice', choice: 'none' } : { kind: 'unclear', why: read.why };
    }
    case 'email': {
      const read = readEmail(text);
      return read.kind === 'email' ? { kind: 'value', value: read.email } : { kind: 'unclear', why: read.why };
    }
    case 'phone': {
      const read = readPhone(text);
      return read.kind === 'phone' ? { kind: 'value', value: read.phone } : { kind: 'unclear', why: read.why };
    }
    case 'topic':
    case 'companions':
    case 'companions-name':
    case 'wishes': {
      const read = readFreeText(text, FREE_TEXT_LENGTHS[expects]);
      return read.kind === 'text' ? { kind: 'value', value: read.text } : { kind: 'unclear', why: read.why };
    }
  }
}

import { fold } from './fold.ts';
import { normalise } from './normalise.ts';
import { arabicNumerals } from './numerals.ts';

/** The beginning of a denial (同意し…ない) says nothing of the denial itself. */
const DENIAL = /(?:ない|ません)$/;

type Choice = { id: string; label: string };

const ENDINGS =
  /(?:で|を|に|が)?(?:お願いします|おねがいします|お願い|おねがい|お願い致します|お願いいたします|します|いいです|希望します|希望です|ですね|です|please)$/;
const BY_POSITION =
  /^\(?(\d{1,2})(?:\)|\.|(番目?)(?:です|でおねがいします|でお願いします|を?お願いします|を?おねがいします|がいいです|にします)?)?$/;

/**
 * The choice that a typed text means: its label (whatever the width, kana, spaces or politeness), its number in the list, or a
 * beginning or an end of two or more characters that only one label has. Undefined where more than one could be meant.
 */
export function matchChoice(text: string, choices: readonly Choice[]): string | undefined {
  const typed = fold(text);
  const bare = typed.replace(ENDINGS, '');
  const plain = plainForms(typed);
  const labelled = choices.map(({ id, label }) => ({ id, label: fold(label) }));
  return (
    only(labelled, ({ label }) => label === typed) ??
    only(labelled, ({ label }) => bare !== '' && (label === bare || label.replace(ENDINGS, '') === bare)) ??
    only(labelled, ({ label }) => plain.includes(label)) ??
    byNumber(text, choices) ??
    byBeginning(bare, labelled) ??
    byEnd(bare, labelled)
  );
}

/** 「登録しています」 is 登録している, 「わかりません」 is わからない: what a polite ending may stand for. */
function plainForms(typed: string): string[] {
  const verb = /^(.*)(ます|ません|ました)$/.exec(typed);
  const [, stem = '', ending = ''] = verb ?? [];
  if (ending === 'ます') return [`${stem}る`, stem.replace(/し$/, 'する')];
  if (ending === 'ました') return [`${stem}た`];
  if (ending === 'ません')
    return [`${stem}ない`, stem.replace(/[いきしちにみりぎびじ]$/, (kana) => A_ROW[kana] ?? kana).concat('ない')];
  return [];
}

const A_ROW: Readonly<Record<string, string>> = {
  い: 'わ',
  き: 'か',
  し: 'さ',
  ち: 'た',
  に: 'な',
  み: 'ま',
  り: 'ら',
  ぎ: 'が',
  び: 'ば',
  じ: 'ざ',
};

function byBeginning(typed: string, choices: readonly Choice[]): string | undefined {
  const begun = choices.filter(({ label }) => [...typed].length >= 2 && label.startsWith(typed));
  return only(begun, ({ label }) => begun.length === 1 && !DENIAL.test(label.slice(typed.length)));
}

/** 函館 for ハローワーク函館. Not digits alone: 00 ends many labels. */
function byEnd(typed: string, choices: readonly Choice[]): string | undefined {
  if ([...typed].length < 2 || /^[\d:/~-]+$/.test(typed)) return undefined;
  const holding = choices.filter(({ label }) => label.endsWith(typed));
  return only(holding, ({ label }) => !DENIAL.test(label));
}

function byNumber(text: string, choices: readonly Choice[]): string | undefined {
  const match = BY_POSITION.exec(arabicNumerals(normalise(text)).replaceAll(' ', ''));
  if (!match) return undefined;
  const number = Number(match[1]);
  const numbered = only(choices, ({ label }) => new RegExp(`^\\(?${number}[.):、 ]`).test(normalise(label)));
  if (numbered) return numbered;
  // A bare 1 could mean the label that holds a 1; 1番 can only mean the place in the list.
  if (!match[2] && choices.some(({ label }) => holdsNumber(label, number))) return undefined;
  return choices[number - 1]?.id;
}

const holdsNumber = (label: string, number: number): boolean =>
  normalise(label)
    .split(/\D+/)
    .some((part) => part !== '' && Number(part) === number);

function only<T extends { id: string }>(choices: readonly T[], matches: (choice: T) => boolean): string | undefined {
  const found = choices.filter(matches);
  return found.length === 1 ? found[0]?.id : undefined;
}

/**
 * Which of several names (offices, services; each may have several spellings) holds what was typed: プラザ for ハローワークプラザはこだて. Only for names: a part of
 * 同意しない is not its meaning.
 */
export function matchName(text: string, names: readonly Choice[]): { kind: 'one'; id: string } | { kind: 'several' | 'none' } {
  const typed = fold(text).replace(ENDINGS, '');
  const holding = [...typed].length < 2 ? [] : names.filter(({ label }) => fold(label).includes(typed));
  const [id, ...others] = new Set(holding.map((it) => it.id));
  if (id === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', id } : { kind: 'several' };
}

/** The choice whose whole label was typed. */
export function matchWhole(text: string, choices: readonly Choice[]): string | undefined {
  const typed = fold(text);
  return only(choices, ({ label }) => fold(label) === typed);
}

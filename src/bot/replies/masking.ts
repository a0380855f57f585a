import type { FieldName } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import { NONE } from '#policy/no-value.ts';
import { wordsIn } from './catalogue/words.ts';

/**
 * Personal data as it may be shown in a chat: enough for its owner to know it again, too little for anybody else. A mask is kept in the
 * conversation, and the client may change the language before it is shown: it has words only when it is.
 */

const STAR = '＊＊';
/** Instead of what was written freely. No value is ever masked like that. */
const ENTERED = 'entered';
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** 山田花子 is 山＊＊, whatever its length. */
export const maskName = (name: string): string => `${first(name.trim())}${STAR}`;

/** 13010-12345678 is 13010-******78. */
export function maskJobSeekerNumber(number: string): string {
  const [office = '', own = ''] = number.split('-');
  return own.length < 4 ? '*'.repeat(number.length) : `${office}-${'*'.repeat(own.length - 2)}${own.slice(-2)}`;
}

/** taro@example.jp is t***@e***.jp. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const end = domain.lastIndexOf('.');
  if (at < 1 || end < 1) return '***';
  return `${first(email)}***@${first(domain)}***${domain.slice(end)}`;
}

/** 090-1234-5678 is 090-****-**78. */
export function maskPhone(phone: string): string {
  const shownFrom = phone.length - 2;
  const groupEnd = phone.includes('-') ? phone.indexOf('-') : 3;
  return phone.replace(/\d/g, (digit, at: number) => (at < groupEnd || at >= shownFrom ? digit : '*'));
}

/** The mask of a field of the profile, in no language; what the client wrote freely is never shown again. */
export function maskField(field: FieldName, value: string): string {
  if (value === NONE) return NONE;
  switch (field) {
    case 'name':
      return maskName(value);
    case 'job-seeker-number':
      return maskJobSeekerNumber(value);
    case 'email':
      return maskEmail(value);
    case 'phone':
      return maskPhone(value);
    case 'topic':
    case 'companions':
      return ENTERED;
  }
}

/** A mask as it is shown. */
export function maskInWords(field: FieldName, mask: string, language: Language): string {
  const { masked } = wordsIn(language);
  if (mask === NONE) return field === 'job-seeker-number' ? masked.noneYet : masked.none;
  return mask === ENTERED ? masked.entered : mask;
}

function first(text: string): string {
  for (const { segment } of graphemes.segment(text)) return segment;
  return '';
}

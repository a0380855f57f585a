import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import { normalise, plainDashes } from './normalise.ts';

export type ReadEmail = { kind: 'email'; email: string } | { kind: 'invalid'; why: 'format' | 'too-long' };
export type ReadPhone = { kind: 'phone'; phone: string } | { kind: 'invalid'; why: 'format' };

const LONGEST_EMAIL = 254;
/** The rule of browsers: old Japanese mobile addresses hold '..' or end their local part in '.', which stricter rules refuse. */
const email = z.email({ pattern: z.regexes.html5Email }).regex(/@.+\.[a-z0-9-]{2,}$/i);

const EMAIL_BEFORE =
  /^(?:(?:(?:私|わたし)の|my )?(?:e-?mail|mail|e?メール(?:アドレス)?|アドレス|メアド)(?: address)?(?: is |は|[: ])\s*)?(?:mailto:)?/i;
const PHONE_BEFORE =
  /^(?:(?:(?:私|わたし)の|my )?(?:tel|phone|電話|携帯(?:電話)?|番号)(?:番号| number)?(?: is |は|[:.])?\s*)?(?:tel:)?/i;
const AFTER = /(?:です|になります|でございます|となります)?[。、!\s]*$/;

/** An e-mail address of at most 254 characters; the domain in lower case. */
export function readEmail(text: string): ReadEmail {
  const typed = plainDashes(normalise(text).replace(EMAIL_BEFORE, '').replace(AFTER, '')).replaceAll(' ', '');
  if (typed.length > LONGEST_EMAIL) return { kind: 'invalid', why: typed.includes('@') ? 'too-long' : 'format' };
  if (!email.safeParse(typed).success) return { kind: 'invalid', why: 'format' };
  const at = typed.lastIndexOf('@');
  return { kind: 'email', email: typed.slice(0, at) + typed.slice(at).toLowerCase() };
}

/** A Japanese phone number in its national form, 090-1234-5678. */
export function readPhone(text: string): ReadPhone {
  const typed = plainDashes(normalise(text).replace(PHONE_BEFORE, '').replace(AFTER, '')).replaceAll(' ', '');
  const phone = /^\+?[\d().-]{9,24}$/.test(typed) ? parsePhoneNumberFromString(typed, 'JP') : undefined;
  if (phone?.country !== 'JP' || !phone.isValid()) return { kind: 'invalid', why: 'format' };
  return { kind: 'phone', phone: phone.formatNational() };
}

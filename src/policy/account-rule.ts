/** What a login and a password of the console must be like (NIST SP 800-63B: long, not a common one; no rules about kinds of characters). */

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export const LOGIN_LENGTH = { min: 3, max: 40 } as const;

export type PasswordProblem = 'too-short' | 'too-long' | 'is-login' | 'common';
export type LoginProblem = 'too-short' | 'too-long' | 'characters';

/** One way of writing for the same login: full-width letters and capitals are the same as plain ones. */
export const foldLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

export function judgeLogin(login: string): LoginProblem | undefined {
  const folded = foldLogin(login);
  if (folded.length < LOGIN_LENGTH.min) return 'too-short';
  if (folded.length > LOGIN_LENGTH.max) return 'too-long';
  return /^[a-z0-9][a-z0-9._@-]*$/.test(folded) ? undefined : 'characters';
}

export function judgePassword(password: string, login: string): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return 'too-short';
  if (length > PASSWORD_LENGTH.max) return 'too-long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (login !== '' && plain === foldLogin(login)) return 'is-login';
  return isCommon(plain) ? 'common' : undefined;
}

/** The commonest of twelve characters and more, and what guessing programs make of short ones: repeated, or with digits behind. */
const COMMON = [
  '123456789012',
  '1234567890123',
  '12345678901234567890',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'administrator',
  'qwertyuiop123',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'zaq12wsxcde3',
  'passwordpassword',
  'correcthorsebatterystaple',
];
const ROOTS = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'qwerty',
  'admin',
  'welcome',
  'letmein',
  'iloveyou',
  'hellowork',
  'madoguchi',
];
const ROOT_AND_FILLING = new RegExp(`^(?:${ROOTS.join('|')})+[0-9!@#$%&*._-]*$`);
/** One to six characters over and over, and rows of digits. */
const REPEATED = /^(.{1,6}?)\1+$/;
const DIGITS_UP = '01234567890123456789012345678901234567890123456789';

const isCommon = (plain: string): boolean =>
  COMMON.includes(plain) ||
  ROOT_AND_FILLING.test(plain) ||
  REPEATED.test(plain) ||
  DIGITS_UP.includes(plain) ||
  [...DIGITS_UP].reverse().join('').includes(plain);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskEmail, maskField, maskInWords, maskJobSeekerNumber, maskName, maskPhone } from '#bot/replies/masking.ts';
import type { FieldName } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';

describe('masking', () => {
  test.each([
    ['山田花子', '山＊＊'],
    ['𠮷田', '𠮷＊＊'],
    ['Hanako Yamada', 'H＊＊'],
  ])('the name %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

  test.each([
    ['13010-12345678', '13010-******78'],
    ['13010-1234', '13010-**34'],
    ['broken', '******'],
  ])('the job seeker number %s is %s', (number, masked) => expect(maskJobSeekerNumber(number)).toBe(masked));

  test.each([
    ['taro@example.jp', 't***@e***.jp'],
    ['a@b.co.jp', 'a***@b***.jp'],
    ['nothing', '***'],
  ])('the e-mail address %s is %s', (email, masked) => expect(maskEmail(email)).toBe(masked));

  test.each([
    ['090-1234-5678', '090-****-**78'],
    ['09012345678', '090******78'],
    ['0138-88-1318', '0138-**-**18'],
  ])('the phone number %s is %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  test('what was written freely is only said to be there, and what there is none of is said to be none', () => {
    const shown = (field: FieldName, value: string, language: Language = 'ja') =>
      maskInWords(field, maskField(field, value), language);
    expect(shown('topic', '履歴書')).toBe('入力済み');
    expect(shown('companions', '-')).toBe('なし');
    expect(shown('job-seeker-number', '-')).toBe('まだない');
    expect(shown('job-seeker-number', '-', 'en')).toBe('Not yet');
    expect(shown('name', '山田花子', 'en')).toBe('山＊＊');
  });

  test('no number keeps more than its first group and its last two digits', () => {
    const number = fc.stringMatching(/^\d{5}-\d{4,8}$/);
    fc.assert(
      fc.property(number, (whole) => {
        const masked = maskJobSeekerNumber(whole);
        expect(masked).toHaveLength(whole.length);
        expect(masked.slice(6, -2)).toMatch(/^\*+$/);
      }),
    );
  });
});

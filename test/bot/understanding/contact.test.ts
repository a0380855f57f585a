import { describe, expect, it } from 'vitest';
import { readEmail, readPhone } from '#bot/understanding/contact.ts';

describe('readEmail', () => {
  it.each([
    ['taro@example.jp', 'taro@example.jp'],
    ['ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'taro@example.jp'],
    [' Taro.Yamada+hw@Example.CO.JP ', 'Taro.Yamada+hw@example.co.jp'],
    ['メールアドレスは taro@example.jp です。', 'taro@example.jp'],
    ['mailto:taro@example.jp', 'taro@example.jp'],
    ['taro−yamada@example.jp', 'taro-yamada@example.jp'],
    ['taro..y.@docomo.example.jp', 'taro..y.@docomo.example.jp'],
    ['taro @ example.jp', 'taro@example.jp'],
    ['My email is taro@example.jp', 'taro@example.jp'],
    ['email_taro@example.jp', 'email_taro@example.jp'],
    ['mail@example.jp', 'mail@example.jp'],
  ])('reads 「%s」', (text, email) => expect(readEmail(text)).toEqual({ kind: 'email', email }));

  it.each([
    '',
    'taro',
    'taro@',
    '@example.jp',
    'taro@example',
    'taro@@example.jp',
    'taro@exa mple',
    'taro@example..jp',
    'たろう@example.jp',
    'a@b.jp,c@d.jp',
    '<a@b.jp>',
    'あ'.repeat(300),
  ])('refuses 「%s」', (text) => expect(readEmail(text)).toEqual({ kind: 'invalid', why: 'format' }));

  it('takes at most 254 characters', () => {
    const domain = `@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.jp`;
    const longest = 'x'.repeat(254 - domain.length) + domain;
    expect(readEmail(longest)).toMatchObject({ kind: 'email' });
    expect(readEmail(`x${longest}`)).toEqual({ kind: 'invalid', why: 'too-long' });
  });
});

describe('readPhone', () => {
  it.each([
    ['090-1234-5678', '090-1234-5678'],
    ['09012345678', '090-1234-5678'],
    ['０９０ー１２３４ー５６７８', '090-1234-5678'],
    ['０９０－１２３４－５６７８', '090-1234-5678'],
    ['090−1234−5678', '090-1234-5678'],
    ['090 1234 5678', '090-1234-5678'],
    ['(090)1234-5678', '090-1234-5678'],
    ['+81 90-1234-5678', '090-1234-5678'],
    ['電話番号は090-1234-5678です', '090-1234-5678'],
    ['携帯 08012345678', '080-1234-5678'],
    ['0138881318', '0138-88-1318'],
    ['0853-21-8609', '0853-21-8609'],
    ['03-3501-1111', '03-3501-1111'],
    ['0120-123-456', '0120-123-456'],
  ])('reads 「%s」', (text, phone) => expect(readPhone(text)).toEqual({ kind: 'phone', phone }));

  it.each([
    '',
    '110',
    '090-1234',
    '090-1234-56789',
    '12345',
    '13010-12345678',
    '+1 213 373 4253',
    'でんわ',
    '090-1234-5678 内線3',
    '090-1234-5678と080-1234-5678',
    '٠٩٠١٢٣٤٥٦٧٨',
  ])('refuses 「%s」', (text) => expect(readPhone(text)).toEqual({ kind: 'invalid', why: 'format' }));
});

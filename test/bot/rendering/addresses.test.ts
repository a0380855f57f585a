import { expect, test } from 'vitest';
import { telAddress, webAddress } from '#bot/rendering/addresses.ts';

test('a page is opened by http or https only, written in ASCII', () => {
  expect(webAddress('https://yoyaku.example.jp/terms', 100)).toBe('https://yoyaku.example.jp/terms');
  expect(webAddress('https://例え.jp/規約', 100)).toBe('https://xn--r8jz45g.jp/%E8%A6%8F%E7%B4%84');
  for (const url of ['javascript:alert(1)', 'yoyaku.example.jp', 'https://a b', '']) expect(webAddress(url, 100)).toBeUndefined();
});

test('signs that a platform would refuse are encoded, and an address with a name and password is left out', () => {
  const encoded = 'https://a.jp/a%7Cb/%5Bid%5D?c=%7B1%7D&d=50%25#e%23f';
  expect(webAddress('https://a.jp/a|b/[id]?c={1}&d=50%#e#f', 100)).toBe(encoded);
  expect(webAddress(encoded, 100)).toBe(encoded);
  expect(webAddress('http://[2001:db8::1]:8080/x', 100)).toBe('http://[2001:db8::1]:8080/x');
  expect(webAddress('https://a:|@b.jp/', 100)).toBeUndefined();
});

test('a telephone is rung by a tel address only', () => {
  expect(telAddress('tel:0853218609,,41%23', 100)).toBe('tel:0853218609,,41%23');
  for (const uri of ['0853218609', 'tel:', 'tel:電話', 'tel:012#', 'tel:012%2']) expect(telAddress(uri, 100)).toBeUndefined();
});

test('an address that is too long is none', () => {
  expect(webAddress(`https://a.jp/${'x'.repeat(88)}`, 100)).toBeUndefined();
  expect(telAddress(`tel:${'1'.repeat(97)}`, 100)).toBeUndefined();
});

const DIGITS = '〇一二三四五六七八九';
const COUNTED = /[〇零一二三四五六七八九十]+(?=[年月日時分週番])/g;

/** Kanji numerals before a counter as digits: 二十五日 → 25日, 二〇二六年 → 2026年. Others, as in names, are left alone. */
export const arabicNumerals = (text: string): string => text.replace(COUNTED, (numeral) => String(value(numeral)));

function value(numeral: string): number {
  const [tens, units] = numeral.replaceAll('零', '〇').split('十', 2);
  if (units === undefined) return positional(tens ?? '');
  return (tens ? positional(tens) : 1) * 10 + positional(units);
}

const positional = (digits: string): number => Number([...digits].map((digit) => DIGITS.indexOf(digit)).join(''));

import { hiragana } from './fold.ts';
import { arabicNumerals } from './numerals.ts';

/** Kana and other spellings of the words of dates, as the readers of days and times know them. Order matters: longer first. */
const JAPANESE: readonly (readonly [RegExp, string])[] = [
  [/[〜～]/g, '~'],
  [/さ来週|さらいしゅう/g, '再来週'],
  [/らいしゅう/g, '来週'],
  [/こんしゅう/g, '今週'],
  [/さらいげつ/g, '再来月'],
  [/らいげつ/g, '来月'],
  [/こんげつ/g, '今月'],
  [/しあさって|明明後日|明々後日/g, '3日後'],
  [/あさって|みょうごにち/g, '明後日'],
  [/あした|みょうにち|あす(?![かのきけこぱ])/g, '明日'],
  [/(?<!と)(?<!とう)きょう|本日|ほんじつ/g, '今日'],
  [/げつよう/g, '月曜'],
  [/かよう/g, '火曜'],
  [/すいよう/g, '水曜'],
  [/もくよう/g, '木曜'],
  [/きんよう/g, '金曜'],
  [/どよう/g, '土曜'],
  [/にちよう/g, '日曜'],
  [/曜び/g, '曜日'],
  [/ごぜん/g, '午前'],
  [/ごご/g, '午後'],
  [/ゆうがた/g, '夕方'],
  [/しょうご/g, '正午'],
  [/お昼|おひる|ひる/g, '昼'],
  [/あさいち/g, '朝一'],
  [/あさ/g, '朝'],
  [/つぎの/g, '次の'],
  [/こんどの/g, '今度の'],
  [/(?<=\d)がつ/g, '月'],
  [/(?<=\d)にち/g, '日'],
  [/(?<=\d)じ/g, '時'],
  [/(?<=\d)[ふぷ]ん/g, '分'],
  [/(?<=時)はん/g, '半'],
  [/ついたち/g, '1日'],
  [/ふつか/g, '2日'],
  [/みっか/g, '3日'],
  [/よっか/g, '4日'],
  [/(?<=月)いつか/g, '5日'],
  [/むいか/g, '6日'],
  [/(?<=月)なのか/g, '7日'],
  [/ようか/g, '8日'],
  [/ここのか/g, '9日'],
  [/とおか/g, '10日'],
  [/はつか/g, '20日'],
  [/1日中/g, ''],
];

const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/[〜～]/g, '~'],
  [/’/g, "'"],
  [/(?<![a-z])(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.(?![a-z])/g, '$1'],
  [/\bthis (?=morning|afternoon|evening)/g, 'today '],
  [/\btonight\b/g, 'today evening'],
  [/\b(\d{1,2}) ?o'clock\b/g, '$1:00'],
];

export const isJapanese = (text: string): boolean =>
  /^r\d/.test(text) || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) || !/[a-z]/.test(text);

export const plainJapanese = (text: string): string =>
  JAPANESE.reduce((so, [from, to]) => so.replace(from, to), arabicNumerals(hiragana(text)));

export const plainEnglish = (text: string): string => ENGLISH.reduce((so, [from, to]) => so.replace(from, to), text);

import { fold } from './fold.ts';
import type { Word } from './words.ts';

/** Read after `fold`: without spaces and punctuation, katakana as hiragana. */
const all = (...lines: string[]): RegExp => new RegExp(`^(?:${lines.join('|')})(?:です|でした)?(?:[よねが]|けど|ので)?$`, 'u');

const OPENING = '(?:やっぱり|やはり|すみません|いいえ|いえ|はい|no|特に|とくに|今回は?|今のところは?|今は|今日は){0,3}';
const COMPANY = '(?:同席|同伴|同行|付き?添い?|つきそい)';
const COMPANION = `(?:${COMPANY}(?:する)?(?:者|の?(?:人|方|ひと))?|(?:一緒|いっしょ)に(?:参加する|来る|出る|でる|くる)(?:人|方|ひと))`;
const SOMEBODY =
  '(?:お?(?:父|母|兄|姉)(?:さん|親)?|家族|かぞく|両親|親|夫|妻|主人|弟|妹|息子|娘|子ども|子供|友人|友達|友だち|知人|支援[員者]|保護者|先生|職員|担当者?|通訳)(?:の?(?:人|方))?(?:さん)?';
const SUBJECT = `(?:${COMPANION}[はも]?|(?:誰|だれ)も)`;
const NAMED = `(?:(?:${COMPANION}|${SOMEBODY})[はも]?){1,3}`;
const RELATIVES = '(?:my)?(?:mother|father|parents?|family|husband|wife|friend|supporter)';

const NOBODY = all(
  `${OPENING}(?:${SUBJECT}){0,3}(?:いません|いない|おりません|来ません|来ない|きません)`,
  `${OPENING}(?:${SUBJECT}){1,3}(?:(?:の|する)?予定[はも]?)?(?:なし|無し|ない|無い|ありません|ございません)|${OPENING}予定[はも]?(?:なし|無し|ありません)`,
  `${OPENING}(?:(?:${SUBJECT}){1,3}(?:同席|参加|出席|同行)|同席)は?(?:しません|しない|できません|できない)`,
  `${OPENING}(?:一人|ひとり|1人|自分(?:だけ|一人)?|私(?:だけ|一人)?)で(?:参加|出席|相談|出|行き|受け|大丈夫|いい)(?:し|する|たい)?(?:ます|る)?`,
  `${OPENING}(?:私|わたし|自分|本人)(?:だけ|のみ|一人|ひとり)|(?:いいえ|いえ)(?:一人|ひとり|1人)(?:だけ)?`,
  `${OPENING}(?:(?:nobody|noone)(?:(?:will|is)?(?:join|come|coming|joining)s?(?:me|withme)?)?|(?:its|itis)?(?:just|only)(?:me|myself)(?:(?:nobody|noone)else)?|alone|bymyself)`,
  `${OPENING}(?:i|ill|iam|im|iwill)(?:will|be)?(?:join|come|coming|joining|attend|be)?(?:alone|bymyself)`,
  '(?:ihave)?nocompanions?',
);
/** Somebody in particular does not come: nobody does, unless somebody else was named. */
const NOT_THEY = all(
  `${OPENING}${NAMED}(?:いません|いない|おりません|来ません|来ない|きません|(?:(?:の|する)?予定[はも]?)?(?:なし|無し|ない|無い|ありません|ございません))`,
  `${OPENING}${NAMED}(?:同席|参加|出席|同行)は?(?:しません|しない|できません|できない)`,
  `${OPENING}${RELATIVES}(?:wont|willnot|isnot|isnt|arenot|arent|cannot|cant)(?:be)?(?:come|join|attend)(?:ing)?(?:me)?`,
);
/** Besides oneself or, where somebody was named, besides them. */
const NOBODY_ELSE = all(
  '(?:いいえ|いえ)?(?:特に|とくに|(?:ほか|他)(?:に|の(?:人|方))?[はも]?(?:誰も|だれも)?)(?:いません|いない|おりません)',
  '(?:no)?(?:nobody|noone)else(?:will(?:join|come))?',
);
/** Somebody comes along, and it is not said who. */
const SOMEBODY_COMES = all(
  `(?:はい|ええ|うん|yes)?(?:${COMPANION}[がはも]?)?(?:(?:[一二三四五]|[1-5])[人名]|ひとり|ふたり)?(?:います|いる|居ます|居る|おります)`,
  '(?:はい|ええ|うん|yes)(?:(?:[一二三四五]|[1-5])[人名]|ひとり|ふたり)|(?:はい|ええ|うん|yes)?同席(?:者)?(?:します|する|あり|があります)',
  '(?:yes)?(?:thereis)?(?:some(?:body|one)|oneperson)(?:will(?:join|come)(?:me|withme)?)?',
);
const NOTHING = all(
  '(?:もう|特に|とくに|ほかに?は?|他に?は?|これ以上)?(?:は)?(?:なし|無し|ない|無い|ありません|ございません|いません)',
  '(?:これで|このままで|それで|今ので|もう)?(?:いい|良い|よい|大丈夫|だいじょうぶ|結構|けっこう|十分|お願いします|おねがいします)',
  'いいえ|いえ|いらない|いりません|不要|必要(?:ない|ありません)|no|nope|nothanks|nothankyou|以上|いじょう|(?:これ|それ)(?:だけ|で全部|でぜんぶ|まで)|このまま(?:で)?|不明|未定|わすれました|忘れました',
  '(?:お?名前|なまえ|所属|会社|その人)?(?:の名前)?[はがもを]?(?:まだ)?(?:わか|分か|解か|し|知)(?:りません|らない)|(?:もう|さっき|すでに|既に|先ほど)?(?:(?:入力|記入)(?:しました|済み|ずみ)|書きました|かきました)|(?:名前|所属|会社)[はが]?(?:なし|ない|ありません)',
  '(?:名前|所属)?[はも]?(?:言|書|答え|入力し|教え)[いきえ]?たく(?:ない|ありません)',
  'nothing(?:else|more|toadd)?|(?:thats|thatis)(?:all|it)|(?:its|itis|thisis|thats)?(?:fine|ok|okay|enough)(?:asitis|likethis)?|(?:leaveit|keepit)?asitis|leaveit',
  '(?:i)?(?:dont|donot)know(?:(?:the|their|his|her)names?|it)?|(?:i|ihave|ive)?(?:already)?(?:typed|written|wrote)(?:it|that)?(?:already)?|notsure|unknown|skip|done|no(?:affiliation|organisation|organization|name)',
);
/** Nobody but oneself, or one person. */
const ONE = /^(?:今回は?|今は|今日は)?(?:一人|ひとり|1人)(?:だけ)?(?:で|です)?$/u;

/** Which question about companions: whether anybody comes, who it is, or what they are called. */
export type AskedOfCompanions = 'whether' | 'who' | 'name';

/**
 * Nobody comes along (`none`), or there is nothing to add to what was written (`as-is`); `unclear` where it may mean that, or something
 * else: 一人 is a number of companions as well, and where 母 does not come somebody else may.
 */
export function readNothingToAdd(
  text: string,
  word: Word | undefined,
  asked: AskedOfCompanions,
): 'none' | 'as-is' | 'unclear' | undefined {
  const typed = fold(text);
  if (NOBODY_ELSE.test(typed)) return asked === 'name' ? 'as-is' : 'none';
  if (NOBODY.test(typed)) return 'none';
  if (ONE.test(typed) || NOT_THEY.test(typed)) return asked === 'whether' ? 'none' : 'unclear';
  if (asked !== 'name') return word === 'none' ? 'none' : undefined;
  return word === 'none' || NOTHING.test(typed) ? 'as-is' : undefined;
}

/** Whether it is a bare yes to the question if anybody comes along: 一人います. */
export const saysThatSomebodyComes = (text: string): boolean => SOMEBODY_COMES.test(fold(text));

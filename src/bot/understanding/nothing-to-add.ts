import { fold } from './fold.ts';
import type { Word } from './words.ts';

/** Read after `fold`: without spaces and punctuation, katakana as hiragana. */
const all = (...lines: string[]): RegExp => new RegExp(`^(?:${lines.join('|')})(?:です|でした)?(?:[よねが]|けど|ので)?$`, 'u');

const NOBODY = all(
  '(?:やっぱり|やはり|すみません|いいえ|はい)?(?:同席(?:する)?(?:者|人|方)?[はも]?|同伴者[はも]?|[誰だ]れ?も)?(?:いません|いない|おりません|来ません|来ない|きません)',
  '(?:同席|同伴)(?:者|する[人方])?は?(?:なし|無し|ありません)|同席(?:は)?しません|(?:[誰だ]れ?も)(?:同席|参加|出席)しません',
  '(?:一人|ひとり|1人|自分(?:だけ|一人)?|私(?:だけ|一人)?)で(?:参加|出席|相談|出|行き|受け|大丈夫|いい)(?:し|する|たい)?(?:ます|る)?',
  '(?:私|わたし|自分|本人)(?:だけ|のみ|一人|ひとり)',
  'nobody|noone|(?:nobody|noone)(?:will|is)?(?:join|come|coming|joining)s?(?:me|withme)?|(?:just|only)me|alone|bymyself',
  '(?:i|ill|iam|im|iwill)(?:will|be)?(?:join|come|coming|joining|attend|be)?(?:alone|bymyself)',
);
const NOTHING = all(
  '(?:もう|特に|とくに|ほかに?は?|他に?は?|これ以上)?(?:は)?(?:なし|無し|ない|無い|ありません|ございません|いません)',
  '(?:これで|このままで|それで|今ので|もう)?(?:いい|良い|よい|大丈夫|だいじょうぶ|結構|けっこう|十分|お願いします|おねがいします)',
  'いいえ|いえ|いらない|いりません|不要|必要(?:ない|ありません)|no|nope|nothanks|nothankyou|以上|いじょう|(?:これ|それ)(?:だけ|で全部|でぜんぶ|まで)|このまま(?:で)?|不明|未定|わすれました|忘れました',
  '(?:名前|なまえ|所属|会社|その人)?(?:の名前)?[はがもを]?(?:わか|分か|解か|し|知)(?:りません|らない)|(?:名前|所属|会社)[はが]?(?:なし|ない|ありません)',
  '(?:名前|所属)?[はも]?(?:言|書|答え|入力し|教え)[いきえ]?たく(?:ない|ありません)',
  'nothing(?:else|more|toadd)?|(?:thats|thatis)(?:all|it)|(?:its|itis|thisis|thats)?(?:fine|ok|okay|enough)(?:asitis|likethis)?|(?:leaveit|keepit)?asitis|leaveit',
  '(?:i)?(?:dont|donot)know|notsure|unknown|skip|done|no(?:affiliation|organisation|organization|name)',
);
/** Nobody but oneself, or one person. */
const ONE = /^(?:一人|ひとり|1人)(?:だけ)?(?:で|です)?$/u;

/** At a question about companions: nobody comes along (`none`), or there is nothing to add to what was written (`as-is`). */
export function readNothingToAdd(text: string, word: Word | undefined, isRest: boolean): 'none' | 'as-is' | undefined {
  const typed = fold(text);
  if (NOBODY.test(typed)) return 'none';
  if (ONE.test(typed)) return undefined;
  if (!isRest) return word === 'none' ? 'none' : undefined;
  return word === 'none' || NOTHING.test(typed) ? 'as-is' : undefined;
}

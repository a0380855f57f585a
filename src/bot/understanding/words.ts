import type { Language } from '#policy/language.ts';
import { fold } from './fold.ts';
import { ACTIONS, LANGUAGE_PHRASES, PHRASES, type Word } from './phrases.ts';

export type { Word } from './phrases.ts';

/**
 * A text is read as a word only if all of it is accounted for: openings and endings are taken off, and what is left must be a known
 * phrase, or an object and an action (予約を・キャンセル). So a long sentence, a negation (キャンセルしないで) or something already
 * done (キャンセルしました) is never taken for a command.
 */
const LONGEST = 40;

/** One spelling for words that are written with more or fewer kanji. Applied to texts and phrases alike, after `fold`. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/御/g, 'お'],
  [/願い致します|願いいたします/g, '願いします'],
  [/取り?消し?/g, 'とりけし'],
  [/とりけしす/g, 'とりけす'],
  [/取り?止め|取りやめ/g, 'とりやめ'],
  [/[止辞]め/g, 'やめ'],
  [/でんわ|tel/g, '電話'],
  [/よやく/g, '予約'],
  [/へんこう/g, '変更'],
  [/かくにん/g, '確認'],
  [/にちじ/g, '日時'],
  [/にってい/g, '日程'],
  [/じかん/g, '時間'],
  [/ばんごう/g, '番号'],
  [/にほん語|にほんご|日本ご/g, '日本語'],
  [/こじんじょうほう/g, '個人情報'],
  [/(?:わたし|僕|ぼく|自分|じぶん)(?=の)/g, '私'],
  [/他(?=の|に)/g, 'ほか'],
  [/べつ(?=の|に)/g, '別'],
  [/願/g, 'ねが'],
  [/下さい/g, 'ください'],
  [/頂/g, 'いただ'],
  [/欲し/g, 'ほし'],
  [/無い/g, 'ない'],
  [/無し/g, 'なし'],
  [/戻/g, 'もど'],
  [/違/g, 'ちが'],
  [/困/g, 'こま'],
  [/助/g, 'たす'],
  [/使/g, 'つか'],
  [/聞|聴/g, 'き'],
  [/見/g, 'み'],
  [/消/g, 'け'],
  [/取/g, 'と'],
  [/早|速/g, 'はや'],
  [/分か|判か|解か/g, 'わか'],
  [/始め|初め/g, 'はじめ'],
  [/出来/g, 'でき'],
  [/思/g, 'おも'],
  [/持/g, 'も'],
];

const OPENINGS =
  /^(?:すみません(?:が)?|すいません(?:が)?|申し訳ありませんが|ごめんなさい|あの[うー]?|えっと|えーと|では|じゃあ?|それでは|やっぱり|やはり|こんにちは|こんばんは|おはようございます|お世話になります|お世話になっております|急ですが|please|canyou|couldyou|cani|couldi|mayi|iwantto|iwanttosee|idliketo|iwouldliketo|ineedto|letme|illliketo)/;
const ENDINGS = [
  'したいとおもいます したいとおもっています したいのですが したいのですけど したいんですが したいんですけど',
  'したいです したい をおねがいします おねがいします をおねがいできますか おねがいできますか',
  'をおねがいしたいです おねがいしたいです をおねがいしたいのですが おねがい させてください してください',
  'してほしいのですが してほしいです してほしい してもらえますか してもらえませんか していただけますか',
  'していただけませんか していただきたいです できますか できますでしょうか してもいいですか てもいいですか について できるか できる しますね します',
  'しようとおもいます する して たいとおもいます たいのですが たいのですけど たいんですが たいんですけど',
  'たいです たいな たい ます てください ください ほしいです ほしい もらえますか いただけますか 希望します',
  '希望です 希望 がいいです がいい でいいです でしょうか ですか ですよ ですね です ですが ですけど',
  'のですが んですが だよ だ で て を は の に か ね よ な が けど please thanks',
  'thankyou pls',
].flatMap((line) => line.split(' '));
const OBJECT =
  /^(?:(?:この|その|私の|今の|いまの|とった|入れた|先日の|前の|明日の|明後日の|来週の|今週の|[\d/:_月日時分半曜火水木金土()午前後]{2,20}の|オンライン|おんらいん|ハローワークの|はろーわーくの|新し[いく]|あたらし[いく]|新規の?|職業)*)(予約|相談|面談|日時|日程|日にち|日付|時間|予定|日|ひ)(?:を|の|は|に|が)?/;

type Action = keyof typeof ACTIONS;

const spelled = (text: string): string => SPELLINGS.reduce((so, [from, to]) => so.replace(from, to), fold(text));

const lookUp = <T extends string>(phrases: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> =>
  new Map((Object.keys(phrases) as T[]).flatMap((word) => phrases[word].map((phrase) => [spelled(phrase), word] as const)));

const words = lookUp<Word>(PHRASES);
const actions = lookUp<Action>(ACTIONS);
const languages = lookUp<Language>(LANGUAGE_PHRASES);

/** The command or answer that a short text means; undefined where it is anything else, or could be its opposite. */
export function readWord(text: string): Word | undefined {
  const typed = spelled(text);
  if (typed === '') return isQuestionMark(text) ? 'help' : undefined;
  if (typed.length > LONGEST) return undefined;
  return wordIn(typed) ?? afterYesOrNo(typed) ?? (readLanguage(text) ? 'language' : undefined);
}

/** The language that a short text asks for. */
export function readLanguage(text: string): Language | undefined {
  const typed = spelled(text);
  return typed.length > LONGEST ? undefined : firstOf(withoutManners(typed), (bare) => languages.get(bare));
}

const isQuestionMark = (text: string): boolean => /^\s*[?？]+\s*$/.test(text);

const wordIn = (typed: string): Word | undefined =>
  firstOf(withoutManners(typed), (bare) => words.get(bare)) ??
  phoneOrNumber(typed) ??
  firstOf(withoutManners(typed), objectAndAction);

/** 「はい、予約します」 is the command, 「はい、お願いします」 is yes; 「はい、違います」 is neither. */
function afterYesOrNo(typed: string): Word | undefined {
  const [, answer, rest] = /^(はい|ええ|うん|ok|yes|いいえ|いえ|no)(.+)$/.exec(typed) ?? [];
  const word = rest === undefined ? undefined : wordIn(rest);
  const opposite = /^(?:いいえ|いえ|no)$/.test(answer ?? '') ? 'yes' : 'no';
  return word === opposite ? undefined : word;
}

function objectAndAction(typed: string): Word | undefined {
  let rest = typed;
  let talk = false;
  for (let match = OBJECT.exec(rest); match; match = OBJECT.exec(rest)) {
    talk ||= /予約|相談|面談/.test(match[1] ?? '');
    rest = rest.slice(match[0].length);
  }
  if (rest === typed) return undefined;
  if (rest === '') return talk ? 'book' : undefined;
  const action = actions.get(rest);
  return action === 'book' && !talk ? undefined : action;
}

/** These are negations themselves, so they are read by what they deny. */
function phoneOrNumber(typed: string): Word | undefined {
  if (/番号/.test(typed)) {
    return /番号[をはがも]?(?:まだ)?(?:ない|ありません|も(?:って|らって)い?(?:ない|ません)|と(?:って|れて)い?(?:ない|ません))(?:です|のですが|んですが|んです)?$/.test(
      typed,
    )
      ? 'none'
      : undefined;
  }
  return CANNOT_PHONE.some((phrase) => phrase.test(typed)) ? 'cannot-use-phone' : undefined;
}

const CANNOT_PHONE = [
  /電話[をはがもでに]?(?:つか|か|で|すること)?.{0,6}(?:できない|できません|つかえない|つかえません|つかうことができません|かけられない|かけられません|話せない|話せません|出られない|出られません|出れない|苦手|無理|むり|難しい|むずかしい|困難)/,
  /(?:耳|みみ)[がは].{0,4}(?:きこえない|きこえません|きこえにくい|きこえづらい|不自由|悪い|遠い)/,
  /(?:声|こえ)[がは](?:出ない|出せない|出ません|出せません|でない)|^(?:しゃべれない|しゃべれません|話せない|話せません|きこえない|きこえません)$|難聴|ろう者|聴覚障|き覚障|言語障害|電話りれー|電話リレー/,
  /(?:cant|cannot|unableto)(?:use|make|talkon|speakon)?(?:the|a|my|by)?(?:phone|telephone|call)|(?:imdeaf|iamdeaf|hardofhearing)/,
];

/** The text itself, then all that may be left of it as an opening or endings come off, the longest first. */
function withoutManners(typed: string): string[] {
  const stages = new Set([typed]);
  for (const stage of stages) {
    const shorter = [
      stage.replace(OPENINGS, ''),
      ...ENDINGS.filter((it) => stage.endsWith(it)).map((it) => stage.slice(0, -it.length)),
    ];
    for (const rest of shorter) if (rest !== '') stages.add(rest);
  }
  return [...stages];
}

function firstOf<T>(stages: readonly string[], read: (stage: string) => T | undefined): T | undefined {
  for (const stage of stages) {
    const found = read(stage);
    if (found !== undefined) return found;
  }
  return undefined;
}

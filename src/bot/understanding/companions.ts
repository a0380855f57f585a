import { FREE_TEXT_LENGTHS } from './free-text.ts';

const oneOf = (...lines: string[]): string => `(?:${lines.join('|')})`;

/** Found within a word: where somebody belongs, or how they are related. What follows the last one is a name. */
const BELONGING = oneOf(
  'センター|支援|施設|事業所|作業所|事務所|営業所|製作所|研究所|保健所|相談所|支所|ステーション|会社|機構|財団|団体|協会|組合|商店|工業|銀行|本社|支社|本店|支店|支部|法人',
  '病院|医院|クリニック|大学|学校|学院|高校|学園|幼稚園|保育園|教室|役所|役場|県庁|市庁|薬局|事務局|労働局|警察署|安定所|ハローワーク|NPO|福祉|就労|[課係](?!長)',
  'ワークス|サービス|ホーム|オフィス|カレッジ|スクール|サポート|家族|両親|父親|母親|祖父|祖母|兄弟|姉妹|息子|長男|次男|長女|次女|子ども|子供|配偶者|主人|旦那|奥さん|親戚|親族',
  'いとこ|友人|友達|友だち|知人|保護者|パートナー|本人|先輩|後輩|同僚|上司|お[母父兄姉]|かぞく|おかあ|おとう|ともだち',
);
/** At the end of a word: what somebody does. What stands before it is where they belong, or a name. */
const ROLE = oneOf(
  '先生|教員|教師|教諭|講師|教授|相談員|支援員|指導員|職員|社員|店員|役員|課長|部長|係長|室長|所長|局長|次長|社長|店長|校長|園長|院長|会長|理事長?|主任|主査|代表',
  '担任|医師|看護師|保健師|保育士|弁護士|社労士|行政書士|福祉士|相談士|通訳士|通訳|手話|介助者?|介護者?|介護士|後見人|保佐人|補助人|担当者?|責任者|管理者|専門員|民生委員|委員|つうやく',
  '[ァ-ヶー]*(?:ヘルパー|ワーカー|カウンセラー|コーディネーター|コンサルタント|マネー?ジャー|コーチ|スタッフ|トレーナー|アドバイザー)',
);
const OF_A_ROLE =
  '(?:就労|就職|就業|生活|職業|職場|障害者?|社会|精神|保健|福祉|児童|教育|進路|学級|相談|支援|専門|訪問|要約|筆記|手話|サービス|キャリア|総務|人事|営業|採用|副|主任)*';
/** Only as a whole word: within one they are parts of names. */
const RELATIVE = oneOf('父|母|親|夫|妻|兄|弟|姉|妹|娘|おじ|おば|ちち|はは');
/** What follows it belongs to its name. */
const FORM = oneOf('(?:株式|有限|合同|合資)会社|[\\p{Script=Han}A-Z]*法人|NPO|\\p{Script=Han}*ハローワーク');
const POLITE = oneOf('さん|様|さま|氏|くん|ちゃん|殿|です|でございます|と申します|といいます|と言います');

const MANNERS = new RegExp(`${POLITE}*(?:[がともは](?:一緒に|いっしょに)?(?:同席|参加|出席)(?:し|する|いた|予定)\\S*)?$`, 'u');
/** Makes a person of the word before, or is only polite. */
const NOBODY = /^(?:の?(?:方|かた|人|者|ひと)|(?:mr|mrs|ms|miss|mx|dr|prof|sensei|san)\.?)?$/iu;
const AFTER_BELONGING = /^(?:[課係部室局所署員者士長内]|の?(?:方|かた|人)|御中)*$/u;
const ROLE_AT_END = new RegExp(`${OF_A_ROLE}${ROLE}$`, 'u');
const WHOLE_RELATIVE = new RegExp(`^${RELATIVE}$`, 'u');
const LAST_BELONGING = new RegExp(`^.*${BELONGING}`, 'u');
const FORM_FIRST = new RegExp(`^${FORM}`, 'u');
/** トヨタの鈴木, 母の花子; not 木の下, which is a name. */
const OF = new RegExp(
  `^(${RELATIVE}|${FORM}\\S{2,}?|\\S*?(?:${BELONGING}|${ROLE}|[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Latin}ー]{2,}|\\p{Script=Hiragana}{3,}(?=の\\p{Script=Han}))${POLITE}?)の(.+)$`,
  'u',
);
const PLACE = /^(?:会|家|里|森|丘|杜|郷|園|木|実|風|広場)$/u;

const ENGLISH_PLACE =
  '(?:cent(?:er|re)|school|university|college|hospital|clinic|company|office|inc|ltd|corp|association|foundation|services?|agency|council|bank)\\.?';
const ENGLISH = new RegExp(
  `^${oneOf(
    'my|our|his|her|the|an?|one|two|(?:grand|step)?(?:mother|father|parents?|son|daughter)|mum|mom|dad|wife|husband|spouse|partner|child|brother|sister',
    'uncle|aunt|cousin|relative|guardian|family|members?|friends?|colleague|boss|manager|sign|language|interpreter|case|support(?:er)?|help(?:er)?',
    'care(?:r|giver)|worker|social|job|coach|teacher|doctor|nurse|counsell?or|staff',
    ENGLISH_PLACE,
  )}$`,
  'iu',
);
const LATIN = "[\\p{Script=Latin}\\d .'’-]";
const FROM = new RegExp(` (?:of|from|at) ${LATIN}+`, 'giu');
/** XX Support Centre (staff): all of it. */
const ENGLISH_PLACES = new RegExp(
  `${LATIN}*\\b${ENGLISH_PLACE}(?: (?:staff|teacher|worker))?(?= ?(?:$|[、,;/()「」:&+]))`,
  'giu',
);

const BETWEEN = /[\s、,;/()「」:&+]+/u;
/** 鈴木一郎 in one word leaves the other word to be where he belongs. */
const LONG = /^(?=.*\p{Script=Han})[\p{L}ー]{4,}$/u;
/** What is longer holds more than a name. So that both parts together are no longer than a client may write at once. */
const MOST = FREE_TEXT_LENGTHS.companions - FREE_TEXT_LENGTHS['companions-rest'] - 1;

/** Whether of affiliation and name only one can be seen, and there is room for the other: 鈴木 一郎, 支援センター, 母. */
export const saysOnlyOnePart = (text: string): boolean => text.length <= MOST && !saysBothParts(text);

/** Asked once more is better than not at all: what may be either counts as one. `text` is as `readFreeText` gives it. */
export function saysBothParts(text: string): boolean {
  const plain = prepared(text);
  const seen = wordsOf(plain).map(seenIn);
  if (seen.some(({ belongs }) => belongs)) return seen.some(({ named }) => named);
  return !plain.split('、').every(isBareName);
}

const BARE_FORM = new RegExp(`(?<=(?:^|[\\s、,;/()「」])${FORM}) (?!\\S*(?:${POLITE}|${ROLE})(?:$|\\s))`, 'gu');
/** ・ of 障害者就業・生活支援センター stays; it goes where a place ends before it, or none follows. */
const DOT = new RegExp(`(?<=${BELONGING})・|・(?!\\S*${BELONGING})`, 'gu');

/** Every word of it by itself: names of places in one piece, nothing counted. */
const prepared = (text: string): string =>
  text
    .replace(/(?:[\d一二三四五]+ ?[人名]|ひとり|ふたり)(?!\p{Script=Han})/gu, '')
    .replace(/\(株\)/gu, '株式会社')
    .replace(/\(有\)/gu, '有限会社')
    .replace(DOT, ' ')
    .replace(BARE_FORM, '')
    .replace(FROM, ', office')
    .replace(ENGLISH_PLACES, 'office');

const wordsOf = (text: string): string[] =>
  text
    .split(BETWEEN)
    .map((word) => word.replace(MANNERS, ''))
    .filter((word) => !NOBODY.test(word));

function seenIn(word: string): { belongs: boolean; named: boolean } {
  const [, where, of] = OF.exec(word) ?? [];
  if (where !== undefined && of !== undefined)
    return { belongs: true, named: !isPlaceOf(where, of) && !NOBODY.test(of) && seenIn(of).named };
  const who = word.replace(ROLE_AT_END, '');
  if (who === '' || WHOLE_RELATIVE.test(who) || ENGLISH.test(who)) return { belongs: true, named: false };
  const rest = who.replace(LAST_BELONGING, '');
  if (rest === who) return { belongs: false, named: true };
  // 株式会社ひろい is all one name; 社会福祉法人ひろい支援センター鈴木 is not.
  const isForm = rest === who.replace(FORM_FIRST, '');
  return { belongs: true, named: !isForm && !AFTER_BELONGING.test(rest) };
}

/** ひだまりの家 is where they belong; 支援センターの森 is a person of that name. */
const isPlaceOf = (where: string, of: string): boolean => PLACE.test(of) && where.replace(LAST_BELONGING, '') !== '';

/** A surname, a given name, or both; of letters or kana, more than two. */
function isBareName(person: string): boolean {
  const words = wordsOf(person);
  if (!/[\p{Script=Han},]/u.test(person)) return words.length <= 4;
  return words.length < 2 || (words.length === 2 && !words.some((word) => LONG.test(word)));
}

import { momentOf, valuesIn } from './dialogue-moments.ts';
import type { Action, Check, Who } from './dialogue-script.ts';
import { readStaffAct } from './dialogue-staff-lines.ts';

/** The forms that one line of a script can have. */

export const COLON = '[:：]';
export const WHO = '利用者[A-Z]?';
const LONG = 5000;

const STATES: Readonly<Record<string, string>> = {
  仮押さえ: 'held',
  申し込み中: 'requested',
  提案中: 'offered',
  確定: 'confirmed',
  変更済み: 'moved',
  キャンセル: 'cancelled',
  取り下げ: 'withdrawn',
  お断り: 'declined',
  期限切れ: 'expired',
  解放: 'released',
  実施済み: 'attended',
  電話で実施: 'attended-by-phone',
  みなしキャンセル: 'presumed-cancelled',
};

/** What may become of a notice. */
const FATES: Readonly<Record<string, string>> = {
  送付: 'sent',
  不要: 'not-needed',
  失敗: 'failed',
  待ち: 'queued',
  なし: 'none',
};

/** What a line says, for the client that its prelude was called for; `wrong`: a known form with an unknown word in it. */
export function readForm(text: string, self: Who): Action | Check | 'wrong' | undefined {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text);
    if (match) return read(match, self);
  }
  return undefined;
}

type ReadForm = (match: RegExpExecArray, self: Who) => Action | Check | 'wrong';

const ACTS: Readonly<Record<string, (who: Who) => Action>> = {
  スタンプを送る: (who) => ({ do: 'send', who, what: 'sticker' }),
  写真を送る: (who) => ({ do: 'send', who, what: 'image' }),
  音声を送る: (who) => ({ do: 'send', who, what: 'audio' }),
  '5000文字を送る': (who) => ({ do: 'say', who, text: 'あ'.repeat(LONG) }),
  友だちに追加する: (who) => ({ do: 'join', who }),
  前からの友だちである: (who) => ({ do: 'known', who }),
  ブロックする: (who) => ({ do: 'leave', who }),
  ブロックを解除する: (who) => ({ do: 'return', who }),
  送信を取り消す: (who) => ({ do: 'unsend', who }),
  メールのリンクで確認する: (who) => ({ do: 'confirm-address', who }),
};

/** One form a line; a keyword may name its client: 予約 利用者B: 確定. */
const about = (keyword: string): RegExp => new RegExp(`^${keyword}(?:\\s+(${WHO}))?${COLON}\\s*(.+)$`);
const whoIn = (name: string | undefined, self: Who): { who?: Who } => {
  if (name !== undefined) return { who: named(name, self) };
  return self === '利用者' ? {} : { who: self };
};
/** Inside a prelude 利用者 is whoever the prelude was called for. */
const named = (name: string, self: Who): Who => (name === '利用者' ? self : name);

const FORMS: readonly (readonly [RegExp, ReadForm])[] = [
  [
    new RegExp(`^(${WHO})「(.*)」$`),
    ([, who = '', text = ''], self) => ({ do: 'say', who: named(who, self), text: unescaped(text) }),
  ],
  [
    new RegExp(`^(${WHO})\\s*(▶▶?)\\s*(（前の画面）)?\\s*(.+?)(?:（(\\d{4}-\\d{2}-\\d{2})）)?$`),
    ([, who = '', arrow, old, label = '', day], self) => ({
      do: 'press',
      who: named(who, self),
      label,
      old: old !== undefined,
      times: arrow === '▶▶' ? 2 : 1,
      ...(day !== undefined && { day }),
    }),
  ],
  [
    new RegExp(`^(${WHO})\\s*は\\s*「(.*)」と書き直す$`),
    ([, who = '', text = ''], self) => ({ do: 'rewrite', who: named(who, self), text: unescaped(text) }),
  ],
  [
    new RegExp(`^(${WHO})\\s*は\\s*ページに記入する[（(](.*)[）)]$`),
    ([, who = '', values = ''], self) => ({ do: 'fill', who: named(who, self), values: valuesIn(values) }),
  ],
  [new RegExp(`^(${WHO})\\s*は\\s*(.+)$`), ([, who = '', act = ''], self) => ACTS[act]?.(named(who, self)) ?? 'wrong'],
  [
    new RegExp(`^窓口(?:→(${WHO}))?「(.*)」$`),
    ([, who, text = ''], self) => ({ check: 'said', ...whoIn(who, self), text: unescaped(text) }),
  ],
  [
    new RegExp(`^窓口(?:→(${WHO}))?は言わない「(.*)」$`),
    ([, who, text = ''], self) => ({ check: 'not-said', ...whoIn(who, self), text: unescaped(text) }),
  ],
  [new RegExp(`^窓口(?:→(${WHO}))?は何も言わない$`), ([, who], self) => ({ check: 'silent', ...whoIn(who, self) })],
  [about('ボタン'), ([, who, labels = ''], self) => ({ check: 'buttons', ...whoIn(who, self), labels: labelsIn(labels) })],
  [about('ボタンなし'), ([, who, labels = ''], self) => ({ check: 'no-buttons', ...whoIn(who, self), labels: labelsIn(labels) })],
  [about('電話'), ([, who, address = ''], self) => ({ check: 'call', ...whoIn(who, self), address })],
  [
    new RegExp(`^ページ「(.+?)」${COLON}\\s*(.+)$`),
    ([, label = '', text = ''], self) => ({ check: 'page', ...whoIn(undefined, self), label, text }),
  ],
  [about('記録'), ([, who, words = ''], self) => ({ check: 'audit', ...whoIn(who, self), ...auditIn(words) })],
  [about('記録なし'), ([, who, words = ''], self) => ({ check: 'no-audit', ...whoIn(who, self), ...auditIn(words) })],
  [about('予約'), ([, who, words = ''], self) => bookingIn(words, whoIn(who, self))],
  [
    about('席'),
    ([, , words = '']) => {
      const [, when = '', state] = /^(.+?)\s*は?\s*(空き|満席)$/.exec(words) ?? [];
      const startsAt = momentOf(when);
      return startsAt === undefined ? 'wrong' : { check: 'seat', startsAt, taken: state === '満席' };
    },
  ],
  [
    about('用件'),
    ([, who, words = ''], self) => {
      const [kind = '', officeId] = words.split(/\s+/);
      return { check: 'task', ...whoIn(who, self), kind, ...(officeId !== undefined && { officeId }) };
    },
  ],
  [about('用件なし'), ([, who, words = ''], self) => ({ check: 'no-task', ...whoIn(who, self), kind: words.trim() })],
  [
    /^時間\s+(.+)$/,
    ([, when = '']) => {
      const to = momentOf(when);
      return to === undefined ? 'wrong' : { do: 'time', to };
    },
  ],
  [
    new RegExp(`^職員が(?:(${WHO})の(?:予約を|ために))?(.+)$`),
    ([, who, words = ''], self) => {
      const act = readStaffAct(words);
      return act === 'wrong' ? 'wrong' : { do: 'staff', ...whoIn(who, self), act };
    },
  ],
  [
    about('お知らせ'),
    ([, who, words = ''], self) => {
      const [kind = '', fate = ''] = words.split(/\s+/);
      const state = FATES[fate];
      return state === undefined ? 'wrong' : { check: 'notice', ...whoIn(who, self), kind, state };
    },
  ],
  [
    new RegExp(`^メール(?:→(${WHO}))?「(.*)」$`),
    ([, who, text = ''], self) => ({ check: 'mail', ...whoIn(who, self), text: unescaped(text) }),
  ],
  [new RegExp(`^メール(?:→(${WHO}))?はない$`), ([, who], self) => ({ check: 'mail', ...whoIn(who, self), text: undefined })],
  [/^規約が変わる$/, () => ({ do: 'terms-change' })],
];

const labelsIn = (text: string): string[] => text.split(/\s*[｜|]\s*/).filter((label) => label !== '');

function auditIn(words: string): { action: string; reason?: string } {
  const [action = '', reason] = words.split(/\s+/);
  return { action, ...(reason !== undefined && { reason }) };
}

function bookingIn(words: string, who: { who?: Who }): Check | 'wrong' {
  if (words === 'なし') return { check: 'booking', ...who, state: undefined };
  const [, when, word = ''] = /^(?:(\d{4}-\d{2}-\d{2} \d{2}:\d{2})\s*は?\s*)?(\S+)$/.exec(words) ?? [];
  const state = STATES[word];
  const startsAt = when === undefined ? undefined : momentOf(when);
  return state === undefined ? 'wrong' : { check: 'booking', ...who, state, ...(startsAt !== undefined && { startsAt }) };
}

/** `\n` is a new line, `\u{7}` the character of that number. */
const unescaped = (text: string): string =>
  text
    .replaceAll('\\n', '\n')
    .replace(/\\u\{([0-9a-fA-F]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

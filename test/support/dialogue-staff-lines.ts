import { momentOf, valuesIn } from './dialogue-moments.ts';

/** What staff do in a dialogue, about the newest booking (or the person) of the client whom the line is about. */
export type StaffAct =
  /** `at`: for a request without a time of its own. */
  | { act: 'confirm'; at?: string }
  | { act: 'offer'; times: string[] }
  | { act: 'decline'; reason: string }
  /** The client asked for it by phone. */
  | { act: 'withdraw' }
  /** `wish`: the office's own, unless the line says that the client asked for it (申出により). */
  | { act: 'cancel'; wish: 'client' | 'office'; reason?: string }
  | { act: 'move'; wish: 'client' | 'office'; to: string }
  | { act: 'book'; at: string }
  | { act: 'details'; meetingId?: string; passcode?: string; url?: string }
  | { act: 'my-page' }
  | { act: 'attendance'; what: 'attended' | 'attended-by-phone' | 'no-show' | 'undo' }
  | { act: 'message'; text: string }
  | { act: 'suspend'; note: string; reviewOn: string }
  | { act: 'lift' }
  | { act: 'keep-data' }
  | { act: 'designate'; name: string; number: string }
  | { act: 'direct'; from: string; to: string }
  | { act: 'remind'; template: 'session' | 'preparation' | 'details' | 'declaration' }
  | { act: 'close-day'; day: string; reason: string }
  /** A new version of every document of the centre. */
  | { act: 'publish-terms'; effectiveOn: string; changes: string }
  | { act: 'maintenance'; text: string; from: string; to: string };

const MARKS: Readonly<Record<string, StaffAct>> = {
  来ました: { act: 'attendance', what: 'attended' },
  電話で実施: { act: 'attendance', what: 'attended-by-phone' },
  来ませんでした: { act: 'attendance', what: 'no-show' },
  取り消し: { act: 'attendance', what: 'undo' },
};
const TEMPLATES: Readonly<Record<string, 'session' | 'preparation' | 'details' | 'declaration'>> = {
  日時: 'session',
  準備: 'preparation',
  ミーティング情報: 'details',
  申告: 'declaration',
};

const MOMENT = '(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})';

type ReadAct = (match: RegExpExecArray) => StaffAct | 'wrong';

/** The forms after 「職員が」. */
const FORMS: readonly (readonly [RegExp, ReadAct])[] = [
  [/^確定する$/, () => ({ act: 'confirm' })],
  [new RegExp(`^${MOMENT}に確定する$`), ([, at]) => withMoment(at, (moment) => ({ act: 'confirm', at: moment }))],
  [/^日時を提案する[:：]\s*(.+)$/, ([, times = '']) => offerOf(times)],
  [/^断る「(.+)」$/, ([, reason = '']) => ({ act: 'decline', reason })],
  [/^申出により取り下げる$/, () => ({ act: 'withdraw' })],
  [/^キャンセルする「(.+)」$/, ([, reason = '']) => ({ act: 'cancel', wish: 'office', reason })],
  [/^申出によりキャンセルする$/, () => ({ act: 'cancel', wish: 'client' })],
  [new RegExp(`^${MOMENT}に変更する$`), ([, to]) => withMoment(to, (moment) => ({ act: 'move', wish: 'office', to: moment }))],
  [
    new RegExp(`^申出により${MOMENT}に変更する$`),
    ([, to]) => withMoment(to, (moment) => ({ act: 'move', wish: 'client', to: moment })),
  ],
  [new RegExp(`^${MOMENT}に予約する$`), ([, at]) => withMoment(at, (moment) => ({ act: 'book', at: moment }))],
  [/^ミーティング情報を入力する[（(](.+)[）)]$/, ([, values = '']) => detailsOf(valuesIn(values))],
  [/^マイページに登録した$/, () => ({ act: 'my-page' })],
  [/^「(.+)」と記録する$/, ([, mark = '']) => MARKS[mark] ?? 'wrong'],
  [/^メッセージを送る「(.+)」$/, ([, text = '']) => ({ act: 'message', text })],
  [
    /^利用を停止する（見直し (\d{4}-\d{2}-\d{2})）「(.+)」$/,
    ([, reviewOn = '', note = '']) => ({ act: 'suspend', note, reviewOn }),
  ],
  [/^停止を解く$/, () => ({ act: 'lift' })],
  [/^削除の申出を取り下げる$/, () => ({ act: 'keep-data' })],
  [
    /^対象者に指定する[（(](.+)[）)]$/,
    ([, values = '']) => {
      const { 名前: name, 番号: number } = valuesIn(values);
      return name !== undefined && number !== undefined ? { act: 'designate', name, number } : 'wrong';
    },
  ],
  [
    new RegExp(`^日時を指示する${MOMENT}から${MOMENT}まで$`),
    ([, from, to]) => withMoment(from, (start) => withMoment(to, (end) => ({ act: 'direct', from: start, to: end }))),
  ],
  [
    /^お知らせを送る（(.+)）$/,
    ([, name = '']) => {
      const template = TEMPLATES[name];
      return template === undefined ? 'wrong' : { act: 'remind', template };
    },
  ],
  [/^(\d{4}-\d{2}-\d{2})を休みにする「(.+)」$/, ([, day = '', reason = '']) => ({ act: 'close-day', day, reason })],
  [
    /^規約を公表する（効力 (\d{4}-\d{2}-\d{2})）「(.+)」$/,
    ([, effectiveOn = '', changes = '']) => ({ act: 'publish-terms', effectiveOn, changes }),
  ],
  [
    new RegExp(`^点検のお知らせを出す${MOMENT}から${MOMENT}まで「(.+)」$`),
    ([, from, to, text = '']) =>
      withMoment(from, (start) => withMoment(to, (end) => ({ act: 'maintenance', text, from: start, to: end }))),
  ],
];

export function readStaffAct(words: string): StaffAct | 'wrong' {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(words);
    if (match) return read(match);
  }
  return 'wrong';
}

function withMoment(text: string | undefined, make: (moment: string) => StaffAct | 'wrong'): StaffAct | 'wrong' {
  const moment = text === undefined ? undefined : momentOf(text);
  return moment === undefined ? 'wrong' : make(moment);
}

function offerOf(text: string): StaffAct | 'wrong' {
  const times = text.split(/\s*[｜|]\s*/).map(momentOf);
  return times.every((time) => time !== undefined) ? { act: 'offer', times } : 'wrong';
}

function detailsOf(values: Record<string, string>): StaffAct {
  const { ID: meetingId, パスコード: passcode, URL: url } = values;
  return {
    act: 'details',
    ...(meetingId !== undefined && { meetingId }),
    ...(passcode !== undefined && { passcode }),
    ...(url !== undefined && { url }),
  };
}

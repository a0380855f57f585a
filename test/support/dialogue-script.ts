import type { ChannelName } from './dialogue-chat.ts';
import { COLON, readForm, WHO } from './dialogue-lines.ts';
import { momentOf, valuesIn } from './dialogue-moments.ts';
import type { StaffAct } from './dialogue-staff-lines.ts';

/**
 * The scripts under `test/dialogues`: a plain text that office staff can read and write (see its README). Pure: text in, steps or
 * problems out.
 */

/** Where a step stands; `from` is the line that called the prelude it belongs to. */
export type Place = { file: string; line: number; text: string; from?: Place };

/** A client, as the script names them: 利用者, 利用者A, 利用者B. */
export type Who = string;
export type Sent = 'sticker' | 'image' | 'audio';

export type Action =
  | { do: 'say'; who: Who; text: string }
  /** `old`: a button of an earlier message; `times`: pressed so often at once; `day`: picked in a calendar, YYYY-MM-DD. */
  | { do: 'press'; who: Who; label: string; old: boolean; times: 1 | 2; day?: string }
  | { do: 'send'; who: Who; what: Sent }
  /** Writes anew what was written last, where the platform has such a thing. */
  | { do: 'rewrite'; who: Who; text: string }
  /** `known`: a friend since before the centre's chat answered, so that no greeting came. */
  | { do: 'join' | 'known' | 'leave' | 'return' | 'unsend'; who: Who }
  /** Fills in the page behind the newest link of the chat to one of our forms; by the labels of its fields. */
  | { do: 'fill'; who: Who; values: Record<string, string> }
  /** The clock stands there (Tokyo, YYYY-MM-DDTHH:mm), and whatever has become due is swept. */
  | { do: 'time'; to: string }
  | { do: 'staff'; who?: Who; act: StaffAct }
  /** Opens the link of the newest mail to the client's address and presses its button. */
  | { do: 'confirm-address'; who: Who }
  | { do: 'terms-change' };

/** Without a `who` it is about the client who acted last. */
export type Check =
  | { check: 'said' | 'not-said'; who?: Who; text: string }
  | { check: 'silent'; who?: Who }
  | { check: 'buttons' | 'no-buttons'; who?: Who; labels: string[] }
  | { check: 'call'; who?: Who; address: string }
  /** The page behind the button says so. */
  | { check: 'page'; who?: Who; label: string; text: string }
  | { check: 'audit' | 'no-audit'; who?: Who; action: string; reason?: string }
  /** The client's newest booking, or that of the time (YYYY-MM-DDTHH:mm). `undefined`: there is none at all. */
  | { check: 'booking'; who?: Who; startsAt?: string; state: string | undefined }
  | { check: 'seat'; startsAt: string; taken: boolean }
  | { check: 'task'; who?: Who; kind: string; officeId?: string }
  | { check: 'no-task'; who?: Who; kind: string }
  /** A notice of that kind to the client in the ledger has that fate; `none`: there is no such notice. */
  | { check: 'notice'; who?: Who; kind: string; state: string }
  /** The newest mail to a client says so; undefined: none was sent. */
  | { check: 'mail'; who?: Who; text: string | undefined };

export type Step = (Action | Check) & { at: Place };

export type Script = {
  title: string;
  /** The document and article that the script proves. */
  source: string;
  centreId: string;
  /** YYYY-MM-DDTHH:mm in Tokyo. */
  now: string;
  /** The language of the clients' LINE or Teams. */
  language: string;
  /** The only channel that it is about; undefined: it is the same on every one. */
  channel: ChannelName | undefined;
  steps: Step[];
};

export type Parsed = { kind: 'script'; script: Script } | { kind: 'invalid'; problems: string[] };
type Read = { kind: 'steps'; steps: Step[] } | { kind: 'problem'; problem: string };

/** Answers the text of a prelude (手順) by its name. */
export type Preludes = (name: string) => { file: string; text: string } | undefined;

const CHANNELS: Readonly<Record<string, ChannelName>> = { LINE: 'line', Teams: 'teams' };
const HEADERS = ['題', '出典', '施設', 'いま', '言語', 'チャネル'];
const HEADER = new RegExp(`^(${HEADERS.join('|')})${COLON}\\s*(.+)$`);

/** Reads a whole script. Every problem is named with its file and line, not only the first. */
export function parseScript(text: string, file: string, preludes: Preludes): Parsed {
  const lines = linesOf(text, file);
  const headers = new Map<string, Place & { value: string }>();
  const body: Place[] = [];
  for (const line of lines) {
    const [, name, value] = body.length === 0 ? (HEADER.exec(line.text) ?? []) : [];
    if (name !== undefined && value !== undefined) headers.set(name, { ...line, value: value.trim() });
    else body.push(line);
  }
  const missing = ['題', '出典', '施設', 'いま'].filter((name) => !headers.has(name));
  const problems = missing.map((name) => `${file}: はじめに「${name}:」の行が必要です。`);
  const now = headers.get('いま');
  const moment = now && momentOf(now.value);
  if (now && moment === undefined) problems.push(problemAt(now, '「いま:」は 2026-11-20 10:00 のように書いてください。'));
  const only = headers.get('チャネル');
  if (only && !(only.value in CHANNELS)) problems.push(problemAt(only, '「チャネル:」は LINE か Teams です。'));
  const steps: Step[] = [];
  for (const line of body) {
    const read = readLine(line, '利用者', preludes);
    if (read.kind === 'problem') problems.push(read.problem);
    else steps.push(...read.steps);
  }
  if (steps.length === 0 && problems.length === 0) problems.push(`${file}: 会話がありません。`);
  if (problems.length > 0) return { kind: 'invalid', problems };
  const value = (name: string): string => headers.get(name)?.value ?? '';
  const script = { title: value('題'), source: value('出典'), centreId: value('施設'), now: moment ?? '', steps };
  const channel = CHANNELS[value('チャネル')];
  return { kind: 'script', script: { ...script, language: headers.get('言語')?.value ?? 'ja', channel } };
}

/** Lines with something in them; what follows a ← is a remark. */
function linesOf(text: string, file: string, from?: Place): Place[] {
  return text
    .split('\n')
    .map((raw, at) => ({ file, line: at + 1, text: raw.replace(/\s+←.*$/, '').trim(), ...(from && { from }) }))
    .filter(({ text: line }) => line !== '' && !/^[#※]/.test(line));
}

const problemAt = (place: Place, what: string): string => `${placeInWords(place)}: ${what}`;

/** file:line, and the line that called the prelude. */
export function placeInWords({ file, line, from }: Place): string {
  return `${file}:${line}${from ? `（${placeInWords(from)} の手順）` : ''}`;
}

function readLine(at: Place, self: Who, preludes: Preludes): Read {
  const prelude = new RegExp(`^手順(?:\\s+(${WHO}))?${COLON}\\s*(\\S+)(.*)$`).exec(at.text);
  if (prelude) return readPrelude(at, prelude[1] ?? self, prelude[2] ?? '', prelude[3] ?? '', preludes);
  const step = readForm(at.text, self);
  if (step === 'wrong') return { kind: 'problem', problem: problemAt(at, `読めない書き方です: ${at.text}`) };
  if (step) return { kind: 'steps', steps: [{ ...step, at }] };
  return { kind: 'problem', problem: problemAt(at, `読めない行です: ${at.text}`) };
}

/** A prelude is a script without a head; `既定:` gives values for its {holes}, the caller may give others. */
function readPrelude(at: Place, who: Who, name: string, rest: string, preludes: Preludes): Read {
  const found = preludes(name);
  if (!found) return { kind: 'problem', problem: problemAt(at, `手順「${name}」がありません。`) };
  if (depthOf(at) > 5) return { kind: 'problem', problem: problemAt(at, '手順が自分自身を呼んでいます。') };
  const lines = linesOf(found.text, found.file, at);
  const defaults = lines.find(({ text }) => /^既定[:：]/.test(text));
  const values = { ...valuesIn(defaults?.text.replace(/^既定[:：]/, '') ?? ''), ...valuesIn(rest) };
  const steps: Step[] = [];
  for (const line of lines.filter((it) => it !== defaults)) {
    const filled = line.text.replace(/\{(.+?)\}/g, (hole, key: string) => values[key] ?? hole);
    const open = /\{[^}0-9]+\}/.exec(filled);
    if (open) return { kind: 'problem', problem: problemAt(line, `${open[0]} に入れる値がありません。`) };
    const read = readLine({ ...line, text: filled }, who, preludes);
    if (read.kind === 'problem') return read;
    steps.push(...read.steps);
  }
  return { kind: 'steps', steps };
}

const depthOf = ({ from }: Place): number => (from ? 1 + depthOf(from) : 0);

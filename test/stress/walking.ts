import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ChatMessage, LinePlatform, Talk } from '#simulator/line-platform/platform.ts';

/** One thing that a person does in the chat. */
export type Act = { press: string } | { say: string };

export const press = (label: string): Act => ({ press: label });
export const say = (text: string): Act => ({ say: text });

/** From the first word to the times of 25 November, at the small counter below. */
export const TO_THE_TIMES: readonly Act[] = [
  say('予約したい'),
  press('同意する'),
  press('登録している'),
  say('山田 太郎'),
  say('11/25'),
];

/** Does it and waits for the answer. */
export async function act(platform: LinePlatform, talk: Talk, one: Act): Promise<ChatMessage[]> {
  await ('press' in one ? platform.pressLabel(talk, one.press) : platform.sendText(talk, one.say));
  return platform.waitForReply(talk, 1, 60_000);
}

export async function walk(platform: LinePlatform, talk: Talk, acts: readonly Act[]): Promise<ChatMessage[]> {
  let answer: ChatMessage[] = [];
  for (const one of acts) answer = await act(platform, talk, one);
  return answer;
}

/** Does `work` for all of `list`, at most `width` side by side. */
export async function inTurns<T>(list: readonly T[], width: number, work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = list.values();
  const worker = async (): Promise<void> => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Everything that a person can read in messages. */
export const wordsOf = (messages: readonly ChatMessage[]): string => JSON.stringify(messages.map(({ message }) => message));

type Yaml = { [key: string]: unknown };

/**
 * A folder with one centre, Izumo with the fewest questions that a booking can have (one of consent, one on who may use it, the name),
 * so that hundreds of people can be led to the same seat through the whole stack. The rules are Izumo's own; `capacity` seats a time.
 */
export function smallCounter(capacity = 1): { centresDir: string; centreId: string; remove: () => void } {
  const centresDir = mkdtempSync(join(tmpdir(), 'madoguchi-centres-'));
  cpSync('centres/izumo.yaml', join(centresDir, 'izumo.yaml'));
  const centre: { terms: Yaml[]; services: Yaml[] } = parse(readFileSync(join(centresDir, 'izumo.yaml'), 'utf8'));
  for (const terms of centre.terms) delete terms['meeting-app'];
  for (const service of centre.services) {
    service['eligibility'] = (service['eligibility'] as unknown[]).slice(0, 1);
    service['ask'] = (service['ask'] as unknown[]).slice(0, 1);
    service['meeting'] = { ...(service['meeting'] as Yaml), details: [{ way: 'my-page', source: 'page:2' }] };
    service['capacity'] = { value: capacity, sample: 'sessions at once' };
  }
  writeFileSync(join(centresDir, 'izumo.yaml'), stringify(centre));
  return { centresDir, centreId: 'izumo', remove: () => rmSync(centresDir, { recursive: true, force: true }) };
}

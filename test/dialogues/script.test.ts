import { describe, expect, it } from 'vitest';
import { playOver } from '../support/dialogue.ts';
import { Houses } from '../support/dialogue-houses.ts';
import { type Preludes, parseScript, type Script } from '../support/dialogue-script.ts';

const HEAD = '題: 試し\n出典: 第1条\n施設: izumo\nいま: 2026-11-20 10:00\n';
const none: Preludes = () => undefined;

function problemsIn(text: string, preludes: Preludes = none): string[] {
  const parsed = parseScript(text, '試し.txt', preludes);
  return parsed.kind === 'invalid' ? parsed.problems : [];
}

function scriptOf(text: string, preludes: Preludes = none): Script {
  const parsed = parseScript(text, '試し.txt', preludes);
  if (parsed.kind === 'invalid') throw new Error(parsed.problems.join('\n'));
  return parsed.script;
}

describe('a dialogue script', () => {
  it('says which head line is missing', () => {
    expect(problemsIn('題: 試し\n利用者「こんにちは」')).toEqual([
      '試し.txt: はじめに「出典:」の行が必要です。',
      '試し.txt: はじめに「施設:」の行が必要です。',
      '試し.txt: はじめに「いま:」の行が必要です。',
    ]);
  });

  it('says how a time is written, in the head and in the talk', () => {
    const [head] = problemsIn(HEAD.replace('2026-11-20 10:00', '明日'));
    expect(head).toBe('試し.txt:4: 「いま:」は 2026-11-20 10:00 のように書いてください。');
    expect(problemsIn(`${HEAD}時間 あした`)).toEqual(['試し.txt:5: 読めない書き方です: 時間 あした']);
  });

  it('names every line that it cannot read, not only the first', () => {
    expect(problemsIn(`${HEAD}利用者「はい」\n窓口は笑う\n利用者は 踊る\n予約: たぶん`)).toEqual([
      '試し.txt:6: 読めない行です: 窓口は笑う',
      '試し.txt:7: 読めない書き方です: 利用者は 踊る',
      '試し.txt:8: 読めない書き方です: 予約: たぶん',
    ]);
  });

  it('refuses a script without a talk', () => {
    expect(problemsIn(HEAD)).toEqual(['試し.txt: 会話がありません。']);
  });

  it('names the prelude that is not there, a hole without a value, and the line that called it', () => {
    expect(problemsIn(`${HEAD}手順: どこか`)).toEqual(['試し.txt:5: 手順「どこか」がありません。']);
    const preludes: Preludes = () => ({ file: '手順/予約.txt', text: '利用者 ▶ {窓口}' });
    expect(problemsIn(`${HEAD}手順: 予約`, preludes)).toEqual([
      '手順/予約.txt:1（試し.txt:5 の手順）: {窓口} に入れる値がありません。',
    ]);
  });

  it('refuses a prelude that calls itself', () => {
    const preludes: Preludes = () => ({ file: '手順/輪.txt', text: '手順: 輪' });
    expect(problemsIn(`${HEAD}手順: 輪`, preludes)[0]).toContain('手順が自分自身を呼んでいます。');
  });

  it('plays a prelude for the client it is called for, with defaults that the caller may replace', () => {
    const text = '既定: 窓口=函館 名前=「山田 花子」\n利用者 ▶ {窓口}\n利用者「{名前}」\n窓口「はい」';
    const { steps } = scriptOf(`${HEAD}手順 利用者B: 予約 窓口=江差`, () => ({ file: '手順/予約.txt', text }));
    expect(steps).toMatchObject([
      { do: 'press', who: '利用者B', label: '江差' },
      { do: 'say', who: '利用者B', text: '山田 花子' },
      { check: 'said', who: '利用者B', text: 'はい' },
    ]);
  });

  it('reads presses, buttons, bookings and characters by their number, and skips remarks', () => {
    const { steps } = scriptOf(
      `${HEAD}# 注\n利用者 ▶（前の画面）予約する ← 古い\n利用者 ▶ カレンダーで選ぶ（2026-12-01）\nボタン: 言葉 / Language ｜ もどる\n予約: 2026-11-25 10:00 は 確定\n利用者「a\\u{7}b」`,
    );
    expect(steps).toMatchObject([
      { do: 'press', label: '予約する', old: true, times: 1 },
      { do: 'press', label: 'カレンダーで選ぶ', day: '2026-12-01' },
      { check: 'buttons', labels: ['言葉 / Language', 'もどる'] },
      { check: 'booking', startsAt: '2026-11-25T10:00', state: 'confirmed' },
      { do: 'say', text: 'a\u0007b' },
    ]);
  });

  it('names the one channel that it is about, and no channel that there is not', () => {
    expect(scriptOf(`${HEAD}利用者「はい」`).channel).toBeUndefined();
    expect(scriptOf(`${HEAD}チャネル: Teams ← 書き直せる\n利用者は「いいえ」と書き直す`)).toMatchObject({
      channel: 'teams',
      steps: [{ do: 'rewrite', who: '利用者', text: 'いいえ' }],
    });
    expect(problemsIn(`${HEAD}チャネル: 電話\n利用者「はい」`)).toEqual(['試し.txt:5: 「チャネル:」は LINE か Teams です。']);
  });

  it('fails where the platform cannot do what it says', async () => {
    const houses = new Houses();
    const played = playOver('line', scriptOf(`${HEAD}利用者「はい」\n利用者は「いいえ」と書き直す`), houses);
    const failure = await played.then(() => '', String);
    await houses.close();
    expect(failure).toContain('line では、送った文を書き直せません');
  });

  it.each(['line', 'teams'] as const)(
    'fails on %s with the file, the line, what was expected and what was really said',
    async (channel) => {
      const houses = new Houses();
      const played = playOver(channel, scriptOf(`${HEAD}利用者「予約したい」\n窓口「おはよう」`), houses);
      const failure = await played.then(() => '', String);
      await houses.close();
      expect(failure).toContain('試し.txt:6');
      expect(failure).toContain('「おはよう」がありません');
      expect(failure).toContain('利用規約のご確認');
      expect(failure).toContain('同意する ｜ 同意しない');
    },
  );
});

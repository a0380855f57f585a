import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningPlatform } from './running.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'line-platform-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the memory of the LINE platform double', () => {
  it('goes on where the last run ended', async () => {
    const stateFile = join(folder, 'deeper', 'simulator.json');
    let userId: string;
    {
      await using line = await runningPlatform({ stateFile, monthlyQuota: 5 });
      await line.platform.follow(line.talk);
      await line.platform.sendText(line.talk, 'こんにちは');
      await line.push();
      userId = line.person.userId;
    }
    await using line = await runningPlatform({ stateFile, monthlyQuota: 5 });
    expect(line.platform.people().map((person) => person.userId)).toContain(userId);
    const chat = line.platform.chat({ userId, centreId: 'hakodate' });
    expect(chat.friendship).toBe('friend');
    expect(chat.messages.map((one) => one.message['text'])).toEqual(['こんにちは', 'お知らせ']);
    expect((await line.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
  });

  it('starts afresh where its file cannot be read', async () => {
    const stateFile = join(folder, 'simulator.json');
    await writeFile(stateFile, '{"version":1,"people":[');
    await using line = await runningPlatform({ stateFile });
    expect(line.platform.people()).toEqual([line.person]);
  });

  it('keeps only as much as it is told to', async () => {
    await using line = await runningPlatform({ keep: 2 });
    await line.platform.follow(line.talk);
    for (const text of ['1', '2', '3']) await line.push([{ type: 'text', text }]);
    expect(line.platform.calls).toHaveLength(2);
    expect(line.platform.chat(line.talk).messages.map((one) => one.message['text'])).toEqual(['2', '3']);
  });
});

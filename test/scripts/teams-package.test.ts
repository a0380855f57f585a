import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readWord } from '#bot/understanding/words.ts';
import { appIdOf } from '../../scripts/teams-package/app-id.ts';
import { askedIn } from '../../scripts/teams-package/asked.ts';
import { iconFiles } from '../../scripts/teams-package/icons.ts';
import { englishOf, manifestOf } from '../../scripts/teams-package/manifest.ts';
import { problemsOf } from '../../scripts/teams-package/validation.ts';
import { en, ja } from '../../scripts/teams-package/words.ts';
import { centreOf } from '../policy/centres.ts';
import { pixelsOf } from './png.ts';

const BOT = '11111111-2222-4333-8444-555555555555';
const GIVEN = { MicrosoftAppId: BOT, PUBLIC_URL: 'https://madoguchi.example.jp/' };
const ENGLISH = 'bots[0].commandLists[0].commands';
const centre = centreOf('yamaguchi-vocational');

function asked(given: Record<string, string> = GIVEN) {
  const read = askedIn(given);
  if (read.kind === 'invalid') throw new Error(read.problems.join());
  return read.asked;
}
const manifest = (given?: Record<string, string>) => manifestOf(centre, asked(given), '1.2.3');

describe('the manifest', () => {
  test('is what Microsoft’s own schemas ask for, and nobody is asked over the network', async () => {
    vi.stubGlobal('fetch', () => {
      throw new Error('the network was used');
    });
    try {
      expect(await problemsOf(manifest(), englishOf(centre))).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('what they do not allow is named with its file and place', async () => {
    const long = { ...manifest(), version: 'soon', name: { short: '窓'.repeat(31) } };
    const problems = await problemsOf(long, { ...englishOf(centre), 'description.short': 'x'.repeat(81), unknown: 'x' });
    expect(problems.filter((it) => it.startsWith('manifest.json /name/short'))).toHaveLength(1);
    expect(problems.filter((it) => it.startsWith('en.json'))).toHaveLength(2);
  });

  test('every place that stands in Japanese stands in English, too', () => {
    const said = englishOf(centre);
    for (const [at] of ja.commands.entries())
      for (const part of ['title', 'description']) expect(said).toHaveProperty([`${ENGLISH}[${at}].${part}`]);
    expect(en.commands).toHaveLength(ja.commands.length);
    for (const place of ['name.short', 'name.full', 'description.short', 'description.full'])
      expect(said).toHaveProperty([place]);
  });

  test('what a command sends is understood, in both languages as the same', () => {
    const understood = ja.commands.map(({ title }) => readWord(title));
    expect(understood).not.toContain(undefined);
    expect(en.commands.map(({ title }) => readWord(title))).toEqual(understood);
  });

  test('the bot is for one person at a time, takes no files, and its pages are those of PUBLIC_URL', () => {
    const { bots, developer, validDomains } = manifest();
    expect(bots).toMatchObject([{ botId: BOT, scopes: ['personal'], supportsFiles: false, isNotificationOnly: false }]);
    expect(developer.termsOfUseUrl).toBe('https://madoguchi.example.jp/terms/yamaguchi-vocational');
    expect(validDomains).toEqual(['madoguchi.example.jp']);
  });

  test('a name that is too long gives way to the office’s, or is cut', () => {
    expect(englishOf(centre)['name.short']).toBe('Yamaguchi Vocational Centre');
    const long = { ...centre, name: { ...centre.name, ja: '窓'.repeat(40) }, offices: [] };
    expect(manifestOf(long, asked(), '1.2.3').name.short).toBe(`${'窓'.repeat(29)}…`);
  });
});

describe('the id of the app', () => {
  test('follows from the bot’s, and is a UUID of version 5', () => {
    expect(appIdOf(BOT)).toBe(appIdOf(BOT.toUpperCase()));
    expect(appIdOf(BOT)).not.toBe(appIdOf(BOT.replace('1', '2')));
    expect(z.uuid({ version: 'v5' }).safeParse(appIdOf(BOT)).success).toBe(true);
  });

  test('TEAMS_APP_ID goes before it', () => {
    const given = '99999999-8888-4777-8666-555555555555';
    expect(manifest({ ...GIVEN, TEAMS_APP_ID: given }).id).toBe(given);
    expect(manifest({ ...GIVEN, TEAMS_APP_ID: '' }).id).toBe(appIdOf(BOT));
  });
});

describe('the icons', () => {
  const icon = (name: string) => pixelsOf(iconFiles()[name] ?? new Uint8Array());

  test('the one in colour is 192 by 192 and covers all of it', () => {
    expect(icon('color.png')).toMatchObject({ width: 192, height: 192, channels: 3 });
  });

  test('the outline is 32 by 32, white on nothing', () => {
    const { width, height, channels, bytes } = icon('outline.png');
    expect([width, height, channels]).toEqual([32, 32, 4]);
    const dots = Array.from({ length: width * height }, (_, at) => bytes.subarray(at * 4, at * 4 + 4));
    const seen = dots.filter(([, , , alpha]) => alpha !== 0);
    expect(seen.length).toBeGreaterThan(100);
    expect(dots.length - seen.length).toBeGreaterThan(400);
    expect(seen.filter(([red, green, blue]) => (red ?? 0) + (green ?? 0) + (blue ?? 0) < 3 * 255)).toEqual([]);
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'madoguchi-teams-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const pack = (env: Record<string, string>, ...args: string[]) =>
    promisify(execFile)(process.execPath, ['scripts/teams-package.ts', ...args], {
      env: { PATH: process.env.PATH ?? '', ...env },
    });

  test('writes the four files, says where they are and what comes next', async () => {
    const out = join(folder, 'new', 'app.zip');
    const { stdout } = await pack(GIVEN, `--out=${out}`);
    expect(stdout).toContain(out);
    expect(stdout).toContain('https://madoguchi.example.jp/api/messages');
    const files = unzipSync(readFileSync(out));
    expect(Object.keys(files)).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(manifestOf(centre, asked(), version));
    expect(JSON.parse(Buffer.from(files['en.json'] ?? []).toString())).toEqual(englishOf(centre));
  });

  test('the same bot and centre are the same bytes, in any zone', async () => {
    const [one, other] = [join(folder, 'one.zip'), join(folder, 'other.zip')];
    await Promise.all([
      pack({ ...GIVEN, TZ: 'Asia/Tokyo' }, `--out=${one}`),
      pack({ ...GIVEN, TZ: 'America/St_Johns' }, `--out=${other}`),
    ]);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });

  test.each([
    [{}, ['MicrosoftAppId: set', 'PUBLIC_URL: set']],
    [{ ...GIVEN, MicrosoftAppId: 'madoguchi' }, ['MicrosoftAppId: set']],
    [{ ...GIVEN, PUBLIC_URL: 'http://madoguchi.example.jp' }, ['PUBLIC_URL: set the https address']],
    [{ ...GIVEN, TEAMS_APP_ID: '42' }, ['TEAMS_APP_ID: set']],
    [{ ...GIVEN, CENTRES_DIR: '/nowhere' }, ['The centre files of /nowhere cannot be used']],
  ])('%j: says what to set, without a trace', async (env, words) => {
    const out = join(folder, 'app.zip');
    const fault = await pack(env, `--out=${out}`).catch((it) => it);
    expect(fault).toMatchObject({ code: 1 });
    for (const expected of words) expect(fault.stderr).toContain(expected);
    expect(fault.stderr).not.toMatch(/\n\s+at /);
  });

  test('a centre that is not on Teams has no package', async () => {
    const fault = await pack(GIVEN, '--centre', 'izumo').catch((it) => it);
    expect(fault.stderr).toContain('On Teams, in ./centres: yamaguchi-vocational.');
  });
});

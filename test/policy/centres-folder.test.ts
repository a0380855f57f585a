import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCentres } from '#policy/centres-folder.ts';

const run = promisify(execFile);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'centres-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = async (): Promise<{ code: number; said: string }> => {
  try {
    return { code: 0, said: (await run(process.execPath, ['scripts/centres-check.ts', folder])).stdout };
  } catch (failure) {
    const { code, stdout } = failure as { code: number; stdout: string };
    return { code, said: stdout };
  }
};

describe('a folder of centre files', () => {
  it('loads every centre of the repository, by id', () => {
    const loaded = loadCentres('centres');
    expect(loaded.kind === 'ok' && [...loaded.centres.keys()]).toEqual([
      'hakodate',
      'izumo',
      'matsudo-mothers',
      'online-hellowork',
      'yamaguchi-vocational',
    ]);
  });

  it('must not be empty or missing', () => {
    expect(loadCentres(folder)).toEqual({
      kind: 'invalid',
      problems: [{ file: folder, path: '', message: 'expected at least one centre file (*.yaml), found none' }],
    });
    expect(loadCentres(join(folder, 'nowhere')).kind).toBe('invalid');
  });

  it('is invalid as a whole with one invalid file, and names that one', () => {
    copyFileSync('centres/izumo.yaml', join(folder, 'izumo.yaml'));
    copyFileSync('centres/izumo.yaml', join(folder, 'matsue.yaml'));
    const loaded = loadCentres(folder);
    expect(loaded.kind === 'invalid' && loaded.problems).toEqual([
      { file: 'matsue.yaml', path: 'id', line: expect.any(Number), message: "expected the file's own name, matsue, found izumo" },
    ]);
  });

  it('does not pass over a file with the ending .yml in silence', () => {
    copyFileSync('centres/izumo.yaml', join(folder, 'izumo.yaml'));
    copyFileSync('centres/izumo.yaml', join(folder, 'matsue.yml'));
    expect(loadCentres(folder)).toMatchObject({ kind: 'invalid', problems: [{ file: 'matsue.yml' }] });
  });
});

describe('centres-check', () => {
  it('says what is right and which samples are to be replaced', async () => {
    copyFileSync('centres/matsudo-mothers.yaml', join(folder, 'matsudo-mothers.yaml'));
    const { code, said } = await check();
    expect(code).toBe(0);
    expect(said).toContain('OK matsudo-mothers: ハローワーク松戸 マザーズコーナー.');
    expect(said).toContain('offices[0].phone: ');
  });

  it('ends with 1 and names file, line and path when something is wrong', async () => {
    writeFileSync(join(folder, 'izumo.yaml'), 'id: izumo\nchannels: [fax]\n');
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).toContain('izumo.yaml:2 channels[0]: expected one of line, teams, found "fax"');
  });
});

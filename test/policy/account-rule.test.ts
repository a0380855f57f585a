import { describe, expect, it } from 'vitest';
import { foldLogin, judgeLogin, judgePassword } from '#policy/account-rule.ts';

describe('a password', () => {
  it.each([
    ['elevenchars', 'too-short'],
    ['十一文字の合言葉です。', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['Counsellor.Taro', 'is-login'],
    ['ｃｏｕｎｓｅｌｌｏｒ．ｔａｒｏ', 'is-login'],
    ['PasswordPassword', 'common'],
    ['P@ssw0rd2026!', 'common'],
    ['madoguchi123', 'common'],
    ['123456789012', 'common'],
    ['987654321098', 'common'],
    ['abcabcabcabc', 'common'],
    ['ああああああああああああ', 'common'],
    ['qwertyuiop123', 'common'],
  ])('%s is %s', (password, problem) => {
    expect(judgePassword(password, 'counsellor.taro')).toBe(problem);
  });

  it.each(['twelve chars', '青い椅子と白い窓口 77', 'x9-long and odd', `${'あいうえおか'.repeat(20)}きくけこさ。`])(
    '%s will do',
    (password) => {
      expect(judgePassword(password, 'counsellor.taro')).toBeUndefined();
    },
  );
});

describe('a login', () => {
  it.each([
    ['ab', 'too-short'],
    ['x'.repeat(41), 'too-long'],
    ['相談太郎', 'characters'],
    ['-taro', 'characters'],
    ['taro sato', 'characters'],
  ])('%s is %s', (login, problem) => {
    expect(judgeLogin(login)).toBe(problem);
  });

  it('is the same in capitals, in full-width letters and with spaces around it', () => {
    expect([' Taro.Sato ', 'ＴＡＲＯ．ＳＡＴＯ'].map(foldLogin)).toEqual(['taro.sato', 'taro.sato']);
    expect(judgeLogin('ｔａｒｏ@izumo')).toBeUndefined();
  });
});

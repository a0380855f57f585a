import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readName } from '#bot/understanding/name.ts';

describe('readName', () => {
  it.each([
    ['山田太郎', '山田太郎'],
    [' 山田　太郎 ', '山田 太郎'],
    ['髙橋 﨑子', '髙橋 﨑子'],
    ['\ufa1b田 \ufa19子', '\ufa1b田 \ufa19子'],
    ['佐々木〆子', '佐々木〆子'],
    ['葛\u{e0100}城', '葛\u{e0100}城'],
    ['渡邉 一二三', '渡邉 一二三'],
    ['一ノ瀬 八ヶ岳', '一ノ瀬 八ヶ岳'],
    ['やまだ たろう', 'やまだ たろう'],
    ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダ タロウ'],
    ['マリー・アントワネット', 'マリー・アントワネット'],
    ['アン＝マリー', 'アン=マリー'],
    ['Ｔａｒｏ Ｙａｍａｄａ', 'Taro Yamada'],
    ["Seán O'Neill", "Seán O'Neill"],
    ['Seán O’Neill', 'Seán O’Neill'],
    ['Nguyễn Thị Hương', 'Nguyễn Thị Hương'],
    ['Kōji Ōno', 'Kōji Ōno'],
    ['Ko\u0304ji', 'Kōji'],
    ['Anne-Marie St. John', 'Anne-Marie St. John'],
    ['𠮷野家', '𠮷野家'],
    ['山田太郎です', '山田太郎'],
    ['山田太郎です。', '山田太郎'],
    ['山田太郎と申します', '山田太郎'],
    ['山田太郎といいます。', '山田太郎'],
    ['名前は山田太郎です', '山田太郎'],
    ['わたしの名前は山田太郎です', '山田太郎'],
    ['私は山田太郎と申します', '山田太郎'],
    ['田中です、よろしくお願いします', '田中'],
    ['田中 花子 と申します。よろしくお願いいたします。', '田中 花子'],
    ['氏名：山田太郎', '山田太郎'],
    ['はい、山田太郎です', '山田太郎'],
    ['山田太郎（やまだたろう）', '山田太郎'],
    ['My name is Taro Yamada', 'Taro Yamada'],
    ["I'm Taro", 'Taro'],
    ['林', '林'],
    ['私市 花', '私市 花'],
    ['わたなべ', 'わたなべ'],
    ['はやし', 'はやし'],
    ['山\u200b田\u0000', '山田'],
  ])('reads 「%s」 as %s', (text, name) => expect(readName(text)).toEqual({ kind: 'name', name }));

  it.each([
    ['', 'empty'],
    [' \u200b\n', 'empty'],
    ['。', 'empty'],
    ['山田太郎2', 'digits'],
    ['山田２', 'digits'],
    ['山田٣', 'digits'],
    ['①山田', 'digits'],
    ['13010-12345678', 'digits'],
    ['https://example.com', 'link'],
    ['www.example.com', 'link'],
    ['example.jp', 'link'],
    ['taro@example.jp', 'link'],
    ['山田😀', 'emoji'],
    ['👩‍👩‍👧', 'emoji'],
    ['🇯🇵', 'emoji'],
    ['1️⃣', 'emoji'],
    ['Иван', 'characters'],
    ['김철수', 'characters'],
    ['محمد', 'characters'],
    ['山田;DROP', 'characters'],
    ['<b>山田</b>', 'characters'],
    ['ー', 'characters'],
    ['・', 'characters'],
    ['山田、鈴木', 'characters'],
    ['山田\u0301\u0301太\u20d2', 'characters'],
    ['あ'.repeat(41), 'too-long'],
    ['あ'.repeat(5000), 'too-long'],
  ])('refuses 「%s」: %s', (text, why) => expect(readName(text)).toEqual({ kind: 'invalid', why }));

  it('counts characters as a reader does, up to forty', () => {
    for (const letter of ['あ', '𠮷', '葛\u{e0100}', 'が', 'ñ\u0323']) {
      expect(readName(letter.repeat(40)), letter).toMatchObject({ kind: 'name' });
      expect(readName(letter.repeat(41)), letter).toEqual({ kind: 'invalid', why: 'too-long' });
    }
  });

  it('reads its own answer back to itself', () => {
    const letters = fc.constantFrom('山', '田', '髙', '﨑', '々', 'あ', 'カ', 'ー', 'ガ', 'A', 'é', '太', ' ', '・');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 45 }), (text) => {
        const read = readName(text);
        if (read.kind === 'name') expect(readName(read.name)).toEqual(read);
      }),
    );
  });
});

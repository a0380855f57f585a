import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readWish } from '#bot/understanding/wish.ts';
import { NOW, strangeText } from './strange-text.ts';

const WEEKDAYS = '月火水木金土日';
const KANJI = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const kanji = (n: number): string => `${n >= 20 ? KANJI[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${KANJI[n % 10]}`;
const wide = (text: string): string => text.replace(/[!-~]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));

describe('readWish on Friday, 20 November 2026, 10:00', () => {
  it.each([
    ['11月25日', '2026-11-25'],
    ['１１月２５日', '2026-11-25'],
    ['11/25', '2026-11-25'],
    ['11／25', '2026-11-25'],
    ['11.25', '2026-11-25'],
    ['11-25', '2026-11-25'],
    ['2026-11-25', '2026-11-25'],
    ['2026/11/25', '2026-11-25'],
    ['20261125', '2026-11-25'],
    ['2026年11月25日', '2026-11-25'],
    ['令和8年11月25日', '2026-11-25'],
    ['R8.11.25', '2026-11-25'],
    ['8年11月25日', '2026-11-25'],
    ['二〇二六年十一月二十五日', '2026-11-25'],
    ['十一月二十五日', '2026-11-25'],
    ['11月25日(水)', '2026-11-25'],
    ['11がつ25にち', '2026-11-25'],
    ['25日', '2026-11-25'],
    ['二十五日', '2026-11-25'],
    ['25日でお願いします', '2026-11-25'],
    ['20日', '2026-11-20'],
    ['19日', '2026-12-19'],
    ['31日', '2026-12-31'],
    ['はつか', '2026-11-20'],
    ['12月とおか', '2026-12-10'],
    ['1月5日', '2027-01-05'],
    ['1/5', '2027-01-05'],
    ['12/28', '2026-12-28'],
    ['来年1月5日', '2027-01-05'],
    ['11月20日', '2026-11-20'],
    ['11月19日', '2027-11-19'],
    ['今日', '2026-11-20'],
    ['明日', '2026-11-21'],
    ['あした', '2026-11-21'],
    ['アシタ', '2026-11-21'],
    ['明日は空いていますか', '2026-11-21'],
    ['明後日', '2026-11-22'],
    ['あさって', '2026-11-22'],
    ['しあさって', '2026-11-23'],
    ['3日後', '2026-11-23'],
    ['一週間後', '2026-11-27'],
    ['火曜', '2026-11-24'],
    ['火曜日', '2026-11-24'],
    ['かようび', '2026-11-24'],
    ['金曜', '2026-11-27'],
    ['今週の土曜日', '2026-11-21'],
    ['今週金曜', '2026-11-20'],
    ['来週の火曜', '2026-11-24'],
    ['来週火曜日', '2026-11-24'],
    ['らいしゅうの かようび', '2026-11-24'],
    ['来週の月', '2026-11-23'],
    ['来週（水）', '2026-11-25'],
    ['再来週の月曜日', '2026-11-30'],
    ['次の水曜', '2026-11-25'],
    ['次の金曜日', '2026-11-27'],
    ['来月5日', '2026-12-05'],
    ['来週の25日', '2026-11-25'],
    ['tomorrow', '2026-11-21'],
    ['Tomorrow please', '2026-11-21'],
    ['the day after tomorrow', '2026-11-22'],
    ['today', '2026-11-20'],
    ['next Tuesday', '2026-11-24'],
    ['Tuesday', '2026-11-24'],
    ['friday', '2026-11-27'],
    ['Wed', '2026-11-25'],
    ['tuesday next week', '2026-11-24'],
    ['next week on Tuesday', '2026-11-24'],
    ['Nov 25', '2026-11-25'],
    ['Nov. 25th', '2026-11-25'],
    ['25 November', '2026-11-25'],
    ['the 25th of November', '2026-11-25'],
    ['November 25, 2026', '2026-11-25'],
    ['Jan 5', '2027-01-05'],
    ['the 25th', '2026-11-25'],
    ['in 3 days', '2026-11-23'],
    ['on 11/25 please', '2026-11-25'],
  ])('reads 「%s」 as the day %s', (text, day) => expect(readWish(text, NOW)).toEqual({ day }));

  it.each([
    ['10時', '10:00'],
    ['10時半', '10:30'],
    ['十時半', '10:30'],
    ['10じはん', '10:30'],
    ['10:30', '10:30'],
    ['１０：３０', '10:30'],
    ['10時30分', '10:30'],
    ['14時15分', '14:15'],
    ['午後2時', '14:00'],
    ['午後２時半', '14:30'],
    ['午後の2時', '14:00'],
    ['ごご 2じ', '14:00'],
    ['午前9時', '09:00'],
    ['朝9時', '09:00'],
    ['夕方4時', '16:00'],
    ['昼の12時', '12:00'],
    ['お昼の1時', '13:00'],
    ['午後0時半', '12:30'],
    ['3時', '15:00'],
    ['1:30', '13:30'],
    ['09:30', '09:30'],
    ['9:30', '09:30'],
    ['正午', '12:00'],
    ['10時からお願いします', '10:00'],
    ['10時ごろ', '10:00'],
    ['2pm', '14:00'],
    ['10:30 am', '10:30'],
    ['2:30 p.m.', '14:30'],
    ['at 10', '10:00'],
    ['at 3', '15:00'],
    ['noon', '12:00'],
  ])('reads 「%s」 as the time %s', (text, at) => expect(readWish(text, NOW)).toEqual({ at }));

  it.each([
    ['午前', { to: '12:00' }],
    ['午前中がいいです', { to: '12:00' }],
    ['午後', { from: '12:00' }],
    ['ごご', { from: '12:00' }],
    ['朝', { to: '11:00' }],
    ['夕方', { from: '15:00', to: '18:00' }],
    ['お昼', { from: '11:00', to: '14:00' }],
    ['14時以降', { from: '14:00' }],
    ['15時まで', { to: '15:00' }],
    ['10時から12時', { from: '10:00', to: '12:00' }],
    ['10時〜12時', { from: '10:00', to: '12:00' }],
    ['10:00-12:00', { from: '10:00', to: '12:00' }],
    ['午後2時から4時の間', { from: '14:00', to: '16:00' }],
    ['in the afternoon', { from: '12:00' }],
    ['morning', { to: '12:00' }],
    ['after 2pm', { from: '14:00' }],
    ['2pm to 4pm', { from: '14:00', to: '16:00' }],
    ['25日の10時半', { day: '2026-11-25', at: '10:30' }],
    ['25日10時半', { day: '2026-11-25', at: '10:30' }],
    ['二十五日十時半', { day: '2026-11-25', at: '10:30' }],
    ['11/25 10:30', { day: '2026-11-25', at: '10:30' }],
    ['11/25（水）１０：３０～', { day: '2026-11-25', at: '10:30' }],
    ['11月25日 午後2時', { day: '2026-11-25', at: '14:00' }],
    ['11月25日10時からお願いします。', { day: '2026-11-25', at: '10:00' }],
    ['11月25日(水) 10:00～10:30', { day: '2026-11-25', from: '10:00', to: '10:30' }],
    ['明日の午後', { day: '2026-11-21', from: '12:00' }],
    ['あしたの あさ', { day: '2026-11-21', to: '11:00' }],
    ['明日の朝一', { day: '2026-11-21', to: '10:00' }],
    ['来週の火曜 午後', { day: '2026-11-24', from: '12:00' }],
    ['来週火曜の午前中でお願いします', { day: '2026-11-24', to: '12:00' }],
    ['来週', { week: { from: '2026-11-23', to: '2026-11-29' } }],
    ['来週のどこか', { week: { from: '2026-11-23', to: '2026-11-29' } }],
    ['来週の午後', { week: { from: '2026-11-23', to: '2026-11-29' }, from: '12:00' }],
    ['再来週', { week: { from: '2026-11-30', to: '2026-12-06' } }],
    ['今週', { week: { from: '2026-11-20', to: '2026-11-22' } }],
    ['来月', { week: { from: '2026-12-01', to: '2026-12-31' } }],
    ['12月上旬', { week: { from: '2026-12-01', to: '2026-12-10' } }],
    ['今月末', { week: { from: '2026-11-21', to: '2026-11-30' } }],
    ['10-12時', { from: '10:00', to: '12:00' }],
    ['夕方以降', { from: '15:00' }],
    ['週末', { week: { from: '2026-11-21', to: '2026-11-22' } }],
    ['12月の第一月曜 10時', { day: '2026-12-07', at: '10:00' }],
    ['next month', { week: { from: '2026-12-01', to: '2026-12-31' } }],
    ['December', { week: { from: '2026-12-01', to: '2026-12-31' } }],
    ['this afternoon', { day: '2026-11-20', from: '12:00' }],
    ['tonight', { day: '2026-11-20', from: '17:00' }],
    ['in the morning of Nov 25', { day: '2026-11-25', to: '12:00' }],
    ['call me at 3 tomorrow', { day: '2026-11-21', at: '15:00' }],
    ["tomorrow at 3 o'clock", { day: '2026-11-21', at: '15:00' }],
    ['2pm on Tuesday', { day: '2026-11-24', at: '14:00' }],
    ['Wed Nov 25 at 10:30am', { day: '2026-11-25', at: '10:30' }],
    ['next week', { week: { from: '2026-11-23', to: '2026-11-29' } }],
    ['next week in the afternoon', { week: { from: '2026-11-23', to: '2026-11-29' }, from: '12:00' }],
    ['Nov 25 10:30', { day: '2026-11-25', at: '10:30' }],
    ['25 Nov at 2pm', { day: '2026-11-25', at: '14:00' }],
    ['tomorrow at 3', { day: '2026-11-21', at: '15:00' }],
    ['tomorrow afternoon', { day: '2026-11-21', from: '12:00' }],
    ['next tuesday morning', { day: '2026-11-24', to: '12:00' }],
    ['the 25th at 10:30', { day: '2026-11-25', at: '10:30' }],
    ['11/25 2pm', { day: '2026-11-25', at: '14:00' }],
    ['Could I come on Wednesday at 10:30?', { day: '2026-11-25', at: '10:30' }],
  ])('reads 「%s」', (text, wish) => expect(readWish(text, NOW)).toEqual(wish));

  it.each([
    ['2月30日', '2月30日'],
    ['13月1日', '13月1日'],
    ['11/31', '11/31'],
    ['13/1', '13/1'],
    ['32日', '32日'],
    ['0日', '0日'],
    ['2月29日', '2月29日'],
    ['2026-02-30', '2026-02-30'],
    ['2025年11月25日', '2025年11月25日'],
    ['今週の火曜', '今週の火曜'],
    ['昨日', '昨日'],
    ['今日の9時', '今日 09:00'],
    ['平成31年4月1日', '平成'],
    ['第6月曜', '第6月曜'],
    ['25時', '25時'],
    ['10時75分', '10時75分'],
    ['Feb 30', 'feb 30'],
    ['31 November 10:30', '31 november'],
    ['Nov 25, 2025', 'nov 25, 2025'],
    ['yesterday', 'yesterday'],
  ])('says of 「%s」 that there is no such time', (text, impossible) => expect(readWish(text, NOW)).toEqual({ impossible }));

  it.each([
    '',
    'はい',
    '山田太郎',
    '予約したい',
    'キャンセル',
    '13010-12345678',
    '090-1234-5678',
    'いつでも',
    '1時間',
    '2時間後',
    'second',
    'I am on the march',
    '30分',
    '25日はだめです',
    '火曜以外',
    '25日ではなく',
    'not tuesday',
    'I may come',
    'hello',
    'now',
    '10-12',
    '5',
    '👍',
    '明日'.repeat(60),
  ])('finds no time in 「%s」', (text) => expect(readWish(text, NOW)).toBeUndefined());
});

describe('readWish', () => {
  const moments = fc
    .integer({ min: 0, max: 366 * 24 * 60 * 6 })
    .map((minutes) => DateTime.fromISO('2024-01-01T00:00', { zone: 'Asia/Tokyo' }).plus({ minutes }));

  it('reads every day of the coming year, however it is written', () => {
    const writers: ((day: DateTime) => string)[] = [
      (day) => day.toFormat('M月d日'),
      (day) => day.toFormat('M/d'),
      (day) => day.toFormat('yyyy-MM-dd'),
      (day) => day.toFormat('yyyy年M月d日'),
      (day) => wide(day.toFormat('M/d')),
      (day) => `令和${day.year - 2018}年${day.month}月${day.day}日`,
      (day) => `${kanji(day.month)}月${kanji(day.day)}日`,
      (day) => `${day.month}月${day.day}日(${WEEKDAYS[day.weekday - 1]})`,
      (day) => day.setLocale('en').toFormat('MMM d'),
      (day) => day.setLocale('en').toFormat('d MMMM'),
    ];
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 364 }), fc.constantFrom(...writers), (now, days, write) => {
        const day = now.startOf('day').plus({ days });
        expect(readWish(write(day), now)).toEqual({ day: day.toFormat('yyyy-MM-dd') });
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a day by its distance from today in Tokyo, whatever the hour', () => {
    const near: [string, number][] = [
      ['今日', 0],
      ['明日', 1],
      ['あさって', 2],
      ['today', 0],
      ['tomorrow', 1],
      ['the day after tomorrow', 2],
      ['10日後', 10],
      ['in 10 days', 10],
    ];
    fc.assert(
      fc.property(moments, fc.constantFrom(...near), (now, [text, days]) => {
        expect(readWish(text, now)).toEqual({ day: now.plus({ days }).toFormat('yyyy-MM-dd') });
        expect(readWish(text, now.setZone('America/New_York'))).toEqual({ day: now.plus({ days }).toFormat('yyyy-MM-dd') });
      }),
    );
  });

  it('reads a weekday as the next one after today, and next week as the week from Monday', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 7 }), (now, weekday) => {
        const name = WEEKDAYS[weekday - 1];
        const english = now
          .set({ weekday: weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7 })
          .setLocale('en')
          .toFormat('cccc');
        const next = [1, 2, 3, 4, 5, 6, 7].map((days) => now.plus({ days })).find((day) => day.weekday === weekday);
        const monday = now.startOf('week').plus({ weeks: 1 });
        expect(readWish(`${name}曜日`, now)).toEqual({ day: next?.toFormat('yyyy-MM-dd') });
        expect(readWish(english, now)).toEqual({ day: next?.toFormat('yyyy-MM-dd') });
        expect(readWish(`来週の${name}曜`, now)).toEqual({ day: monday.plus({ days: weekday - 1 }).toFormat('yyyy-MM-dd') });
      }),
    );
  });

  it('reads every time of the day to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const half = hour < 12 ? `午前${hour}` : `午後${hour - 12}`;
        expect(readWish(at, NOW)).toEqual({ at });
        expect(readWish(wide(at), NOW)).toEqual({ at });
        expect(readWish(`${half}時${minute}分`, NOW)).toEqual({ at });
        expect(readWish(`11月25日 ${half}時${minute}分`, NOW)).toEqual({ day: '2026-11-25', at });
      }),
    );
  });

  it('never wishes for the past', () => {
    fc.assert(
      fc.property(strangeText, moments, (text, now) => {
        const wish = readWish(text, now);
        if (!wish || 'impossible' in wish) return;
        const today = now.toFormat('yyyy-MM-dd');
        expect((wish.day ?? today) >= today).toBe(true);
        expect((wish.week?.from ?? today) >= today).toBe(true);
        expect(Object.keys(wish).length).toBeGreaterThan(0);
        if (wish.day === today && wish.at !== undefined) expect(wish.at > now.toFormat('HH:mm')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

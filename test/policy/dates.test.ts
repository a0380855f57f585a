import { describe, expect, it } from 'vitest';
import { dayInWords, lastDayInWords, slotInWords } from '#policy/dates.ts';
import { tokyo } from './moments.ts';

const day = tokyo('2026-11-25T10:00');
const now = tokyo('2026-11-20T12:00');

describe('days and times in words', () => {
  it('writes a day in each language', () => {
    expect(dayInWords(day, 'ja')).toBe('11月25日(水)');
    expect(dayInWords(day, 'ja-easy')).toBe('11月25日（水曜日）');
    expect(dayInWords(day, 'en')).toBe('Wed 25 Nov');
  });

  it('shows the year where it is not the current one', () => {
    const january = tokyo('2027-01-05T09:30');
    expect(dayInWords(january, 'ja', now)).toBe('2027年1月5日(火)');
    expect(dayInWords(january, 'ja-easy', now)).toBe('2027年1月5日（火曜日）');
    expect(dayInWords(january, 'en', now)).toBe('Tue 5 Jan 2027');
    expect(dayInWords(day, 'ja', now)).toBe('11月25日(水)');
  });

  it('writes a slot with its end', () => {
    expect(slotInWords(day, day.plus({ minutes: 30 }), 'ja', now)).toBe('11月25日(水) 10:00～10:30');
    expect(slotInWords(day, day.plus({ minutes: 30 }), 'ja-easy', now)).toBe('11月25日（水曜日） 10:00から 10:30まで');
    expect(slotInWords(day, day.plus({ minutes: 30 }), 'en', now)).toBe('Wed 25 Nov 10:00–10:30');
    expect(slotInWords(tokyo('2026-11-25T09:30'), tokyo('2026-11-25T10:00'), 'ja', now)).toBe('11月25日(水) 9:30～10:00');
  });

  it('writes the day in Tokyo, whatever zone the moment comes in', () => {
    expect(slotInWords(day.setZone('America/St_Johns'), day.plus({ minutes: 30 }).toUTC(), 'ja', now)).toBe(
      '11月25日(水) 10:00～10:30',
    );
  });

  it('names the last day before an exclusive end', () => {
    expect(lastDayInWords(tokyo('2026-12-01T00:00'), 'ja', now)).toBe('11月30日(月)');
  });
});

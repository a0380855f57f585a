import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#simulator/line-platform/types.ts';
import { sessionDayIn } from '#simulator/page/session-day.ts';

const NOW = Date.parse('2026-11-20T10:00+09:00');
const says = (text: string, from: ChatMessage['from'] = 'centre'): ChatMessage => ({
  id: text,
  from,
  at: NOW,
  message: { type: 'text', text },
});

describe('the day of the session that a chat names', () => {
  it.each([
    ['11月25日(水) 10:00～10:30', '2026-11-25'],
    ['11月25日（水曜日） 10:00から 10:30まで', '2026-11-25'],
    ['Wed 25 Nov 10:00–10:30', '2026-11-25'],
    ['2027年1月6日(水) 9:30', '2027-01-06'],
    ['1月6日(水) 9:30', '2027-01-06'],
  ])('is read from %s', (text, day) => {
    expect(sessionDayIn([says(text)], NOW)).toBe(day);
  });

  it('is the one named last, and only by the centre', () => {
    const messages = [says('11月25日(水) 10:00'), says('11月27日(金) 10:00'), says('12月1日(火) 10:00', 'person'), says('はい')];
    expect(sessionDayIn(messages, NOW)).toBe('2026-11-27');
  });

  it.each(['11月20日(金) 10:30', '11月25日(水)まで', 'はい'])('is unknown from %s', (text) => {
    expect(sessionDayIn([says(text)], NOW)).toBeUndefined();
  });
});

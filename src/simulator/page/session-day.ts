import type { ChatMessage } from '#simulator/line-platform/types.ts';
import { localIso } from './moments.ts';

const JAPANESE = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[^\d]{0,8}\d{1,2}[:時]/g;
const ENGLISH = /(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?(?: (\d{4}))?[^\d]{0,8}\d{1,2}:/g;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The day (YYYY-MM-DD, Asia/Tokyo) of the session that the chat spoke of last, if it is after today. The simulator knows of
 * bookings only what stands in the chat, as a person with a phone does.
 */
export function sessionDayIn(messages: readonly ChatMessage[], now: number): string | undefined {
  const today = localIso(now).slice(0, 10);
  for (const { from, message } of messages.toReversed()) {
    if (from !== 'centre') continue;
    const days = datesIn(JSON.stringify(message), today).filter((day) => day > today);
    if (days[0]) return days[0];
  }
  return undefined;
}

function datesIn(text: string, today: string): string[] {
  const japanese = [...text.matchAll(JAPANESE)].map(([, year, month, day]) => toDay(year, Number(month), Number(day), today));
  const english = [...text.matchAll(ENGLISH)].map(([, day, month, year]) =>
    toDay(year, MONTHS.indexOf(month ?? '') + 1, Number(day), today),
  );
  return [...japanese, ...english];
}

/** A day without a year is the next one of that name. */
function toDay(year: string | undefined, month: number, day: number, today: string): string {
  const monthAndDay = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const guessed = monthAndDay < today.slice(5) ? thisYear + 1 : thisYear;
  return `${year ?? guessed}-${monthAndDay}`;
}

import { query } from '../shell/components.ts';
import { dayTyped, idOf, textOf } from '../shell/reading.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { todayWords as words } from '../words/today.ts';

/** Where a press on the page leads back to: the day and office that were shown, or the page of a booking or client. */
export function backTo(centreId: string, body: unknown, said: Record<string, string | undefined>, anchor = ''): string {
  const at = `/console/${centreId}`;
  const booking = idOf(textOf(body, 'back-booking'));
  const client = idOf(textOf(body, 'back-client'));
  if (booking !== undefined) return `${at}/bookings/${booking}${query(said)}`;
  if (client !== undefined) return `${at}/clients/${client}${query(said)}`;
  const day = dayTyped(textOf(body, 'back-day'))?.toFormat('yyyy-MM-dd');
  return `${at}/today${query({ day, office: textOf(body, 'back-office'), ...said })}${anchor}`;
}

/** Only our own sentences stand behind the words of an address. */
export const saidIn = (said: string): string | undefined => Object.entries(words.said).find(([name]) => name === said)?.[1];

export const refusedIn = (state: string): string | undefined => {
  const known = Object.entries(BOOKING_STATES).find(([name]) => name === state)?.[1];
  return known === undefined ? undefined : words.changed(known);
};

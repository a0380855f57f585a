import type { DateTime } from 'luxon';
import { sameName } from '#bot/understanding/same-name.ts';
import { type Html, html } from '#pages/html.ts';
import { liesInside } from '#policy/directed-window.ts';
import { type StandingWindow, type Windows, windowKey } from '#store/reading/windows.ts';
import type { Booking } from '#store/store.ts';
import { badge, time } from '../shell/components.ts';
import { bookingWords } from '../words/bookings.ts';

/** What the office directs for the client of a booking, and whether its time lies outside that; undefined where nothing is directed. */
export function directedFor(booking: Booking, windows: Windows, now: DateTime): Html | undefined {
  const window = windows.get(windowKey(booking));
  // As where staff answer: somebody of another name with the same number is another person.
  if (!window || !sameName(window.names.own, window.names.directed)) return undefined;
  const words = bookingWords.facts;
  return html`<span>${time(window.startsAt, window.endsAt, now)} ${isOutside(booking, window) && badge(words.outside, 'warn')}</span>`;
}

function isOutside({ officeId, startsAt, endsAt }: Booking, window: StandingWindow): boolean {
  if (!startsAt || !endsAt) return false;
  return officeId !== window.officeId || !liesInside({ startsAt, endsAt }, window);
}

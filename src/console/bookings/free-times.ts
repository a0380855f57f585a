import { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Entry } from '#office/calendar.ts';
import { slotActs } from '#office/slots.ts';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import { button, type FieldError, field, type Option, select } from '../shell/form.ts';
import { forField, momentTyped, textOf } from '../shell/reading.ts';
import { bookingWords as words } from '../words/bookings.ts';
import { momentInWords } from '../words/moments.ts';
import type { stateOf } from './form-state.ts';
import { sureField, sureOf } from './sure-field.ts';

/** How far ahead free slots are suggested; any other time can be typed. */
const DAYS_AHEAD = 21;
const SUGGESTED = 24;

/** The next slots of an office and service that have a seat left, soonest first. `from`: not before that moment, nor before now. */
export async function freeTimes(
  parts: Pick<Parts, 'store' | 'clock'>,
  place: { centre: Centre; officeId: string; serviceId: string; from?: DateTime | undefined },
): Promise<Entry[]> {
  const { centre, officeId, serviceId } = place;
  const service = centre.services.find(({ id }) => id === serviceId);
  if (!service) return [];
  const from = DateTime.max(parts.clock.now(), ...(place.from ? [place.from] : []));
  const { entries } = await slotActs(parts).entries({ centre, officeId, service, from, to: from.plus({ days: DAYS_AHEAD }) });
  return entries
    .filter(({ state, from: origin, free }) => state === 'open' && origin !== 'booked' && free > 0)
    .slice(0, SUGGESTED);
}

export const timeOptions = (free: readonly Entry[], now: DateTime): Option[] =>
  free.map(({ startsAt, free: seats, capacity }) => ({
    value: forField(startsAt),
    label: momentInWords(startsAt, now),
    hint: words.time.seats(seats, capacity),
  }));

/** The name of the day from which free slots are shown, in an address or a form. */
export const FROM = 'times-from';

export const fromField = (from: DateTime, now: DateTime): Html =>
  field({
    name: FROM,
    label: words.time.from,
    type: 'date',
    value: from.toFormat('yyyy-MM-dd'),
    min: now.toFormat('yyyy-MM-dd'),
    width: 'short',
  });

/** Shows the page again with the free slots from another day. */
export const fromForm = (address: string, from: DateTime, now: DateTime): Html => html`
  <form method="get" action=${address} class="place-fields">${fromField(from, now)} ${button({ label: words.time.show, small: true })}</form>
`;

/** A form that comes back shows the same slots again. */
export const fromHidden = (from: DateTime): Html =>
  html`<input type="hidden" name=${FROM} value=${from.toFormat('yyyy-MM-dd')} />`;

/** A free slot to pick, or any other time to type: `<prefix>-slot` and `<prefix>-when`. */
export function timeChoice(prefix: string, free: readonly Entry[], now: DateTime, state: ReturnType<typeof stateOf>): Html {
  const when = `${prefix}-when`;
  const slot = `${prefix}-slot`;
  return html`
    <div class="time-choice">
      ${
        free.length > 0 &&
        select({
          name: slot,
          label: words.time.slot,
          value: state.value(slot),
          empty: words.time.pick,
          options: timeOptions(free, now).map(({ value, label, hint }) => ({ value, label: `${label}　${hint ?? ''}` })),
        })
      }
      ${field({
        name: when,
        label: free.length > 0 ? words.time.when : words.time.when1,
        hint: free.length > 0 ? words.time.hint : undefined,
        type: 'datetime-local',
        value: state.value(when),
        error: state.error(when),
      })}
      ${sureField(prefix, state)}
    </div>
  `;
}

/** What was picked or typed, and what staff are sure of; what was typed counts before what was picked. */
export function timeChosen(body: unknown, prefix: string): { startsAt: DateTime; sure: DateTime[] } | { error: FieldError } {
  const typed = textOf(body, `${prefix}-when`);
  const chosen = typed === '' ? textOf(body, `${prefix}-slot`) : typed;
  const startsAt = momentTyped(chosen);
  if (startsAt) return { startsAt, sure: sureOf(body, prefix) };
  const message = chosen === '' ? words.errors.when : words.errors.whenFormat;
  return { error: { field: `${prefix}-when`, message } };
}

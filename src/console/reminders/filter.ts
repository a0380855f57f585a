import type { DateTime } from 'luxon';
import { nextBusinessDay } from '#policy/calendar.ts';
import type { Centre } from '#policy/centre.ts';
import type { RemindableWhere } from '#store/reading/remindable.ts';
import { dayTyped, textOf } from '../shell/reading.ts';

/** Which bookings are looked for. Whole days of Asia/Tokyo, both inclusive. */
export type Filter = {
  from: DateTime;
  to: DateTime;
  serviceId: string | undefined;
  officeId: string | undefined;
  state: RemindableState;
};

/** A reminder is about a session that is agreed, or asked for at a time. */
export const REMINDABLE = ['confirmed', 'requested'] as const;
export type RemindableState = (typeof REMINDABLE)[number];

/** Days that one look may span. */
export const MOST_DAYS = 31;

/** Without a day: the next business day's confirmed bookings. `wrong`: the days make no sense, and the usual ones are shown. */
export function filterIn(query: unknown, centre: Centre, now: DateTime): { filter: Filter; wrong: boolean } {
  const usual = nextBusinessDay(now, centre);
  const from = dayTyped(textOf(query, 'from'));
  const to = dayTyped(textOf(query, 'to'));
  const given = textOf(query, 'from') !== '' || textOf(query, 'to') !== '';
  const [first, last] = [from ?? to, to ?? from];
  const fits = first !== undefined && last !== undefined && first <= last && last.diff(first, 'days').days < MOST_DAYS;
  return {
    filter: {
      from: fits ? first : usual,
      to: fits ? last : usual,
      serviceId: centre.services.find(({ id }) => id === textOf(query, 'service'))?.id,
      officeId: centre.offices.find(({ id }) => id === textOf(query, 'office'))?.id,
      state: REMINDABLE.find((it) => it === textOf(query, 'state')) ?? 'confirmed',
    },
    wrong: given && !fits,
  };
}

export const whereOf = (centreId: string, { from, to, ...rest }: Filter): RemindableWhere => ({
  centreId,
  from,
  to: to.plus({ days: 1 }),
  ...rest,
});

/** The filter as fields of an address or a form. */
export const fieldsOf = ({ from, to, serviceId, officeId, state }: Filter): Record<string, string> => ({
  from: from.toFormat('yyyy-MM-dd'),
  to: to.toFormat('yyyy-MM-dd'),
  ...(serviceId !== undefined && { service: serviceId }),
  ...(officeId !== undefined && { office: officeId }),
  state,
});

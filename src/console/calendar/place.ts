import { DateTime } from 'luxon';
import { z } from 'zod';
import { ZONE } from '#clock.ts';
import type { Centre, Office, Service } from '#policy/centre.ts';
import { query } from '../shell/components.ts';
import { momentTyped, textOf } from '../shell/reading.ts';

/** Which part of the calendar a page shows. Days and times in addresses are those of Asia/Tokyo. */

export type View = 'week' | 'month';
/** An office's slots of a service. */
export type Place = { centre: Centre; office: Office; service: Service };
export type Shown = Place & { view: View; day: DateTime };

const asked = z.object({
  office: z.string().optional(),
  service: z.string().optional(),
  view: z.enum(['week', 'month']).catch('week'),
  day: z.string().optional(),
});

/** Undefined where the address names an office or a service that the centre does not have: 404. */
export function shownIn(from: unknown, centre: Centre, now: DateTime): Shown | undefined {
  const { view, day } = asked.parse(from);
  const place = placeIn(from, centre);
  return place && { ...place, view, day: dayFrom(day) ?? now.startOf('day') };
}

/** The first office and service where none is named. */
export function placeIn(from: unknown, centre: Centre): Place | undefined {
  const named = z.object({ office: z.string().optional(), service: z.string().optional() }).safeParse(from ?? {});
  if (!named.success) return undefined;
  const office = named.data.office ? centre.offices.find(({ id }) => id === named.data.office) : centre.offices[0];
  const service = named.data.service ? centre.services.find(({ id }) => id === named.data.service) : centre.services[0];
  return office && service && { centre, office, service };
}

/** A slot that the address names by its start (2026-11-25T10:00); undefined where it names none. */
export function slotIn(from: unknown, centre: Centre): (Place & { startsAt: DateTime }) | undefined {
  const place = placeIn(from, centre);
  const startsAt = momentTyped(textOf(from, 'at'));
  return place && startsAt && { ...place, startsAt };
}

export function dayFrom(text: string | undefined): DateTime | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone: ZONE });
  return day.isValid && day.year >= 2000 && day.year < 2100 ? day : undefined;
}

/** From the first day shown to the day after the last: whole weeks from Monday, for a month too. */
export function boundsOf({ view, day }: Pick<Shown, 'view' | 'day'>): { from: DateTime; to: DateTime } {
  if (view === 'week') return { from: day.startOf('week'), to: day.startOf('week').plus({ weeks: 1 }) };
  const month = day.startOf('month');
  return { from: month.startOf('week'), to: month.endOf('month').startOf('week').plus({ weeks: 1 }) };
}

const base = (centre: Centre): string => `/console/${centre.id}/calendar`;
const placeQuery = ({ office, service }: Place) => ({ office: office.id, service: service.id });

export const addresses = {
  base,
  calendar: (shown: Shown, change: Partial<Pick<Shown, 'view' | 'day'>> = {}, more: Record<string, string> = {}): string => {
    const { view, day } = { ...shown, ...change };
    return base(shown.centre) + query({ ...placeQuery(shown), view, day: day.toFormat('yyyy-MM-dd'), ...more });
  },
  slot: (place: Place, startsAt: DateTime, more: Record<string, string> = {}): string =>
    `${base(place.centre)}/slot${query({ ...placeQuery(place), at: slotName(startsAt), ...more })}`,
  closures: (centre: Centre, more: Record<string, string> = {}): string => `${base(centre)}/closures${query(more)}`,
  closure: (centre: Centre, id: string, more: Record<string, string> = {}): string =>
    `${base(centre)}/closures/${id}${query(more)}`,
  booking: (centre: Centre, bookingId: string): string => `/console/${centre.id}/bookings/${bookingId}`,
};

/** How addresses and forms name a slot: its start by the clocks of Tokyo. */
export const slotName = (startsAt: DateTime): string => startsAt.toFormat("yyyy-MM-dd'T'HH:mm");

import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { seatsAtOnce } from '#policy/seats.ts';
import { startMinutes } from '#policy/slots.ts';
import type { CalendarSlot } from '#store/reading/calendar.ts';
import type { Closure } from '#store/reading/closures.ts';

/** The calendar as an office sees it: the centre file's times, what staff changed of them, and who has a seat. */

export type Entry = {
  startsAt: DateTime;
  /** Exclusive. */
  endsAt: DateTime;
  used: number;
  /** Seats of those in use that wait for the answer to an offer. */
  offered: number;
  capacity: number;
  /** Seats that are taken by overlapping slots at the fullest moment, besides those in it. */
  elsewhere: number;
  /** Seats that can still be taken, unless the slot is closed or over. */
  free: number;
  /** file: one of the centre file's times; staff: opened beside them; booked: only there because staff booked or offered it. */
  from: 'file' | 'staff' | 'booked';
  /** open: clients find it (while the centre's rules allow); closed by staff; day-closed: the whole day is; past. */
  state: 'open' | 'closed' | 'day-closed' | 'past';
};

type Query = {
  centre: Pick<Centre, 'closures'>;
  service: Service;
  /** Slots that have a row and touch [from, to) or a slot in it, and staff's closures for the office in [from, to). */
  rows: readonly CalendarSlot[];
  closures: readonly Closure[];
  from: DateTime;
  to: DateTime;
  now: DateTime;
};

/** Every slot that starts in [from, to), soonest first. What holds for a whole day is looked up once a day. */
export function entriesIn(query: Query): Entry[] {
  const { service, rows, from, to } = query;
  const rowsOfDay = Map.groupBy(rows, ({ startsAt }) => dayNumber(startsAt));
  const minutes = startMinutes(service);
  const entries: Entry[] = [];
  for (let day = from.setZone(ZONE).startOf('day'); day < to; day = day.plus({ days: 1 })) {
    const of = (days: number): CalendarSlot[] => rowsOfDay.get(dayNumber(day) + days) ?? [];
    // A session may reach over midnight, never over a whole day.
    const taken = [...of(-1), ...of(0), ...of(1)].filter(({ used }) => used > 0);
    entries.push(...entriesOfDay({ day, rows: of(0), taken }, minutes, query));
  }
  return entries
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .sort((one, other) => one.startsAt.toMillis() - other.startsAt.toMillis());
}

type Times = Pick<Entry, 'startsAt' | 'endsAt' | 'capacity'>;

type OfDay = { day: DateTime; rows: readonly CalendarSlot[]; taken: readonly CalendarSlot[] };

function entriesOfDay({ day, rows, taken }: OfDay, minutes: readonly number[], query: Query): Entry[] {
  const { service, centre, closures, now } = query;
  const working = isBusinessDay(day, centre);
  const dayClosed = !working || closureOn(day, closures) !== undefined;
  const left = new Map(rows.map((row) => [row.startsAt.toMillis(), row]));
  const of = (times: Times, row: CalendarSlot | undefined, inFile: boolean): Entry => ({
    startsAt: times.startsAt,
    endsAt: times.endsAt,
    offered: row?.offered ?? 0,
    ...seatsOf(times, row, row && (row.capacityByStaff || !inFile) ? row.capacity : times.capacity, taken),
    from: originOf(row, inFile),
    state: times.startsAt <= now ? 'past' : dayClosed ? 'day-closed' : row?.closed ? 'closed' : 'open',
  });
  const inFile = (working ? minutes : []).map((minute) => {
    const startsAt = day.plus({ minutes: minute });
    const endsAt = startsAt.plus({ minutes: service.lengthMinutes.value });
    const row = left.get(startsAt.toMillis());
    left.delete(startsAt.toMillis());
    return of({ startsAt, endsAt, capacity: service.capacity.value }, row, true);
  });
  return [...inFile, ...[...left.values()].map((row) => of(row, row, false))];
}

function seatsOf(
  times: Times,
  row: CalendarSlot | undefined,
  capacity: number,
  taken: readonly CalendarSlot[],
): Pick<Entry, 'used' | 'capacity' | 'elsewhere' | 'free'> {
  const used = row?.used ?? 0;
  const atOnce = Math.max(used, seatsAtOnce(times, taken));
  return { used, capacity, elsewhere: atOnce - used, free: Math.max(0, capacity - atOnce) };
}

function originOf(row: CalendarSlot | undefined, inFile: boolean): Entry['from'] {
  if (inFile) return 'file';
  return row?.openedByStaff ? 'staff' : 'booked';
}

const MILLIS_A_DAY = 86_400_000;

/** The same for all moments of a day in Tokyo. */
const dayNumber = (at: DateTime): number => Math.floor((at.toMillis() + at.setZone(ZONE).offset * 60_000) / MILLIS_A_DAY);

/** The closure of staff that holds on the day of `at`. */
export function closureOn(at: DateTime, closures: readonly Closure[]): Closure | undefined {
  const day = at.setZone(ZONE).toFormat('yyyy-MM-dd');
  return closures.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
}

import type { BookingFigures, BookingGroup, ReminderGroup } from '#store/reading/statistics.ts';

/** What the counts of the store say together. */

export type Figures = BookingFigures & { reminders: number; sent: number };

const NOTHING: Figures = {
  bookings: 0,
  leadDays: undefined,
  attended: 0,
  attendedByPhone: 0,
  open: 0,
  noShow: 0,
  presumed: 0,
  byClient: 0,
  byStaff: 0,
  withdrawn: 0,
  declined: 0,
  expired: 0,
  moved: 0,
  reminders: 0,
  sent: 0,
};

export const held = ({ attended, attendedByPhone }: BookingFigures): number => attended + attendedByPhone;
export const missed = ({ noShow, presumed }: BookingFigures): number => noShow + presumed;
export const ended = (it: BookingFigures): number => it.bookings - held(it) - it.open;

/** No-shows among the sessions that were held or missed; undefined where there was none. */
export function noShowRate(figures: BookingFigures): number | undefined {
  const all = held(figures) + missed(figures);
  return all === 0 ? undefined : missed(figures) / all;
}

export type Groups = {
  total: Figures;
  weeks: { week: string; figures: Figures }[];
  offices: { officeId: string; figures: Figures }[];
  weeksAndOffices: { week: string; officeId: string; figures: Figures }[];
};

/** Puts bookings and reminders side by side. A week in which nothing happened stands there with zeros. */
export function groupsOf(
  bookings: readonly BookingGroup[],
  reminders: readonly ReminderGroup[],
  { weeks, officeIds }: { weeks: readonly string[]; officeIds: readonly string[] },
): Groups {
  const key = ({ week, officeId }: { week?: string | undefined; officeId?: string | undefined }) =>
    `${week ?? ''} ${officeId ?? ''}`;
  const found = new Map<string, Figures>();
  for (const { week, officeId, ...figures } of bookings) found.set(key({ week, officeId }), { ...NOTHING, ...figures });
  for (const { week, officeId, reminders: all, sent } of reminders) {
    const at = key({ week, officeId });
    found.set(at, { ...(found.get(at) ?? NOTHING), reminders: all, sent });
  }
  const of = (week?: string, officeId?: string): Figures => found.get(key({ week, officeId })) ?? NOTHING;
  // An office that left the centre file keeps its figures.
  const offices = [...new Set([...officeIds, ...bookings.flatMap(({ officeId }) => officeId ?? [])])];
  return {
    total: of(),
    weeks: weeks.map((week) => ({ week, figures: of(week) })),
    offices: offices.map((officeId) => ({ officeId, figures: of(undefined, officeId) })),
    weeksAndOffices: weeks
      .flatMap((week) => offices.map((officeId) => ({ week, officeId, figures: of(week, officeId) })))
      .filter(({ figures }) => figures.bookings + figures.moved + figures.reminders > 0),
  };
}

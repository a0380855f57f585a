import type { BookingFigures, BookingGroup, ReminderGroup, Step } from '#store/reading/statistics.ts';

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

/** `since`: the first day of a week or month, YYYY-MM-DD. */
export type Groups = {
  step: Step;
  total: Figures;
  spans: { since: string; figures: Figures }[];
  offices: { officeId: string; figures: Figures }[];
  spansAndOffices: { since: string; officeId: string; figures: Figures }[];
};

/** Puts bookings and reminders side by side. A week or month in which nothing happened stands there with zeros. */
export function groupsOf(
  bookings: readonly BookingGroup[],
  reminders: readonly ReminderGroup[],
  { step, spans, officeIds }: { step: Step; spans: readonly string[]; officeIds: readonly string[] },
): Groups {
  const key = ({ since, officeId }: { since?: string | undefined; officeId?: string | undefined }) =>
    `${since ?? ''} ${officeId ?? ''}`;
  const found = new Map<string, Figures>();
  for (const { since, officeId, ...figures } of bookings) found.set(key({ since, officeId }), { ...NOTHING, ...figures });
  for (const { since, officeId, reminders: all, sent } of reminders) {
    const at = key({ since, officeId });
    found.set(at, { ...(found.get(at) ?? NOTHING), reminders: all, sent });
  }
  const of = (since?: string, officeId?: string): Figures => found.get(key({ since, officeId })) ?? NOTHING;
  // An office that left the centre file keeps its figures.
  const offices = [...new Set([...officeIds, ...bookings.flatMap(({ officeId }) => officeId ?? [])])];
  return {
    step,
    total: of(),
    spans: spans.map((since) => ({ since, figures: of(since) })),
    offices: offices.map((officeId) => ({ officeId, figures: of(undefined, officeId) })),
    spansAndOffices: spans
      .flatMap((since) => offices.map((officeId) => ({ since, officeId, figures: of(since, officeId) })))
      .filter(({ figures }) => figures.bookings + figures.moved + figures.reminders > 0),
  };
}

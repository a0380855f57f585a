import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import { type Column, stateBadge, table, time } from '../shell/components.ts';
import { slotWords as words } from '../words/calendar.ts';
import { addresses } from './place.ts';

/** The bookings of a slot, or of days: each leads to its page. */
export function holdersTable(it: {
  centre: Centre;
  caption: string;
  holders: readonly SeatHolder[];
  empty: string;
  /** Several slots: when, where and what stands beside each. */
  wide?: boolean | undefined;
}): Html {
  const { centre } = it;
  const where: Column<SeatHolder>[] = [
    { head: words.columns.time, cell: ({ startsAt, endsAt }) => time(startsAt, endsAt) },
    { head: words.columns.office, cell: (holder) => placeOf(holder, centre) },
  ];
  return table<SeatHolder>({
    caption: it.caption,
    empty: it.empty,
    rows: it.holders,
    columns: [
      {
        head: words.columns.reference,
        cell: (holder) => html`<a href=${addresses.booking(centre, holder.bookingId)}>${holder.reference}</a>`,
      },
      { head: words.columns.name, cell: nameOf },
      { head: words.columns.state, cell: ({ state }) => stateBadge(state) },
      ...(it.wide ? where : [{ head: words.columns.phone, cell: ({ phone }: SeatHolder) => phone ?? '' }]),
    ],
  });
}

export const nameOf = ({ name }: SeatHolder): string => name ?? words.noName;

export const placeOf = ({ officeId, serviceId }: SeatHolder, centre: Centre): string => {
  const named = (list: readonly { id: string; name: { ja: string } }[], id: string) =>
    list.find((one) => one.id === id)?.name.ja ?? id;
  return `${named(centre.offices, officeId)}・${named(centre.services, serviceId)}`;
};

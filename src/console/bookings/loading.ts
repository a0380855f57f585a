import { DateTime } from 'luxon';
import type { Booking } from '#store/store.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import { mayChange } from './change-forms.ts';
import { type FormState, NOTHING_SENT } from './form-state.ts';
import { freeTimes } from './free-times.ts';
import type { BookingPageOf } from './view.ts';

/** What a page of a booking says besides what is stored. */
export type Said = { from?: DateTime | undefined; state?: FormState; done?: string | undefined; refused?: string | undefined };

/** Everything for the page of a booking; undefined where the centre has no such booking. */
export async function loadBooking(
  of: ConsoleOf,
  here: SignedIn,
  id: string,
  said: Said = {},
): Promise<BookingPageOf | undefined> {
  const { store, clock } = of.parts;
  const { reads } = store;
  const { centre } = here;
  const [view, happenings, notices, agreements, remarks] = await Promise.all([
    reads.bookingPage.one(centre.id, id),
    reads.bookingPage.happenings(id),
    reads.told.aboutBooking(id),
    reads.told.agreedFor(id),
    reads.remarks.ofBooking(id),
  ]);
  if (!view) return undefined;
  const { officeId, serviceId } = view.booking;
  const windows = await reads.windows.of(centre.id, [view.client.id]);
  const now = clock.now();
  const from = firstDay(view.booking, said.from, now);
  const page: BookingPageOf = {
    ...{
      signedIn: here,
      now,
      from,
      fromChosen: said.from !== undefined,
      view,
      happenings,
      notices,
      agreements,
      remarks,
      windows,
      free: [],
    },
    state: said.state ?? NOTHING_SENT,
    done: said.done,
    refused: said.refused,
  };
  return mayChange(page) ? { ...page, free: await freeTimes(of.parts, { centre, officeId, serviceId, from }) } : page;
}

/** The day that was chosen; else that which the client asked for, where it still has to be answered; never before today. */
function firstDay({ state, askedStartsAt, startsAt }: Booking, chosen: DateTime | undefined, now: DateTime): DateTime {
  const asked = state === 'requested' || state === 'offered' ? (askedStartsAt ?? startsAt) : undefined;
  return DateTime.max(now, chosen ?? asked ?? now).startOf('day');
}

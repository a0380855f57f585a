import type { DateTime } from 'luxon';
import type { Entry } from '#office/calendar.ts';
import type { BookingView, Happening } from '#store/reading/booking-page.ts';
import type { Remark } from '#store/reading/remarks.ts';
import type { Agreement, Told } from '#store/reading/told.ts';
import type { Windows } from '#store/reading/windows.ts';
import type { SignedIn } from '../console.ts';
import type { FormState } from './form-state.ts';

/** Everything that the page of a booking shows. */
export type BookingPageOf = {
  signedIn: SignedIn;
  now: DateTime;
  view: BookingView;
  happenings: readonly Happening[];
  notices: readonly Told[];
  agreements: readonly Agreement[];
  remarks: readonly Remark[];
  /** What the office directs for the client. */
  windows: Windows;
  /** Slots with a seat left, where a time can be chosen. */
  free: readonly Entry[];
  /** From which day these are, and whether somebody chose it. */
  from: DateTime;
  fromChosen: boolean;
  state: FormState;
  done: string | undefined;
  /** Why an act was not done. */
  refused: string | undefined;
};

export const addressOfBooking = (centreId: string, id: string): string => `/console/${centreId}/bookings/${id}`;

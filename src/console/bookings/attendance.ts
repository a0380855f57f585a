import type { DateTime } from 'luxon';
import type { Attendance } from '#office/office.ts';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import { noShowAt } from '#policy/deadlines.ts';
import type { Booking } from '#store/store.ts';
import type { SignedIn } from '../console.ts';
import { type ButtonKind, confirmButton, postButton } from '../shell/form.ts';
import { timeInWords } from '../words/moments.ts';
import { todayWords as words } from '../words/today.ts';

export const ATTENDANCES: readonly Attendance[] = ['attended', 'attended-by-phone', 'no-show', 'undo'];

type Mark = {
  what: Attendance;
  label: string;
  kind: ButtonKind;
  /** What is asked first, where the client hears of it at once. */
  asks?: string;
};

/** What can be noted about a session now: on its day and afterwards, one press each but for what frees the seat. */
export function marksFor(booking: Booking, { services }: Pick<Centre, 'services'>, now: DateTime): Mark[] {
  const { state, startsAt } = booking;
  if (!startsAt || startsAt.startOf('day') > now) return [];
  const came: Mark[] = [
    { what: 'attended', label: words.mark.attended, kind: 'primary' },
    { what: 'attended-by-phone', label: words.mark['attended-by-phone'], kind: 'secondary' },
  ];
  const undo: Mark = { what: 'undo', label: words.mark.undo, kind: 'quiet' };
  const sameDay = startsAt.hasSame(now, 'day');
  switch (state) {
    case 'confirmed': {
      const service = services.find(({ id }) => id === booking.serviceId);
      const until = (service && noShowAt(service, startsAt)) ?? startsAt;
      const asks = words.noShowAsks(service?.notAttended?.text.ja);
      return until <= now ? [...came, { what: 'no-show', label: words.mark['no-show'], kind: 'secondary', asks }] : came;
    }
    case 'presumed-cancelled':
      if (booking.noShowAt) return sameDay ? [undo] : [];
      return [
        ...came,
        { what: 'no-show', label: words.review['no-show'], kind: 'secondary' },
        { what: 'undo', label: words.review.undo, kind: 'quiet' },
      ];
    case 'attended':
    case 'attended-by-phone':
      return sameDay ? [undo] : [];
    case 'cancelled':
      return booking.noShowAt && sameDay ? [undo] : [];
    default:
      return [];
  }
}

/** The buttons, each a form of its own that names the time and the person to those who do not see the row. */
export function attendanceButtons(of: {
  signedIn: SignedIn;
  booking: Booking;
  name: string;
  now: DateTime;
  back: Readonly<Record<string, string>>;
}): Html | undefined {
  const { signedIn, booking, name, now, back } = of;
  const marks = marksFor(booking, signedIn.centre, now);
  if (marks.length === 0) return undefined;
  const at = booking.startsAt === undefined ? '' : timeInWords(booking.startsAt);
  return html`
    <div class="acts">
      ${marks.map(({ what, label, kind, asks }) => {
        const act = {
          ...{ signedIn, label, kind, small: true, spoken: words.spoken(label, at, name), hidden: { ...back, what } },
          action: `/console/${signedIn.centre.id}/bookings/${booking.id}/attendance`,
        };
        return asks === undefined ? postButton(act) : confirmButton({ ...act, question: asks, confirm: words.noShowConfirm });
      })}
    </div>
  `;
}

import type { Attendance, Done, Office, Pending, Unusual } from '#office/office.ts';
import type { MeetingAccess } from '#store/store.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, textOf } from '../shell/reading.ts';
import type { DoneAct } from '../words/booking-done.ts';
import { bookingWords } from '../words/bookings.ts';
import { DRAWN_FROM } from './answer-forms.ts';
import { ATTENDANCES } from './attendance.ts';
import { REPLACES } from './details-form.ts';
import { readAccess, readOffer, readReason, readWish } from './form-reading.ts';
import { timeChosen } from './free-times.ts';
import type { Refused } from './outcomes.ts';
import { sureOf } from './sure-field.ts';

/** The acts of a booking's page: what the form says, and what the office makes of it. */

export type Act = { staffId: string; bookingId: string; body: unknown };
export type Acted =
  /** `pending`: what meeting details still wait for. */
  | { kind: 'acted'; what: DoneAct; outcome: Done | Refused | Unusual; pending?: Pending[] }
  | { kind: 'wrong'; errors: FieldError[] };

export type BookingActs = Readonly<Record<string, (office: Office, act: Act) => Promise<Acted>>>;

const at = ({ staffId, bookingId }: Act) => ({ by: { id: staffId }, bookingId });
/** With what the request was like on the page that was sent; a form without that is not judged by it. */
const drawn = (act: Act) => ({ ...at(act), drawnFrom: textOf(act.body, DRAWN_FROM) || undefined });
const wrong = (...errors: FieldError[]): Acted => ({ kind: 'wrong', errors });

/** By the last part of their address. */
export const BOOKING_ACTS: BookingActs = {
  async confirm(office, act) {
    // Without its fields the form is that of a request with a time of its own.
    if (textOf(act.body, 'confirm-when') === '' && textOf(act.body, 'confirm-slot') === '' && !asksForTime(act.body)) {
      return { kind: 'acted', what: 'confirmed', outcome: await office.confirm(drawn(act)) };
    }
    const chosen = timeChosen(act.body, 'confirm');
    if ('error' in chosen) return wrong(chosen.error);
    return { kind: 'acted', what: 'confirmed', outcome: await office.confirm({ ...drawn(act), ...chosen }) };
  },
  async offer(office, act) {
    const read = readOffer(act.body);
    if (read.kind === 'wrong') return read;
    return {
      kind: 'acted',
      what: 'offered',
      outcome: await office.offer({ ...drawn(act), startsAt: read.value, sure: sureOf(act.body, 'offer') }),
    };
  },
  async decline(office, act) {
    const read = readReason(act.body, 'decline-reason');
    if (read.kind === 'wrong') return read;
    return { kind: 'acted', what: 'declined', outcome: await office.decline({ ...drawn(act), reason: read.value }) };
  },
  async withdraw(office, act) {
    return { kind: 'acted', what: 'withdrawn', outcome: await office.withdraw(drawn(act)) };
  },
  async move(office, act) {
    const chosen = timeChosen(act.body, 'move');
    const read = readWish(act.body, 'move', { mustSayWhy: false });
    if ('error' in chosen) return wrong(...(read.kind === 'wrong' ? read.errors : []), chosen.error);
    if (read.kind === 'wrong') return read;
    const outcome = await office.move({
      ...at(act),
      ...chosen,
      officeId: textOf(act.body, 'move-office') || undefined,
      ...read.value,
    });
    return { kind: 'acted', what: 'moved', outcome };
  },
  async cancel(office, act) {
    const read = readWish(act.body, 'cancel', { mustSayWhy: true });
    if (read.kind === 'wrong') return read;
    return { kind: 'acted', what: 'cancelled', outcome: await office.cancel({ ...at(act), ...read.value }) };
  },
  async details(office, act) {
    const read = readAccess(act.body);
    if (read.kind === 'wrong') return read;
    return enterDetails(office, act, read.value);
  },
  async 'my-page'(office, act) {
    return { kind: 'acted', what: 'my-page', outcome: await office.tickMyPage(at(act)) };
  },
};

/** The form with fields for a time was sent, and nothing was entered. */
const asksForTime = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('confirm-when' in body || 'confirm-slot' in body);

async function enterDetails(office: Office, act: Act, access: MeetingAccess): Promise<Acted> {
  const outcome = await office.enterDetails({ ...at(act), access, replaces: idOf(textOf(act.body, REPLACES)) });
  if (outcome.kind === 'nothing-given') return wrong({ field: 'meeting-id', message: bookingWords.errors.details });
  return { kind: 'acted', what: 'details', outcome, ...('pending' in outcome && { pending: outcome.pending }) };
}

export const attendanceIn = (body: unknown): Attendance | undefined => ATTENDANCES.find((it) => it === textOf(body, 'what'));

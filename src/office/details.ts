import type { Centre } from '#policy/centre.ts';
import type { Booking, MeetingAccess, MeetingDetails } from '#store/store.ts';
import { type Counter, changed, type Desk, onBooking } from './desk.ts';
import { type Handing, handOver, tellInMyPage } from './handing-over.ts';
import type { Office } from './office.ts';

/** Staff enter how to get into the meeting. The audit knows that, never the details themselves. */

type Entered = Awaited<ReturnType<Office['enterDetails']>>;
type Ticked = Awaited<ReturnType<Office['tickMyPage']>>;

export const enterDetails =
  (counter: Counter): Office['enterDetails'] =>
  async (act) => {
    const access = trimmed(act.access);
    if (Object.keys(access).length === 0) return { kind: 'nothing-given' };
    return await onBooking<Entered>(counter, act, async (desk, booking, centre) => {
      if (booking.state !== 'confirmed') return changed(booking.state);
      const { turn, now: at, actor } = desk;
      const before = await turn.details(booking.id);
      if (before && sameAccess(before.access, access)) {
        return { kind: 'done', booking, ...(await handOver(handingOf(desk, booking, centre, before))) };
      }
      if (before?.id !== act.replaces)
        return before ? { kind: 'details-stand', enteredAt: before.enteredAt } : changed(booking.state);
      const details = await turn.enterDetails({ bookingId: booking.id, access, at, actor });
      await note(desk, booking, before ? 'details-replaced' : 'details-entered');
      return { kind: 'done', booking, ...(await handOver(handingOf(desk, booking, centre, details))) };
    });
  };

const FIELDS = ['meetingId', 'passcode', 'url'] as const;

/** Only what is really given. */
function trimmed(access: MeetingAccess): MeetingAccess {
  const given = FIELDS.map((field) => [field, access[field]?.trim()] as const).filter(([, value]) => value);
  return Object.fromEntries(given);
}

const sameAccess = (a: MeetingAccess, b: MeetingAccess): boolean => FIELDS.every((field) => a[field] === b[field]);

export const handingOf = (desk: Desk, booking: Booking, centre: Centre, details: MeetingDetails): Handing => {
  const { parts, turn, now, actor, tell } = desk;
  return { parts, turn, now, centre, booking, details, byStaff: actor.id, tell };
};

export const tickMyPage =
  (counter: Counter): Office['tickMyPage'] =>
  (act) =>
    onBooking<Ticked>(counter, act, async (desk, booking, centre) => {
      const { turn, now: at, actor } = desk;
      const details = await turn.details(booking.id);
      if (!details || !(await turn.tickMyPage(details.id, at))) return changed(booking.state);
      await turn.settleTasks({ bookingId: booking.id, kinds: ['my-page'] }, at, actor);
      await note(desk, booking, 'my-page-ticked');
      return { kind: 'done', booking, told: await tellInMyPage(handingOf(desk, booking, centre, details)) };
    });

const note = ({ turn, now: at, actor }: Desk, { id, centreId, conversationId }: Booking, action: string): Promise<void> =>
  turn.writeAudit([{ at, actor, centreId, bookingId: id, conversationId, action }]);

import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import { attendance } from './attendance.ts';
import { bookFor, cancel, move } from './bookings.ts';
import { atDesk, type Counter } from './desk.ts';
import { enterDetails, tickMyPage } from './details.ts';
import { link, unlink } from './linking.ts';
import { message } from './messages.ts';
import type { Office } from './office.ts';
import { confirm, offer } from './requests.ts';
import { decline, withdraw } from './turning-down.ts';

/** What staff do, over the same store and channels as the bot. `onMail`: there may be a mail to send; called after the commit. */
export function openOffice(parts: Parts, runner: Runner, { onMail }: { onMail?: () => void } = {}): Office {
  const counter: Counter = { parts, runner, onMail };
  return {
    confirm: confirm(counter),
    offer: offer(counter),
    decline: decline(counter),
    withdraw: withdraw(counter),
    bookFor: bookFor(counter),
    move: move(counter),
    cancel: cancel(counter),
    attendance: attendance(counter),
    enterDetails: enterDetails(counter),
    tickMyPage: tickMyPage(counter),
    message: message(counter),
    link: link(counter),
    unlink: unlink(counter),
    settle: settle(counter),
  };
}

const settle =
  (counter: Counter): Office['settle'] =>
  ({ by, taskId, centreId }) =>
    atDesk(counter, taskId, by, async ({ turn, now: at, actor }) => {
      const settled = (await turn.settleTasks({ taskId, centreId }, at, actor)) > 0;
      if (settled) await turn.writeAudit([{ at, actor, centreId, action: 'task-settled', detail: { taskId } }]);
      return settled;
    });

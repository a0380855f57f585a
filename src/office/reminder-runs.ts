import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice, type Notice } from '#bot/replies/compose.ts';
import type { Runner } from '#bot/runner.ts';
import { tightestQuota } from '#bot/tightest-quota.ts';
import type { Centre } from '#policy/centre.ts';
import type { DetailsFacts } from '#store/reading/details-facts.ts';
import type { BookingState } from '#store/store.ts';
import type { Decided, PlannedReminder } from '#store/writing/reminder-batches.ts';
import { aboutOf } from './about.ts';
import { type AboutDetails, aboutDetails, serviceIn } from './about-details.ts';

/**
 * Reminders by hand: staff pick bookings and send. The run and its planned notices are rows, so that any number of processes may send
 * them side by side and a killed one loses nothing: a planned notice becomes a message in one transaction, claimed by one process, and
 * what it says is judged then. Delivery judges once more.
 */

export const TEMPLATES = ['session', 'preparation', 'details', 'declaration'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Code points of staff's own words. */
export const MOST_EXTRA = 300;
/** Messages written in one transaction. */
const BATCH = 100;
/** Batches that may be on their way at the same time, so that writing one and pushing another do not wait for each other. */
const BATCHES_ON_THE_WAY = 2;
const RUNS_AT_A_TIME = 20;

export type RunRequest = {
  /** The staff member's id. */
  by: string;
  centreId: string;
  template: Template;
  extra: string | undefined;
  /** The state in which the bookings were picked. */
  bookingState: BookingState;
  bookingIds: readonly string[];
  /** Made with the preview: a second press of the same page is the same run. */
  onceKey: string;
};

export type RunStarted = { kind: 'started' | 'before'; runId: string } | { kind: 'nobody' };

/** Plans the run; `sendRuns` sends it. `before`: this page was sent already. `nobody`: none of them is a booking of the centre. */
export async function startRun({ store, clock }: Parts, request: RunRequest): Promise<RunStarted> {
  const started = await store.writes.reminderRuns.start({ ...request, at: clock.now() });
  if (!started) return { kind: 'nobody' };
  return { kind: started.made ? 'started' : 'before', runId: started.runId };
}

/** Sends what is planned, in as many processes as call it; once `stopped`, no further batch. Answers how many notices were decided. */
export async function sendRuns(parts: Parts, runner: Runner, stopped = () => false): Promise<number> {
  const runs = await parts.store.writes.reminderRuns.unfinished(RUNS_AT_A_TIME);
  let decided = 0;
  for (const run of runs) {
    if (stopped()) break;
    // One that cannot be sent must not hold up those behind it.
    decided += await sendRun(parts, runner, run, stopped).catch((fault: unknown) => {
      const why = fault instanceof Error ? fault.name : 'unknown';
      parts.log.error({ runId: run.runId, why }, 'a run of reminders will be gone on with by the sweep');
      return 0;
    });
  }
  return decided;
}

type Run = { runId: string; centreId: string };

async function sendRun(parts: Parts, runner: Runner, { runId, centreId }: Run, stopped: () => boolean): Promise<number> {
  const { clock } = parts;
  const { reminderRuns } = parts.store.writes;
  const way = onTheWay(parts, runner);
  let decided = 0;
  while (!stopped()) {
    const limit = Math.min(BATCH, (await allowance(parts, centreId)) - way.messages());
    if (limit <= 0 && (await way.next())) continue;
    if (limit <= 0 || (await reminderRuns.refusedForQuota(runId))) {
      await reminderRuns.stop(runId, 'quota', clock.now());
      break;
    }
    const of = { runId, limit, at: clock.now(), decide: (one: PlannedReminder) => decide(parts, one) };
    const { handled, conversationIds } = await reminderRuns.batch(of);
    if (handled === 0) break;
    decided += handled;
    way.send(conversationIds);
    if (way.batches() >= BATCHES_ON_THE_WAY) await way.next();
  }
  while (await way.next());
  await reminderRuns.finish(runId, clock.now());
  return decided;
}

/** Batches that are being pushed. What does not get through stays in the outbox, for the sweep. */
function onTheWay({ log }: Parts, runner: Runner) {
  const batches = new Map<Promise<void>, number>();
  return {
    send(conversationIds: readonly string[]): void {
      const delivery: Promise<void> = runner
        .deliver(conversationIds)
        .catch((fault: unknown) =>
          log.error(
            { why: fault instanceof Error ? fault.name : 'unknown' },
            'a batch of reminders could not be delivered at once',
          ),
        )
        .finally(() => batches.delete(delivery));
      batches.set(delivery, conversationIds.length);
    },
    batches: () => batches.size,
    messages: () => [...batches.values()].reduce((sum, one) => sum + one, 0),
    /** Waits until one more has ended; false where none is on its way. */
    async next(): Promise<boolean> {
      if (batches.size === 0) return false;
      await Promise.race(batches.keys());
      return true;
    },
  };
}

/** How many pushes the month has left. Where the platform does not tell, its refusal will. */
async function allowance(parts: Parts, centreId: string): Promise<number> {
  const { remaining } = await tightestQuota(parts, centreId);
  return typeof remaining === 'number' ? remaining : Number.POSITIVE_INFINITY;
}

/**
 * Nobody is reminded of a session on a day that staff have closed, nor of meeting details that nobody has entered: for the preview, too.
 * Neither is a reason to ring.
 */
export function whyLeftOut(
  template: string,
  { dayClosed, hasDetails }: Pick<PlannedReminder, 'dayClosed' | 'hasDetails'>,
): 'closed-day' | 'no-details' | undefined {
  if (dayClosed) return 'closed-day';
  return template === 'details' && !hasDetails ? 'no-details' : undefined;
}

/** The state is checked again at sending: a booking that was moved or cancelled meanwhile, or has begun, needs no reminder. */
function decide(parts: Parts, planned: PlannedReminder): Decided {
  const { booking, pickedIn, reach } = planned;
  const now = parts.clock.now();
  const centre = parts.centres.get(booking.centreId);
  if (booking.state !== pickedIn) return { by: 'nothing', state: 'not-needed', why: 'booking-changed' };
  if (booking.startsAt === undefined || booking.startsAt <= now) return { by: 'nothing', state: 'not-needed', why: 'begun' };
  const why = whyLeftOut(planned.template, planned);
  if (why !== undefined) return { by: 'nothing', state: 'not-needed', why };
  const channel = reach && parts.channels[reach.channel];
  if (!centre) return { by: 'nothing', state: 'failed', why: 'no-centre' };
  if (!channel) return { by: 'nothing', state: 'failed', why: 'no-chat' };
  if (!reach.reachable) return { by: 'nothing', state: 'failed', why: 'unreachable' };
  const language = languageNamed(reach.language);
  const reply = composeNotice(noticeOf(planned, detailsOf(centre, planned)), {
    centre,
    language,
    now,
    publicUrl: parts.publicUrl,
  });
  return { by: 'chat', rendered: channel.render(reply), uselessAt: booking.startsAt };
}

export const isTemplate = (text: string | undefined): text is Template => TEMPLATES.some((one) => one === text);

/** What the reminder says of the meeting details, by what was read with the booking. */
export const detailsOf = (centre: Centre, read: Pick<PlannedReminder, 'booking' | keyof DetailsFacts>): AboutDetails =>
  aboutDetails(serviceIn(centre, read.booking), read);

/** The very notice that is sent, for the preview and for one that is sent again as well. */
export const noticeOf = (
  { booking, template, extra }: Pick<PlannedReminder, 'booking' | 'template' | 'extra'>,
  details: AboutDetails,
): Notice => ({
  kind: 'reminderByHand',
  booking: aboutOf(booking),
  template: isTemplate(template) ? template : 'session',
  extra,
  ...details,
});

import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import { sendRuns } from './reminder-runs.ts';

/** Sends runs of reminders beside everything else: whoever plans one, or sweeps, waits for no push. */
export interface ReminderSender {
  /** There may be a run to send. Returns at once. */
  wake(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Begins no further batch, and waits for those on their way; the next start goes on with the rest. */
  stop(): Promise<void>;
}

export function reminderSender(parts: Parts, runner: Runner): ReminderSender {
  let running: Promise<void> | undefined;
  let asked = false;
  let stopped = false;

  /** What was planned while the last look was being taken is sent as well. */
  function begin(): void {
    if (stopped || running || !asked) return;
    asked = false;
    running = sendRuns(parts, runner, () => stopped)
      .then(() => undefined)
      .catch((fault: unknown) => logFault(parts, fault))
      .finally(() => {
        running = undefined;
        begin();
      });
  }

  return {
    wake() {
      asked = true;
      begin();
    },
    async idle() {
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

const logFault = ({ log }: Parts, fault: unknown): void =>
  log.error({ why: fault instanceof Error ? fault.name : 'unknown' }, 'a run of reminders will be gone on with by the sweep');

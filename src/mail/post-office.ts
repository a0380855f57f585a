import type { DateTime } from 'luxon';
import type { Clock } from '#clock.ts';
import type { ClaimedMail, Mails } from '#store/mails.ts';
import type { Carried, Carrier } from './carrier.ts';

/** Sends the mails that turns and acts have left in the database, in as many processes as there are, each mail by one of them. */
export interface PostOffice {
  /** There may be something to send. Returns at once. */
  wake(): void;
  /** Sends what is due, and resolves when nothing is under way. */
  deliver(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

type PostOfficeOf = {
  mails: Mails;
  carrier: Carrier;
  clock: Clock;
  log: {
    warn(facts: Record<string, string>, message: string): void;
    error(facts: Record<string, string>, message: string): void;
  };
};

/** Beside what the carrier may take: for the statements before and after it. */
const MARGIN_SECONDS = 30;
/** Seconds between attempts; the last repeats until the mail is too old. */
const BACK_OFF = [30, 120, 600, 1800];
const TOO_OLD_HOURS = 48;

export function postOffice(of: PostOfficeOf): PostOffice {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function deliverAll(): Promise<void> {
    for (let mails = await claim(of); mails.length > 0 && !stopped; mails = await claim(of)) {
      await Promise.all(mails.map((mail) => deliverOne(of, mail)));
    }
  }

  function deliver(): Promise<void> {
    again = running !== undefined;
    running ??= deliverAll()
      .catch((fault: unknown) =>
        of.log.error({ why: fault instanceof Error ? fault.name : 'unknown' }, 'mails could not be sent'),
      )
      .finally(() => {
        running = undefined;
        // Something came while the last look at the table was being taken.
        if (again && !stopped) void deliver();
      });
    return running;
  }

  return {
    wake: () => {
      if (!stopped) void deliver();
    },
    async deliver() {
      void deliver();
      while (running) await running;
    },
    async idle() {
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await running;
      await of.carrier.close();
    },
  };
}

/** No more than the carrier takes at once: the lease of one that waited for its turn could end before it is sent. */
const claim = ({ mails, carrier, clock }: PostOfficeOf): Promise<ClaimedMail[]> =>
  mails.claim(clock.now(), carrier.width, carrier.mostSeconds + MARGIN_SECONDS);

async function deliverOne({ mails, carrier, clock, log }: PostOfficeOf, mail: ClaimedMail): Promise<void> {
  const now = clock.now();
  const overtaken = overtakenBy(mail, now);
  if (overtaken) return mails.notNeeded(mail.id, now, overtaken);
  const tooOld = now.diff(mail.createdAt).as('hours') >= TOO_OLD_HOURS;
  const carried: Carried = tooOld ? { kind: 'failed', why: 'too old' } : await carrier.carry(mail);
  switch (carried.kind) {
    case 'sent':
      return mails.sent(mail.id, clock.now());
    case 'failed':
      log.warn({ mailId: mail.id, why: carried.why }, 'a mail could not be delivered');
      return mails.failed(mail.id, clock.now(), carried.why);
    case 'later': {
      const seconds = BACK_OFF[Math.min(mail.attempts, BACK_OFF.length - 1)] ?? 1800;
      return mails.later(mail.id, clock.now().plus({ seconds }), carried.why);
    }
  }
}

function overtakenBy({ needsState, bookingState, uselessAt }: ClaimedMail, now: DateTime): string | undefined {
  if (needsState !== undefined && bookingState !== needsState) return 'booking-changed';
  return uselessAt && now >= uselessAt ? 'too-late' : undefined;
}

import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Centre, Office } from '#policy/centre.ts';
import { isPhoneStaffed } from '#policy/phone.ts';
import { ALERT_WORDS } from './alert-words.ts';

/**
 * What waits for staff while nobody has the console open is written to the office, in its working hours: that something waits and
 * where to look, never about whom.
 */
const KINDS = ['answer-request', 'overdue-request', 'cannot-use-phone', 'late', 'cannot-connect', 'make-meeting'] as const;

/** Somebody who is just signing in should not be written to. */
const WAITED_MINUTES = 3;

/** Answers how many tasks offices were written to about. */
export async function alertOffices(parts: Parts): Promise<number> {
  let told = 0;
  for (const centre of parts.centres.values()) told += await alertCentre(parts, centre);
  return told;
}

async function alertCentre(parts: Parts, centre: Centre): Promise<number> {
  const now = parts.clock.now();
  const writable = centre.offices.filter(({ mail }) => mail !== undefined);
  const open = writable.filter((office) => isPhoneStaffed(office, centre, now));
  if (open.length === 0 || (await parts.store.staff.consoleOpen(centre.id, now))) return 0;
  const closed = await closedToday(parts, centre, now);
  let told = 0;
  for (const office of open) {
    if (!closed.some(({ officeId }) => officeId === undefined || officeId === office.id)) {
      told += await alertOffice(parts, centre, office, writable[0]?.id === office.id);
    }
  }
  return told;
}

/** Staff's own closures that cover today. */
const closedToday = ({ store }: Parts, { id }: Centre, now: DateTime) =>
  store.turn(randomUUID(), (turn) => turn.closures({ centreId: id, from: now, to: now.plus({ milliseconds: 1 }) }));

function alertOffice({ store, clock, publicUrl }: Parts, centre: Centre, office: Office, first: boolean): Promise<number> {
  const now = clock.now();
  return store.writes.alerts.alert({
    centreId: centre.id,
    officeId: office.id,
    alsoWithoutOffice: first,
    recipient: office.mail?.value ?? '',
    kinds: KINDS,
    before: now.minus({ minutes: WAITED_MINUTES }),
    now,
    compose: (tasks) => {
      const counts = KINDS.map((kind) => ({ kind, count: tasks.filter((task) => task.kind === kind).length }));
      const lines = counts
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => ALERT_WORDS.line(ALERT_WORDS.kinds[kind], count));
      return {
        subject: ALERT_WORDS.subject(tasks.length),
        text: ALERT_WORDS.text(office.name.ja, lines, `${publicUrl}/console/${centre.id}/today`),
      };
    },
  });
}

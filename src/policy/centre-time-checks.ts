import type { Centre, Office, Service } from './centre.ts';
import { finding } from './centre-findings.ts';
import type { Path } from './centre-keys.ts';
import type { Finding } from './centre-problems.ts';

/** How the moments around a session belong together: reminders, the room, the phone fall-back, the presumption. */
export function findingsOfMoments(service: Service, centre: Pick<Centre, 'offices'>, path: Path): Finding[] {
  return [...reminderUnanswered(service, centre, path), ...phoneAfterPresumption(service, path)];
}

/** Where the phone is the only way to cancel, the reminder of the day before must come while every office answers it. */
function reminderUnanswered(service: Service, { offices }: Pick<Centre, 'offices'>, path: Path): Finding[] {
  if (service.cancellation.chatUntilDaysBefore.value !== 'never') return [];
  const { value: time } = service.reminders.dayBefore;
  const at = [...path, 'reminders', 'dayBefore', 'value'];
  return offices
    .filter((office) => !answersAt(office, time))
    .map(({ id, phoneHours: { value: hours } }) =>
      finding(at, `a time within the phone hours of ${id} (${hours.from} to ${hours.to}): cancelling is by phone only`, time),
    );
}

const answersAt = ({ phoneHours: { value } }: Office, time: string): boolean => value.from <= time && time < value.to;

/** A client who is about to be rung must not have been taken as cancelled before. */
function phoneAfterPresumption({ notConnected, presumedCancellation }: Service, path: Path): Finding[] {
  if (!notConnected || !presumedCancellation) return [];
  const { minutesAfter } = notConnected.value;
  const { minutesAfterStart } = presumedCancellation.value;
  if (minutesAfter < minutesAfterStart) return [];
  const at = [...path, 'notConnected', 'value', 'minutesAfter'];
  return [finding(at, `fewer than the ${minutesAfterStart} minutes of presumed-cancellation`, minutesAfter)];
}

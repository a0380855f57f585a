import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Service } from './centre.ts';

/** What can wait is not pushed while people sleep: from the evening on it waits for the time of the morning's reminders. */

/** From then on it is too late for a push that can wait. */
const EVENING = '21:00';

/** Whether a client may be told at `now` of something that has been decided already; judged in Asia/Tokyo. */
export function mayTellNow({ reminders }: Pick<Service, 'reminders'>, now: DateTime): boolean {
  const time = now.setZone(ZONE).toFormat('HH:mm');
  const morning = reminders.morning.value;
  return time >= morning && (time < EVENING || morning >= EVENING);
}

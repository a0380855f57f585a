import { once } from 'node:events';
import { DateTime } from 'luxon';
import { movableClock, ZONE } from '#clock.ts';
import { linePlatform } from '#simulator/line-platform/platform.ts';
import { channelOf, START } from './our-server.ts';

/**
 * The LINE double in a program of its own, started by `reminders.ts`: node bench/reminders-double.ts <centre> <friends>. Says where it is
 * and who the friends are; each message to it is answered with the pushes it has accepted, and how many people got more than one at once.
 */
const [centreId = '', friends = '0'] = process.argv.slice(2);
const clock = movableClock(DateTime.fromISO(START, { zone: ZONE }));
const count = Number(friends);
const platform = linePlatform({ clock, channels: [channelOf(centreId)], keep: 10 * count + 100 });
const userIds = Array.from({ length: count }, (_, index) => {
  const { userId } = platform.addUser({ name: `利用者${index}` });
  platform.compose.follow({ userId, centreId });
  return userId;
});
const api = await platform.start();
process.send?.({ url: api.url, userIds });

process.on('message', () => {
  const pushes = userIds.map((userId) => platform.chat({ userId, centreId }).messages.filter(({ by }) => by === 'push').length);
  process.send?.({ pushes: pushes.reduce((sum, one) => sum + one, 0), most: Math.max(...pushes) });
});
await once(process, 'SIGTERM');
await api.stop();
process.exit(0);

import type { About, Notice } from './notice.ts';
import { officeNotices } from './notices/by-office.ts';
import { detailsNotices } from './notices/details.ts';
import type { NoticeCards } from './notices/parts.ts';
import { reminderNotices } from './notices/reminders.ts';
import { requestNotices } from './notices/requests.ts';
import { sessionNotices } from './notices/session.ts';
import { usingNotices } from './notices/using.ts';
import { choice } from './parts.ts';
import { type Button, type Message, type Reply, STEPLESS } from './reply.ts';
import { type Scene, sceneWithout } from './scene.ts';
import type { World } from './world.ts';

export type { About, Notice };

/** Every kind of notice; one without words is a type error. */
const cards: NoticeCards<Notice['kind']> = {
  ...requestNotices,
  ...officeNotices,
  ...detailsNotices,
  ...reminderNotices,
  ...sessionNotices,
  ...usingNotices,
};

/** A push names nobody: it shows on a locked screen. `world.now` says which day is today. */
export function composeNotice(notice: Notice, world: World): Reply {
  const scene = sceneWithout(world);
  const make = cards[notice.kind] as (notice: Notice, scene: Scene) => Message;
  return { step: STEPLESS, messages: [make(notice, scene)], choices: waysOn(notice, scene) };
}

function waysOn(notice: Notice, { words: { buttons } }: Scene): Button[] {
  const own = 'booking' in notice ? [choice('my-bookings', buttons.myBookings)] : [];
  return [...own, choice('menu', buttons.menu)];
}

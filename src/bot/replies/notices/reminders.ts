import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Notice } from '../notice.ts';
import { statement } from '../parts.ts';
import type { Button } from '../reply.ts';
import { type Scene, serviceOf, termsOf, text } from '../scene.ts';
import { type About, bookingCard, type NoticeCards, onTheDay, showDetails } from './parts.ts';
import { howDetailsCame, isToday, rulesNow } from './rules.ts';

type ByHand = Extract<Notice, { kind: 'reminderByHand' }>;

/** Lines of preparation on a reminder; the others stand under help. */
const MOST_LINES = 6;

/** Reminders: that a session is near, what to do before it, and by which rule it can still be cancelled. */
export const reminderNotices: NoticeCards<'reminder' | 'reminderByHand'> = {
  reminder: ({ booking, detailsReady, addressFirst }, scene) =>
    bookingCard(scene, booking, {
      title: scene.words.notices.reminder.title,
      lead: howNear(scene, booking.startsAt),
      body: [
        ...linesOf(scene, booking),
        ...detailsLines(scene, booking, { detailsReady, addressFirst }),
        ...rulesNow(scene, booking),
        ...contactHint(scene, booking),
      ],
      buttons: buttonsOf(scene, booking, detailsReady),
    }),
  reminderByHand: (notice, scene) => {
    const { notices } = scene.words;
    const { booking, detailsReady, extra } = notice;
    return bookingCard(scene, booking, {
      title: titleByHand(scene, notice),
      lead: howNear(scene, booking.startsAt),
      body: [
        ...bodyByHand(scene, notice),
        extra === undefined || extra === '' ? undefined : notices.extra(extra),
        ...rulesNow(scene, booking),
        ...contactHint(scene, booking),
      ],
      buttons: buttonsOf(scene, booking, detailsReady),
    });
  },
};

function titleByHand({ words: { notices } }: Scene, { template }: ByHand): string {
  switch (template) {
    case 'session':
      return notices.reminder.title;
    case 'preparation':
      return notices.reminder.preparation;
    case 'details':
      return notices.details.title;
    case 'declaration':
      return notices.reminder.declaration;
  }
}

function bodyByHand(scene: Scene, { template, booking, ...how }: ByHand): string[] {
  switch (template) {
    case 'preparation':
      return preparation(scene, booking);
    case 'details':
      return detailsLines(scene, booking, how);
    case 'declaration':
      return linesOf(scene, booking);
    case 'session':
      return [...linesOf(scene, booking), ...detailsLines(scene, booking, how)];
  }
}

/** By the calendar days of Asia/Tokyo: a reminder may go out some days before, where the phone is not staffed the day before. */
function howNear({ words: { notices }, now }: Scene, startsAt: DateTime | undefined): string | undefined {
  if (!startsAt) return undefined;
  const days = startsAt.setZone(ZONE).startOf('day').diff(now.setZone(ZONE).startOf('day'), 'days').days;
  if (days < 1) return notices.near.today;
  return days < 2 ? notices.near.tomorrow : notices.near.soon;
}

/** What is due before the session, by the centre file. */
function linesOf(scene: Scene, { serviceId }: About): string[] {
  const service = serviceOf(scene, serviceId);
  return (service?.reminderLines ?? []).map((it) => statement(scene, termsOf(scene, service?.terms), it));
}

type How = { detailsReady: boolean; addressFirst: boolean };

const detailsLines = (scene: Scene, booking: About, { detailsReady, addressFirst }: How): string[] =>
  detailsReady ? [scene.words.notices.reminder.detailsReady] : howDetailsCame(scene, booking.serviceId, { addressFirst });

function preparation(scene: Scene, { serviceId }: About): string[] {
  const lines = (serviceOf(scene, serviceId)?.preparation ?? []).map((it) => `・${text(scene, it.text)}`);
  const { more } = scene.words.notes.preparation;
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), more] : lines;
}

const contactHint = (scene: Scene, { startsAt }: About): string[] =>
  startsAt && isToday(scene, startsAt) ? [scene.words.notices.reminder.contact] : [];

/** "I'll be late" belongs to the day itself. */
const buttonsOf = (scene: Scene, booking: About, detailsReady: boolean): Button[] => [
  ...(detailsReady ? [showDetails(scene, booking)] : []),
  ...(booking.startsAt && isToday(scene, booking.startsAt) ? onTheDay(scene, booking) : []),
];

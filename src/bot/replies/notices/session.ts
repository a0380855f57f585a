import { choice, statement } from '../parts.ts';
import { cite, serviceOf, termsOf } from '../scene.ts';
import { bookingCard, type NoticeCards, onTheDay, showDetails } from './parts.ts';

/** About the time of the session itself. */
export const sessionNotices: NoticeCards<
  'roomOpens' | 'notConnected' | 'presumedCancelled' | 'presumptionUndone' | 'notAttended' | 'notAttendedUndone'
> = {
  roomOpens: ({ booking, detailsReady }, scene) => {
    const { roomOpens, reminder } = scene.words.notices;
    const service = serviceOf(scene, booking.serviceId);
    return bookingCard(scene, booking, {
      title: roomOpens.title,
      lead: cite(scene, roomOpens.text, termsOf(scene, service?.terms), service?.roomOpens?.source),
      body: [detailsReady ? reminder.detailsReady : undefined, reminder.contact],
      buttons: [...(detailsReady ? [showDetails(scene, booking)] : []), ...onTheDay(scene, booking)],
    });
  },
  notConnected: ({ booking }, scene) => {
    const { title, text } = scene.words.notices.notConnected;
    const service = serviceOf(scene, booking.serviceId);
    return bookingCard(scene, booking, {
      tone: 'care',
      title,
      body: [
        cite(scene, text, termsOf(scene, service?.terms), service?.notConnected?.source),
        scene.words.notices.reminder.contact,
      ],
      buttons: onTheDay(scene, booking),
    });
  },
  presumedCancelled: ({ booking }, scene) => {
    const { buttons, presumedCancelled } = scene.words.notices;
    const { title, kind, rule, ruleAlone, todo } = presumedCancelled;
    const service = serviceOf(scene, booking.serviceId);
    const minutes = service?.presumedCancellation?.value.minutesAfterStart;
    const why = minutes === undefined ? ruleAlone : rule(minutes);
    return bookingCard(scene, booking, {
      tone: 'care',
      title,
      lead: kind,
      body: [cite(scene, why, termsOf(scene, service?.terms), service?.presumedCancellation?.source), todo],
      buttons: [choice(`cannot-connect:${booking.bookingId}`, buttons.cannotConnect)],
    });
  },
  presumptionUndone: ({ booking }, scene) => {
    const { ring, presumptionUndone } = scene.words.notices;
    return bookingCard(scene, booking, {
      tone: 'good',
      title: presumptionUndone.title,
      body: [presumptionUndone.text, ring],
    });
  },
  notAttended: ({ booking }, scene) => {
    const { title, text } = scene.words.notices.notAttended;
    const service = serviceOf(scene, booking.serviceId);
    const own = service?.notAttended;
    const words = own ? statement(scene, termsOf(scene, service.terms), own) : text;
    return bookingCard(scene, booking, { tone: 'care', title, body: [words] });
  },
  notAttendedUndone: ({ booking }, scene) => {
    const { ring, notAttended, notAttendedUndone } = scene.words.notices;
    const { title, text } = notAttendedUndone;
    return bookingCard(scene, booking, { tone: 'good', title, body: [text(notAttended.title), ring] });
  },
};

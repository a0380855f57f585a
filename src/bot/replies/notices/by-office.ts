import { bookingCard, type NoticeCards, whenOf } from './parts.ts';
import { calendarButton, reasonRow } from './requests.ts';
import { howDetailsWillCome, rulesNow } from './rules.ts';

/** What the office did with a booking by itself. */
export const officeNotices: NoticeCards<'bookedForYou' | 'movedByOffice' | 'cancelledByOffice'> = {
  bookedForYou: ({ booking, calendarUrl }, scene) => {
    const { title, text } = scene.words.notices.bookedForYou;
    return bookingCard(scene, booking, {
      tone: 'good',
      title,
      body: [text, ...howDetailsWillCome(scene, booking.serviceId), ...rulesNow(scene, booking), scene.words.notices.prepare],
      buttons: calendarButton(scene, calendarUrl),
    });
  },
  movedByOffice: ({ booking, before, wish, calendarUrl, reason, detailsVoid }, scene) => {
    const { labels, movedByOffice, details } = scene.words.notices;
    const old = whenOf(scene, { startsAt: before });
    return bookingCard(scene, booking, {
      tone: wish === 'client' ? 'good' : 'care',
      title: movedByOffice.title,
      rows: [...(old === undefined ? [] : [{ label: labels.before, value: old }]), ...reasonRow(scene, reason)],
      body: [movedByOffice.text[wish], ...(detailsVoid ? [details.renewed, details.anew] : [])],
      buttons: calendarButton(scene, calendarUrl),
    });
  },
  cancelledByOffice: ({ booking, wish, reason }, scene) => {
    const { bookAgain, cancelledByOffice } = scene.words.notices;
    return bookingCard(scene, booking, {
      tone: wish === 'client' ? 'good' : 'care',
      title: cancelledByOffice.title,
      rows: reasonRow(scene, reason),
      body: [cancelledByOffice.text[wish], wish === 'office' ? bookAgain : undefined],
    });
  },
};

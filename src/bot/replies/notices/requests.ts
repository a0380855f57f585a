import { deadlineWords } from '../moments.ts';
import { offerButtons } from '../offers.ts';
import { link, statement } from '../parts.ts';
import type { Button } from '../reply.ts';
import { cite, type Scene } from '../scene.ts';
import { aboutRows, bookingCard, cardWithPhone, type NoticeCards, whenOf } from './parts.ts';
import { howDetailsWillCome, rulesNow, rulesOf } from './rules.ts';

/** What becomes of a request: the office's answer, and what follows where there is none. */
export const requestNotices: NoticeCards<
  'requestExpired' | 'requestConfirmed' | 'offered' | 'declined' | 'withdrawnForYou' | 'offerExpired' | 'askToRing'
> = {
  requestExpired: (notice, scene) => {
    const { title, text, todo } = scene.words.notices.requestExpired;
    const about = { ...notice, bookingId: '', endsAt: undefined };
    return cardWithPhone(scene, notice.officeId, {
      tone: 'care',
      title,
      rows: aboutRows(scene, about),
      body: [text, todo],
    });
  },
  requestConfirmed: ({ booking, calendarUrl, moved }, scene) => {
    const { notices } = scene.words;
    const { title, titleMoved, oldGone } = notices.requestConfirmed;
    return bookingCard(scene, booking, {
      tone: 'good',
      title: moved ? titleMoved : title,
      body: [
        moved ? oldGone : undefined,
        ...howDetailsWillCome(scene, booking.serviceId),
        ...rulesNow(scene, booking),
        notices.prepare,
      ],
      buttons: calendarButton(scene, calendarUrl),
    });
  },
  offered: ({ booking, times, until, replaces, stands }, scene) => {
    const { title, todo, confirms, deadline, none, replaced, stands: still, remains } = scene.words.notices.offered;
    const { labels } = scene.words.notices;
    const { service, terms } = rulesOf(scene, booking.serviceId);
    const when = whenOf(scene, { startsAt: stands });
    return bookingCard(
      scene,
      { ...booking, startsAt: undefined, endsAt: undefined },
      {
        tone: 'care',
        title,
        lead: todo,
        rows: [{ label: labels.pickBy, value: deadlineWords(scene, until) }],
        body: [
          replaces ? replaced : undefined,
          when && still(when),
          cite(scene, confirms, terms, service?.confirmation.source),
          service?.noReply ? statement(scene, terms, service.noReply) : deadline,
          when && remains,
          none,
        ],
        buttons: offerButtons(
          scene,
          times.map(({ offerId, startsAt }) => ({ id: offerId, startsAt: startsAt.toISO() ?? '' })),
        ),
      },
    );
  },
  declined: ({ booking, reason }, scene) => {
    const { notices } = scene.words;
    const { title, text } = notices.declined;
    return bookingCard(scene, booking, {
      tone: 'care',
      title,
      rows: reasonRow(scene, reason),
      body: [text, notices.bookAgain],
    });
  },
  withdrawnForYou: ({ booking, stays }, scene) => {
    const { notices } = scene.words;
    const { title, text, stays: still } = notices.withdrawnForYou;
    const when = stays && whenOf(scene, { startsAt: stays });
    return bookingCard(scene, booking, { title, body: [text, when === undefined ? notices.bookAgain : still(when)] });
  },
  offerExpired: ({ booking }, scene) => {
    const { notices } = scene.words;
    const { title, text } = notices.offerExpired;
    const { service, terms } = rulesOf(scene, booking.serviceId);
    const why = cite(scene, text, terms, service?.noReply?.article);
    return bookingCard(scene, booking, { tone: 'care', title, body: [why, notices.bookAgain] });
  },
  askToRing: ({ booking }, scene) => {
    const { title, text, stands } = scene.words.notices.askToRing;
    const { service, terms } = rulesOf(scene, booking.serviceId);
    const why = cite(scene, text, terms, service?.answerWithinBusinessDays.source);
    return bookingCard(scene, booking, { tone: 'care', title, body: [why, stands] });
  },
};

export const reasonRow = ({ words }: Scene, reason: string | undefined) =>
  reason === undefined || reason === '' ? [] : [{ label: words.notices.labels.reason, value: reason }];

export const calendarButton = ({ words }: Scene, url: string): Button[] =>
  url === '' ? [] : [link(words.buttons.calendar, url)];

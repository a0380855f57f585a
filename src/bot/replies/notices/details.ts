import { aboutRows, bookingCard, type NoticeCards, plainCard, showDetails } from './parts.ts';

/** How to get into the meeting: that it is ready, and where. Never the ID, the passcode or the address themselves. */
export const detailsNotices: NoticeCards<'detailsReady' | 'detailsInMyPage' | 'detailsByMail' | 'confirmAddress'> = {
  detailsReady: ({ booking, renewed }, scene) => {
    const { details } = scene.words.notices;
    return plainCard({
      tone: 'good',
      title: details.title,
      rows: aboutRows(scene, booking),
      body: [details.ready, renewed ? details.renewed : undefined],
      buttons: [showDetails(scene, booking)],
    });
  },
  detailsInMyPage: ({ booking, renewed }, scene) => {
    const { details } = scene.words.notices;
    return bookingCard(scene, booking, {
      tone: 'good',
      title: details.title,
      body: [details.inMyPage, renewed ? details.renewed : undefined],
    });
  },
  detailsByMail: ({ booking, renewed }, scene) => {
    const { details } = scene.words.notices;
    return bookingCard(scene, booking, {
      tone: 'good',
      title: details.title,
      body: [details.byMail, renewed ? details.renewed : undefined],
    });
  },
  confirmAddress: ({ booking }, scene) => {
    const { title, text, why, missing } = scene.words.notices.confirmAddress;
    return bookingCard(scene, booking, { tone: 'care', title, lead: text, body: [why, missing] });
  },
};

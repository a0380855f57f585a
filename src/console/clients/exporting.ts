import type { DateTime } from 'luxon';
import type { Extras } from '#store/reading/client-export.ts';
import type { exportWords } from '../words/client-export.ts';
import type { ClientPageOf } from './view.ts';

/** What staff wrote for themselves is left out where the office so chooses; what the client was told stays. */
export const withoutStaffOnly = (page: ClientPageOf): ClientPageOf => ({
  ...page,
  remarks: [],
  suspensions: page.suspensions.map((it) => ({ ...it, reason: undefined })),
});

/** Everything that is kept of a client, as data. Moments as ISO texts of Asia/Tokyo. */
export const asJson = (page: ClientPageOf, extras: Extras, now: DateTime): string =>
  `${JSON.stringify({ exportedAt: now, ...everythingOf(page, extras) }, undefined, 2)}\n`;

function everythingOf(page: ClientPageOf, extras: Extras): Record<keyof (typeof exportWords)['sections'], unknown> {
  const { client } = page;
  return {
    profile: {
      ...client.profile,
      emailConfirmed: client.emailConfirmed,
      createdAt: client.createdAt,
      updatedAt: client.updatedAt,
      erasureAskedAt: client.erasureAskedAt,
      erasedAt: client.erasedAt,
    },
    linked: extras.linked,
    beforeLinking: extras.beforeLinking,
    conversations: client.conversations,
    bookings: page.bookings,
    consents: page.agreements,
    notices: page.notices,
    remarks: page.remarks,
    suspensions: page.suspensions,
    designations: extras.designations,
    windows: extras.windows,
    offers: extras.offers,
    details: extras.details,
    mails: extras.mails,
    lines: extras.lines,
  };
}

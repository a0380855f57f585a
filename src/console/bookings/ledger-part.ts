import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Agreement, Told } from '#store/reading/told.ts';
import type { SignedIn } from '../console.ts';
import { fateBadge } from '../notices/labels.ts';
import { card, definitions, moment, table } from '../shell/components.ts';
import { bookingWords } from '../words/bookings.ts';
import { whyInWords } from '../words/fates.ts';
import { noticeKindInWords } from '../words/notice-kinds.ts';
import { officeName } from './labels.ts';

/** What a client was told, and whether it came. */
export function noticesCard(notices: readonly Told[], now: DateTime): Html {
  const { columns, ...words } = bookingWords.notices;
  return card({
    title: words.title,
    main: table({
      caption: words.title,
      rows: notices,
      empty: words.none,
      columns: [
        { head: columns.when, cell: ({ createdAt }) => moment(createdAt, now) },
        { head: columns.what, cell: ({ kind }) => noticeKindInWords(kind) },
        { head: columns.channel, cell: ({ channel }) => channelInWords(channel) },
        { head: columns.fate, cell: fate },
        { head: columns.by, cell: ({ byName }) => byName ?? words.automatic },
      ],
    }),
  });
}

function fate({ state, why }: Told): Html {
  const because = whyInWords(state, why);
  return html`
    <span class="badges">${fateBadge(state)} ${because !== undefined && html`<span class="quiet">${because}</span>`}</span>
  `;
}

export const channelInWords = (channel: string | undefined): string =>
  Object.entries(bookingWords.channels).find(([name]) => name === channel)?.[1] ?? '－';

/** The evidence: which text, when, where. */
export function agreementsCard(agreements: readonly Agreement[], { centre }: SignedIn, now: DateTime): Html {
  const words = bookingWords.consent;
  return card({
    title: words.title,
    main:
      agreements.length === 0
        ? html`<p class="quiet">${words.none}</p>`
        : agreements.map(
            (it) => html`<section><h3>${it.title}</h3>${evidence(it, officeName(centre, it.officeId), now)}</section>`,
          ),
  });
}

function evidence(it: Agreement, office: string, now: DateTime): Html {
  const words = bookingWords.consent;
  return definitions([
    [words.version, it.version],
    [words.sha256, html`<code class="hash">${it.sha256}</code>`],
    [words.when, moment(it.consentedAt, now)],
    [words.where, `${office}（${channelInWords(it.channel)}）`],
    [words.meetingApp, it.meetingApp ? words.agreed : words.notAsked],
    [words.eligible, it.eligibleAt ? moment(it.eligibleAt, now) : words.notAsked],
  ]);
}

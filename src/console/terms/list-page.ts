import { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { card, heading, moment, table } from '../shell/components.ts';
import { linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { termsWords as words } from '../words/terms.ts';
import { dayOf, groundInWords, standingBadge, standingOf } from './labels.ts';

export type ListOf = {
  signedIn: SignedIn;
  now: DateTime;
  /** Of the whole centre, the newest effect first. */
  versions: readonly OfficialTerms[];
  done: string | undefined;
};

/** `/terms`: the versions of each document. */
export function listPage(of: ListOf): string {
  const { signedIn, done } = of;
  const { centre, staff } = signedIn;
  const writes = staff.role === 'administrator';
  const add = writes && linkButton({ label: words.add, href: `/console/${centre.id}/terms/new`, kind: 'primary' });
  const main = html`
    <div class="stack">
      ${heading(words.title, add, writes ? words.lead : words.leadReading)}
      ${centre.terms.map(({ id, title }) => document(of, id, title.ja))}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'terms', main, done });
}

/** What is agreed to while no official text is in force. */
function summaryHolds(rows: readonly OfficialTerms[], now: DateTime): Html | false {
  const published = rows.filter(({ publishedAt }) => publishedAt);
  if (published.some(({ effectiveAt }) => effectiveAt <= now)) return false;
  const first = DateTime.min(...published.map(({ effectiveAt }) => effectiveAt));
  return html`<p class="quiet">${first === undefined ? words.summaryOnly : words.summaryUntil(dayOf(first))}</p>`;
}

function document({ signedIn: { centre }, now, versions }: ListOf, termsId: string, title: string): Html {
  const rows = versions.filter((it) => it.termsId === termsId);
  const at = `/console/${centre.id}/terms`;
  const terms = centre.terms.find(({ id }) => id === termsId);
  return card({
    title,
    end: linkButton({ label: words.publicPage, href: `/terms/${centre.id}?terms=${termsId}`, small: true }),
    main: stacked([
      summaryHolds(rows, now),
      table({
        caption: words.list.caption(title),
        rows,
        empty: words.none,
        columns: [
          { head: words.list.version, cell: (it) => html`<a href=${`${at}/${it.id}`}>${words.day(dayOf(it.effectiveAt))}</a>` },
          { head: words.list.state, cell: (it) => standingBadge(standingOf(it, versions, now)) },
          { head: words.list.notice, cell: ({ notice }) => notice },
          { head: words.list.ground, cell: ({ ground }) => groundInWords(terms, ground) },
          { head: words.list.published, cell: ({ publishedAt }) => publishedAt && moment(publishedAt, now) },
          { head: words.list.consents, kind: 'figure', cell: ({ consents }) => words.people(consents) },
        ],
      }),
    ]),
  });
}

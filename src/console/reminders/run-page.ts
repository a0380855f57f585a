import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Fate, LedgerRow } from '#store/reading/notices.ts';
import type { RunProgress } from '#store/reading/reminder-runs.ts';
import { clientName, phoneOf } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { fateBadge, whyText } from '../notices/labels.ts';
import { stacked } from '../notices/stacked.ts';
import { banner, card, definitions, heading, moment, query, table, time } from '../shell/components.ts';
import { linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { livePart } from '../shell/live.ts';
import { FATES as FATE_WORDS } from '../words/fates.ts';
import { remindersWords as words } from '../words/reminders.ts';
import { templateInWords } from './labels.ts';

export type RunOf = {
  signedIn: SignedIn;
  now: DateTime;
  run: RunProgress;
  failed: readonly LedgerRow[];
  others: readonly LedgerRow[];
  /** This page's reminders were sent before, by an earlier press. */
  before: boolean;
};

const FATES: readonly Fate[] = ['sent', 'queued', 'planned', 'not-needed', 'failed'];

/** `/reminders/:runId`: a bar that moves by itself (without script the page is loaded again), and each one's fate. */
export function runPage(of: RunOf): string {
  const { signedIn, before } = of;
  const at = `/console/${signedIn.centre.id}`;
  const main = html`
    <div class="stack">
      ${heading(words.run.title, linkButton({ label: words.run.again, href: `${at}/reminders` }))}
      ${before && banner(words.run.before, 'info')} ${livePart('run', html`<div class="stack">${progress(of)} ${failedCard(of)} ${othersCard(of)}</div>`)}
      ${of.run.state === 'sending' && html`<noscript><meta http-equiv="refresh" content="10" /></noscript>`}
    </div>
  `;
  return consolePage({ signedIn, title: words.run.title, section: 'reminders', main });
}

function progress({ run, now }: RunOf): Html {
  const { counts, total, state } = run;
  const over = counts.sent + counts.failed + counts['not-needed'];
  const tone = state === 'stopped' ? 'bad' : state === 'done' ? 'done' : 'info';
  return card({
    title: templateInWords(run.template),
    main: stacked([
      banner(words.run[state], tone),
      html`
        <div class="run-bar">
          <label for="bar">${words.run.bar}</label>
          <progress id="bar" max=${Math.max(total, 1)} value=${over}>${words.run.progress(over, total)}</progress>
          <p>${words.run.progress(over, total)}</p>
        </div>
      `,
      html`
        <ul class="tallies" aria-label=${words.run.counts}>
          ${FATES.map((fate) => html`<li><span class="tally">${counts[fate]}</span> ${FATE_WORDS[fate]}</li>`)}
        </ul>
      `,
      definitions([
        [words.run.when, moment(run.createdAt, now)],
        [words.run.by, run.by],
        [words.run.extra, run.extra !== undefined && html`<span class="as-typed">${run.extra}</span>`],
      ]),
    ]),
  });
}

const failedCard = (of: RunOf): Html | false =>
  of.failed.length > 0 &&
  card({
    title: words.run.failedTitle,
    tone: 'warn',
    main: table({
      caption: words.run.failedTitle,
      rows: of.failed,
      columns: [
        { head: words.list.client, cell: (row) => personIn(of, row) },
        { head: words.preview.phone, cell: ({ client }) => client && phoneOf(client) },
        { head: words.list.when, cell: ({ booking }) => booking?.startsAt && time(booking.startsAt, undefined, of.now) },
        { head: words.latest.state, cell: whyText },
      ],
    }),
  });

const othersCard = (of: RunOf): Html =>
  card({
    title: words.run.othersTitle,
    end: linkButton({
      label: words.run.ledger,
      href: `/console/${of.signedIn.centre.id}/notices${query({ run: of.run.id })}`,
      small: true,
    }),
    main: stacked([
      of.others.length < of.run.total && html`<p class="quiet">${words.run.othersMore(of.others.length)}</p>`,
      table({
        caption: words.run.othersTitle,
        rows: of.others,
        columns: [
          { head: words.list.client, cell: (row) => personIn(of, row) },
          { head: words.list.when, cell: ({ booking }) => booking?.startsAt && time(booking.startsAt, undefined, of.now) },
          {
            head: words.latest.state,
            cell: (row) => html`<span class="badges">${fateBadge(row.fate)} <span class="quiet">${whyText(row)}</span></span>`,
          },
        ],
      }),
    ]),
  });

function personIn({ signedIn: { centre } }: RunOf, { booking, client }: LedgerRow): Html | string {
  const name = client ? clientName(client) : '';
  return booking ? html`<a href=${`/console/${centre.id}/bookings/${booking.id}`}>${name}</a>` : name;
}

import type { DateTime } from 'luxon';
import type { PushQuota } from '#bot/channel.ts';
import { type Html, html } from '#pages/html.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import { clientName, phoneOf } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { banner, card, definitions, emptyState, heading, query, table, time } from '../shell/components.ts';
import { button, csrfField, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { spanInWords } from '../words/moments.ts';
import { remindersWords as words } from '../words/reminders.ts';
import { type How, howReached, howReminded, templateInWords } from './labels.ts';
import type { PreviewText } from './preview-text.ts';

export type PreviewOf = {
  signedIn: SignedIn;
  now: DateTime;
  /** Whom it goes to; with the text, for the first of them. */
  picked: readonly (Remindable & { text: PreviewText | undefined })[];
  template: string;
  extra: string | undefined;
  state: string;
  quota: PushQuota;
  /** Made now: a second press of this page is the same run. */
  once: string;
  /** The filter, for the way back. */
  filter: Record<string, string>;
};

/** The texts, the count against the month's pushes, and the button that sends. */
export function previewPage(of: PreviewOf): string {
  const { signedIn } = of;
  const ring = those(of, 'ring');
  const main = html`
    <div class="stack">
      ${heading(words.preview.title, undefined, words.preview.lead)}
      ${summary(of)} ${sendForm(of)} ${ring.length > 0 && ringCard(of, ring)} ${texts(of)}
    </div>
  `;
  return consolePage({ signedIn, title: words.preview.title, section: 'reminders', main });
}

const those = ({ picked, template }: PreviewOf, how: How) => picked.filter((it) => howReminded(it, template) === how);

/** Those who get it: told in the chat, and not reminded of the same thing today. */
const toSend = (of: PreviewOf) => those(of, 'chat').filter((it) => !it.remindedToday.includes(of.template));

function summary(of: PreviewOf): Html {
  const { picked, template, extra, quota } = of;
  const count = toSend(of).length;
  const already = picked.filter((it) => it.remindedToday.includes(template)).length;
  const [ring, closed, missing] = (['ring', 'closed-day', 'no-details'] as const).map((how) => those(of, how).length);
  return card({
    title: words.preview.summary,
    main: stacked([
      definitions([
        [words.preview.template, templateInWords(template)],
        [words.run.extra, extra !== undefined && html`<span class="as-typed">${extra}</span>`],
        [words.preview.count, words.preview.people(count)],
        [words.preview.already, some(already)],
        [words.closedDay, some(closed)],
        [words.preview.noDetails, some(missing)],
        [words.preview.ring, some(ring)],
        [words.preview.quota, quotaInWords(quota)],
      ]),
      quotaBanner(quota, count),
    ]),
  });
}

const some = (count = 0): string | false => count > 0 && words.preview.people(count);

function quotaInWords({ remaining, limit }: PushQuota): string {
  if (remaining === 'unlimited') return words.preview.unlimited;
  return remaining === 'unknown' ? words.preview.unknown : words.preview.quotaLeft(remaining, limit);
}

function quotaBanner({ remaining }: PushQuota, count: number): Html | false {
  if (typeof remaining !== 'number') return false;
  return remaining < count ? banner(words.preview.short(count - remaining), 'warn') : banner(words.preview.enough);
}

/** The ids travel in one field: they are what was looked at, whatever the filter finds by then. */
function sendForm(of: PreviewOf): Html {
  const { signedIn, picked, template, extra, state, once, filter } = of;
  const at = `/console/${signedIn.centre.id}/reminders`;
  const count = toSend(of).length;
  const hidden = { bookings: picked.map(({ booking }) => booking.id).join(','), template, extra: extra ?? '', state, once };
  return html`
    <form method="post" action=${at} class="actions">
      ${csrfField(signedIn)}
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
      ${count === 0 ? emptyState(words.preview.nobodyLeft) : button({ label: words.preview.send(count), kind: 'primary' })}
      ${linkButton({ label: words.preview.back, href: `${at}${query(filter)}` })}
    </form>
  `;
}

const ringCard = ({ signedIn: { centre }, now }: PreviewOf, ring: PreviewOf['picked']): Html =>
  card({
    title: words.preview.ringTitle,
    tone: 'warn',
    main: stacked([
      html`<p>${words.preview.ringLead}</p>`,
      table({
        caption: words.preview.ringTitle,
        rows: ring,
        columns: [
          {
            head: words.list.client,
            cell: ({ booking, client }) =>
              html`<a href=${`/console/${centre.id}/bookings/${booking.id}`}>${clientName(client)}</a>`,
          },
          { head: words.preview.phone, cell: ({ client }) => phoneOf(client) },
          { head: words.list.when, cell: ({ booking }) => booking.startsAt && time(booking.startsAt, booking.endsAt, now) },
          { head: words.list.reach, cell: howReached },
        ],
      }),
    ]),
  });

function texts(of: PreviewOf): Html | false {
  const told = those(of, 'chat');
  const shown = told.filter((it) => it.text !== undefined);
  const rest = told.length - shown.length;
  if (shown.length === 0) return false;
  return card({
    title: words.preview.texts,
    main: stacked([
      html`<p>${words.preview.textsLead}</p>`,
      html`<div class="text-previews">${shown.map((it, index) => oneText(it, of.now, index === 0))}</div>`,
      rest > 0 && html`<p class="quiet">${words.preview.more(rest)}</p>`,
    ]),
  });
}

function oneText({ booking, client, text }: PreviewOf['picked'][number], now: DateTime, open: boolean): Html | false {
  if (!text) return false;
  const when = booking.startsAt === undefined ? '' : spanInWords(booking.startsAt, undefined, now);
  return html`
    <details class="text-preview" open=${open}>
      <summary>${words.preview.textOf(clientName(client))}<span class="quiet"> ${when}・${words.preview.languages[text.language]}</span></summary>
      <div class="text-bubble" lang=${text.language === 'en' ? 'en' : 'ja'}>${text.lines.map((line) => html`<p class="as-typed">${line}</p>`)}</div>
    </details>
  `;
}

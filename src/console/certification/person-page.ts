import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Service } from '#policy/centre.ts';
import type { Designated } from '#store/reading/designated.ts';
import { clientName, numberOf, phoneOf } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { card, definitions, heading, stateBadge, time } from '../shell/components.ts';
import { button, confirmButton, csrfField, errorFor, errorSummary, type FieldError, field, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { certificationWords as words } from '../words/certification.ts';
import { articleOf } from './articles.ts';
import { dayIn, officeSelect, windowIn } from './list-page.ts';
import { standingBadge, standingOf } from './standing.ts';

/** As it was typed. */
export type Directing = { office: string; day: string; from: string; to: string };

export type PersonOf = {
  signedIn: SignedIn;
  now: DateTime;
  service: Service;
  it: Designated;
  directing: Directing;
  errors: readonly FieldError[];
  done: string | undefined;
};

/** `/certification/:id`: one person, and what may be done about them. */
export function personPage(of: PersonOf): string {
  const { signedIn, it, errors, done } = of;
  const title = words.person.title(clientName(it.client));
  const back = linkButton({ label: words.person.back, href: `/console/${signedIn.centre.id}/certification` });
  const main = html`
    <div class="stack">
      ${heading(title, back)} ${errorSummary(errors)} ${facts(of)} ${directCard(of)} ${prepareCard(of)}
    </div>
  `;
  return consolePage({ signedIn, title, section: 'certification', main, done });
}

function facts(of: PersonOf): Html {
  const { signedIn, now, it } = of;
  const phone = phoneOf(it.client);
  return card({
    title: words.person.facts,
    end: standingBadge(standingOf(it, now)),
    main: stacked([
      definitions([
        [words.list.number, numberOf(it.client)],
        [words.person.phone, phone],
        [words.person.chat, it.chats ? words.person.chats : words.person.noChat],
        [words.person.prepareBy, it.prepareBy === undefined ? words.person.noPrepareBy : dayIn(it.prepareBy, now)],
        [words.person.window, windowIn(signedIn, it, now)],
        [words.person.booking, booking(of)],
      ]),
      acts(of),
    ]),
  });
}

function booking({ signedIn: { centre }, now, it: { booking: it } }: PersonOf): Html | string {
  if (!it) return words.person.noBooking;
  const when = it.startsAt ? time(it.startsAt, undefined, now) : words.person.booking;
  return html`<span class="badges"><a href=${`/console/${centre.id}/bookings/${it.id}`}>${when}</a> ${stateBadge(it.state)}</span>`;
}

function acts({ signedIn, it }: PersonOf): Html {
  const at = `/console/${signedIn.centre.id}/certification/${it.id}`;
  const { window } = it;
  return html`
    <div class="actions">
      ${
        window !== undefined &&
        confirmButton({ signedIn, action: `${at}/revoke`, ...words.revoke, kind: 'danger', hidden: { window: window.id } })
      }
      ${confirmButton({ signedIn, action: `${at}/end`, ...words.end, kind: 'danger' })}
    </div>
  `;
}

function directCard({ signedIn, service, it, directing, errors }: PersonOf): Html {
  const wrong = (name: string) => errorFor(errors, name);
  return card({
    title: it.window ? words.direct.again : words.direct.title,
    main: html`
      <form method="post" action=${`/console/${signedIn.centre.id}/certification/${it.id}/direct`} novalidate>
        ${csrfField(signedIn)}
        <p>${words.direct.lead(articleOf(signedIn.centre, service, service.directedTimes?.article))}</p>
        <div class="fields">
          ${officeSelect(signedIn, words.direct.office, directing.office, wrong('office'))}
          ${field({ name: 'day', label: words.direct.day, type: 'date', value: directing.day, required: true, error: wrong('day') })}
          ${field({ name: 'from', label: words.direct.from, type: 'time', value: directing.from, required: true, error: wrong('from') })}
          ${field({ name: 'to', label: words.direct.to, type: 'time', value: directing.to, required: true, error: wrong('to') })}
        </div>
        ${button({ label: words.direct.submit, kind: 'primary' })}
      </form>
    `,
  });
}

function prepareCard({ signedIn, service, it, errors }: PersonOf): Html {
  const days = service.prepareOpenDaysBefore?.value;
  const wrong = (name: string) => errorFor(errors, name);
  return card({
    title: words.prepare.title,
    main: html`
      <form method="post" action=${`/console/${signedIn.centre.id}/certification/${it.id}/prepare`} novalidate>
        ${csrfField(signedIn)}
        <div class="fields">
          ${days !== undefined && field({ name: 'briefing', label: words.prepare.briefing, hint: words.add.briefingHint(days, articleOf(signedIn.centre, service, service.prepareOpenDaysBefore?.source)), type: 'date', error: wrong('briefing') })}
          ${field({ name: 'prepare-by', label: words.prepare.day, type: 'date', error: wrong('prepare-by') })}
        </div>
        ${button({ label: words.prepare.submit })}
      </form>
    `,
  });
}

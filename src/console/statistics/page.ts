import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { card, definitions, heading, query } from '../shell/components.ts';
import { button, checkbox, errorFor, errorSummary, field } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { dayInWords } from '../words/moments.ts';
import { exportWords, statisticsWords as words } from '../words/statistics.ts';
import { charts } from './charts.ts';
import { type Groups, held, noShowRate } from './figures.ts';
import { named, type Period, presets, type ReadPeriod } from './period.ts';
import { tables } from './tables.ts';

export function statisticsPage(it: {
  signedIn: SignedIn;
  read: ReadPeriod;
  /** None where the days could not be read. */
  groups: Groups | undefined;
  now: DateTime;
}): string {
  const { signedIn, read, groups, now } = it;
  const main = html`
    <div class="statistics">
      ${errorSummary(read.errors)} ${heading(words.title, undefined, words.lead)} ${filter(signedIn, read, now)}
      ${groups && read.period && figures(groups, read.period, signedIn, now)}
      ${signedIn.staff.role === 'administrator' && read.period && exporting(signedIn, read.period)}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'statistics', main });
}

const path = ({ centre }: SignedIn): string => `/console/${centre.id}/statistics`;

function filter(signedIn: SignedIn, { typed, errors }: ReadPeriod, now: DateTime): Html {
  const day = (name: 'from' | 'to', label: string): Html =>
    field({ name, label, type: 'date', value: typed[name], error: errorFor(errors, name), required: true });
  return html`
    <form class="filter" method="get" action=${path(signedIn)} aria-label=${words.filter}>
      ${day('from', words.from)} ${day('to', words.to)} ${button({ label: words.show })}
      <ul class="presets" aria-label=${words.presets}>
        ${presets(now).map(({ name, period }) => html`<li><a href=${path(signedIn) + query(named(period))}>${name}</a></li>`)}
      </ul>
    </form>
  `;
}

function figures(groups: Groups, { fromDay, toDay }: Period, signedIn: SignedIn, now: DateTime): Html {
  const period = words.period(dayInWords(fromDay, now), dayInWords(toDay, now));
  if (groups.total.bookings + groups.total.moved + groups.total.reminders === 0) {
    return html`<div><h2>${period}</h2><p>${words.none}</p></div>`;
  }
  return html`
    <div class="statistics">
      <h2>${period}</h2>
      ${totals(groups)} ${charts(groups, signedIn.centre)} ${tables(groups, signedIn.centre)}
    </div>
  `;
}

function totals({ total }: Groups): Html {
  return html`
    <div class="totals">
      ${definitions([
        [words.bookings, words.unit(total.bookings)],
        [words.leadDays, words.days(total.leadDays)],
        [words.attendance, words.unit(held(total))],
        [words.noShowRate, html`<span>${words.rate(noShowRate(total))}<small>${words.noShowHint}</small></span>`],
        [words.reminders, words.sentOf(total.sent, total.reminders)],
      ])}
    </div>
  `;
}

/** Administrators only; the route looks again. */
function exporting(signedIn: SignedIn, period: Period): Html {
  const days = named(period);
  const main = html`
    <form method="get" action=${`${path(signedIn)}/bookings.csv`}>
      <p>${exportWords.lead}</p>
      <input type="hidden" name="from" value=${days.from} />
      <input type="hidden" name="to" value=${days.to} />
      ${checkbox({ name: 'people', label: exportWords.people, hint: exportWords.peopleHint })}
      ${button({ label: exportWords.submit })}
    </form>
  `;
  return card({ title: exportWords.title, main, id: 'export' });
}

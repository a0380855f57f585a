import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import type { Closure } from '#store/reading/closures.ts';
import type { SignedIn } from '../console.ts';
import { card, definitions, heading, table } from '../shell/components.ts';
import {
  button,
  confirmButton,
  csrfField,
  errorFor,
  errorSummary,
  type FieldError,
  field,
  linkButton,
  select,
} from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { closureWords as words } from '../words/closures.ts';
import { dayInWords } from '../words/moments.ts';
import { REASON_LENGTH_OF_CLOSURE } from './closures-reading.ts';
import { holdersTable } from './holders.ts';
import { addresses, dayFrom } from './place.ts';
import type { Typed } from './treating-reading.ts';

export function closuresPage(it: {
  signedIn: SignedIn;
  closures: readonly Closure[];
  now: DateTime;
  typed?: Typed | undefined;
  errors?: readonly FieldError[] | undefined;
  done?: string | undefined;
}): string {
  const { signedIn, closures, now } = it;
  const { centre } = signedIn;
  const main = html`
    <div class="closures">
      ${errorSummary(it.errors ?? [])}
      ${heading(words.title, linkButton({ label: words.back, href: addresses.base(centre), kind: 'quiet' }), words.lead)}
      ${card({ title: words.add, main: addForm(it) })}
      ${card({ title: words.list, main: closureTable(signedIn, closures, now) })}
      ${fileClosures(centre, now)}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'calendar', main, done: it.done });
}

function addForm(it: {
  signedIn: SignedIn;
  now: DateTime;
  typed?: Typed | undefined;
  errors?: readonly FieldError[] | undefined;
}): Html {
  const { signedIn, typed, now } = it;
  const { centre } = signedIn;
  const error = (name: string): string | undefined => errorFor(it.errors ?? [], name);
  const day = (name: 'from' | 'to', label: string): Html =>
    field({
      name,
      label,
      type: 'date',
      value: typed?.[name],
      min: now.toFormat('yyyy-MM-dd'),
      error: error(name),
      required: true,
    });
  return html`
    <form method="post" action=${addresses.closures(centre).replace(/\?$/, '')}>
      ${csrfField(signedIn)}
      <div class="open-fields">${day('from', words.from)} ${day('to', words.to)}</div>
      ${
        centre.offices.length > 1 &&
        select({
          name: 'office',
          label: words.office,
          value: typed?.['office'],
          empty: words.all,
          options: centre.offices.map(({ id, name }) => ({ value: id, label: name.ja })),
          error: error('office'),
        })
      }
      ${field({
        name: 'reason',
        label: words.reason,
        hint: words.reasonHint,
        value: typed?.['reason'],
        maxLength: REASON_LENGTH_OF_CLOSURE,
        error: error('reason'),
        required: true,
        width: 'full',
      })}
      ${button({ label: words.submit, kind: 'primary' })}
    </form>
  `;
}

const closureTable = (signedIn: SignedIn, closures: readonly Closure[], now: DateTime): Html =>
  table<Closure>({
    caption: words.list,
    empty: words.none,
    rows: closures,
    columns: [
      { head: words.days, cell: (it) => daysOf(it, now) },
      { head: words.office, cell: ({ officeId }) => officeOf(signedIn.centre, officeId) },
      { head: words.reason, cell: ({ reason }) => reason },
      {
        head: words.bookings,
        kind: 'act',
        cell: (it) =>
          linkButton({
            label: words.bookings,
            href: addresses.closure(signedIn.centre, it.id),
            small: true,
            spoken: `${words.bookings}：${daysOf(it, now)}`,
          }),
      },
      { head: words.end, kind: 'act', cell: (it) => endButton(signedIn, it, now) },
    ],
  });

const endButton = (signedIn: SignedIn, closure: Closure, now: DateTime): Html =>
  confirmButton({
    signedIn,
    action: `${addresses.base(signedIn.centre)}/closures/end`,
    label: words.end,
    question: words.endQuestion,
    confirm: words.endConfirm,
    small: true,
    hidden: { id: closure.id },
    spoken: `${words.end}：${daysOf(closure, now)}`,
  });

export function daysOf({ fromDay, toDay }: Closure, now: DateTime): string {
  const [from, to] = [dayFrom(fromDay), dayFrom(toDay)];
  return from && to ? words.range(dayInWords(from, now), dayInWords(to, now)) : words.range(fromDay, toDay);
}

const officeOf = (centre: Centre, officeId: string | undefined): string =>
  officeId === undefined ? words.all : (centre.offices.find(({ id }) => id === officeId)?.name.ja ?? officeId);

function fileClosures(centre: Centre, now: DateTime): Html | false {
  const days = centre.closures.filter(({ day }) => day >= now.toFormat('yyyy-MM-dd'));
  if (days.length === 0) return false;
  const named = days.map(({ day, reason }) => {
    const at = dayFrom(day);
    return [at ? dayInWords(at, now) : day, reason?.ja ?? words.title] as const;
  });
  return card({ title: words.file, tone: 'quiet', main: html`<div><p>${words.fileHint}</p>${definitions(named)}</div>` });
}

/** The bookings on the days of a closure, and what becomes of them. */
export function closurePage(it: {
  signedIn: SignedIn;
  closure: Closure;
  holders: readonly SeatHolder[];
  treating: Html | false;
  now: DateTime;
  done?: string | undefined;
}): string {
  const { signedIn, closure, holders, now } = it;
  const title = daysOf(closure, now);
  const main = html`
    <div class="closures">
      ${heading(title, linkButton({ label: words.backToList, href: addresses.closures(signedIn.centre), kind: 'quiet' }))}
      ${definitions([
        [words.office, officeOf(signedIn.centre, closure.officeId)],
        [words.reason, closure.reason],
      ])}
      ${it.treating}
      ${card({
        title: words.onDays(holders.length),
        main: holdersTable({
          centre: signedIn.centre,
          caption: words.onDays(holders.length),
          holders,
          empty: words.noneOnDays,
          wide: true,
        }),
      })}
    </div>
  `;
  return consolePage({ signedIn, title, section: 'calendar', main, done: it.done });
}

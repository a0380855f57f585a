import type { DateTime } from 'luxon';
import { closureOn, type Entry } from '#office/calendar.ts';
import { type Html, html } from '#pages/html.ts';
import { restOn } from '#policy/calendar.ts';
import type { Closure } from '#store/reading/closures.ts';
import { emptyState } from '../shell/components.ts';
import { calendarWords as words } from '../words/calendar.ts';
import { dayInWords, timeInWords } from '../words/moments.ts';
import { addresses, boundsOf, type Shown } from './place.ts';

/** The calendar as tables, for everybody: a week with its times, a month with its days. */

export type Grid = { shown: Shown; entries: readonly Entry[]; closures: readonly Closure[]; now: DateTime };
export type Look = keyof typeof words.looks;

/** What is seen of a slot before anything is read. */
export function lookOf({ state, from, free }: Entry): Look {
  if (state === 'past' || state === 'closed' || state === 'day-closed') return state;
  if (from === 'booked') return 'booked';
  return free > 0 ? 'free' : 'full';
}

const byDayOf = (entries: readonly Entry[]): Map<string, Entry[]> =>
  Map.groupBy(entries, ({ startsAt }) => startsAt.toISODate() ?? '');

export function weekTable(grid: Grid): Html {
  const { shown, entries, now } = grid;
  const { from } = boundsOf(shown);
  const byDay = byDayOf(entries);
  const days = Array.from({ length: 7 }, (_, n) => from.plus({ days: n })).filter(
    (day) => day.weekday <= 5 || byDay.has(day.toISODate() ?? ''),
  );
  const times = [...new Set(entries.map(({ startsAt }) => startsAt.toFormat('HH:mm')))].sort();
  if (times.length === 0) return emptyState(words.none, reasons(days, grid));
  const at = new Map(entries.map((entry) => [entry.startsAt.toFormat("MM-dd'T'HH:mm"), entry]));
  return html`
    <div class="table-frame">
      <table class="week">
        <caption class="visually-hidden">${words.weekCaption(`${dayInWords(from, now)}からの週`)}</caption>
        <thead>
          <tr><th scope="col">${words.time}</th>${days.map((day) => dayHead(day, grid))}</tr>
        </thead>
        <tbody>
          ${times.map(
            (time) => html`
              <tr>
                <th scope="row">${time.replace(/^0/, '')}</th>
                ${days.map((day) => html`<td>${slotOr(at.get(`${day.toFormat('MM-dd')}T${time}`), shown)}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** A week without any slot: why, day by day. */
const reasons = (days: readonly DateTime[], grid: Grid): Html => html`
  <ul class="plain">
    ${days.map((day) => {
      const because = closedBecause(day, grid);
      return because && html`<li>${`${dayInWords(day)} ${because.word}`}</li>`;
    })}
  </ul>
`;

function dayHead(day: DateTime, grid: Grid): Html {
  const { now } = grid;
  const today = day.hasSame(now, 'day');
  return html`
    <th scope="col" class=${today ? 'is-today' : undefined}>
      <span class="day-month">${day.month}/</span><span class="day-number">${day.day}</span>
      <span class="day-name">${words.weekdays[day.weekday - 1]}</span>
      ${today && html`<span class="day-today">${words.today}</span>`}
      ${closedWord(day, grid)}
    </th>
  `;
}

/** Why the day has no slots: closed by staff, for everybody (`rest`), or in the centre file. */
export function closedBecause(day: DateTime, { closures, shown }: Grid): { look: 'closure' | 'rest'; word: string } | undefined {
  const closure = closureOn(day, closures);
  if (closure) return { look: 'closure', word: words.closed(closure.reason) };
  const rest = restOn(day);
  if (rest) return { look: 'rest', word: rest.kind === 'holiday' ? words.rest.holiday(rest.name) : words.rest[rest.kind] };
  const own = shown.centre.closures.find((it) => it.day === day.toFormat('yyyy-MM-dd'));
  return own && { look: 'closure', word: words.closed(own.reason?.ja ?? words.centreClosed) };
}

function closedWord(day: DateTime, grid: Grid): Html | undefined {
  const because = closedBecause(day, grid);
  return because && html`<span class=${`day-${because.look}`}>${because.word}</span>`;
}

const slotOr = (entry: Entry | undefined, shown: Shown): Html | string => (entry ? slotLink(entry, shown) : '');

/** 使用/定員 and a word; read out with its day and time, since a link is also heard alone. */
export function slotLink(entry: Entry, shown: Shown, time = false): Html {
  const look = lookOf(entry);
  const { startsAt, used, capacity } = entry;
  return html`
    <a class=${`slot slot-${look}`} href=${addresses.slot(shown, startsAt)} id=${`slot-${startsAt.toFormat('yyMMddHHmm')}`}>
      <span class="visually-hidden">${`${dayInWords(startsAt)} ${time ? '' : timeInWords(startsAt)} `}</span>
      ${time && html`<span class="slot-time">${timeInWords(startsAt)}</span>`}
      <span class="slot-seats">${words.seats(used, capacity)}</span>
      <span class="slot-word">${words.looks[look]}</span>
      ${entry.offered > 0 && html`<span class="slot-mark">${words.offered}</span>`}
      ${entry.elsewhere > 0 && html`<span class="slot-mark">${words.overlapping}</span>`}
      ${entry.from === 'staff' && html`<span class="slot-mark">${words.byStaff}</span>`}
    </a>
  `;
}

export function monthTable(grid: Grid): Html {
  const { shown } = grid;
  const { from, to } = boundsOf(shown);
  const byDay = byDayOf(grid.entries);
  const cell = (day: DateTime): Html => dayCell(day, byDay.get(day.toISODate() ?? '') ?? [], grid);
  const weeks: DateTime[] = [];
  for (let week = from; week < to; week = week.plus({ weeks: 1 })) weeks.push(week);
  return html`
    <div class="table-frame">
      <table class="month">
        <caption class="visually-hidden">${words.monthCaption(shown.day.toFormat('yyyy年M月'))}</caption>
        <thead>
          <tr>${words.weekdays.map((name) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${weeks.map((week) => html`<tr>${[0, 1, 2, 3, 4, 5, 6].map((n) => cell(week.plus({ days: n })))}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

function dayCell(day: DateTime, own: readonly Entry[], grid: Grid): Html {
  const { shown, now } = grid;
  const classes = [
    !day.hasSame(shown.day, 'month') && 'is-other',
    day.hasSame(now, 'day') && 'is-today',
    own.length === 0 && 'is-empty',
  ].filter((it) => it !== false);
  return html`
    <td class=${classes.join(' ') || undefined}>
      <a class="day-link" href=${addresses.calendar(shown, { view: 'week', day })} aria-label=${dayInWords(day)}>
        <span class="day-number">${day.day}</span><span class="day-name">${`（${words.weekdays[day.weekday - 1]}）`}</span>
      </a>
      ${closedWord(day, grid)}
      ${own.length > 0 && daySlots(day, own, shown)}
    </td>
  `;
}

function daySlots(day: DateTime, entries: readonly Entry[], shown: Shown): Html {
  const [used, capacity] = [sumOf(entries, 'used'), sumOf(entries, 'capacity')];
  return html`
    <details class="day-slots" id=${`day-${day.toFormat('yyMMdd')}`}>
      <summary>
        <span class="visually-hidden">${`${dayInWords(day)} ${words.daySum(used, capacity)}`}</span>
        <span class="day-sum" aria-hidden="true">${words.seats(used, capacity)}</span>
        <span class="day-bar" aria-hidden="true">${bar(used, capacity)}</span>
      </summary>
      <ul>${entries.map((entry) => html`<li>${slotLink(entry, shown, true)}</li>`)}</ul>
    </details>
  `;
}

const sumOf = (entries: readonly Entry[], of: 'used' | 'capacity'): number => entries.reduce((sum, it) => sum + it[of], 0);

/** How full the day is; the figures beside it say it too. */
const bar = (used: number, capacity: number): Html => html`
  <svg viewBox="0 0 100 6" preserveAspectRatio="none" class="bar">
    <rect class="bar-all" width="100" height="6" />
    <rect class="bar-used" width=${capacity === 0 ? 0 : Math.round((100 * used) / capacity)} height="6" />
  </svg>
`;

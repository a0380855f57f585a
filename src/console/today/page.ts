import { type Html, html } from '#pages/html.ts';
import type { Unmarked } from '#store/reading/sessions.ts';
import { officeName } from '../bookings/labels.ts';
import { card, heading, query } from '../shell/components.ts';
import { button, field, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { livePart } from '../shell/live.ts';
import { dayInWords } from '../words/moments.ts';
import { taskWords } from '../words/tasks.ts';
import { todayWords as words } from '../words/today.ts';
import { automaticHint, type SessionsOf, sessionTable } from './sessions.ts';
import { type TasksOf, taskList } from './tasks.ts';
import { unmarkedCard } from './unmarked.ts';
import { withoutMail } from './without-mail.ts';

export type TodayOf = SessionsOf &
  TasksOf & {
    officeId: string | undefined;
    unmarked: readonly Unmarked[];
    /** What a press of before has done, and what it could not do. */
    done: string | undefined;
    refused: string | undefined;
  };

export function todayPage(of: TodayOf): string {
  const { signedIn, day, now, sessions, done, refused } = of;
  const isToday = day.hasSame(now, 'day');
  const title = isToday ? words.title : words.titleOf(dayInWords(day, now));
  const lead = `${isToday ? `${dayInWords(day, now)}　` : ''}${words.lead(sessions.length)}`;
  return consolePage({
    signedIn,
    title,
    section: 'today',
    done,
    main: html`
      <div class="stack">
        ${heading(title, undefined, lead)}
        ${refused !== undefined && html`<p class="banner banner-warn" role="alert">${refused}</p>`}
        ${isToday && withoutMail(signedIn)} ${dayNavigation(of)}
        ${livePart('today-tasks', isToday && card({ title: taskWords.heading, id: 'tasks', main: taskList(of) }))}
        ${livePart('today-sessions', card({ title: words.sessions, id: 'sessions', end: printLink(of), main: [...automatic(of), sessionTable(of)] }))}
        ${livePart('today-unmarked', isToday && unmarkedCard(of))}
      </div>
    `,
  });
}

const automatic = ({ sessions, signedIn }: TodayOf): Html[] => (sessions.length === 0 ? [] : automaticHint(signedIn.centre));

const addressOf = ({ day, officeId, opened, now }: TodayOf, shift: { days?: number; opened?: boolean } = {}): string => {
  const shown = day.plus({ days: shift.days ?? 0 });
  return query({
    day: shown.hasSame(now, 'day') ? undefined : shown.toFormat('yyyy-MM-dd'),
    office: officeId,
    details: (shift.opened ?? opened) ? 'open' : undefined,
  });
};

function dayNavigation(of: TodayOf): Html {
  const { signedIn, day, officeId } = of;
  return html`
    <nav class="toolbar no-print" aria-label=${words.dayNavigation}>
      <a class="button button-secondary" href=${addressOf(of, { days: -1 })} rel="prev">${words.dayBefore}</a>
      <a class="button button-secondary" href=${query({ office: officeId })}>${words.today}</a>
      <a class="button button-secondary" href=${addressOf(of, { days: 1 })} rel="next">${words.dayAfter}</a>
      <form method="get" action=${`/console/${signedIn.centre.id}/today`} class="toolbar-form">
        ${field({ name: 'day', label: words.chooseDay, type: 'date', value: day.toFormat('yyyy-MM-dd'), width: 'short' })}
        ${signedIn.centre.offices.length > 1 && officeSelect(of)}
        ${button({ label: words.show })}
      </form>
    </nav>
  `;
}

const officeSelect = ({ signedIn: { centre }, officeId }: TodayOf): Html =>
  select({
    name: 'office',
    label: words.chooseOffice,
    value: officeId,
    empty: words.allOffices,
    options: centre.offices.map(({ id }) => ({ value: id, label: officeName(centre, id) })),
  });

const printLink = (of: TodayOf): Html => html`
  <a class="no-print" href=${addressOf(of, { opened: !of.opened })} title=${words.printHint}>
    ${of.opened ? words.printWithout : words.printWith}
  </a>
`;

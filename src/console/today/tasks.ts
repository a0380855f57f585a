import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { ClosureLeft } from '#store/reading/closures.ts';
import type { Review, Task } from '#store/reading/tasks.ts';
import type { Client } from '#store/store.ts';
import { clientName, numberOf, officeName, phoneOf, serviceName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { badge, day, moment, time } from '../shell/components.ts';
import { linkButton, postButton } from '../shell/form.ts';
import { leftInWords, timeInWords } from '../words/moments.ts';
import { peopleWords } from '../words/people.ts';
import { taskWords as words } from '../words/tasks.ts';
import { phone } from './phone.ts';
import { closedDaysEntry, detailsMissing, reviewEntry } from './standing-tasks.ts';

export type TasksOf = {
  signedIn: SignedIn;
  now: DateTime;
  tasks: readonly Task[];
  reviews: readonly Review[];
  /** How many sessions that are still to come have no meeting details yet: today, and on the next working day. */
  missing?: readonly { day: DateTime; count: number }[] | undefined;
  /** Closed days on which bookings were left. */
  closedDays?: readonly ClosureLeft[] | undefined;
  /** Where a press leads back to. */
  back: Readonly<Record<string, string>>;
};

/** So many requests stand on the page itself; the rest are one link away. */
const REQUESTS_SHOWN = 5;
const REQUESTS: readonly string[] = ['answer-request', 'overdue-request'];
/** Somebody waits right now. */
const URGENT: readonly string[] = [
  'not-connected',
  'late',
  'cannot-connect',
  'details-not-delivered',
  'closed-day-session',
  'overdue-request',
  'push-quota',
];
/** Without them the client cannot come: pressing on the day itself. */
const DETAILS_WAIT: readonly string[] = ['my-page', 'no-address', 'address-unconfirmed', 'make-meeting'];
/** Their own act closes them, not a tick. */
const CLOSED_BY_ACT: readonly string[] = [
  'answer-request',
  'overdue-request',
  'presumed-cancellation',
  'my-page',
  'make-meeting',
];

/** What is to be done, the most pressing first; nothing at all is said in a line. */
export function taskList(of: TasksOf): Html {
  const requests = of.tasks.filter(({ kind }) => REQUESTS.includes(kind));
  const others = of.tasks
    .filter(({ kind }) => !REQUESTS.includes(kind))
    .toSorted((a, b) => Number(isUrgent(b, of)) - Number(isUrgent(a, of)));
  const missing = (of.missing ?? []).filter(({ count }) => count > 0);
  const isToday = ({ day }: { day: DateTime }) => day.hasSame(of.now, 'day');
  const entries = [
    ...missing.filter(isToday).map((it) => detailsMissing(it, of)),
    ...(of.closedDays ?? []).map((closure) => closedDaysEntry(closure, of)),
    ...others.map((task) => entry(task, of)),
    ...requests.slice(0, REQUESTS_SHOWN).map((task) => entry(task, of)),
    ...(requests.length > REQUESTS_SHOWN ? [moreRequests(requests.length, of)] : []),
    ...missing.filter((it) => !isToday(it)).map((it) => detailsMissing(it, of)),
    ...of.reviews.map((review) => reviewEntry(review, of)),
  ];
  return entries.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="task-list">${entries}</ul>`;
}

const isUrgent = ({ kind, booking }: Task, { now }: TasksOf): boolean =>
  URGENT.includes(kind) || (DETAILS_WAIT.includes(kind) && booking?.startsAt?.hasSame(now, 'day') === true);

function entry(task: Task, of: TasksOf): Html {
  const about = words.about(task.about);
  return html`
    <li class=${isUrgent(task, of) ? 'task task-urgent' : 'task'}>
      <div class="task-text">
        <p class="task-title">${words.title(task.kind)}${about !== undefined && html`<span class="quiet">（${about}）</span>`}</p>
        <p class="task-facts">${facts(task, of)}</p>
      </div>
      <div class="task-acts">${acts(task, of)}</div>
    </li>
  `;
}

/** Each fact is a piece of its own, so that lines break between them. */
function facts(task: Task, { signedIn: { centre }, now }: TasksOf): Html[] {
  const { booking, client, officeId, answerBy, createdAt } = task;
  const pieces: (Html | string | false)[] = [
    client !== undefined && html`<strong>${clientName(client)}</strong>`,
    client !== undefined && phone(phoneOf(client)),
    client !== undefined && phoneOf(client) === undefined && number(client),
    booking?.startsAt !== undefined && time(booking.startsAt, undefined, now),
    booking !== undefined && serviceName(centre, booking.serviceId),
    officeId !== undefined && centre.offices.length > 1 && officeName(centre, officeId),
    answerBy === undefined
      ? html`<span class="quiet">${createdAt.hasSame(now, 'day') ? timeInWords(createdAt) : moment(createdAt, now)}${words.since}</span>`
      : html`<span>${words.due} ${day(answerBy.minus({ milliseconds: 1 }), now)} ${badge(leftInWords(answerBy, now), answerBy <= now ? 'bad' : 'wait')}</span>`,
  ];
  return pieces.flatMap((piece) => (piece === false ? [] : html`<span class="fact">${piece}</span>`));
}

/** Whoever left no phone is looked up by it in the office's own records, where there is one. */
function number(client: Client): Html | false {
  const known = numberOf(client);
  return known !== undefined && html`<span>${peopleWords.number} ${known}</span>`;
}

function acts(task: Task, of: TasksOf): Html[] {
  const { signedIn, back } = of;
  const at = `/console/${signedIn.centre.id}`;
  const name = task.client === undefined ? words.nobody : clientName(task.client);
  const title = words.title(task.kind);
  const link = leadsTo(task, at);
  return [
    ...(link ? [linkButton({ ...link, small: true, spoken: `${link.label}：${title}（${name}）` })] : []),
    ...(CLOSED_BY_ACT.includes(task.kind)
      ? []
      : [
          postButton({
            signedIn,
            action: `${at}/tasks/${task.id}`,
            label: words.settle,
            kind: 'quiet',
            small: true,
            spoken: words.settleSpoken(title, name),
            hidden: back,
          }),
        ]),
  ];
}

function leadsTo({ kind, booking, client }: Task, at: string): { label: string; href: string } | undefined {
  if (booking)
    return { label: REQUESTS.includes(kind) ? words.openRequest : words.openBooking, href: `${at}/bookings/${booking.id}` };
  return client && { label: words.openClient, href: `${at}/clients/${client.id}` };
}

const moreRequests = (count: number, { signedIn }: TasksOf): Html => html`
  <li class="task"><a href=${`/console/${signedIn.centre.id}/requests`}>${words.moreRequests(count)}</a></li>
`;

// First: it must be there before FullCalendar is.
import './styles.ts';

import { Calendar, type CalendarOptions, type EventInput } from '@fullcalendar/core';
import jaLocale from '@fullcalendar/core/locales/ja';
import dayGridPlugin from '@fullcalendar/daygrid';
import interactionPlugin from '@fullcalendar/interaction';
import timeGridPlugin from '@fullcalendar/timegrid';
import { MISSED } from '../../assets/missed.ts';
import type { BoardSlot } from '../board-frame.ts';
import { type BoardDay, dayContent, slotContent } from './contents.ts';

/**
 * FullCalendar on the calendar page, for the mouse: drag over empty time to open slots, press one to see it, + and − for its capacity;
 * in a month, drag over days to close them. Everything it does is done by the page's own forms and addresses.
 */

const FIRST_HOUR = '08:00:00';
const LAST_HOUR = '19:00:00';

const BOTH: CalendarOptions = {
  plugins: [timeGridPlugin, dayGridPlugin, interactionPlugin],
  locale: jaLocale,
  // The times come as the clocks of Tokyo show them; the browser's own zone has no say.
  timeZone: 'UTC',
  firstDay: 1,
  headerToolbar: false,
  displayEventTime: false,
  eventInteractive: false,
  selectable: true,
};

function week(board: HTMLElement, calendar: () => Calendar): CalendarOptions {
  return {
    initialView: 'timeGridWeek',
    allDaySlot: false,
    height: 480,
    slotMinTime: FIRST_HOUR,
    slotMaxTime: LAST_HOUR,
    slotDuration: '00:30:00',
    scrollTime: FIRST_HOUR,
    expandRows: true,
    dayHeaderContent: ({ date, text }) => withReason(board, date, text),
    selectOverlap: false,
    events: (_, take, fail) => void slotsOf(board).then((slots) => take(slots.map(eventOf)), fail),
    eventContent: ({ event }) => ({ domNodes: [slotContent(event.extendedProps as BoardSlot)] }),
    eventClick: ({ event, jsEvent }) => {
      const slot = event.extendedProps as BoardSlot;
      const step =
        jsEvent.target instanceof Element ? jsEvent.target.closest('[data-step]')?.getAttribute('data-step') : undefined;
      if (step) void changeCapacity(board, slot, slot.capacity + Number(step)).then(() => calendar().refetchEvents());
      else location.assign(slot.href);
    },
    select: ({ startStr, endStr }) => fillIn(startStr, endStr),
  };
}

function month(board: HTMLElement): CalendarOptions {
  return {
    initialView: 'dayGridMonth',
    height: 'auto',
    fixedWeekCount: false,
    dayCellContent: ({ date, dayNumberText }) => withReason(board, date, dayNumberText),
    events: (_, take, fail) => void slotsOf(board).then((slots) => take(daysOf(slots)), fail),
    eventContent: ({ event }) => ({ domNodes: [dayContent(event.extendedProps as BoardDay)] }),
    eventClick: ({ event }) => location.assign(`?${changed(location.search, { view: 'week', day: event.id })}`),
    // FullCalendar's end is the day after.
    select: ({ startStr, end }) => {
      const to = new Date(end.getTime() - 1).toISOString().slice(0, 10);
      location.assign(`${board.dataset['closures']}?${new URLSearchParams({ from: startStr, to })}`);
    },
  };
}

/** A day's name, and why it is closed. */
function withReason({ dataset }: HTMLElement, date: Date, name: string): string {
  const closed: Record<string, string> = JSON.parse(dataset['closed'] ?? '{}');
  const why = closed[date.toISOString().slice(0, 10)];
  return why === undefined ? name : `${name} ${why}`;
}

const changed = (search: string, values: Record<string, string>): string =>
  String(new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(search)), ...values }));

async function slotsOf(board: HTMLElement): Promise<BoardSlot[]> {
  const slots = await fetched(board).catch((fault: unknown) => {
    document.dispatchEvent(new Event(MISSED));
    throw fault;
  });
  // What is exchanged between press and release takes the press away.
  while (board.matches(':active')) await new Promise(requestAnimationFrame);
  return slots;
}

async function fetched({ dataset }: HTMLElement): Promise<BoardSlot[]> {
  const response = await fetch(dataset['slots'] ?? '', { headers: { accept: 'application/json', 'x-live': '1' } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

const eventOf = (slot: BoardSlot): EventInput => ({
  id: slot.at,
  start: slot.at,
  end: slot.end,
  classNames: [`slot-${slot.look}`],
  extendedProps: slot,
});

/** One event a day: how many seats are taken of how many. */
function daysOf(slots: readonly BoardSlot[]): EventInput[] {
  const days = new Map<string, BoardDay>();
  for (const { at, used, capacity, look, word } of slots) {
    const day = days.get(at.slice(0, 10)) ?? { used: 0, capacity: 0, closed: undefined };
    const closed = look === 'day-closed' ? word : day.closed;
    days.set(at.slice(0, 10), { used: day.used + used, capacity: day.capacity + capacity, closed });
  }
  return [...days].map(([day, sums]) => ({ id: day, start: day, allDay: true, extendedProps: sums }));
}

async function changeCapacity({ dataset }: HTMLElement, { at }: BoardSlot, capacity: number): Promise<void> {
  const { capacity: address = '', office = '', service = '', csrf = '', failed = '' } = dataset;
  const response = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', 'x-csrf-token': csrf },
    body: new URLSearchParams({ office, service, at, capacity: String(capacity), csrf }),
  });
  const answer: { said?: string } = response.headers.get('content-type')?.includes('json') ? await response.json() : {};
  const said = document.querySelector('.board-said');
  if (said) said.textContent = answer.said ?? failed;
}

/** Drag fills the form in and leads to its button: a slip of the hand opens nothing by itself. */
function fillIn(from: string, to: string): void {
  const values = { 'open-day': from.slice(0, 10), 'open-from': from.slice(11, 16), 'open-to': to.slice(11, 16) };
  for (const [id, value] of Object.entries(values)) {
    const control = document.getElementById(id);
    if (control instanceof HTMLInputElement) control.value = value;
  }
  const submit = document.querySelector<HTMLElement>('#open-slots button[type=submit]');
  submit?.scrollIntoView({ block: 'center' });
  submit?.focus();
}

function start(board: HTMLElement, place: HTMLElement): void {
  board.hidden = false;
  const own = board.dataset['view'] === 'month' ? month(board) : week(board, () => calendar);
  const { from: initialDate = '', now = '' } = board.dataset;
  const calendar = new Calendar(place, { ...BOTH, ...own, initialDate, now });
  calendar.render();
  // The tables are fetched anew when something has happened; the board goes with them.
  document.body.addEventListener('htmx:afterSettle', () => calendar.refetchEvents());
}

const board = document.getElementById('board');
const place = board?.querySelector<HTMLElement>('.board-calendar');
if (board && place) {
  // As in `calendar.css`, which hides it again where a wide window is made narrow.
  const forMouse = matchMedia('(min-width: 60rem) and (hover: hover)');
  if (forMouse.matches) start(board, place);
  else forMouse.addEventListener('change', () => start(board, place), { once: true });
}

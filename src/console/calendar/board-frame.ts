import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { query } from '../shell/components.ts';
import { calendarWords as words } from '../words/calendar.ts';
import { closedBecause, type Grid, lookOf } from './grid.ts';
import { addresses, boundsOf, slotName } from './place.ts';

/**
 * Where the script puts FullCalendar: for the mouse only, and hidden from everybody else, who have the same in the tables and forms of
 * the page. It stays empty without script, and hidden on narrow screens and without a mouse.
 */
export function board(grid: Grid, { csrf }: SignedIn): Html {
  const { shown, now } = grid;
  const { from, to } = boundsOf(shown);
  const { centre, office, service } = shown;
  const path = addresses.base(centre);
  const slots = query({
    office: office.id,
    service: service.id,
    from: from.toFormat('yyyy-MM-dd'),
    to: to.toFormat('yyyy-MM-dd'),
  });
  return html`
    <div
      id="board"
      class="board"
      hidden
      aria-hidden="true"
      data-view=${shown.view}
      data-from=${shown.view === 'week' ? from.toFormat('yyyy-MM-dd') : shown.day.toFormat('yyyy-MM-dd')}
      data-now=${now.toFormat("yyyy-MM-dd'T'HH:mm")}
      data-slots=${`${path}/slots.json${slots}`}
      data-capacity=${`${path}/slot/capacity`}
      data-closures=${`${path}/closures`}
      data-office=${office.id}
      data-service=${service.id}
      data-csrf=${csrf}
      data-closed=${JSON.stringify(closedDays(grid))}
      data-failed=${words.boardFailed}
    >
      <p class="board-head"><strong>${words.board}</strong> ${words.boardLead[shown.view]}</p>
      <p class="board-said"></p>
      <div class="board-calendar"></div>
      <script src=${`${path}/board.js`} defer></script>
    </div>
  `;
}

/** The days that are closed, each with why. */
function closedDays(grid: Grid): Record<string, string> {
  const { from, to } = boundsOf(grid.shown);
  const days: Record<string, string> = {};
  for (let day = from; day < to; day = day.plus({ days: 1 })) {
    const because = closedBecause(day, grid);
    if (because) days[day.toFormat('yyyy-MM-dd')] = because.word;
  }
  return days;
}

/** A slot as the board's script takes it. Times are the clocks' of Tokyo, without a zone. */
export type BoardSlot = {
  at: string;
  end: string;
  look: string;
  word: string;
  seats: string;
  used: number;
  capacity: number;
  /** Whether its capacity can still be changed. */
  open: boolean;
  href: string;
};

export const boardSlots = ({ shown, entries }: Pick<Grid, 'shown' | 'entries'>): BoardSlot[] =>
  entries.map((entry) => {
    const look = lookOf(entry);
    return {
      at: slotName(entry.startsAt),
      end: slotName(entry.endsAt),
      look,
      word: [words.looks[look], entry.offered > 0 && words.offered, entry.elsewhere > 0 && words.overlapping]
        .filter(Boolean)
        .join('・'),
      seats: words.seats(entry.used, entry.capacity),
      used: entry.used,
      capacity: entry.capacity,
      open: entry.state !== 'past',
      href: addresses.slot(shown, entry.startsAt),
    };
  });

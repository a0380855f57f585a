import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { DateTime } from 'luxon';
import type { Centre } from '#policy/centre.ts';
import type { ExportedBooking } from '#store/reading/booking-export.ts';
import { reasonInWords } from '../words/happenings.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { exportWords as words } from '../words/statistics.ts';

type Batches = AsyncIterable<readonly ExportedBooking[]>;

/**
 * Bookings as a file for Excel: UTF-8 with BOM, CRLF, and nothing in it that a spreadsheet would take for a formula. What somebody typed
 * as a name may begin with =, +, - or @; such a text gets an apostrophe in front. Rejects where a batch cannot be read, and `to` is then
 * destroyed: a file that ends early must not look whole.
 */
export async function writeBookings(batches: Batches, centre: Centre, people: boolean, to: Writable): Promise<void> {
  const columns = Object.entries(words.columns)
    .filter(([key]) => people || !PERSONAL.includes(key))
    .map(([key, header]) => ({ key, header }));
  const lines = stringify({
    header: true,
    columns,
    bom: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
    // By itself it only sees CRLF: a lone line break would begin a new row, and what follows it could be a formula.
    quoted_match: /[\r\n]/,
  });
  await pipeline(Readable.from(records(batches, centre)), lines, to);
}

const PERSONAL: readonly string[] = ['name', 'jobSeekerNumber'];

async function* records(batches: Batches, centre: Centre) {
  for await (const batch of batches) for (const booking of batch) yield recordOf(booking, centre);
}

function recordOf(it: ExportedBooking, centre: Centre): Record<keyof typeof words.columns, string> {
  return {
    reference: it.reference,
    service: named(centre.services, it.serviceId),
    office: named(centre.offices, it.officeId),
    day: formatted(it.startsAt, 'yyyy-MM-dd'),
    start: formatted(it.startsAt, 'HH:mm'),
    end: formatted(it.endsAt, 'HH:mm'),
    state: BOOKING_STATES[it.state],
    noShow: it.noShow ? words.yes : '',
    madeAt: formatted(it.appliedAt, 'yyyy-MM-dd HH:mm'),
    origin: words.origins[it.origin] ?? it.origin,
    endedBy: it.endedBy === undefined ? '' : (words.actors[it.endedBy] ?? it.endedBy),
    wish: wishOf(it),
    endedWhy: reasonInWords(it.endedWhy, centre) ?? '',
    name: it.name ?? '',
    jobSeekerNumber: it.jobSeekerNumber ?? '',
  };
}

/**
 * Of a cancelled or moved booking: the client's, also where staff took it on the phone, or the office's own. Staff who confirm what the
 * client asked to be moved to do so at the client's wish.
 */
function wishOf({ state, noShow, endedBy, endedWhy }: ExportedBooking): string {
  if (state === 'moved') return endedWhy === 'office-need' ? words.wishes.office : words.wishes.client;
  if (state !== 'cancelled' || noShow) return '';
  return endedBy === 'staff' && endedWhy !== 'asked-by-client' ? words.wishes.office : words.wishes.client;
}

const formatted = (at: DateTime | undefined, format: string): string => at?.toFormat(format) ?? '';

const named = (list: readonly { id: string; name: { ja: string } }[], id: string): string =>
  list.find((one) => one.id === id)?.name.ja ?? id;

import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import type { Office } from '#office/office.ts';
import type { Centre } from '#policy/centre.ts';
import type { StaffMember } from '#store/staff-store.ts';

/** What every page of the console is given. */
export type ConsoleOf = {
  parts: Parts;
  runner: Runner;
  office: Office;
  /** There may be a mail to send. */
  onMail?: (() => void) | undefined;
  /** A run of reminders is planned. */
  onRun?: (() => void) | undefined;
};

/** Who is signed in, and for which centre the page is: set before any page of a centre runs (`session.ts`). */
export type SignedIn = {
  staff: StaffMember;
  /** Stands in every form as `csrf`, and in the header `x-csrf-token` of what htmx sends. */
  csrf: string;
  /** The centre in the address: one of the staff member's own. */
  centre: Centre;
  /** All of theirs, for the switch at the top. */
  centres: readonly Centre[];
  /** How far the centre's changes had been heard of before anything of the page was read: it shows at least these (`layout.ts`). */
  asOf: string | undefined;
};

/** The entries of the console's navigation. */
export type Section =
  | 'today'
  | 'requests'
  | 'calendar'
  | 'bookings'
  | 'clients'
  | 'reminders'
  | 'notices'
  | 'certification'
  | 'terms'
  | 'statistics'
  | 'maintenance'
  | 'audit'
  | 'staff';

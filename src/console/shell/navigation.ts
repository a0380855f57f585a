import { type Html, html } from '#pages/html.ts';
import type { Section, SignedIn } from '../console.ts';
import { SECTIONS, shellWords as words } from '../words/shell.ts';
import type { Counts } from './layout.ts';

/** In three groups: the day's work, what goes to clients, the office's own affairs. */
const GROUPS: readonly (readonly Section[])[] = [
  ['today', 'requests', 'calendar', 'bookings', 'clients', 'certification'],
  ['reminders', 'notices', 'terms'],
  ['statistics', 'maintenance', 'audit', 'staff'],
];

const ADMINISTRATORS_ONLY: readonly Section[] = ['maintenance', 'audit', 'staff'];

/** Certification is for centres with a service that only designated people may book. */
export function sectionsFor({ staff, centre }: SignedIn): Section[][] {
  const designated = centre.services.some(({ access }) => access.value === 'designated');
  const shown = (section: Section) =>
    (section !== 'certification' || designated) && (staff.role === 'administrator' || !ADMINISTRATORS_ONLY.includes(section));
  return GROUPS.map((group) => group.filter(shown)).filter((group) => group.length > 0);
}

/** Beside the page on a wide screen, folded away on a narrow one (by `details`, without script). */
export function navigation({
  signedIn,
  section,
  counts,
}: {
  signedIn: SignedIn;
  section: Section | undefined;
  counts: Counts;
}): Html {
  const entries = sectionsFor(signedIn).map(
    (group) => html`<ul>${group.map((it) => entry(signedIn.centre.id, it, it === section, counts[it] ?? 0))}</ul>`,
  );
  return html`
    <div class="side">
      <nav class="side-wide" aria-label=${words.navigation}>${entries}</nav>
      <details class="side-narrow">
        <summary>${section === undefined ? words.menu : `${words.menu}：${SECTIONS[section]}`}</summary>
        <nav aria-label=${words.navigation}>${entries}</nav>
      </details>
    </div>
  `;
}

function entry(centreId: string, section: Section, here: boolean, count: number): Html {
  return html`
    <li>
      <a href=${`/console/${centreId}/${section}`} aria-current=${here ? 'page' : undefined}>
        <span>${SECTIONS[section]}</span>
        ${count > 0 && html`<span class="count">${words.waiting(count)}</span>`}
      </a>
    </li>
  `;
}

import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { banner } from '../shell/components.ts';
import { todayWords as words } from '../words/today.ts';

/** Administrators see where nobody would be written to while the console is closed. */
export function withoutMail({ staff, centre }: SignedIn): Html | false {
  const offices = centre.offices.filter(({ mail }) => mail === undefined);
  if (staff.role !== 'administrator' || offices.length === 0) return false;
  const names = offices.length < centre.offices.length ? offices.map(({ name }) => name.ja) : [];
  return html`<div class="no-print">${banner(words.withoutMail(names))}</div>`;
}

import { type Html, html } from '#pages/html.ts';
import type { Role, StaffAccount } from '#store/staff-store.ts';
import type { SignedIn } from '../console.ts';
import { banner, card, definitions, heading } from '../shell/components.ts';
import { button, checkboxes, csrfField, errorFor, errorSummary, type FieldError, linkButton, radios } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { shellWords } from '../words/shell.ts';
import { staffWords as words } from '../words/staff.ts';

/** What is chosen for a person: as it stands in the form. */
export type Given = { role: string; centres: readonly string[] };

const ROLES: readonly Role[] = ['counsellor', 'administrator'];

/** Role and centres, for an invitation and for an account. */
export const assignmentFields = (signedIn: SignedIn, given: Given, errors: readonly FieldError[]): Html => html`
  <div class="stack">
    ${radios({
      name: 'role',
      label: words.inviteRole,
      required: true,
      value: given.role,
      options: ROLES.map((role) => ({ value: role, label: shellWords.role[role], hint: words.roleHints[role] })),
      error: errorFor(errors, 'role'),
    })}
    ${checkboxes({
      name: 'centres',
      label: words.inviteCentres,
      hint: words.inviteCentresHint,
      required: true,
      values: given.centres,
      options: signedIn.centres.map(({ id, name }) => ({ value: id, label: name.ja })),
      error: errorFor(errors, 'centres'),
    })}
  </div>
`;

/** `/staff/:id`: another role, other centres. */
export function personPage(it: {
  signedIn: SignedIn;
  account: StaffAccount;
  given: Given;
  errors: readonly FieldError[];
  /** Why nothing can be changed here. */
  fixed: string | undefined;
}): string {
  const { signedIn, account, given, errors, fixed } = it;
  const at = `/console/${signedIn.centre.id}/staff`;
  const title = words.personTitle(account.name);
  const form = html`
    <form method="post" action=${`${at}/${account.id}`} novalidate>
      ${csrfField(signedIn)}
      <p>${words.reassignLead}</p>
      ${assignmentFields(signedIn, given, errors)}
      <div class="actions">${button({ label: words.reassignSubmit, kind: 'primary' })} ${linkButton({ label: words.back, href: at })}</div>
    </form>
  `;
  const main = html`
    <div class="stack">
      ${heading(title)} ${errorSummary(errors)} ${definitions([[words.login, account.login]])}
      ${fixed === undefined ? card({ title: words.reassign, main: form }) : html`<div>${banner(fixed, 'warn')}<p>${linkButton({ label: words.back, href: at })}</p></div>`}
    </div>
  `;
  return consolePage({ signedIn, title, section: 'staff', main });
}

import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { OpenInvitation, StaffAccount } from '#store/staff-store.ts';
import type { SignedIn } from '../console.ts';
import { badge, banner, card, heading, moment, table } from '../shell/components.ts';
import { button, confirmButton, csrfField, errorSummary, type FieldError, linkButton, postButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { timeInWords } from '../words/moments.ts';
import { shellWords } from '../words/shell.ts';
import { staffWords as words } from '../words/staff.ts';
import { fixedFor } from './fixed.ts';
import { assignmentFields, type Given } from './person-page.ts';

type Shown = {
  signedIn: SignedIn;
  accounts: readonly StaffAccount[];
  open: readonly OpenInvitation[];
  given: Given;
  errors: readonly FieldError[];
  said: string | undefined;
  now: DateTime;
  nameOf: (centreId: string) => string;
};

export function staffPage(shown: Shown): string {
  const { signedIn, errors, said } = shown;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${errorSummary(errors)}
      ${said !== undefined && banner(html`<p role="status">${said}</p>`)}
      ${card({ title: words.listTitle, main: accountsOf(shown) })} ${card({ title: words.inviteTitle, main: inviteForm(shown) })}
      ${card({ title: words.openTitle, main: openOf(shown) })}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'staff', main });
}

const accountsOf = (shown: Shown): Html =>
  table({
    caption: words.listCaption,
    rows: shown.accounts,
    empty: words.empty,
    rowClass: ({ disabledAt }) => (disabledAt === undefined ? undefined : 'row-off'),
    columns: [
      { head: words.name, cell: (it) => html`<span>${it.name}${it.id === shown.signedIn.staff.id ? words.you : ''}</span>` },
      { head: words.login, cell: ({ login }) => login },
      { head: words.role, cell: ({ role }) => shellWords.role[role] },
      { head: words.centres, cell: ({ centreIds }) => centreIds.map(shown.nameOf).join('、') },
      { head: words.lastSeen, cell: ({ lastSeenAt }) => (lastSeenAt ? moment(lastSeenAt, shown.now) : words.never) },
      { head: words.state, cell: stateOf },
      { head: words.act, kind: 'act', cell: (it) => actsOn(it, shown) },
    ],
  });

function stateOf({ disabledAt, lockedUntil }: StaffAccount): Html {
  if (disabledAt !== undefined) return badge(words.states.disabled, 'off');
  return lockedUntil === undefined
    ? badge(words.states.active, 'good')
    : badge(words.states.locked(timeInWords(lockedUntil)), 'warn');
}

/** Nothing on one's own account, whose password has a page of its own; of somebody who is not only one's own to change, why. */
function actsOn(account: StaffAccount, { signedIn }: Shown): Html | false {
  if (account.id === signedIn.staff.id) return false;
  const fixed = fixedFor(account, signedIn);
  if (fixed !== undefined) return html`<span class="quiet">${fixed}</span>`;
  const at = (act: string) => ({ signedIn, action: `/console/${signedIn.centre.id}/staff/${account.id}/${act}`, small: true });
  const named = (label: string) => ({ label, spoken: words.spoken(label, account.name) });
  const reassign = linkButton({
    ...named(words.reassign),
    href: `/console/${signedIn.centre.id}/staff/${account.id}`,
    small: true,
  });
  if (account.disabledAt !== undefined) {
    return html`<div class="acts">${postButton({ ...at('enable'), ...named(words.enable) })} ${reassign}</div>`;
  }
  return html`
    <div class="acts">
      ${reassign}
      ${account.lockedUntil !== undefined && postButton({ ...at('unlock'), ...named(words.unlock) })}
      ${confirmButton({
        ...at('reset'),
        ...named(words.reset),
        question: words.resetQuestion(account.name),
        confirm: words.resetConfirm,
      })}
      ${confirmButton({
        ...at('disable'),
        ...named(words.disable),
        question: words.disableQuestion(account.name),
        confirm: words.disable,
        kind: 'danger',
      })}
    </div>
  `;
}

const inviteForm = ({ signedIn, given, errors }: Shown): Html => html`
  <form method="post" action=${`/console/${signedIn.centre.id}/staff`} novalidate>
    ${csrfField(signedIn)}
    <p>${words.inviteLead}</p>
    ${assignmentFields(signedIn, given, errors)}
    ${button({ label: words.invite, kind: 'primary' })}
  </form>
`;

const openOf = ({ signedIn, open, now, nameOf }: Shown): Html =>
  table({
    caption: words.openCaption,
    rows: open,
    empty: words.openEmpty,
    columns: [
      { head: words.openUntil, cell: ({ expiresAt }) => moment(expiresAt, now) },
      { head: words.role, cell: ({ role }) => shellWords.role[role] },
      { head: words.centres, cell: ({ centreIds }) => centreIds.map(nameOf).join('、') },
      {
        head: words.act,
        kind: 'act',
        cell: ({ id }) =>
          confirmButton({
            signedIn,
            action: `/console/${signedIn.centre.id}/staff/invitations/${id}/withdraw`,
            label: words.withdraw,
            question: words.withdrawQuestion,
            confirm: words.withdraw,
            kind: 'danger',
            small: true,
          }),
      },
    ],
  });

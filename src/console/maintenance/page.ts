import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Maintenance, MaintenanceTexts } from '#store/reading/maintenance.ts';
import type { SignedIn } from '../console.ts';
import { badge, card, heading, table, time } from '../shell/components.ts';
import { button, confirmButton, csrfField, errorFor, errorSummary, type FieldError, field, textArea } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { MOST_CHARACTERS, maintenanceWords as words } from '../words/maintenance.ts';

export type Given = { text: string; from: string; until: string } & Record<OtherField, string>;

/** The chat's other languages, and the fields of their texts. */
export const OTHERS = { 'ja-easy': 'text-easy', en: 'text-en' } as const;
type OtherField = (typeof OTHERS)[keyof typeof OTHERS];

type Shown = {
  signedIn: SignedIn;
  list: readonly Maintenance[];
  names: ReadonlyMap<string, string>;
  given: Given;
  errors: readonly FieldError[];
  done: string | undefined;
  now: DateTime;
};

export function maintenancePage(shown: Shown): string {
  const { signedIn, errors, done } = shown;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${errorSummary(errors)}
      ${card({ title: words.newTitle, main: newForm(shown) })} ${card({ title: words.listTitle, main: listOf(shown) })}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'maintenance', main, done });
}

const newForm = ({ signedIn, given, errors }: Shown): Html => html`
  <form method="post" action=${`/console/${signedIn.centre.id}/maintenance`} novalidate>
    ${csrfField(signedIn)}
    ${textArea({
      name: 'text',
      label: words.text,
      hint: words.textHint,
      value: given.text,
      maxLength: MOST_CHARACTERS,
      required: true,
      error: errorFor(errors, 'text'),
    })}
    ${otherLanguages(given, errors)}
    <div class="fields">
      ${field({ name: 'from', label: words.from, type: 'datetime-local', value: given.from, required: true, error: errorFor(errors, 'from') })}
      ${field({ name: 'until', label: words.until, type: 'datetime-local', value: given.until, required: true, error: errorFor(errors, 'until') })}
    </div>
    ${button({ label: words.submit, kind: 'primary' })}
  </form>
`;

/** Folded away until somebody wants them, or one of them is wrong. */
function otherLanguages(given: Given, errors: readonly FieldError[]): Html {
  const areas = (['ja-easy', 'en'] as const).map((language) => {
    const name = OTHERS[language];
    const label = words.languages[language];
    return textArea({ name, label, value: given[name], maxLength: MOST_CHARACTERS, error: errorFor(errors, name) });
  });
  const open = Object.values(OTHERS).some((name) => given[name] !== '' || errorFor(errors, name) !== undefined);
  return html`
    <details class="field" open=${open}>
      <summary>${words.otherLanguages}</summary>
      <p class="hint">${words.otherLanguagesHint}</p>
      ${areas}
    </details>
  `;
}

const listOf = ({ signedIn, list, names, now }: Shown): Html =>
  table({
    caption: words.listCaption,
    rows: list,
    empty: words.empty,
    columns: [
      { head: words.period, cell: ({ startsAt, endsAt }) => time(startsAt, endsAt, now) },
      { head: words.text, cell: ({ texts }) => textsIn(texts) },
      { head: words.state, cell: (it) => stateOf(it, now) },
      { head: words.by, cell: ({ createdBy }) => names.get(createdBy) },
      {
        head: words.act,
        kind: 'act',
        cell: (it) =>
          it.withdrawnAt === undefined &&
          it.endsAt > now &&
          confirmButton({
            signedIn,
            action: `/console/${signedIn.centre.id}/maintenance/${it.id}/withdraw`,
            label: words.withdraw,
            question: words.withdrawQuestion,
            confirm: words.withdrawConfirm,
            kind: 'danger',
            small: true,
          }),
      },
    ],
  });

const textsIn = (texts: MaintenanceTexts): Html => html`
  <div>
    <p class="as-typed">${texts.ja}</p>
    ${(['ja-easy', 'en'] as const).map(
      (language) =>
        texts[language] !== undefined &&
        html`<p class="as-typed" lang=${language === 'en' ? 'en' : 'ja'}><span class="quiet block">${words.languages[language]}</span>${texts[language]}</p>`,
    )}
  </div>
`;

function stateOf({ withdrawnAt, startsAt, endsAt }: Maintenance, now: DateTime): Html {
  if (withdrawnAt !== undefined) return badge(words.states.withdrawn, 'off');
  if (endsAt <= now) return badge(words.states.over, 'off');
  return startsAt <= now ? badge(words.states.now, 'warn') : badge(words.states.coming, 'wait');
}

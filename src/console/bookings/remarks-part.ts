import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Remark } from '#store/reading/remarks.ts';
import type { SignedIn } from '../console.ts';
import { card, moment } from '../shell/components.ts';
import { button, csrfField, textArea } from '../shell/form.ts';
import { bookingWords } from '../words/bookings.ts';
import { type FormState, stateOf } from './form-state.ts';

const words = bookingWords.remarks;

/** What staff noted down, and a field for more. `action`: where it is sent. */
export function remarksCard(of: {
  signedIn: SignedIn;
  now: DateTime;
  remarks: readonly Remark[];
  state: FormState;
  action: string;
}): Html {
  const state = stateOf(of.state, 'remark');
  return card({
    title: words.title,
    id: 'remarks',
    main: html`
      <div class="stack">
        ${of.remarks.length === 0 ? html`<p class="quiet">${words.none}</p>` : list(of.remarks, of.now)}
        <form method="post" action=${of.action}>
          ${csrfField(of.signedIn)}
          <input type="hidden" name="page-id" value=${state.pageId} />
          ${textArea({
            name: 'remark',
            label: words.label,
            hint: words.hint,
            rows: 2,
            value: state.value('remark'),
            error: state.error('remark'),
          })}
          ${button({ label: words.submit })}
        </form>
      </div>
    `,
  });
}

const list = (remarks: readonly Remark[], now: DateTime): Html => html`
  <ul class="remarks">
    ${remarks.map(
      ({ id, text, createdAt, byName }) => html`
        <li id=${`r-${id}`}>
          <p class="own-words">${text ?? words.erased}</p>
          <p class="quiet">${moment(createdAt, now)} ${byName ?? ''}</p>
        </li>
      `,
    )}
  </ul>
`;

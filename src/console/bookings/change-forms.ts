import { type Html, html } from '#pages/html.ts';
import type { BookingState } from '#store/store.ts';
import { button, confirmButton, csrfField, field, radios, select } from '../shell/form.ts';
import { bookingWords as words } from '../words/bookings.ts';
import { reasonField } from './answer-forms.ts';
import { WISHES } from './form-reading.ts';
import { stateOf } from './form-state.ts';
import { fromForm, fromHidden, timeChoice } from './free-times.ts';
import { addressOfBooking, type BookingPageOf } from './view.ts';

/** What staff may still answer, move or cancel, the same day too. */
const OPEN: readonly BookingState[] = ['requested', 'offered', 'confirmed'];

export const mayChange = ({ view }: BookingPageOf): boolean => OPEN.includes(view.booking.state);

/** Folded away: a day's work seldom needs them. A request is answered, not moved or cancelled. */
export function changeForms(of: BookingPageOf): Html | false {
  if (of.view.booking.state !== 'confirmed') return false;
  return html`<div class="stack">${moveForm(of)} ${cancelForm(of)}</div>`;
}

function moveForm(of: BookingPageOf): Html {
  const { signedIn, view, now, free } = of;
  const state = stateOf(of.state, 'move');
  return html`
    <details class="confirm" open=${state.sent || of.fromChosen}>
      <summary class="button button-secondary">${words.move.title}</summary>
      ${fromForm(addressOfBooking(signedIn.centre.id, view.booking.id), of.from, now)}
      <form method="post" action=${`${addressOfBooking(signedIn.centre.id, view.booking.id)}/move`} class="confirm-form">
        ${csrfField(signedIn)} ${fromHidden(of.from)}
        <p>${words.move.lead}</p>
        ${timeChoice('move', free, now, state)}
        ${signedIn.centre.offices.length > 1 && officeField(of)}
        ${wishField(of, 'move')}
        ${field({
          name: 'move-reason',
          label: words.move.reason,
          hint: words.reasonHint,
          width: 'full',
          value: state.value('move-reason'),
          error: state.error('move-reason'),
        })}
        ${button({ label: words.move.submit, kind: 'primary' })}
      </form>
    </details>
  `;
}

/** Nothing is chosen before somebody chooses: the words to the client and the statistics go by it. */
function wishField({ state }: BookingPageOf, form: 'move' | 'cancel'): Html {
  const name = `${form}-wish`;
  const { value, error } = stateOf(state, form);
  return radios({
    name,
    label: words.wish.label,
    required: true,
    value: value(name),
    error: error(name),
    options: WISHES.map((wish) => ({ value: wish, label: words.wish[wish], hint: words.wish.hints[wish] })),
  });
}

const officeField = ({ signedIn: { centre }, view, state }: BookingPageOf): Html =>
  select({
    name: 'move-office',
    label: words.move.office,
    value: stateOf(state, 'move').value('move-office') ?? view.booking.officeId,
    options: centre.offices.map(({ id, name }) => ({ value: id, label: name.ja })),
  });

const cancelForm = (of: BookingPageOf): Html =>
  confirmButton({
    signedIn: of.signedIn,
    action: `${addressOfBooking(of.signedIn.centre.id, of.view.booking.id)}/cancel`,
    label: words.cancel.title,
    question: words.cancel.question,
    confirm: words.cancel.submit,
    kind: 'danger',
    open: of.state.form === 'cancel',
    main: html`<div>${wishField(of, 'cancel')} ${reasonField(of, 'cancel')}</div>`,
  });

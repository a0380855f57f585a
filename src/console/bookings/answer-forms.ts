import { standOf } from '#office/as-drawn.ts';
import { type Html, html } from '#pages/html.ts';
import { card } from '../shell/components.ts';
import { button, checkboxes, confirmButton, csrfField, field, textArea } from '../shell/form.ts';
import { bookingWords } from '../words/bookings.ts';
import { spanInFull } from '../words/moments.ts';
import { stateOf } from './form-state.ts';
import { fromForm, fromHidden, timeChoice, timeOptions } from './free-times.ts';
import { sureField } from './sure-field.ts';
import { addressOfBooking, type BookingPageOf } from './view.ts';

const words = bookingWords.answer;
/** Free entries beside the slots to tick. */
export const OTHER_TIMES = 3;

/** The field that says what the request was like when the form was drawn. */
export const DRAWN_FROM = 'drawn-from';

export const drawnFrom = ({ view: { booking, offered } }: BookingPageOf): string => standOf(booking, offered);

const drawnField = (of: BookingPageOf): Html => html`<input type="hidden" name=${DRAWN_FROM} value=${drawnFrom(of)} />`;

/** How staff answer a request: confirm, propose times, decline; or take it back for a client who rang. */
export function answerCard(of: BookingPageOf): Html | false {
  const { state } = of.view.booking;
  if (state !== 'requested' && state !== 'offered') return false;
  return card({
    title: words.title,
    id: 'answer',
    main: html`<div class="stack">${!hasOwnTime(of) && times(of)} ${confirmPart(of)} ${offerPart(of)} ${declinePart(of)} ${withdrawPart(of)}</div>`,
  });
}

const act = ({ signedIn, view }: BookingPageOf, name: string): string =>
  `${addressOfBooking(signedIn.centre.id, view.booking.id)}/${name}`;

/** It stands where the client asked for a slot: one press confirms it. */
const hasOwnTime = ({ view: { booking } }: BookingPageOf): boolean =>
  booking.state === 'requested' && booking.startsAt !== undefined;

const times = ({ signedIn, view, from, now }: BookingPageOf): Html =>
  fromForm(`${addressOfBooking(signedIn.centre.id, view.booking.id)}#answer`, from, now);

/** One press where it has a time; else the time that was agreed on the phone. */
function confirmPart(of: BookingPageOf): Html {
  const { signedIn, view, now, free } = of;
  const { startsAt, endsAt } = view.booking;
  const itsOwn = hasOwnTime(of) && startsAt !== undefined;
  return html`
    <form method="post" action=${act(of, 'confirm')} class="part">
      <h3>${words.confirm}</h3>
      ${csrfField(signedIn)} ${drawnField(of)} ${fromHidden(of.from)}
      <p>${itsOwn ? words.confirmLead(spanInFull(startsAt, endsAt)) : words.confirmAny}</p>
      ${!itsOwn && timeChoice('confirm', free, now, stateOf(of.state, 'confirm'))}
      ${button({ label: words.confirm, kind: 'primary' })}
    </form>
  `;
}

function offerPart(of: BookingPageOf): Html {
  const { signedIn, view, now, free } = of;
  const state = stateOf(of.state, 'offer');
  // Where the client named no slot, proposing one is what there is to do.
  const unfolded = view.booking.state === 'requested' && view.booking.startsAt === undefined;
  return html`
    <details class="part" open=${state.sent || unfolded || of.fromChosen} data-unfolded=${unfolded || of.fromChosen}>
      <summary>${view.booking.state === 'offered' ? words.offerAgain : words.offer}</summary>
      ${hasOwnTime(of) && times(of)}
      <form method="post" action=${act(of, 'offer')}>
        ${csrfField(signedIn)} ${drawnField(of)} ${fromHidden(of.from)}
        <p>${words.offerLead}</p>
        ${
          free.length === 0
            ? html`<p class="quiet">${words.noSlots}</p>`
            : checkboxes({
                name: 'offer-slot',
                label: words.offerSlots,
                values: state.values('offer-slot'),
                error: state.error('offer-slot'),
                options: timeOptions(free, now),
              })
        }
        ${Array.from({ length: OTHER_TIMES }, (_, index) =>
          field({
            name: `offer-other-${index + 1}`,
            label: words.offerOther(index + 1),
            hint: index === 0 ? words.offerOtherHint : undefined,
            type: 'datetime-local',
            value: state.value(`offer-other-${index + 1}`),
            error: state.error(`offer-other-${index + 1}`),
          }),
        )}
        ${sureField('offer', state)} ${button({ label: words.offer, kind: 'primary' })}
      </form>
    </details>
  `;
}

const declinePart = (of: BookingPageOf): Html =>
  confirmButton({
    signedIn: of.signedIn,
    action: act(of, 'decline'),
    label: words.decline,
    question: words.declineQuestion,
    confirm: words.decline,
    kind: 'danger',
    open: of.state.form === 'decline',
    hidden: { [DRAWN_FROM]: drawnFrom(of) },
    main: reasonField(of, 'decline'),
  });

const withdrawPart = (of: BookingPageOf): Html =>
  confirmButton({
    signedIn: of.signedIn,
    action: act(of, 'withdraw'),
    label: words.withdraw,
    question: words.withdrawQuestion,
    confirm: words.withdrawConfirm,
    hidden: { [DRAWN_FROM]: drawnFrom(of) },
  });

/** Staff's own words to the client. They must say why, but for a cancelling that the client asked for. */
export function reasonField({ state }: Pick<BookingPageOf, 'state'>, form: 'decline' | 'cancel'): Html {
  const name = `${form}-reason`;
  const { value, error } = stateOf(state, form);
  return textArea({
    name,
    label: bookingWords.reason,
    hint: form === 'cancel' ? bookingWords.cancel.reasonHint : bookingWords.reasonHint,
    rows: 3,
    required: form !== 'cancel',
    value: value(name),
    error: error(name),
  });
}

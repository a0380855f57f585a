import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import type { SignedIn } from '../console.ts';
import { card } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, radios, select, textArea } from '../shell/form.ts';
import { treatingWords as words } from '../words/closures.ts';
import { spanInWords } from '../words/moments.ts';
import { nameOf, placeOf } from './holders.ts';
import { slotName } from './place.ts';
import { openHolders, REASON_LENGTH, seenName, type Typed, toName, whatName } from './treating-reading.ts';

export type Free = { startsAt: DateTime; endsAt: DateTime };

export type TreatingForm = {
  signedIn: SignedIn;
  action: string;
  hidden?: Record<string, string> | undefined;
  centre: Centre;
  holders: readonly SeatHolder[];
  /** Where somebody could be moved to, by office and service (`freeKey`). */
  free: ReadonlyMap<string, readonly Free[]>;
  typed?: Typed | undefined;
  errors?: readonly FieldError[] | undefined;
};

export const freeKey = ({ officeId, serviceId }: { officeId: string; serviceId: string }): string => `${officeId} ${serviceId}`;

/** One question a booking: keep, cancel or move. Nothing to ask where nobody is in it. */
export function treatingForm(it: TreatingForm): Html | false {
  const holders = openHolders(it.holders);
  const held = it.holders.filter(({ state }) => state === 'held').length;
  if (holders.length === 0) return held > 0 && html`<p class="banner banner-info">${words.held}</p>`;
  const main = html`
    <form method="post" action=${it.action} class="treating">
      ${csrfField(it.signedIn)}
      ${Object.entries(it.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
      <p>${words.lead}</p>
      ${held > 0 && html`<p class="hint">${words.held}</p>`}
      ${holders.map((holder) => question(holder, it))}
      ${textArea({
        name: 'reason',
        label: words.reason,
        hint: words.reasonHint,
        value: it.typed?.['reason'],
        error: errorFor(it.errors ?? [], 'reason'),
        rows: 3,
        maxLength: REASON_LENGTH,
      })}
      ${button({ label: words.submit, kind: 'primary' })}
    </form>
  `;
  return html`<div id="bookings">${errorSummary(it.errors ?? [])} ${card({ title: words.title, main, tone: 'warn' })}</div>`;
}

function question(holder: SeatHolder, it: TreatingForm): Html {
  const { typed, errors } = it;
  const what = radios({
    name: whatName(holder),
    label: `${nameOf(holder)}（${holder.reference}）${spanInWords(holder.startsAt, holder.endsAt)}`,
    hint: placeOf(holder, it.centre),
    value: typed?.[whatName(holder)] ?? 'keep',
    options: [
      { value: 'keep', label: words.keep },
      { value: 'cancel', label: holder.state === 'confirmed' ? words.cancel : words.decline },
      ...(holder.state === 'confirmed' ? [] : [{ value: 'withdraw', label: words.withdraw }]),
      { value: 'move', label: words.move },
    ],
  });
  const free = it.free.get(freeKey(holder)) ?? [];
  const to = select({
    name: toName(holder),
    label: words.to,
    hint: free.length === 0 ? words.noFree : undefined,
    value: typed?.[toName(holder)],
    empty: words.noTime,
    options: free.map(({ startsAt, endsAt }) => ({ value: slotName(startsAt), label: spanInWords(startsAt, endsAt) })),
    error: errorFor(errors ?? [], toName(holder)),
  });
  const seen = html`<input type="hidden" name=${seenName(holder)} value=${holder.state} />`;
  return html`<div class="treating-one">${seen} ${what} ${to}</div>`;
}

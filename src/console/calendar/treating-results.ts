import type { Told } from '#office/office.ts';
import type { Treated } from '#office/treating.ts';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { SignedIn } from '../console.ts';
import { card, heading, table } from '../shell/components.ts';
import { linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { slotWords } from '../words/calendar.ts';
import { treatingWords as words } from '../words/closures.ts';
import { spanInWords } from '../words/moments.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { nameOf } from './holders.ts';
import { addresses } from './place.ts';

/** What became of each booking; whom to ring stands first. */
export function treatingResults(it: { signedIn: SignedIn; treated: readonly Treated[]; back: string }): string {
  const { signedIn, treated, back } = it;
  const { centre } = signedIn;
  const toRing = treated.filter((one) => toldOf(one) === 'ring');
  const main = html`
    <div class="closures">
      ${heading(words.results, linkButton({ label: words.rest, href: back }))}
      ${toRing.length > 0 && card({ title: words.ring, tone: 'warn', main: ringList(toRing, centre) })}
      ${table<Treated>({
        caption: words.results,
        rows: treated,
        columns: [
          { head: slotWords.columns.reference, cell: ({ choice }) => bookingLink(choice.holder, centre) },
          { head: slotWords.columns.name, cell: ({ choice }) => nameOf(choice.holder) },
          { head: words.results, cell: resultOf },
          { head: words.toldHead, cell: (one) => toldInWords(toldOf(one)), kind: 'text' },
        ],
      })}
    </div>
  `;
  return consolePage({ signedIn, title: words.results, section: 'calendar', main });
}

const ringList = (treated: readonly Treated[], centre: Centre): Html => html`
  <div>
    <p>${words.ringLead}</p>
    <ul>
      ${treated.map(
        ({ choice: { holder } }) => html`<li>${nameOf(holder)} ${phoneOf(holder.phone)} ${bookingLink(holder, centre)}</li>`,
      )}
    </ul>
  </div>
`;

const phoneOf = (phone: string | undefined): Html =>
  phone === undefined
    ? html`<span>${words.noPhone}</span>`
    : html`<a href=${`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>${phone}</a>`;

const bookingLink = (holder: { bookingId: string; reference: string }, centre: Centre): Html =>
  html`<a href=${addresses.booking(centre, holder.bookingId)}>${holder.reference}</a>`;

const toldOf = ({ outcome }: Treated): Told | undefined => (outcome.kind === 'done' ? outcome.told : undefined);
const toldInWords = (told: Told | undefined): string => (told === undefined ? '' : words.told[told]);

export function resultOf({ choice, outcome }: Treated): string {
  const said = words.result;
  switch (outcome.kind) {
    case 'kept':
      return said.kept;
    case 'done':
      if (choice.what === 'move') return said.moved(spanInWords(choice.startsAt));
      if (choice.what === 'withdraw') return said.withdrawn;
      return outcome.booking.state === 'declined' ? said.declined : said.cancelled;
    case 'changed':
      return outcome.state === undefined ? said.gone : said.changed(BOOKING_STATES[outcome.state]);
    default:
      return said[outcome.kind];
  }
}

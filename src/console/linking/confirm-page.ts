import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Booking } from '#store/store.ts';
import { clientName, serviceName } from '../bookings/labels.ts';
import { channelInWords } from '../bookings/ledger-part.ts';
import { addressOfBooking } from '../bookings/view.ts';
import { profileFacts } from '../clients/profile-part.ts';
import { addressOfClient, type ClientPageOf, isSuspended } from '../clients/view.ts';
import { badge, banner, card, definitions, heading, stateBadge, time } from '../shell/components.ts';
import { button, checkbox, csrfField, errorFor, errorSummary, type FieldError, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { bookingWords } from '../words/bookings.ts';
import { linkingWords } from '../words/linking.ts';
import { momentInWords } from '../words/moments.ts';
import { addressOfPair } from './view.ts';

const words = linkingWords.confirm;

export type Refusal = keyof typeof words.refused;

export type PairOf = {
  kept: ClientPageOf;
  gone: ClientPageOf;
  refused?: Refusal | undefined;
  errors?: readonly FieldError[] | undefined;
};

/** Both records side by side, what will happen, and the decision. */
export function confirmPage(of: PairOf): string {
  const { kept, gone, refused, errors = [] } = of;
  const { signedIn } = kept;
  const address = (a: ClientPageOf, b: ClientPageOf) => addressOfPair(signedIn.centre.id, a.client.id, b.client.id);
  return consolePage({
    signedIn,
    title: words.title,
    section: 'clients',
    main: html`
      <div class="stack">
        ${heading(words.title, linkButton({ label: words.swap, href: address(gone, kept) }), words.lead)}
        ${errorSummary(errors)} ${refused !== undefined && banner(words.refused[refused], 'warn')}
        <div class="side-by-side">${record(words.kept, kept)} ${record(words.gone, gone)}</div>
        ${mayBeDone(refused) && decision(address(kept, gone), of)}
        <div>${linkButton({ label: words.back, href: addressOfClient(signedIn.centre.id, kept.client.id), kind: 'quiet' })}</div>
      </div>
    `,
  });
}

/** What stands in the way until something else is done first; open bookings may have been cancelled since. */
export const standsInTheWay = ({ kept, gone }: PairOf): Refusal | undefined => {
  if (kept.client.erasureAskedAt ?? gone.client.erasureAskedAt) return 'erasure-waits';
  if (gone.linked.length > 0) return 'keeps-others';
  return gone.client.conversations.length === 0 ? 'no-conversation' : undefined;
};

const mayBeDone = (refused: Refusal | undefined): boolean =>
  refused === undefined || refused === 'both-open' || refused === 'busy';

function record(title: string, page: ClientPageOf): Html {
  const { client, now, bookings, signedIn } = page;
  const open = bookings.filter((it) => isOpen(it, now));
  const { conversations } = client;
  return card({
    title,
    end: isSuspended(page) ? badge(words.suspended, 'bad') : undefined,
    main: html`
      <div class="stack">
        <h3><a href=${addressOfClient(signedIn.centre.id, client.id)}>${clientName(client)}</a></h3>
        ${profileFacts(page)}
        ${definitions([
          [
            words.chats,
            conversations.length === 0
              ? words.noChats
              : conversations.map(
                  (it) => html`<div>${words.chat(channelInWords(it.channel), momentInWords(it.lastWroteAt, now))}</div>`,
                ),
          ],
          [words.open, open.length === 0 ? words.noOpen : open.map((it) => bookingLine(it, page))],
        ])}
      </div>
    `,
  });
}

const isOpen = ({ state, endsAt }: Booking, now: DateTime): boolean =>
  state === 'requested' || state === 'offered' || (state === 'confirmed' && endsAt !== undefined && endsAt > now);

const bookingLine = (it: Booking, { signedIn: { centre }, now }: ClientPageOf): Html => html`
  <div>
    <a class="reference" href=${addressOfBooking(centre.id, it.id)}>${it.reference}</a>${'　'}
    ${it.startsAt ? time(it.startsAt, it.endsAt, now) : bookingWords.noTime}${'　'}
    ${serviceName(centre, it.serviceId)}${'　'}${stateBadge(it.state)}
  </div>
`;

const decision = (action: string, { kept: { signedIn }, errors = [] }: PairOf): Html =>
  card({
    title: words.what,
    main: html`
      <div>
      <ul class="effects">${words.effects.map((it) => html`<li>${it}</li>`)}</ul>
      ${banner(words.warning, 'warn')}
      <form method="post" action=${action}>
        ${csrfField(signedIn)}
        ${checkbox({ name: 'sure', label: words.sure, required: true, error: errorFor(errors, 'sure') })}
        ${button({ label: words.submit, kind: 'primary' })}
      </form>
      </div>
    `,
  });

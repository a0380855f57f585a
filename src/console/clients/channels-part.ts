import { type Html, html } from '#pages/html.ts';
import type { LinkedRecord } from '#store/reading/linked.ts';
import { clientName } from '../bookings/labels.ts';
import { channelInWords } from '../bookings/ledger-part.ts';
import { addressOfLink, addressOfLinking, addressOfPair } from '../linking/view.ts';
import { badge, type Column, card, definitions, moment, table } from '../shell/components.ts';
import { confirmButton, linkButton } from '../shell/form.ts';
import { linkingWords } from '../words/linking.ts';
import type { ClientPageOf } from './view.ts';

/** Where the client writes, and whether we reach them there; the records that were put together. */
export function channelsCard(of: ClientPageOf): Html {
  const { client, signedIn, now } = of;
  const { columns, ...say } = linkingWords.channels;
  type Talk = (typeof client.conversations)[number];
  const heads: Column<Talk>[] = [
    { head: columns.channel, cell: ({ channel }) => channelInWords(channel) },
    { head: columns.reach, cell: ({ reachable }) => (reachable ? badge(say.reachable, 'good') : badge(say.ring, 'bad')) },
    {
      head: columns.language,
      cell: ({ language }) => Object.entries(say.languages).find(([it]) => it === language)?.[1] ?? language,
    },
    { head: columns.since, cell: ({ createdAt }) => moment(createdAt, now) },
    { head: columns.last, cell: ({ lastWroteAt }) => moment(lastWroteAt, now) },
  ];
  return card({
    title: say.title,
    id: 'channels',
    main: html`
      <div class="stack">
        ${client.conversations.length > 1 && html`<p class="quiet">${say.lead}</p>`}
        ${table({ caption: say.title, columns: heads, rows: client.conversations, empty: say.none })}
        ${of.linked.map((it) => linkedRecord(it, of))}
        ${
          client.profile !== undefined &&
          html`<div class="acts">${linkButton({ label: say.link, href: addressOfLinking(signedIn.centre.id, client.id) })}</div>`
        }
      </div>
    `,
  });
}

function linkedRecord(it: LinkedRecord, { client, signedIn, now }: ClientPageOf): Html {
  const words = linkingWords.linked;
  const chats = client.conversations.filter(({ id }) => it.conversationIds.includes(id));
  return html`
    <section>
      <h3>${words.title}</h3>
      ${definitions([
        [words.chats, chats.map(({ channel }) => channelInWords(channel)).join('、')],
        [words.when, moment(it.linkedAt, now)],
        [words.by, it.byName],
      ])}
      ${confirmButton({
        signedIn,
        action: `${addressOfLink(signedIn.centre.id, client.id, it.linkId)}/end`,
        label: words.end,
        question: words.endQuestion,
        confirm: words.endSubmit,
        kind: 'danger',
      })}
    </section>
  `;
}

/** Others with the same number or address: perhaps the same person. */
export function alikeCard({ alike, client, signedIn }: ClientPageOf): Html | false {
  const words = linkingWords.alike;
  if (alike.length === 0) return false;
  return card({
    title: words.title,
    tone: 'warn',
    main: html`
      <div>
      <p>${words.lead}</p>
      <ul class="alike">
        ${alike.map(
          (it) => html`<li>
            <span>${clientName(it)}</span>
            ${linkButton({
              label: words.open,
              href: addressOfPair(signedIn.centre.id, client.id, it.id),
              small: true,
              spoken: words.spoken(clientName(it)),
            })}
          </li>`,
        )}
      </ul>
      </div>
    `,
  });
}

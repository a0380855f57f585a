import { type Html, html } from '#pages/html.ts';
import { stateOf } from '../bookings/form-state.ts';
import { channelInWords } from '../bookings/ledger-part.ts';
import { banner } from '../shell/components.ts';
import { checkbox, confirmButton } from '../shell/form.ts';
import { clientWords } from '../words/clients.ts';
import { erasingWords as words } from '../words/erasing.ts';
import { addressOfClient, type ClientPageOf } from './view.ts';

/** Deleting everything about a client. It asks once more, and says first whose chats it is about, what goes and what stays. */
export function eraseForm(of: ClientPageOf): Html {
  const { signedIn, client, linked } = of;
  const erase = stateOf(of.state, 'erase');
  return confirmButton({
    signedIn,
    action: `${addressOfClient(signedIn.centre.id, client.id)}/erase`,
    label: clientWords.data.erase,
    question: words.question,
    confirm: words.submit,
    kind: 'danger',
    open: erase.sent,
    main: html`<div class="stack">
      <input type="hidden" name="chats" value=${client.conversations.map(({ id }) => id).join(' ')} />
      ${chatsConcerned(client)} ${linked.length > 0 && banner(words.linked, 'warn')}
      ${list(words.goes)} ${list(words.stays)}
      ${checkbox({ name: 'asked', label: words.confirm, error: erase.error('asked') })}
    </div>`,
  });
}

/** Whoever writes on two channels is deleted in both. */
function chatsConcerned({ conversations }: ClientPageOf['client']): Html | false {
  const channels = [...new Set(conversations.map(({ channel }) => channel))].sort().map(channelInWords);
  const [one, other] = channels;
  if (one === undefined) return false;
  const count = conversations.length;
  if (count === 1) return html`<p>${words.one(one)}</p>`;
  const said = count === 2 && other !== undefined ? words.both(one, other) : words.all(channels, count);
  return html`<p><strong>${said}</strong></p>`;
}

const list = ({ title, what }: { title: string; what: readonly string[] }): Html => html`
  <div>
    <h3>${title}</h3>
    <ul class="effects">${what.map((it) => html`<li>${it}</li>`)}</ul>
  </div>
`;

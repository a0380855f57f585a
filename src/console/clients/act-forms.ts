import { type Html, html } from '#pages/html.ts';
import { stateOf } from '../bookings/form-state.ts';
import { card } from '../shell/components.ts';
import { button, checkbox, confirmButton, csrfField, radios, textArea } from '../shell/form.ts';
import { clientWords } from '../words/clients.ts';
import { eraseForm } from './erase-form.ts';
import { addressOfClient, type ClientPageOf } from './view.ts';

const act = ({ signedIn, client }: ClientPageOf, name: string): string =>
  `${addressOfClient(signedIn.centre.id, client.id)}/${name}`;

/** Free text: written, looked at once more, sent. */
export function messageCard(of: ClientPageOf): Html {
  const words = clientWords.message;
  const state = stateOf(of.state, 'message');
  const reachable = of.client.conversations.some((it) => it.reachable);
  return card({
    title: words.title,
    id: 'message-card',
    main: html`
      <form method="post" action=${act(of, 'message')}>
        ${csrfField(of.signedIn)}
        <p class="quiet">${reachable ? words.lead : words.ring}</p>
        ${
          reachable &&
          html`<div>
            ${textArea({
              name: 'text',
              label: words.label,
              hint: words.hint,
              rows: 4,
              required: true,
              value: state.value('text'),
              error: state.error('text'),
            })}
            ${button({ label: words.preview })}
          </div>`
        }
      </form>
    `,
  });
}

/** Taking everything out of the house, and deleting it: both ask once more. */
export function dataCard(of: ClientPageOf): Html {
  const words = clientWords.data;
  return card({
    title: words.title,
    tone: 'quiet',
    main: html`
      <div class="stack">
        ${confirmButton({
          signedIn: of.signedIn,
          action: act(of, 'export'),
          label: words.export,
          question: words.exportQuestion,
          confirm: words.exportSubmit,
          main: html`<div>
            ${radios({
              name: 'format',
              label: words.format,
              value: 'json',
              options: Object.entries(words.formats).map(([value, label]) => ({ value, label })),
            })}
            ${checkbox({ name: 'staff-only', label: words.staffOnly, hint: words.staffOnlyHint, checked: true })}
          </div>`,
        })}
        ${of.client.profile !== undefined && of.client.erasureAskedAt === undefined && eraseForm(of)}
      </div>
    `,
  });
}

/** Beside the words that a deletion waits. */
export function keepForm(of: ClientPageOf): Html {
  const { keep, keepQuestion, keepSubmit } = clientWords.data;
  return confirmButton({
    signedIn: of.signedIn,
    action: act(of, 'keep'),
    label: keep,
    question: keepQuestion,
    confirm: keepSubmit,
  });
}

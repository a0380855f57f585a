import { type Html, html } from '#pages/html.ts';
import type { SuspensionView } from '#store/reading/client-page.ts';
import { stateOf } from '../bookings/form-state.ts';
import { badge, card, day, definitions, moment } from '../shell/components.ts';
import { confirmButton, field, select, textArea } from '../shell/form.ts';
import { clientWords } from '../words/clients.ts';
import { momentInWords } from '../words/moments.ts';
import { addressOfClient, type ClientPageOf, isSuspended, officeFor } from './view.ts';

const words = clientWords.suspension;

/** Whether further use is refused, and the decision to do so: by people alone. */
export function suspensionCard(of: ClientPageOf): Html | false {
  if (!of.client.profile && of.suspensions.length === 0) return false;
  const standing = of.suspensions.find(({ liftedAt }) => liftedAt === undefined);
  const before = of.suspensions.filter(({ liftedAt }) => liftedAt !== undefined);
  return card({
    title: words.title,
    id: 'suspension',
    tone: standing ? 'warn' : 'plain',
    end: standing && badge(words.standing, 'bad'),
    main: html`
      <div class="stack">
        ${standing ? facts(standing, of) : html`<p class="quiet">${words.none}</p>`}
        ${isSuspended(of) ? liftForm(of) : of.client.profile !== undefined && suspendForm(of)}
        ${before.length > 0 && html`<section><h3>${words.before}</h3>${before.map((it) => facts(it, of))}</section>`}
      </div>
    `,
  });
}

const facts = (it: SuspensionView, { now }: ClientPageOf): Html =>
  definitions([
    [words.since, moment(it.createdAt, now)],
    [words.by, it.byName],
    [words.reason, it.reason !== undefined && html`<span class="own-words">${it.reason}</span>`],
    [words.note, it.note !== undefined && html`<span class="own-words">${it.note}</span>`],
    [words.reviewOn, day(it.reviewOn, now)],
    [words.lift, it.liftedAt && words.lifted(momentInWords(it.liftedAt, now), it.liftedByName ?? '')],
  ]);

const action = ({ signedIn, client }: ClientPageOf, name: string): string =>
  `${addressOfClient(signedIn.centre.id, client.id)}/${name}`;

function suspendForm(of: ClientPageOf): Html {
  const { sent, value, error } = stateOf(of.state, 'suspend');
  const text = (name: string, label: string, hint: string) =>
    textArea({ name, label, hint, rows: 3, required: true, value: value(name), error: error(name) });
  return confirmButton({
    signedIn: of.signedIn,
    action: action(of, 'suspend'),
    label: words.suspend,
    question: words.lead,
    confirm: words.suspend,
    kind: 'danger',
    open: sent,
    main: html`
      <div>
        ${text('reason', words.reason, words.reasonHint)} ${text('note', words.note, words.noteHint)}
        ${field({
          name: 'review-on',
          label: words.reviewOn,
          hint: words.reviewHint,
          type: 'date',
          width: 'short',
          required: true,
          min: of.now.plus({ days: 1 }).toFormat('yyyy-MM-dd'),
          value: value('review-on'),
          error: error('review-on'),
        })}
        ${officeField(of, value('office'))}
      </div>
    `,
  });
}

const officeField = (of: ClientPageOf, typed: string | undefined): Html | false =>
  of.signedIn.centre.offices.length > 1 &&
  select({
    name: 'office',
    label: words.office,
    value: typed ?? officeFor(of),
    options: of.signedIn.centre.offices.map(({ id, name }) => ({ value: id, label: name.ja })),
  });

const liftForm = (of: ClientPageOf): Html =>
  confirmButton({
    signedIn: of.signedIn,
    action: action(of, 'lift'),
    label: words.lift,
    question: words.liftQuestion,
    confirm: words.lift,
  });

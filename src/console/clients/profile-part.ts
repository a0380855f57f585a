import { type Html, html } from '#pages/html.ts';
import { phoneLink } from '../bookings/facts.ts';
import { stateOf } from '../bookings/form-state.ts';
import { entered } from '../bookings/labels.ts';
import { badge, card, definitions, moment } from '../shell/components.ts';
import { button, csrfField } from '../shell/form.ts';
import { clientWords } from '../words/clients.ts';
import { profileFields } from './profile-fields.ts';
import { addressOfClient, type ClientPageOf } from './view.ts';

const words = clientWords.profile;

/** Who it is, in full: staff need it; and a form to put it right. */
export function profileCard(of: ClientPageOf): Html | false {
  if (!of.client.profile) return false;
  return card({ title: words.title, main: html`<div class="stack">${profileFacts(of)} ${correctForm(of)}</div>` });
}

export function profileFacts(of: ClientPageOf): Html {
  const { profile } = of.client;
  const phone = entered(profile?.phone);
  const email = entered(profile?.email);
  return definitions([
    [words.number, entered(profile?.jobSeekerNumber) ?? words.none],
    [words.phone, phone === undefined ? words.none : phoneLink(phone)],
    [words.email, email === undefined ? words.none : html`<span>${email} ${confirmed(of)}</span>`],
    [words.topic, entered(profile?.topic)],
    [words.companions, entered(profile?.companions)],
    [words.since, moment(of.client.createdAt, of.now)],
  ]);
}

const confirmed = ({ client }: ClientPageOf): Html =>
  client.emailConfirmed ? badge(words.confirmed, 'good') : badge(words.notConfirmed, 'wait');

function correctForm(of: ClientPageOf): Html {
  const { profile } = of.client;
  const { sent, value, error } = stateOf(of.state, 'correct');
  const stored: Readonly<Record<string, string | undefined>> = {
    name: profile?.name,
    number: entered(profile?.jobSeekerNumber),
    phone: entered(profile?.phone),
    email: entered(profile?.email),
    topic: entered(profile?.topic),
    companions: entered(profile?.companions),
  };
  return html`
    <details class="part" open=${sent}>
      <summary>${words.correct}</summary>
      <form method="post" action=${`${addressOfClient(of.signedIn.centre.id, of.client.id)}/correct`}>
        ${csrfField(of.signedIn)}
        <p class="quiet">${words.correctLead}</p>
        ${profileFields({ value: (name) => (sent ? value(name) : stored[name]), error })}
        ${button({ label: words.submit, kind: 'primary' })}
      </form>
    </details>
  `;
}

import type { JSX } from 'preact';
import type { MailView } from '#simulator/view.ts';
import { WORDS } from './words.ts';

/** The mails that the server under test has sent, the newest first. Shown only where no mail server is set. */
export function MailPanel({ mails }: { mails: MailView[] }): JSX.Element {
  return (
    <section class="mails" aria-labelledby="mails-heading">
      <h2 id="mails-heading">{WORDS.mails.heading}</h2>
      {mails.length === 0 && <p class="quiet">{WORDS.mails.empty}</p>}
      <ol class="entries">
        {mails.toReversed().map((mail) => (
          <li key={mail.id}>
            <details class="entry">
              <summary>
                <span class="what">{mail.subject}</span>
              </summary>
              <p class="quiet">{WORDS.mails.to(mail.to)}</p>
              <p class="mail-text">
                {mail.text.split(/(https?:\/\/\S+)/).map((part, at) => (at % 2 === 1 ? <Address url={part} /> : part))}
              </p>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

const Address = ({ url }: { url: string }): JSX.Element => (
  <a href={url} target="_blank" rel="noreferrer">
    {url}
  </a>
);

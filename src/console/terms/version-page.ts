import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import { markdown, plainText } from '#pages/markdown.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { banner, card, definitions, heading, moment } from '../shell/components.ts';
import { confirmButton, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { termsWords } from '../words/terms.ts';
import { difference } from './difference.ts';
import { dayOf, groundInWords, standingBadge, standingOf, termsOf, textAsTyped } from './labels.ts';

const words = termsWords.version;

export type VersionOf = {
  signedIn: SignedIn;
  now: DateTime;
  it: OfficialTerms;
  /** Of the whole centre. */
  all: readonly OfficialTerms[];
  before: OfficialTerms | undefined;
  done: string | undefined;
  refused: string | undefined;
};

/** `/terms/:id`: what it says, what is new in it, and for a draft the press that publishes it. */
export function versionPage(of: VersionOf): string {
  const { signedIn, it, done, refused } = of;
  const title = words.title(dayOf(it.effectiveAt));
  const main = html`
    <div class="stack">
      ${heading(title, it.publishedAt && publicLink(of))} ${refused !== undefined && banner(refused, 'warn')}
      ${card({ title: words.facts, main: stacked([facts(of), acts(of)]) })}
      ${card({ title: words.difference, main: changed(of) })}
      ${card({ title: words.text, main: it.format === 'markdown' ? markdown(it.body, 3) : plainText(it.body) })}
    </div>
  `;
  return consolePage({ signedIn, title, section: 'terms', main, done });
}

const publicLink = ({ signedIn: { centre }, it }: VersionOf): Html =>
  linkButton({ label: termsWords.publicPage, href: `/terms/${centre.id}?version=${it.id}` });

function facts({ signedIn: { centre }, now, it, all }: VersionOf): Html {
  const terms = termsOf(centre, it.termsId);
  return definitions([
    [words.document, it.title],
    [words.state, standingBadge(standingOf(it, all, now))],
    [words.effective, dayOf(it.effectiveAt)],
    [words.changes, it.notice !== undefined && textAsTyped(it.notice)],
    [words.ground, groundInWords(terms, it.ground)],
    [words.created, html`<span>${moment(it.createdAt, now)} ${it.createdBy ?? false}</span>`],
    [words.published, it.publishedAt && html`<span>${moment(it.publishedAt, now)} ${it.publishedBy ?? false}</span>`],
    [words.consents, it.publishedAt && termsWords.people(it.consents)],
    [words.sha256, html`<code class="hash">${it.sha256}</code>`],
  ]);
}

function acts({ signedIn, it }: VersionOf): Html | false {
  if (it.publishedAt || signedIn.staff.role !== 'administrator') return false;
  const at = `/console/${signedIn.centre.id}/terms/${it.id}`;
  return html`
    <div class="actions">
      ${confirmButton({
        signedIn,
        action: `${at}/publish`,
        label: words.publish,
        question: words.publishQuestion(dayOf(it.effectiveAt)),
        confirm: words.publishConfirm,
        kind: 'primary',
      })}
      ${confirmButton({
        signedIn,
        action: `${at}/discard`,
        label: words.discard,
        question: words.discardQuestion,
        confirm: words.discardConfirm,
        kind: 'danger',
      })}
    </div>
  `;
}

const changed = ({ it, before }: VersionOf): Html =>
  before
    ? html`<div><p class="quiet">${words.differenceFrom(dayOf(before.effectiveAt))}</p>${difference(before.body, it.body)}</div>`
    : html`<p>${words.noBefore}</p>`;

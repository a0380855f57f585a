import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { csrfField } from './csrf-field.ts';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

/** A submit button; `name` and `value` go with the form, `action` sends it elsewhere than the form's own address. */
export type Button = {
  label: string;
  kind?: ButtonKind | undefined;
  /** Lower, for rows of a table; still 32 px. */
  small?: boolean | undefined;
  name?: string | undefined;
  value?: string | undefined;
  action?: string | undefined;
  disabled?: boolean | undefined;
  /** Where the label alone does not say of what: read out instead of it, and beginning with it. */
  spoken?: string | undefined;
};

export const button = (it: Button): Html => html`
  <button
    type="submit"
    class=${classOf(it)}
    name=${it.name}
    value=${it.value}
    formaction=${it.action}
    disabled=${it.disabled}
    aria-label=${it.spoken}
  >${it.label}</button>
`;

/** A link that looks like a button: it only leads somewhere. */
export const linkButton = (it: { label: string; href: string; kind?: ButtonKind; small?: boolean; spoken?: string }): Html =>
  html`<a class=${classOf(it)} href=${it.href} aria-label=${it.spoken}>${it.label}</a>`;

const classOf = ({ kind, small }: { kind?: ButtonKind | undefined; small?: boolean | undefined }): string =>
  `button button-${kind ?? 'secondary'}${small ? ' button-small' : ''}`;

/** A form of one act: the button and what goes with it. */
export function postButton(
  it: Omit<Button, 'action'> & {
    signedIn: Pick<SignedIn, 'csrf'>;
    action: string;
    hidden?: Readonly<Record<string, string>> | undefined;
  },
): Html {
  return html`
    <form class="one-act" method="post" action=${it.action}>
      ${csrfField(it.signedIn)} ${hiddenFields(it.hidden)} ${button({ ...it, action: undefined })}
    </form>
  `;
}

/**
 * An act that asks once more: the first press opens the question (`details`, so without script too), the second does it.
 * `main`: what else the form asks, such as a reason. A form of its own: never inside another.
 */
export function confirmButton(it: {
  signedIn: Pick<SignedIn, 'csrf'>;
  action: string;
  label: string;
  question: string;
  confirm: string;
  kind?: ButtonKind | undefined;
  small?: boolean | undefined;
  hidden?: Readonly<Record<string, string>> | undefined;
  main?: Html | undefined;
  /** Opened at once, where the answer to the form had errors. */
  open?: boolean | undefined;
  spoken?: string | undefined;
}): Html {
  return html`
    <details class="confirm" open=${it.open === true}>
      <summary class=${classOf(it)} aria-label=${it.spoken}>${it.label}</summary>
      <form method="post" action=${it.action} class="confirm-form">
        ${csrfField(it.signedIn)} ${hiddenFields(it.hidden)}
        <p>${it.question}</p>
        ${it.main ?? false} ${button({ label: it.confirm, kind: it.kind ?? 'primary' })}
      </form>
    </details>
  `;
}

const hiddenFields = (hidden: Readonly<Record<string, string>> = {}): Html[] =>
  Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`);

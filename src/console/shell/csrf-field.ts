import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';

/** The name of the hidden field that the shell checks before any page's POST runs. */
export const CSRF_FIELD = 'csrf';

export const csrfField = ({ csrf }: Pick<SignedIn, 'csrf'>): Html =>
  html`<input type="hidden" name=${CSRF_FIELD} value=${csrf} />`;

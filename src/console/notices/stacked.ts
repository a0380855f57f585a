import { type Html, html } from '#pages/html.ts';
import type { Content } from '../shell/components.ts';

/** Several parts of a card, one below the other. */
export const stacked = (parts: readonly Content[]): Html => html`<div class="card-stack">${parts}</div>`;

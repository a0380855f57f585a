import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { type Html, html } from '#pages/html.ts';
import { exportWords } from '../words/client-export.ts';
import { momentInFull } from '../words/moments.ts';

/** What a page of everything about a client consists of: name and value; what has no value is left out. */
export type Row = readonly [name: string, value: string | undefined];
export type Entry = readonly Row[];

export function listOf(entries: readonly Entry[]): Html {
  if (entries.length === 0) return html`<p>${exportWords.none}</p>`;
  return html`<ol>
    ${entries.map(
      (rows) => html`<li><dl>
        ${rows.map(([name, value]) => value !== undefined && value !== '' && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl></li>`,
    )}
  </ol>`;
}

/** Moments and days stand in the extras as ISO texts. */
export const read = (iso: string): DateTime => DateTime.fromISO(iso, { zone: ZONE });
export const moment = (iso: string | undefined): string | undefined => (iso === undefined ? undefined : momentInFull(read(iso)));

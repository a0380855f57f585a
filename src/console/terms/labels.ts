import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import { articleInWords } from '#policy/article.ts';
import type { Centre, Terms } from '#policy/centre.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import { badge } from '../shell/components.ts';
import { termsWords as words } from '../words/terms.ts';

export type Standing = 'draft' | 'upcoming' | 'current' | 'older';

/** `all`: of the same document, the newest effect first. */
export function standingOf(it: OfficialTerms, all: readonly OfficialTerms[], now: DateTime): Standing {
  if (!it.publishedAt) return 'draft';
  if (it.effectiveAt > now) return 'upcoming';
  const current = all.find(
    ({ termsId, publishedAt, effectiveAt }) => termsId === it.termsId && publishedAt && effectiveAt <= now,
  );
  return current?.id === it.id ? 'current' : 'older';
}

export const standingBadge = (standing: Standing): Html =>
  badge(words.states[standing], ({ draft: 'calm', upcoming: 'wait', current: 'good', older: 'off' } as const)[standing]);

export const termsOf = (centre: Centre, id: string): Terms | undefined => centre.terms.find((it) => it.id === id);

/** 2026年4月1日. A document is named with its year. */
export const dayOf = (day: DateTime): string => day.toFormat('yyyy年M月d日');

export function groundInWords(terms: Terms | undefined, ground: string | undefined): string {
  const found = terms?.changes?.grounds.find(({ id }) => id === ground);
  if (!terms?.changes || !found) return words.noGround;
  return words.groundInWords(articleInWords(terms, `${terms.changes.article}(${found.id})`, 'ja'), found.text.ja);
}

export const textAsTyped = (text: string): Html => html`<span class="as-typed">${text}</span>`;

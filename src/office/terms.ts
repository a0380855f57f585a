import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Terms } from '#policy/centre.ts';
import { earliestEffect, effectOn } from '#policy/terms-changes.ts';

/**
 * The office's own texts of its terms: drafted, compared, published. Publishing cannot be taken back; the sweep then tells clients what
 * article 13 asks, and they agree again at their next booking once the text is in force.
 */

/** Bytes of UTF-8. */
export const MOST_TERMS = 200 * 1024;
/** Characters of the sentence in which clients are told what changes. */
export const MOST_CHANGES = 200;

export type TermsText = {
  by: string;
  centreId: string;
  termsId: string;
  text: string;
  format: 'markdown' | 'text';
  /** Beginning of the day, Asia/Tokyo. */
  effectiveOn: DateTime;
  ground: string | undefined;
  /** What changes, in a sentence for clients. */
  changes: string;
};

export type TermsProblem =
  | 'day-taken'
  | 'text-empty'
  | 'text-too-long'
  | 'day-too-early'
  | 'ground-missing'
  | 'changes-missing'
  | 'changes-too-long';

export type Drafted =
  | { kind: 'drafted'; id: string }
  | { kind: 'problems'; problems: TermsProblem[] }
  /** The same text was loaded before. */
  | { kind: 'same-text' }
  | { kind: 'not-found' };

export async function draftTerms({ store, clock, centres }: Parts, given: TermsText): Promise<Drafted> {
  const terms = centres.get(given.centreId)?.terms.find(({ id }) => id === given.termsId);
  if (!terms) return { kind: 'not-found' };
  const at = clock.now();
  const body = given.text.replace(/\r\n?/g, '\n').trim();
  const ground = terms.changes?.grounds.find(({ id }) => id === given.ground)?.id;
  const problems = problemsOf({ ...given, text: body, ground }, terms, at);
  if (await dayTaken(store, given, given.effectiveOn)) problems.push('day-taken');
  if (problems.length > 0) return { kind: 'problems', problems };
  const { by, centreId, termsId, format, effectiveOn, changes } = given;
  const title = terms.title.ja;
  const notice = changes.trim();
  const id = await store.writes.termsVersions.draft({
    ...{ by, at, centreId, termsId, title, body, format, ground, notice },
    effectiveAt: effectiveOn,
  });
  return id === undefined ? { kind: 'same-text' } : { kind: 'drafted', id };
}

/** Two texts of one day would leave open which of them counts. */
async function dayTaken(store: Parts['store'], { centreId, termsId }: { centreId: string; termsId: string }, day: DateTime) {
  const published = await store.reads.termsVersions.published(centreId);
  return published.some((it) => it.termsId === termsId && it.effectiveAt.hasSame(day, 'day'));
}

/** What is wrong with a text, but for whether its day is taken; a day that is not known yet is not judged. */
export function problemsOf(
  given: Pick<TermsText, 'text' | 'ground' | 'changes'> & { effectiveOn: DateTime | undefined },
  terms: Terms,
  now: DateTime,
): TermsProblem[] {
  const needsGround = (terms.changes?.grounds.length ?? 0) > 0;
  const [text, changes] = [given.text.trim(), given.changes.trim()];
  const found: [boolean, TermsProblem][] = [
    [text === '', 'text-empty'],
    [Buffer.byteLength(text) > MOST_TERMS, 'text-too-long'],
    [given.effectiveOn !== undefined && given.effectiveOn < earliestEffect(terms, now), 'day-too-early'],
    [needsGround && !terms.changes?.grounds.some(({ id }) => id === given.ground), 'ground-missing'],
    [changes === '', 'changes-missing'],
    [[...changes].length > MOST_CHANGES, 'changes-too-long'],
  ];
  return found.flatMap(([is, problem]) => (is ? [problem] : []));
}

export type Published =
  | { kind: 'published' }
  /** Its day has come while it was a draft: it would count before anybody was told. */
  | { kind: 'day-too-early' }
  /** This very text was published before, by a press of somebody's. */
  | { kind: 'published-before' }
  /** Another text was published for that day meanwhile. */
  | { kind: 'day-taken' }
  /** No draft (any more). */
  | { kind: 'not-found' };

type Publishing = { by: string; centreId: string; id: string };

export async function publishTerms(parts: Parts, act: Publishing): Promise<Published> {
  const published = await publish(parts, act);
  if (published.kind === 'published') return published;
  const now = await parts.store.reads.termsVersions.one(act.centreId, act.id);
  return now?.publishedAt ? { kind: 'published-before' } : published;
}

async function publish({ store, clock, centres }: Parts, act: Publishing): Promise<Published> {
  const draft = await store.reads.termsVersions.one(act.centreId, act.id);
  const terms = centres.get(act.centreId)?.terms.find(({ id }) => id === draft?.termsId);
  if (!draft || !terms || draft.publishedAt) return { kind: 'not-found' };
  const at = clock.now();
  if (draft.effectiveAt < earliestEffect(terms, at)) return { kind: 'day-too-early' };
  if (await dayTaken(store, { ...act, termsId: draft.termsId }, draft.effectiveAt)) return { kind: 'day-taken' };
  const kind = await store.writes.termsVersions.publish({ ...act, effectiveAt: effectOn(draft.effectiveAt, at), at });
  return { kind };
}

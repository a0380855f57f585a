import { z } from 'zod';

/** The kinds of values that a centre file is made of. */

export const localized = z.strictObject({
  ja: z.string().min(1),
  'ja-easy': z.string().min(1).optional(),
  en: z.string().min(1),
});

/** An article as the terms number it, without the form of words: "6(6)", "12(3)", "7(2)". */
export const article = z.string().regex(/^\d+(\(\d+\))?$/, 'an article such as 6 or 6(6)');

/**
 * A value and where it comes from: an article of the terms (`source`), a printed page beside the terms (`source: page:1`), or
 * nowhere yet (`sample`: why it is a sample and who replaces it).
 */
export const page = z.string().regex(/^page:\S+$/, 'a page such as page:1');
export const from = { source: z.union([article, page]).optional(), sample: z.string().min(1).optional() };
/** Every value says where it comes from: the documents, or nowhere yet. */
export const founded = <T extends z.ZodType<{ source?: string | undefined; sample?: string | undefined }>>(value: T) =>
  value.refine((it) => (it.source === undefined) !== (it.sample === undefined), {
    message: 'exactly one of `source` (an article such as 6(6), or page:<n>) and `sample` (why it is a sample)',
  });
export const sourced = <T extends z.ZodType>(value: T) => founded(z.strictObject({ value, ...from }));

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-01-01');
export const slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'an id such as hakodate-plaza');
export const span = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine((it) => it.from < it.to, { message: '`from` before `to`' });

/** A sentence for clients, with its article or page, or the mark of a sample where the documents are silent. */
export const statement = z.strictObject({
  article: z.union([article, page]).optional(),
  sample: z.string().min(1).optional(),
  text: localized,
});

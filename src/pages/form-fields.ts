import { articleInWords } from '#policy/article.ts';
import { type AskedField, asksAffiliation, type Centre, type FieldName, type Service } from '#policy/centre.ts';
import { inLanguage, type Language, type Localized } from '#policy/language.ts';

/** A field of the form: what every service of the centre asks of it, put together. */
export type FormField = {
  field: FieldName;
  /** "I have none yet" is an answer, for one service at least. */
  noneYet: boolean;
  /** Whose affiliation is asked, too (S4 §5(1)). */
  withAffiliation: boolean;
  purpose?: Localized | undefined;
  /** The article that it is asked by, in words. */
  source?: ((language: Language) => string) | undefined;
};

/**
 * What the centre asks of people who book by themselves: the fields of all its services but the directed ones, each once, the name
 * first. The form does not know which service it will be.
 */
export function formFields(centre: Pick<Centre, 'services' | 'terms'>): FormField[] {
  const fields = new Map<FieldName, FormField>();
  for (const service of centre.services.filter(({ access }) => access.value === 'anyone')) {
    for (const asked of service.ask) fields.set(asked.field, merged(fields.get(asked.field), formField(asked, service, centre)));
  }
  return [...fields.values()].toSorted((a, b) => Number(b.field === 'name') - Number(a.field === 'name'));
}

function formField(asked: AskedField, service: Service, centre: Pick<Centre, 'terms'>): FormField {
  const terms = centre.terms.find(({ id }) => id === service.terms);
  const { source } = asked;
  return {
    field: asked.field,
    noneYet: asked.field === 'job-seeker-number' && asked.noneYet,
    withAffiliation: asksAffiliation(asked),
    purpose: 'purpose' in asked ? asked.purpose : undefined,
    source: terms && source !== undefined ? (language) => articleInWords(terms, source, language) : undefined,
  };
}

function merged(before: FormField | undefined, more: FormField): FormField {
  if (!before) return more;
  return {
    field: before.field,
    noneYet: before.noneYet || more.noneYet,
    withAffiliation: before.withAffiliation || more.withAffiliation,
    purpose: before.purpose ?? more.purpose,
    source: before.source ?? more.source,
  };
}

/** Why it is asked, in the centre's own words where it has some. */
export const purposeInWords = ({ purpose }: FormField, otherwise: string, language: Language): string =>
  purpose ? inLanguage(purpose, language) : otherwise;

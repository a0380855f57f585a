import { articleNumber } from '#policy/article.ts';
import type { Centre, Service } from '#policy/centre.ts';

/** The article that a rule of the service comes from, as staff read it: 第3条. Empty where the value is a sample. */
export function articleOf({ terms }: Centre, service: Service, source: string | undefined): string {
  const document = terms.find(({ id }) => id === service.terms);
  return document && source !== undefined ? articleNumber(document, source, 'ja') : '';
}

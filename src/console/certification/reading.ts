import type { DateTime } from 'luxon';
import type { Service } from '#policy/centre.ts';
import { preparationDay } from '#policy/preparation.ts';
import type { SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, textOf } from '../shell/reading.ts';
import { certificationWords as words } from '../words/certification.ts';

/** The only office of a centre need not be chosen. */
export const officeIn = ({ centre: { offices } }: SignedIn, typed: string): string | undefined =>
  (offices.length === 1 ? offices[0] : offices.find(({ id }) => id === typed))?.id;

/** The day that was set by hand, else the one that follows from the briefing; none of them is fine, too. */
export function preparation(
  body: unknown,
  service: Service,
  { centre }: SignedIn,
): { day: DateTime | undefined } | { errors: FieldError[] } {
  const [byHand, briefing] = [textOf(body, 'prepare-by'), textOf(body, 'briefing')];
  const [set, held] = [dayTyped(byHand), dayTyped(briefing)];
  const errors = [
    ...(byHand !== '' && !set ? [{ field: 'prepare-by', message: words.errors.prepareBy }] : []),
    ...(briefing !== '' && !held ? [{ field: 'briefing', message: words.errors.briefing }] : []),
  ];
  if (errors.length > 0) return { errors };
  return { day: set ?? (held && preparationDay(held, service, centre)) };
}

import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Service } from '#policy/centre.ts';
import { preparationDay } from '#policy/preparation.ts';
import type { SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, textOf } from '../shell/reading.ts';
import { certificationWords as words } from '../words/certification.ts';
import { dayInWords } from '../words/moments.ts';

/** The only office of a centre need not be chosen. */
export const officeIn = ({ centre: { offices } }: SignedIn, typed: string): string | undefined =>
  (offices.length === 1 ? offices[0] : offices.find(({ id }) => id === typed))?.id;

/**
 * The day that was set by hand, else the one that follows from the briefing; none of them is fine, too. Nobody can be ready by a day that
 * is over: then the office sets another one (S3 certification, article 12(1)).
 */
export function preparation(
  body: unknown,
  service: Service,
  { centre }: SignedIn,
  now: DateTime,
): { day: DateTime | undefined } | { errors: FieldError[] } {
  const [byHand, briefing] = [textOf(body, 'prepare-by'), textOf(body, 'briefing')];
  const [set, held] = [dayTyped(byHand), dayTyped(briefing)];
  const errors = [
    ...(byHand !== '' && !set ? [{ field: 'prepare-by', message: words.errors.prepareBy }] : []),
    ...(briefing !== '' && !held ? [{ field: 'briefing', message: words.errors.briefing }] : []),
  ];
  if (errors.length > 0) return { errors };
  const day = set ?? (held && preparationDay(held, service, centre));
  if (!day || day >= now.setZone(ZONE).startOf('day')) return { day };
  const message = set ? words.errors.prepareByPast : words.errors.followingPast(dayInWords(day, now));
  return { errors: [{ field: 'prepare-by', message }] };
}

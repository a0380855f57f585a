import type { DateTime } from 'luxon';

type Span = { startsAt: DateTime; endsAt: DateTime };

/** Whether a session lies wholly inside what the office directs (S3 certification, article 12(2)). Both ends exclusive. */
export const liesInside = (session: Span, window: Span): boolean =>
  session.startsAt >= window.startsAt && session.endsAt <= window.endsAt;

import type { DateTime } from 'luxon';
import { noted } from '../audit.ts';
import type { Prisma } from '../prisma.ts';

/** Stands for the centre where an act concerns none, and for the person where nobody is known. */
export const NONE = '-';

/** A row of the audit about an account, as an INSERT. */
export const notedStaff = (act: {
  at: DateTime;
  action: string;
  /** Who acted; `NONE` where nobody is known. */
  by: string;
  centreId?: string | undefined;
  reason?: string | undefined;
  detail?: Record<string, string | number | boolean> | undefined;
}): Prisma.Sql =>
  noted([
    {
      at: act.at,
      actor: { kind: 'staff', id: act.by },
      centreId: act.centreId ?? NONE,
      action: act.action,
      reason: act.reason,
      detail: act.detail,
    },
  ]);

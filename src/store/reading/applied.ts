import { Prisma } from '../prisma.ts';

/**
 * When the client first applied for what the booking `of` (an alias of the table) became: what was moved, by whomever, was applied for
 * when the first of its line was. Looked up only where it moved another.
 */
export const appliedAt = (of: 'b' | 'booking'): Prisma.Sql => {
  const it = Prisma.raw(of);
  return Prisma.sql`CASE WHEN ${it}.moves_booking_id IS NULL THEN ${it}.created_at ELSE (
    WITH RECURSIVE line (moves, at) AS (
      SELECT ${it}.moves_booking_id, ${it}.created_at
      UNION ALL
      SELECT before.moves_booking_id, before.created_at FROM line JOIN booking before ON before.id = line.moves
    )
    SELECT min(at) FROM line
  ) END`;
};

import { momentOf, momentOrNone, Prisma } from '../prisma.ts';
import type { Role, StaffMember } from '../staff-store.ts';

export type StaffRow = {
  id: string;
  login: string;
  name: string;
  role: Role;
  centre_ids: string[];
  created_at: Date;
  disabled_at: Date | null;
};

/** Of a table `staff` in the statement. */
export const STAFF_COLUMNS = Prisma.sql`
  staff.id, staff.login, staff.name, staff.role, staff.created_at, staff.disabled_at,
  ARRAY(SELECT c.centre_id FROM staff_centre c WHERE c.staff_id = staff.id ORDER BY c.centre_id) AS centre_ids`;

export const memberFrom = (row: StaffRow): StaffMember => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role,
  centreIds: row.centre_ids,
  createdAt: momentOf(row.created_at),
  disabledAt: momentOrNone(row.disabled_at),
});

import type { StaffAccount } from '#store/staff-store.ts';
import type { SignedIn } from '../console.ts';
import { staffWords as words } from '../words/staff.ts';

/**
 * Why nothing may be done with an account, in words; undefined where it may. As the store judges it (`store/staff/accounts.ts`): not
 * one's own, and only of somebody all of whose centres are one's own.
 */
export function fixedFor(
  { id, centreIds }: Pick<StaffAccount, 'id' | 'centreIds'>,
  { staff }: Pick<SignedIn, 'staff'>,
): string | undefined {
  if (id === staff.id) return words.fixed.oneself;
  return centreIds.every((it) => staff.centreIds.includes(it)) ? undefined : words.fixed['not-yours'];
}

import type { ByAdministrator, Role, StaffMember } from '#store/staff-store.ts';
import { NOW, type StoreUnderTest } from '../../support/store.ts';

export const PASSWORD = '青い椅子と白い窓口 77';

export type Made = { staff: StaffMember; token: string; login: string };
let number = 0;

/** Somebody who has just joined: their first session's token. */
export async function made(
  { store }: StoreUnderTest,
  role: Role = 'counsellor',
  centreIds: readonly string[] = ['izumo'],
): Promise<Made> {
  number += 1;
  const login = `somebody-${number}`;
  const token = await store.staff.invite({ role, centreIds, now: NOW });
  const joined = await store.staff.join({ token, login, name: `職員${number}`, password: PASSWORD, now: NOW });
  if (joined.kind !== 'joined') throw new Error(joined.kind);
  return { staff: joined.staff, token: joined.token, login };
}

export const signingIn = ({ store }: StoreUnderTest, login: string, password = PASSWORD, now = NOW) =>
  store.staff.signIn({ login, password, now });

export const by = ({ staff }: Made, centreId = 'izumo'): ByAdministrator => ({ id: staff.id, centreId });

/** What a person did, as the audit has it, the oldest first. */
export async function audited({ sql }: StoreUnderTest, actorId: string): Promise<string[]> {
  const { rows } = await sql.query<{ action: string }>('SELECT action FROM audit WHERE actor_id = $1 ORDER BY seq', [actorId]);
  return rows.map(({ action }) => action);
}

import { clientPlace } from './clients.ts';
import { momentOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Designation } from './store.ts';

type DesignationRow = {
  id: string;
  client_id: string;
  name: string | null;
  prepare_by: string | null;
  w_id: string | null;
  w_office_id: string | null;
  w_starts_at: Date | null;
  w_ends_at: Date | null;
};

/** Whoever has this client's job seeker number in this centre: staff may have entered the person before the first message. */
export async function designation(
  serviceId: string,
  ofClient: string | undefined,
  scope: Scope,
): Promise<Designation | undefined> {
  const clientId = ofClient ?? (await scope.clientId());
  if (clientId === undefined) return undefined;
  const rows = await scope.tx.$queryRaw<DesignationRow[]>`
    SELECT d.id, d.client_id, k.name, d.prepare_by::text AS prepare_by,
           w.id AS w_id, w.office_id AS w_office_id, w.starts_at AS w_starts_at, w.ends_at AS w_ends_at
      FROM client me
      JOIN client k ON k.centre_id = me.centre_id AND (k.id = me.id OR k.job_seeker_number_index = me.job_seeker_number_index)
                   AND k.linked_to_id IS NULL
      JOIN designation d ON d.client_id = k.id AND d.service_id = ${serviceId} AND d.ended_at IS NULL
      LEFT JOIN directed_window w ON w.client_id = k.id AND w.service_id = d.service_id AND w.revoked_at IS NULL
     WHERE me.id = ${clientId}::uuid
     ORDER BY w.created_at DESC NULLS LAST, d.created_at DESC, d.id
     LIMIT 1`;
  return rows[0] && designationFrom(rows[0], scope);
}

function designationFrom(row: DesignationRow, { vault }: Scope): Designation {
  const { w_id, w_office_id, w_starts_at, w_ends_at } = row;
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name === null ? undefined : vault.sealing.open(row.name, clientPlace('name', row.client_id)),
    prepareBy: row.prepare_by ?? undefined,
    window:
      w_id && w_office_id && w_starts_at && w_ends_at
        ? { id: w_id, officeId: w_office_id, startsAt: momentOf(w_starts_at), endsAt: momentOf(w_ends_at) }
        : undefined,
  };
}

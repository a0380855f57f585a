import type { DateTime } from 'luxon';
import { clientPlace } from '../clients.ts';
import { momentOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** Where and when the office directs a client to book a service. Ends exclusive. */
export type StandingWindow = {
  officeId: string;
  startsAt: DateTime;
  endsAt: DateTime;
  /** The client's own name, and that of the person with the same number whom staff directed: for the caller to compare. */
  names: { own: string | undefined; directed: string | undefined };
};
/** By client and service (`windowKey`). */
export type Windows = ReadonlyMap<string, StandingWindow>;

export const windowKey = ({ clientId, serviceId }: { clientId: string; serviceId: string }): string => `${clientId} ${serviceId}`;

type Row = {
  client_id: string;
  own_name: string | null;
  directed_id: string;
  directed_name: string | null;
  service_id: string;
  office_id: string;
  starts_at: Date;
  ends_at: Date;
};

export const windowsOver = (vault: Vault) => ({
  /** The standing windows of these clients; staff may have entered the same person, by the number, before they began to chat. */
  of: (centreId: string, clientIds: readonly string[]): Promise<Windows> =>
    clientIds.length === 0 ? Promise.resolve(new Map()) : retrying(() => windows(centreId, clientIds, vault)),
});

async function windows(centreId: string, clientIds: readonly string[], { db, sealing }: Vault): Promise<Windows> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (k.id, w.service_id) k.id AS client_id, k.name AS own_name, o.id AS directed_id, o.name AS directed_name,
           w.service_id, w.office_id, w.starts_at, w.ends_at
      FROM client k
      JOIN client o ON o.centre_id = k.centre_id AND (o.id = k.id OR o.job_seeker_number_index = k.job_seeker_number_index)
      JOIN directed_window w ON w.client_id = o.id AND w.revoked_at IS NULL
     WHERE k.id = ANY(${[...clientIds]}::uuid[]) AND k.centre_id = ${centreId}
     ORDER BY k.id, w.service_id, w.created_at DESC`;
  const nameOf = (id: string, name: string | null) => (name === null ? undefined : sealing.open(name, clientPlace('name', id)));
  return new Map(
    rows.map((row) => [
      windowKey({ clientId: row.client_id, serviceId: row.service_id }),
      {
        ...{ officeId: row.office_id, startsAt: momentOf(row.starts_at), endsAt: momentOf(row.ends_at) },
        names: { own: nameOf(row.client_id, row.own_name), directed: nameOf(row.directed_id, row.directed_name) },
      },
    ]),
  );
}

import type { DateTime } from 'luxon';
import { StoreFault } from './faults.ts';
import { dateOf, momentOrNone, Prisma } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { Client, KnownClient, Profile } from './store.ts';

export type ClientRow = {
  id: string;
  name: string | null;
  job_seeker_number: string | null;
  email: string | null;
  phone: string | null;
  topic: string | null;
  companions: string | null;
  erasure_asked_at: Date | null;
};

export const CLIENT_FIELDS = [
  'id',
  'name',
  'job_seeker_number',
  'email',
  'phone',
  'topic',
  'companions',
  'erasure_asked_at',
] as const satisfies readonly (keyof ClientRow)[];

/** The columns of the table that is named `k`. */
export const CLIENT_COLUMNS = Prisma.raw(CLIENT_FIELDS.map((name) => `k.${name}`).join(', '));

const COLUMNS = {
  name: 'name',
  jobSeekerNumber: 'job_seeker_number',
  email: 'email',
  phone: 'phone',
  topic: 'topic',
  companions: 'companions',
} as const satisfies Record<keyof Profile, keyof ClientRow>;

export const clientPlace = (column: string, id: string) => ({ table: 'client', column, id });

export function clientFrom(row: ClientRow, { sealing }: Vault): Client {
  const read = (field: keyof Profile) => {
    const sealed = row[COLUMNS[field]];
    return sealed === null ? undefined : sealing.open(sealed, clientPlace(COLUMNS[field], row.id));
  };
  const name = read('name');
  const profile: Profile | undefined =
    name === undefined
      ? undefined
      : {
          name,
          jobSeekerNumber: read('jobSeekerNumber'),
          email: read('email'),
          phone: read('phone'),
          topic: read('topic'),
          companions: read('companions'),
        };
  return { id: row.id, profile, erasureAskedAt: momentOrNone(row.erasure_asked_at) };
}

export async function loadClient({ tx, vault, opening, clientId }: Scope): Promise<Client | undefined> {
  const id = await clientId();
  if (id === undefined) return undefined;
  const { client } = await opening();
  if (client?.id === id) return client;
  const rows = await tx.$queryRaw<ClientRow[]>`
    SELECT ${CLIENT_COLUMNS} FROM client k WHERE k.id = ${id}::uuid`;
  return rows[0] && clientFrom(rows[0], vault);
}

export async function clientById(id: string, { tx, vault }: Scope): Promise<KnownClient | undefined> {
  const rows = await tx.$queryRaw<(ClientRow & { centre_id: string; email_index: string | null; email_confirmed: boolean })[]>`
    SELECT ${CLIENT_COLUMNS}, k.centre_id, k.email_index, coalesce(k.email_confirmed_index = k.email_index, false) AS email_confirmed
      FROM client k WHERE k.id = ${id}::uuid AND k.linked_to_id IS NULL`;
  const row = rows[0];
  if (!row) return undefined;
  const { profile, erasureAskedAt } = clientFrom(row, vault);
  return {
    ...{ id, centreId: row.centre_id, profile, emailIndex: row.email_index ?? undefined, emailConfirmed: row.email_confirmed },
    erasureAsked: erasureAskedAt !== undefined,
  };
}

/** A client whom staff enter: nothing was said in a chat. */
export async function addClient(
  { centreId, profile, at }: { centreId: string; profile: Profile; at: DateTime },
  scope: Scope,
): Promise<string> {
  const id = scope.newId();
  await scope.tx.$executeRaw(inserted(id, centreId, profile, at, scope.vault));
  return id;
}

export async function saveProfile(profile: Profile, at: DateTime, scope: Scope): Promise<string> {
  const { event, conversation } = await scope.opening();
  const centreId = conversation?.centreId ?? event?.centreId;
  if (centreId === undefined) throw new StoreFault('turn-misused', 'A conversation without a row or an event has no client.');
  const id = (await scope.clientId()) ?? scope.newId();
  await leaveOldAddress(id, profile, at, scope);
  await scope.tx.$executeRaw`
    WITH saved AS (${saved(id, centreId, profile, at, scope.vault)} RETURNING k.id)
    UPDATE conversation SET client_id = saved.id FROM saved
     WHERE conversation.id = ${scope.conversationId}::uuid AND conversation.client_id IS DISTINCT FROM saved.id`;
  scope.linkClient(id);
  scope.reopen();
  return id;
}

/** Before an address is changed: what would still go to the old one, and is meant for this client alone, no longer does. */
export async function leaveOldAddress(id: string, { email }: Profile, at: DateTime, { tx, vault }: Scope): Promise<void> {
  const index = email ? vault.lookup.email(email) : null;
  await tx.$executeRaw`
    UPDATE mail m
       SET state = 'not-needed', why = 'address-changed', finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL
      FROM client k
     WHERE k.id = ${id}::uuid AND m.client_id = k.id AND m.state = 'queued' AND k.email_index IS DISTINCT FROM ${index}`;
}

/** Makes the client, or writes their profile anew. */
export const saved = (id: string, centreId: string, profile: Profile, at: DateTime, vault: Vault): Prisma.Sql => Prisma.sql`
      ${inserted(id, centreId, profile, at, vault)}
      -- An address that its owner confirmed stays so by its index: another one does not match it.
      ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, job_seeker_number = excluded.job_seeker_number, email = excluded.email, phone = excluded.phone,
             topic = excluded.topic, companions = excluded.companions, job_seeker_number_index = excluded.job_seeker_number_index,
             email_index = excluded.email_index, phone_index = excluded.phone_index, updated_at = excluded.updated_at, erased_at = NULL`;

function inserted(id: string, centreId: string, profile: Profile, at: DateTime, vault: Vault): Prisma.Sql {
  const { lookup } = vault;
  const sealed = (field: keyof Profile) => sealedField(profile[field], COLUMNS[field], id, vault);
  const indexed = (text: string | undefined, by: (text: string) => string) => (text ? by(text) : null);
  const now = dateOf(at);
  return Prisma.sql`
      INSERT INTO client AS k (id, centre_id, name, job_seeker_number, email, phone, topic, companions,
                               job_seeker_number_index, email_index, phone_index, created_at, updated_at)
      VALUES (${id}::uuid, ${centreId}, ${sealed('name')}, ${sealed('jobSeekerNumber')}, ${sealed('email')}, ${sealed('phone')},
              ${sealed('topic')}, ${sealed('companions')}, ${indexed(profile.jobSeekerNumber, lookup.jobSeekerNumber)},
              ${indexed(profile.email, lookup.email)}, ${indexed(profile.phone, lookup.phone)}, ${now}, ${now})`;
}

function sealedField(value: string | undefined, column: string, id: string, { sealing }: Vault): string | null {
  return value === undefined || value === '' ? null : sealing.seal(value, clientPlace(column, id));
}

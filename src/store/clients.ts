import type { DateTime } from 'luxon';
import { StoreFault } from './faults.ts';
import { dateOf, momentOrNone, type Tx } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { Client, Profile } from './store.ts';

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

const COLUMNS = {
  name: 'name',
  jobSeekerNumber: 'job_seeker_number',
  email: 'email',
  phone: 'phone',
  topic: 'topic',
  companions: 'companions',
} as const satisfies Record<keyof Profile, keyof ClientRow>;

const placeOf = (column: string, id: string) => ({ table: 'client', column, id });

export function clientFrom(row: ClientRow, { sealing }: Vault): Client {
  const read = (field: keyof Profile) => {
    const sealed = row[COLUMNS[field]];
    return sealed === null ? undefined : sealing.open(sealed, placeOf(COLUMNS[field], row.id));
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
    SELECT id, name, job_seeker_number, email, phone, topic, companions, erasure_asked_at FROM client WHERE id = ${id}::uuid`;
  return rows[0] && clientFrom(rows[0], vault);
}

export async function saveProfile(profile: Profile, at: DateTime, scope: Scope): Promise<string> {
  const { event, conversation } = await scope.opening();
  const centreId = conversation?.centreId ?? event?.centreId;
  if (centreId === undefined) throw new StoreFault('turn-misused', 'A conversation without a row or an event has no client.');
  const id = (await scope.clientId()) ?? scope.newId();
  const { lookup } = scope.vault;
  const sealed = (field: keyof Profile) => sealedField(profile[field], COLUMNS[field], id, scope.vault);
  const indexed = (text: string | undefined, by: (text: string) => string) => (text ? by(text) : null);
  const now = dateOf(at);
  await scope.tx.$executeRaw`
    WITH saved AS (
      INSERT INTO client AS k (id, centre_id, name, job_seeker_number, email, phone, topic, companions,
                               job_seeker_number_index, email_index, phone_index, created_at, updated_at)
      VALUES (${id}::uuid, ${centreId}, ${sealed('name')}, ${sealed('jobSeekerNumber')}, ${sealed('email')}, ${sealed('phone')},
              ${sealed('topic')}, ${sealed('companions')}, ${indexed(profile.jobSeekerNumber, lookup.jobSeekerNumber)},
              ${indexed(profile.email, lookup.email)}, ${indexed(profile.phone, lookup.phone)}, ${now}, ${now})
      ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, job_seeker_number = excluded.job_seeker_number, email = excluded.email, phone = excluded.phone,
             topic = excluded.topic, companions = excluded.companions, job_seeker_number_index = excluded.job_seeker_number_index,
             email_index = excluded.email_index, phone_index = excluded.phone_index, updated_at = excluded.updated_at, erased_at = NULL
      RETURNING k.id
    )
    UPDATE conversation SET client_id = saved.id FROM saved
     WHERE conversation.id = ${scope.conversationId}::uuid AND conversation.client_id IS DISTINCT FROM saved.id`;
  scope.linkClient(id);
  scope.reopen();
  return id;
}

function sealedField(value: string | undefined, column: string, id: string, { sealing }: Vault): string | null {
  return value === undefined || value === '' ? null : sealing.seal(value, placeOf(column, id));
}

export async function askErasure(at: DateTime, scope: Scope): Promise<void> {
  const id = await scope.clientId();
  if (id === undefined) return;
  await scope.tx.$executeRaw`
    UPDATE client SET erasure_asked_at = coalesce(erasure_asked_at, ${dateOf(at)}) WHERE id = ${id}::uuid`;
  scope.reopen();
}

/** Ids stay, for audit and consent; whatever says who somebody is or what they wrote goes, in every conversation of theirs. */
export async function eraseClient(at: DateTime, scope: Scope): Promise<void> {
  const id = await scope.clientId();
  if (id !== undefined) await eraseRecord(id, at, scope.tx);
  await eraseTalk(id, scope);
  scope.reopen();
}

async function eraseRecord(id: string, at: DateTime, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH wishes AS (UPDATE booking SET wishes = NULL WHERE client_id = ${id}::uuid AND wishes IS NOT NULL)
    UPDATE client
       SET name = NULL, job_seeker_number = NULL, email = NULL, phone = NULL, topic = NULL, companions = NULL,
           job_seeker_number_index = NULL, email_index = NULL, phone_index = NULL,
           erasure_asked_at = NULL, erased_at = ${dateOf(at)}, updated_at = ${dateOf(at)}
     WHERE id = ${id}::uuid`;
}

/** What is still pending or queued keeps its text until it is done. */
async function eraseTalk(clientId: string | undefined, { tx, conversationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    WITH talks AS (
      SELECT id FROM conversation WHERE id = ${conversationId}::uuid OR client_id = ${clientId ?? null}::uuid
    ), heard AS (
      UPDATE inbox SET body = NULL, message_hash = NULL
       WHERE conversation_id IN (SELECT id FROM talks) AND state <> 'pending' AND body IS NOT NULL
    ), said AS (
      UPDATE outbox SET rendered = NULL
       WHERE conversation_id IN (SELECT id FROM talks) AND state <> 'queued' AND rendered IS NOT NULL
    )
    UPDATE conversation SET snapshot = NULL WHERE id IN (SELECT id FROM talks)`;
}

/** Asked to be deleted, and nothing stands against it any more: a confirmed booking counts until its end. */
export async function erasuresDue(
  now: DateTime,
  limit: number,
  { db }: Vault,
): Promise<{ clientId: string; conversationId: string }[]> {
  return db.$queryRaw`
    SELECT DISTINCT ON (k.erasure_asked_at, k.id) k.id AS "clientId", c.id AS "conversationId"
      FROM client k JOIN conversation c ON c.client_id = k.id
     WHERE k.erasure_asked_at IS NOT NULL
       AND NOT EXISTS (
         SELECT FROM booking b WHERE b.client_id = k.id
            AND (b.state IN ('held', 'requested', 'offered') OR b.state = 'confirmed' AND b.ends_at > ${dateOf(now)}))
     ORDER BY k.erasure_asked_at, k.id, c.created_at
     LIMIT ${limit}`;
}

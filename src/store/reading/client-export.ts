import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { CLIENT_COLUMNS, type ClientRow, clientFrom } from '../clients.ts';
import { type Kept, placeOf as keptAt } from '../kept-profiles.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Profile } from '../store.ts';

/** A line of a chat as far as its text is still kept. */
export type Line = { at: string; from: 'client' | 'office'; kind: string; content: unknown };

export type Extras = {
  /** With what they said, as long as that is kept. */
  mails: { at: string; kind: string; state: string; recipient: string | undefined; message: unknown }[];
  /** How to get into the meeting, as staff entered it. */
  details: { bookingId: string; enteredAt: string; voidAt: string | undefined; access: unknown }[];
  /** Times that staff offered. */
  offers: { bookingId: string; startsAt: string; endsAt: string; state: string; createdAt: string }[];
  /** How they came in and what was said, the oldest first. */
  lines: Line[];
  /** What the records that were put together with this one hold of the person. */
  linked: Profile[];
  /** What this record held of the person before another was put together with it: kept, to be put back. */
  beforeLinking: { linkedAt: string; byName: string | undefined; profile: Profile | Unreadable; emailConfirmed: boolean }[];
  designations: { serviceId: string; prepareBy: string | undefined; createdAt: string; endedAt: string | undefined }[];
  windows: { serviceId: string; officeId: string; startsAt: string; endsAt: string; revokedAt: string | undefined }[];
};

/** In place of what does not open. */
export type Unreadable = { unreadable: string };

type Said = { id: string; kind: string; sealed: string | null; at: Date };

export const clientExportOver = (vault: Vault) => ({
  /** What is kept of a client besides what the page of a client shows: what was said, and what was directed. */
  extras: (clientId: string): Promise<Extras> => retrying(() => extras(clientId, vault)),
});

async function extras(clientId: string, vault: Vault): Promise<Extras> {
  const [heard, said, designations, windows] = await Promise.all([
    vault.db.$queryRaw<Said[]>`
      SELECT i.id, 'received' AS kind, i.body AS sealed, i.occurred_at AS at
        FROM inbox i JOIN conversation c ON c.id = i.conversation_id
       WHERE c.client_id = ${clientId}::uuid AND i.body IS NOT NULL ORDER BY i.seq`,
    vault.db.$queryRaw<Said[]>`
      SELECT o.id, o.kind, o.rendered AS sealed, o.created_at AS at
        FROM outbox o JOIN conversation c ON c.id = o.conversation_id
       WHERE c.client_id = ${clientId}::uuid AND o.rendered IS NOT NULL ORDER BY o.seq`,
    vault.db.$queryRaw<{ service_id: string; prepare_by: string | null; created_at: Date; ended_at: Date | null }[]>`
      SELECT service_id, prepare_by::text AS prepare_by, created_at, ended_at FROM designation
       WHERE client_id = ${clientId}::uuid ORDER BY created_at`,
    vault.db.$queryRaw<{ service_id: string; office_id: string; starts_at: Date; ends_at: Date; revoked_at: Date | null }[]>`
      SELECT service_id, office_id, starts_at, ends_at, revoked_at FROM directed_window
       WHERE client_id = ${clientId}::uuid ORDER BY created_at`,
  ]);
  const [mails, details, offers, linked, beforeLinking] = await Promise.all([
    mailsOf(clientId, vault),
    detailsOf(clientId, vault),
    offersTo(clientId, vault),
    linkedTo(clientId, vault),
    keptBefore(clientId, vault),
  ]);
  const lines = [...heard.map((it) => line(it, 'client', vault)), ...said.map((it) => line(it, 'office', vault))];
  return {
    ...{ mails, details, offers, linked, beforeLinking },
    lines: lines.sort((a, b) => a.at.localeCompare(b.at)),
    designations: designations.map((it) => ({
      serviceId: it.service_id,
      prepareBy: it.prepare_by ?? undefined,
      createdAt: iso(it.created_at),
      endedAt: it.ended_at ? iso(it.ended_at) : undefined,
    })),
    windows: windows.map((it) => ({
      serviceId: it.service_id,
      officeId: it.office_id,
      startsAt: iso(it.starts_at),
      endsAt: iso(it.ends_at),
      revokedAt: it.revoked_at ? iso(it.revoked_at) : undefined,
    })),
  };
}

async function mailsOf(clientId: string, { db, sealing }: Vault): Promise<Extras['mails']> {
  const rows = await db.$queryRaw<
    { id: string; kind: string; state: string; recipient: string | null; message: string | null; created_at: Date }[]
  >`
    SELECT id, kind, state, recipient, message, created_at FROM mail WHERE client_id = ${clientId}::uuid ORDER BY seq`;
  const place = (column: string, id: string) => ({ table: 'mail', column, id });
  return rows.map(({ id, kind, state, recipient, message, created_at }) => ({
    ...{ at: iso(created_at), kind, state },
    recipient: recipient === null ? undefined : sealing.open(recipient, place('recipient', id)),
    message: message === null ? undefined : sealing.openJson(message, place('message', id)),
  }));
}

async function detailsOf(clientId: string, { db, sealing }: Vault): Promise<Extras['details']> {
  const rows = await db.$queryRaw<
    { id: string; booking_id: string; details: string | null; entered_at: Date; void_at: Date | null }[]
  >`
    SELECT d.id, d.booking_id, d.details, d.entered_at, d.void_at FROM meeting_details d JOIN booking b ON b.id = d.booking_id
     WHERE b.client_id = ${clientId}::uuid ORDER BY d.entered_at, d.id`;
  return rows.map((row) => ({
    bookingId: row.booking_id,
    enteredAt: iso(row.entered_at),
    voidAt: row.void_at ? iso(row.void_at) : undefined,
    access:
      row.details === null
        ? undefined
        : sealing.openJson(row.details, { table: 'meeting_details', column: 'details', id: row.id }),
  }));
}

async function offersTo(clientId: string, { db }: Vault): Promise<Extras['offers']> {
  const rows = await db.$queryRaw<{ booking_id: string; starts_at: Date; ends_at: Date; state: string; created_at: Date }[]>`
    SELECT o.booking_id, o.starts_at, o.ends_at, o.state, o.created_at FROM offer_time o JOIN booking b ON b.id = o.booking_id
     WHERE b.client_id = ${clientId}::uuid ORDER BY o.created_at, o.starts_at, o.id`;
  return rows.map((row) => ({
    ...{ bookingId: row.booking_id, state: row.state },
    ...{ startsAt: iso(row.starts_at), endsAt: iso(row.ends_at), createdAt: iso(row.created_at) },
  }));
}

async function linkedTo(clientId: string, vault: Vault): Promise<Profile[]> {
  const rows = await vault.db.$queryRaw<ClientRow[]>`
    SELECT ${CLIENT_COLUMNS} FROM client k WHERE k.linked_to_id = ${clientId}::uuid ORDER BY k.created_at, k.id`;
  return rows.flatMap((row) => clientFrom(row, vault).profile ?? []);
}

async function keptBefore(clientId: string, { db, sealing, lookup }: Vault): Promise<Extras['beforeLinking']> {
  const rows = await db.$queryRaw<{ id: string; profile: string; linked_at: Date; by_name: string | null }[]>`
    SELECT l.id, l.profile, l.linked_at, s.name AS by_name FROM identity_link l LEFT JOIN staff s ON s.id = l.linked_by
     WHERE l.to_client_id = ${clientId}::uuid AND l.profile IS NOT NULL ORDER BY l.linked_at, l.id`;
  return rows.map((row) => {
    const opened = sealing.openJson(row.profile, keptAt(row.id)) as Kept | Unreadable;
    const { profile, confirmed } = 'profile' in opened ? opened : { profile: opened, confirmed: null };
    const email = 'email' in profile ? profile.email : undefined;
    return {
      ...{ linkedAt: iso(row.linked_at), byName: row.by_name ?? undefined, profile },
      emailConfirmed: email !== undefined && lookup.email(email) === confirmed,
    };
  });
}

function line({ id, kind, sealed, at }: Said, from: Line['from'], { sealing }: Vault): Line {
  const place = from === 'client' ? { table: 'inbox', column: 'body', id } : { table: 'outbox', column: 'rendered', id };
  return { at: iso(at), from, kind, content: sealed === null ? null : sealing.openJson(sealed, place) };
}

const iso = (date: Date): string => DateTime.fromJSDate(date, { zone: ZONE }).toISO() ?? '';

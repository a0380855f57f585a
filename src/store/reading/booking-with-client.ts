import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from '../booking-row.ts';
import { CLIENT_FIELDS, type ClientRow, clientFrom } from '../clients.ts';
import { Prisma } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { Booking, Client } from '../store.ts';

/** A booking beside the person whom it is for, as every list of the console shows it. */
export type BookingWithClient = { booking: Booking; client: Client };

export type ClientColumns = { [K in keyof ClientRow as `k_${K}`]: ClientRow[K] };
export type BookingWithClientRow = BookingRow & ClientColumns;

/** The columns of the table that is named `k`, each with `k_` before its name. */
export const PREFIXED_CLIENT = Prisma.raw(CLIENT_FIELDS.map((name) => `k.${name} AS k_${name}`).join(', '));

/** The columns of a booking `b` and of its client `k`. */
export const WITH_CLIENT = Prisma.sql`${BOOKING_COLUMNS}, ${PREFIXED_CLIENT}`;

export function bookingWithClient(row: BookingWithClientRow, vault: Vault): BookingWithClient {
  return { booking: bookingFrom(row, vault), client: clientOf(row, vault) };
}

export const clientOf = (row: ClientColumns, vault: Vault): Client =>
  clientFrom(
    {
      id: row.k_id,
      name: row.k_name,
      job_seeker_number: row.k_job_seeker_number,
      email: row.k_email,
      phone: row.k_phone,
      topic: row.k_topic,
      companions: row.k_companions,
      erasure_asked_at: row.k_erasure_asked_at,
    },
    vault,
  );

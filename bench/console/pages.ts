import { DateTime } from 'luxon';
import pg from 'pg';
import { ZONE } from '#clock.ts';
import { START } from '../our-server.ts';

/** What is asked for, and by which address. */
export type Page = { name: string; path: string };

/** Every page of the console, at a centre with all kinds of them; ids of a booking and a client that have some history. */
export async function consolePages(databaseUrl: string, centreId: string): Promise<Page[]> {
  const { bookingId, clientId } = await busiest(databaseUrl, centreId);
  const base = `/console/${centreId}`;
  const day = DateTime.fromISO(START, { zone: ZONE });
  const year = `from=${day.minus({ months: 12 }).toFormat('yyyy-MM-dd')}&to=${day.toFormat('yyyy-MM-dd')}`;
  return [
    { name: 'sign in', path: '/console/sign-in' },
    { name: 'today', path: `${base}/today` },
    { name: 'requests', path: `${base}/requests` },
    { name: 'bookings', path: `${base}/bookings` },
    { name: 'a booking', path: `${base}/bookings/${bookingId}` },
    { name: 'clients', path: `${base}/clients` },
    { name: 'a client', path: `${base}/clients/${clientId}` },
    { name: 'calendar, week', path: `${base}/calendar` },
    { name: 'calendar, month', path: `${base}/calendar?view=month` },
    { name: 'closures', path: `${base}/calendar/closures` },
    { name: 'reminders', path: `${base}/reminders` },
    { name: 'notices', path: `${base}/notices` },
    { name: 'statistics, 12 weeks', path: `${base}/statistics` },
    { name: 'statistics, a year', path: `${base}/statistics?${year}` },
    { name: 'terms', path: `${base}/terms` },
    { name: 'audit', path: `${base}/audit` },
    { name: 'staff', path: `${base}/staff` },
  ];
}

async function busiest(url: string, centreId: string): Promise<{ bookingId: string; clientId: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ bookingId: string; clientId: string }>(
      `SELECT (array_agg(id ORDER BY created_at DESC))[1] AS "bookingId", client_id AS "clientId"
         FROM booking WHERE centre_id = $1 GROUP BY client_id ORDER BY count(*) DESC LIMIT 1`,
      [centreId],
    );
    if (!rows[0]) throw new Error(`no booking at ${centreId}`);
    return rows[0];
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { signature } from '#simulator/line-platform/webhook.ts';
import { sealing } from '#store/sealing.ts';
import { type TestHouse, testKeys } from '../support/house.ts';

/** What a stranger at the door, and somebody with a copy of the database, can see of a test house. */
export function behind(house: TestHouse) {
  const sql = new pg.Pool({ connectionString: house.databaseUrl, max: 1 });
  const rows = async (text: string, values: unknown[] = []) => (await sql.query(text, values)).rows;
  return {
    rows,
    close: () => sql.end(),
    inboxRows: async (): Promise<number> => (await rows('SELECT count(*)::int AS n FROM inbox'))[0].n,
    /** Every row of every table as text. */
    async dump(): Promise<string> {
      const tables = await rows(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
      const texts = await Promise.all(
        tables.map(({ name }) => rows(`SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`)),
      );
      return texts.map(([row]) => row.text ?? '').join('\n');
    },
    /** What the inbox holds, opened with the keys. */
    async inboxBodies(): Promise<string> {
      const opened = sealing(testKeys());
      const bodies = await rows('SELECT id, body FROM inbox WHERE body IS NOT NULL');
      return JSON.stringify(bodies.map(({ id, body }) => opened.openJson(body, { table: 'inbox', column: 'body', id })));
    },
    /** Posts a webhook, signed as LINE would unless the headers say otherwise. Answers the status. */
    async post(centreId: string, body: string | object, headers: Record<string, string> = {}): Promise<number> {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const signed = { 'x-line-signature': signature(`secret-${centreId}`, text) };
      const response = await fetch(`${house.url}/webhooks/line/${centreId}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed, ...headers },
        body: text,
      });
      await response.arrayBuffer();
      return response.status;
    },
  };
}

export type Behind = ReturnType<typeof behind>;

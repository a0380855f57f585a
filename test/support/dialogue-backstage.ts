import pg from 'pg';
import { lookupBy } from '#store/lookup.ts';
import { dialogueStaff } from './dialogue-staff.ts';
import type { StaffAct } from './dialogue-staff-lines.ts';
import { inTokyo, type TestHouse, testKeys } from './house.ts';

/** What staff see and do, and what time does, behind a dialogue. */
export interface Backstage {
  /** Moves the clock (Tokyo) and sweeps. */
  at(time: string): Promise<void>;
  /** The client's bookings, the newest first. */
  bookings(userId: string): Promise<{ id: string; state: string; startsAt: string | undefined }[]>;
  audit(userId: string): Promise<{ action: string; reason: string | null }[]>;
  tasks(userId: string): Promise<{ kind: string; officeId: string | null; open: boolean }[]>;
  /** Seats taken over all offices of the centre, and whether one of them is full. */
  isFull(startsAt: string): Promise<boolean>;
  /** Staff do something about the client; answers 'done', or what came instead. */
  staff(userId: string | undefined, act: StaffAct): Promise<string>;
  /** The client's notices in the ledger, the oldest first, each with its fate. */
  notices(userId: string): Promise<{ kind: string; state: string }[]>;
  /** The newest mail that went out in this dialogue: its subject and text. */
  newestMail(): string | undefined;
  /** Opens the link of the newest mail that asks to confirm an address and presses its button; false where there is none. */
  confirmAddress(): Promise<boolean>;
  /** Every document of the centre gets a new text, in force at once. */
  changeTerms(): Promise<void>;
  /** A page of our own. Answers its words. */
  page(address: string): Promise<string>;
  /** Fills in a form of our own by the labels of its fields; answers the status. */
  fillIn(address: string, values: Readonly<Record<string, string>>): Promise<number>;
  /** Every line that was logged meanwhile. */
  logged(): string[];
  close(): Promise<void>;
}

export async function backstage(house: TestHouse, centreId: string, channel: 'line' | 'teams'): Promise<Backstage> {
  const { store, clock } = house;
  const db = new pg.Client({ connectionString: house.databaseUrl });
  await db.connect();
  const before = house.logged.length;
  const mailsBefore = house.letterbox.letters().length;
  const letters = () => house.letterbox.letters().slice(mailsBefore);
  const staff = dialogueStaff(house, db, centreId);
  const lookup = lookupBy(testKeys().lookup);
  const conversationOf = (userId: string): string => lookup.conversationId(channel, centreId, userId);
  const ask = async <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await db.query<Row>(sql, values)).rows;
  const bookings = (userId: string) =>
    ask<{ id: string; state: string; startsAt: string | undefined }>(
      `SELECT id, state, to_char(starts_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI') AS "startsAt"
         FROM booking WHERE conversation_id = $1 ORDER BY created_at DESC, state = 'moved', id DESC`,
      conversationOf(userId),
    );
  return {
    at: (time) => house.at(time),
    bookings,
    audit: (userId) => ask('SELECT action, reason FROM audit WHERE conversation_id = $1 ORDER BY seq', conversationOf(userId)),
    tasks: (userId) =>
      ask(
        'SELECT kind, office_id AS "officeId", done_at IS NULL AS open FROM staff_task WHERE conversation_id = $1',
        conversationOf(userId),
      ),
    async isFull(startsAt) {
      const rows = await ask(
        'SELECT 1 FROM slot WHERE centre_id = $1 AND starts_at = $2 AND used >= capacity',
        centreId,
        inTokyo(startsAt).toJSDate(),
      );
      return rows.length > 0;
    },
    staff: (userId, act) => staff.act(userId === undefined ? undefined : conversationOf(userId), act),
    notices: (userId) =>
      ask(
        `SELECT n.kind, coalesce(o.state, m.state, n.state) AS state
           FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
          WHERE n.client_id = (SELECT client_id FROM conversation WHERE id = $1) OR n.conversation_id = $1
          ORDER BY n.created_at, n.kind, state`,
        conversationOf(userId),
      ),
    newestMail() {
      const letter = letters().at(-1);
      return letter && `${letter.subject}\n${letter.text}`;
    },
    async confirmAddress() {
      const link = letters()
        .map(({ text }) => /https?:\/\/\S+\/addresses\/\S+/.exec(text)?.[0])
        .findLast((address) => address !== undefined);
      if (link === undefined) return false;
      const { status } = await fetch(link, { method: 'POST' });
      await house.house.post.deliver();
      await house.settle();
      return status === 200;
    },
    async changeTerms() {
      const rows = await ask<{ terms_id: string; title: string }>(
        'SELECT terms_id, title FROM terms_version WHERE centre_id = $1',
        centreId,
      );
      const next = rows.map(({ terms_id: termsId, title }, at) => ({
        termsId,
        title,
        sha256: String(at).repeat(64).slice(0, 64),
      }));
      await store.keepTerms(next.map((it) => ({ ...it, centreId, version: '2027-01-01', effectiveAt: clock.now() })));
    },
    page: async (address) => wordsOfPage(await (await fetch(address)).text()),
    async fillIn(address, values) {
      const blank = await (await fetch(address)).text();
      const { status } = await fetch(address, { method: 'POST', body: new URLSearchParams(inputsFor(blank, values)) });
      await house.settle();
      return status;
    },
    logged: () => house.logged.slice(before),
    close: () => db.end(),
  };
}

const wordsOfPage = (html: string): string => html.replace(/<[^>]+>/g, ' ').replaceAll('&amp;', '&');

/** The inputs of a form by their visible labels: 「いない」 and 「まだ番号がない」 are ticked by their own words. */
function inputsFor(html: string, values: Readonly<Record<string, string>>): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [label, value] of Object.entries(values)) {
    const ticked = [...html.matchAll(/<input\s+type="(?:radio|checkbox)"([^>]*)>\s*<span>([^<]*)<\/span>/g)].find(([, , words]) =>
      words?.startsWith(value),
    );
    const named = new RegExp(`<label for="([^"]+)">${label}`).exec(html)?.[1];
    const input =
      ticked?.[1] ?? /* the field of that label */ new RegExp(`<(?:input|textarea)[^>]*id="${named}"[^>]*>`).exec(html)?.[0];
    const name = input && /name="([^"]+)"/.exec(input)?.[1];
    if (name === undefined) throw new Error(`入力ページに「${label}」がありません。`);
    inputs[name] = ticked ? (/value="([^"]+)"/.exec(ticked[1] ?? '')?.[1] ?? 'yes') : value;
  }
  return inputs;
}

import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import type { Carried, Carrier, Letter } from '#mail/carrier.ts';
import { postOffice } from '#mail/post-office.ts';
import { openStore } from '#store/open.ts';
import type { Telling } from '#store/store.ts';
import { BY_CLIENT, held, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();

type ByMail = Telling['what'] & { by: 'mail' };

/** Each booking has a day of its own. */
let booked = 0;

/** A confirmed booking's mail, waiting to be sent. Answers the booking, its conversation and how the mail fares. */
async function mailed(more: Partial<ByMail> = {}) {
  booked += 1;
  const startsAt = NOW.plus({ days: booked });
  const conversationId = await somebody(parts.store, randomUUID());
  const to = `${randomUUID()}@example.jp`;
  const bookingId = await parts.store.turn(conversationId, async (turn) => {
    const { id, clientId } = await held(turn, seatAt(startsAt));
    await turn.changeState({ bookingId: id, from: ['held'], to: 'confirmed', at: NOW, actor: BY_CLIENT });
    const what: ByMail = { by: 'mail', recipient: to, subject: 'ご案内', text: 'パスコード：abc', ...more };
    await turn.tell({
      onceKey: randomUUID(),
      kind: 'details-mail',
      centreId: 'izumo',
      bookingId: id,
      clientId,
      conversationId,
      at: NOW,
      what,
    });
    return id;
  });
  const fate = async () => {
    const { rows } = await parts.sql.query('SELECT state, why, attempts FROM mail WHERE booking_id = $1', [bookingId]);
    return rows[0] as { state: string; why: string | null; attempts: number };
  };
  return { conversationId, bookingId, to, fate };
}

/** A carrier that answers as it is told, and keeps what it was given. */
function carrierSaying(answer: (letter: Letter) => Carried | Promise<Carried>): Carrier & { carried: Letter[] } {
  const carried: Letter[] = [];
  return {
    carried,
    width: 20,
    mostSeconds: 1,
    carry: async (letter) => {
      carried.push(letter);
      return await answer(letter);
    },
    close: async () => undefined,
  };
}

function office(carrier: Carrier, clock = stoppedClock(NOW), store = parts.store) {
  const logged: string[] = [];
  const keep = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }));
  const post = postOffice({ mails: store.mails, carrier, clock, log: { warn: keep, error: keep } });
  onTestFinished(() => post.stop());
  return { post, clock, logged };
}

const SENT: Carried = { kind: 'sent' };

test('a mail goes out once, with its words and to its person, and nothing of it is logged', async () => {
  const { to, fate } = await mailed();
  const carrier = carrierSaying(() => SENT);
  const { post, logged } = office(carrier);
  await post.deliver();
  await post.deliver();
  expect(carrier.carried.filter((letter) => letter.to === to)).toMatchObject([{ subject: 'ご案内', text: 'パスコード：abc' }]);
  expect([await fate(), logged]).toEqual([{ state: 'sent', why: null, attempts: 1 }, []]);
});

test('a mail of a booking that has changed meanwhile, or whose time is over, is not needed any more', async () => {
  const cancelled = await mailed({ needsState: 'confirmed' });
  await parts.store.turn(cancelled.conversationId, (turn) =>
    turn.changeState({ bookingId: cancelled.bookingId, from: ['confirmed'], to: 'cancelled', at: NOW, actor: BY_CLIENT }),
  );
  const late = await mailed({ uselessAt: NOW });
  const carrier = carrierSaying(() => SENT);
  await office(carrier).post.deliver();
  expect(carrier.carried.map(({ to }) => to)).not.toContain(cancelled.to);
  expect([await cancelled.fate(), await late.fate()]).toMatchObject([
    { state: 'not-needed', why: 'booking-changed' },
    { state: 'not-needed', why: 'too-late' },
  ]);
});

test('a server that is away is tried again later, less and less often, and given up after two days', async () => {
  const { to, fate } = await mailed();
  const carrier = carrierSaying((letter) => (letter.to === to ? { kind: 'later', why: 'SMTP 451' } : SENT));
  const { post, clock, logged } = office(carrier);
  const tries = () => carrier.carried.filter((letter) => letter.to === to).length;
  await post.deliver();
  await post.deliver();
  expect([tries(), (await fate()).state]).toEqual([1, 'queued']);
  clock.set(NOW.plus({ seconds: 29 }));
  await post.deliver();
  expect(tries()).toBe(1);
  clock.set(NOW.plus({ seconds: 30 }));
  await post.deliver();
  expect(tries()).toBe(2);
  clock.set(NOW.plus({ hours: 48 }));
  await post.deliver();
  expect([tries(), await fate()]).toMatchObject([2, { state: 'failed', why: 'too old' }]);
  expect(logged.join()).not.toContain(to);
});

test('a refused address leaves a task to ring the client, once', async () => {
  const { bookingId, to, fate } = await mailed();
  const { post } = office(carrierSaying((letter) => (letter.to === to ? { kind: 'failed', why: 'SMTP 550' } : SENT)));
  await post.deliver();
  expect(await fate()).toMatchObject({ state: 'failed', why: 'SMTP 550' });
  const { rows } = await parts.sql.query('SELECT kind, office_id FROM staff_task WHERE booking_id = $1', [bookingId]);
  expect(rows).toEqual([{ kind: 'not-delivered', office_id: 'izumo' }]);
});

test('the task ends when the mail is sent again and arrives', async () => {
  const { conversationId, bookingId, to, fate } = await mailed();
  await office(carrierSaying((letter) => (letter.to === to ? { kind: 'failed', why: 'SMTP 550' } : SENT))).post.deliver();
  expect(await fate()).toMatchObject({ state: 'failed' });
  const open = async () =>
    (await parts.sql.query('SELECT kind FROM staff_task WHERE booking_id = $1 AND done_at IS NULL', [bookingId])).rows;
  expect(await open()).toHaveLength(1);
  await parts.store.turn(conversationId, (turn) =>
    turn.tell({
      ...{ onceKey: randomUUID(), kind: 'details-mail', centreId: 'izumo', bookingId, conversationId, at: NOW },
      what: { by: 'mail', recipient: to, subject: 'ご案内', text: 'パスコード：abc' },
    }),
  );
  await office(carrierSaying(() => SENT)).post.deliver();
  expect(await open()).toEqual([]);
});

test('two processes share the work: each mail is carried by one of them', async () => {
  const mails = await Promise.all(Array.from({ length: 45 }, () => mailed()));
  const other = await openStore({ url: parts.url, keys: parts.keys });
  onTestFinished(() => other.close());
  const carriers = [carrierSaying(() => SENT), carrierSaying(() => SENT)] as const;
  const offices = [office(carriers[0]), office(carriers[1], stoppedClock(NOW), other)];
  await Promise.all(offices.map(({ post }) => post.deliver()));
  const addresses = carriers.flatMap(({ carried }) => carried.map(({ to }) => to));
  for (const { to } of mails) expect(addresses.filter((address) => address === to)).toHaveLength(1);
});

test('what is left while mails are being sent is sent as well', async () => {
  const first = await mailed();
  const woken: string[] = [];
  const carrier = carrierSaying(async ({ to }) => {
    if (to === first.to) {
      woken.push((await mailed()).to);
      post.wake();
    }
    return SENT;
  });
  const { post } = office(carrier);
  await post.deliver();
  expect(carrier.carried.map(({ to }) => to)).toEqual(expect.arrayContaining(woken));
});

test('no more mails are claimed than are carried at once, each for longer than it may take', async () => {
  await Promise.all(Array.from({ length: 5 }, () => mailed()));
  const claimed: { n: number; seconds: number }[] = [];
  const carrier = carrierSaying(async () => {
    const { rows } = await parts.sql.query(
      `SELECT count(*)::int AS n, extract(epoch FROM min(leased_until) - now())::float8 AS seconds
         FROM mail WHERE state = 'queued' AND leased_until > now()`,
    );
    claimed.push(rows[0]);
    return SENT;
  });
  await office({ ...carrier, width: 2, mostSeconds: 100 }).post.deliver();
  expect(Math.max(...claimed.map(({ n }) => n))).toBe(2);
  expect(Math.min(...claimed.map(({ seconds }) => seconds))).toBeGreaterThan(100);
});

import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, change, freshStart, offered, person, wishing } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);

async function askedUntil(answerBy: DateTime) {
  const who = await person(parts);
  const booking = await turn(who.id, async (it) => {
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    const made = await it.request({ ...where, wishes: 'x', answerBy, at: NOW, openBookings: 1 });
    if (made.kind !== 'requested') throw new Error(made.kind);
    return made.booking;
  });
  return { ...who, booking };
}

test('a request is overdue at its very deadline, until its client was told to ring, or it was answered', async () => {
  const answerBy = NOW.minus({ days: 100 });
  const [told, waiting, answered] = [
    await askedUntil(answerBy),
    await askedUntil(answerBy.plus({ hours: 1 })),
    await askedUntil(answerBy),
  ];
  await turn(answered.id, (it) => change(it, answered.booking.id, 'requested', 'declined'));
  const overdue = async (now: DateTime, limit = 10) => idsOf(await parts.store.answersOverdue(now, limit));
  expect(await overdue(answerBy.minus({ milliseconds: 1 }))).toEqual([]);
  expect(await overdue(answerBy)).toEqual([told.booking.id]);
  const later = answerBy.plus({ days: 1 });
  expect(await overdue(later)).toEqual([told.booking.id, waiting.booking.id]);
  expect(await overdue(later, 1)).toEqual([told.booking.id]);
  await turn(told.id, (it) =>
    it.tell({
      onceKey: `ask-to-ring:${told.booking.id}`,
      kind: 'ask-to-ring',
      centreId: 'izumo',
      bookingId: told.booking.id,
      at: NOW,
      what: { by: 'nothing', state: 'failed', why: 'ring' },
    }),
  );
  expect(await overdue(later)).toEqual([waiting.booking.id]);
});

test('an offer has run out at its very deadline, and only while it is offered', async () => {
  const { id, booking } = await wishing(parts);
  const { booking: put } = await turn(id, (it) => offered(it, booking.id, [freshStart()]));
  const until = put.offerBy ?? NOW;
  expect(await parts.store.offersRunOut(until.minus({ milliseconds: 1 }), 10)).toEqual([]);
  expect(idsOf(await parts.store.offersRunOut(until, 10))).toEqual([booking.id]);
  await turn(id, (it) => change(it, booking.id, 'offered', 'expired'));
  expect(await parts.store.offersRunOut(until, 10)).toEqual([]);
});

test('sessions come with what was told and whether there are details', async () => {
  const start = freshStart();
  const { id, booking } = await bookedAs('confirmed', parts, start);
  const around = async (from = start, to = start.plus({ minutes: 1 })) => parts.store.sessionsAround(from, to, 10);
  expect(await around()).toMatchObject([{ booking: { id: booking.id }, told: [], detailsReady: false }]);
  await turn(id, async (it) => {
    const what = { by: 'nothing', state: 'not-needed', why: 'x' } as const;
    for (const [n, kind] of (['room-opens', 'reminder-morning', 'room-opens'] as const).entries()) {
      await it.tell({ onceKey: `${kind}:${n}`, kind, centreId: 'izumo', bookingId: booking.id, at: NOW, what });
    }
    await it.enterDetails({ bookingId: booking.id, access: { url: 'x' }, at: NOW, actor: BY_STAFF });
  });
  const [session] = await around();
  expect(session?.told.toSorted()).toEqual(['reminder-morning', 'room-opens']);
  expect(session).toMatchObject({ detailsReady: true });
  expect(await around(start.minus({ hours: 1 }), start)).toEqual([]);
});

test('a session has begun from its very start, until it is over, or staff were asked to ring', async () => {
  const start = NOW.plus({ years: 3 });
  const { id, booking } = await bookedAs('confirmed', parts, start);
  const begun = async (now: DateTime) => idsOf((await parts.store.sessionsBegun(NOW, now, 10)).map((it) => it.booking));
  expect(await begun(start.minus({ milliseconds: 1 }))).not.toContain(booking.id);
  expect(await begun(start)).toContain(booking.id);
  expect(idsOf((await parts.store.sessionsBegun(start, start, 10)).map((it) => it.booking))).toEqual([booking.id]);
  expect(await parts.store.sessionsBegun(start, start, 10, booking)).toEqual([]);
  await turn(id, (it) => it.raiseTask({ kind: 'details-not-delivered', centreId: 'izumo', bookingId: booking.id, at: start }));
  expect(await begun(start)).not.toContain(booking.id);
});

test('only confirmed sessions that are not over are near', async () => {
  const day = NOW.plus({ years: 1 });
  const ended = await bookedAs('confirmed', parts, day);
  const cancelled = await bookedAs('confirmed', parts, day.plus({ hours: 1 }));
  await bookedAs('requested', parts, day.plus({ hours: 2 }));
  const standing = await bookedAs('confirmed', parts, day.plus({ hours: 3 }));
  await parts.sql.query('UPDATE booking SET ended_at = now(), open_ordinal = NULL WHERE id = $1', [ended.booking.id]);
  await turn(cancelled.id, (it) => change(it, cancelled.booking.id, 'confirmed', 'cancelled'));
  const found = await parts.store.sessionsAround(day, day.plus({ days: 1 }), 10);
  expect(found.map(({ booking }) => booking.id)).toEqual([standing.booking.id]);
});

test('many sessions are read a page at a time, each once', async () => {
  const day = NOW.plus({ years: 2 });
  const made = new Set<string>();
  for (const hours of [0, 0, 0, 1, 2])
    made.add((await bookedAs('confirmed', parts, day.plus({ hours }), { capacity: 3 })).booking.id);
  const seen: string[] = [];
  let after: Parameters<typeof parts.store.sessionsAround>[3];
  for (;;) {
    const page = await parts.store.sessionsAround(day, day.plus({ days: 1 }), 2, after);
    if (page.length === 0) break;
    seen.push(...page.map(({ booking }) => booking.id));
    after = page.at(-1)?.booking;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(made);
});

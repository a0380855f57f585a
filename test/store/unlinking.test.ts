import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { held, NOW, quietResult, seatAt, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookingFor, change, freshStart, NOBODY, person, wish } from '../support/store-office.ts';
import { by, knownAllAround, linkDesk, TABLES, type Writer } from './link-desk.ts';

const parts = storeForFile();
const desk = linkDesk(parts);
const { turn, linkOf, unlinked, confirmed, openOf, namedIn } = desk;

const bookingOf = (id: string) => turn(randomUUID(), (it) => it.booking(id));

describe('taking a link back', () => {
  test('gives back every row that came over, and the profile as it was', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    await knownAllAround(parts, desk, teams);
    const profile = { name: '佐藤一郎', phone: '090-1111-2222' };
    await turn(teams.id, (it) => it.saveProfile(profile, NOW));
    const linkId = await linkOf(teams, line);
    expect(await unlinked(linkId)).toEqual({ kind: 'unlinked', fromClientId: teams.clientId, toClientId: line.clientId });
    expect(await namedIn(line.clientId)).toEqual({});
    expect(await namedIn(teams.clientId)).toEqual(Object.fromEntries(TABLES.map((table) => [table, 1])));
    expect((await turn(teams.id, (it) => it.client()))?.profile).toMatchObject(profile);
    expect(await turn(teams.id, (it) => it.reach(teams.clientId))).toMatchObject({ conversationId: teams.id });
    expect(await turn(line.id, (it) => it.reach(line.clientId))).toMatchObject({ conversationId: line.id });
  });

  test('leaves each with the bookings of their own chat, also those made since', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const before = [await confirmed(line, 5), await confirmed(teams, 5)].map(({ id }) => id);
    const linkId = await linkOf(teams, line);
    const since = [await confirmed(line, 5), await confirmed(teams, 5)].map(({ id }) => id);
    expect(await openOf(line)).toHaveLength(4);
    await unlinked(linkId);
    expect(await openOf(line)).toEqual([before[0], since[0]]);
    expect(await openOf(teams)).toEqual([before[1], since[1]]);
  });

  test('leaves what waits to replace a booking with that booking, and no way to it from the other chat', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const [mine, theirs] = [await confirmed(line, 2), await confirmed(teams, 2)];
    const linkId = await linkOf(teams, line);
    // Each is to be moved from the other's chat.
    const movesMine = await turn(teams.id, (it) => wish(it, mine.id));
    const movesTheirs = await turn(line.id, (it) => wish(it, theirs.id));
    await unlinked(linkId);
    expect((await openOf(line)).sort()).toEqual([mine.id, movesMine.id].sort());
    expect((await openOf(teams)).sort()).toEqual([theirs.id, movesTheirs.id].sort());
    expect((await bookingOf(movesMine.id))?.conversationId).toBeUndefined();
    expect((await bookingOf(movesTheirs.id))?.conversationId).toBeUndefined();
    expect((await bookingOf(mine.id))?.conversationId).toBe(line.id);
  });

  test('leaves with the kept record what staff wrote about the joined person since', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const linkId = await linkOf(teams, line);
    const { clientId } = line;
    await parts.store.writes.remarks.add({ id: undefined, clientId, centreId: 'izumo', text: 'x', by, at: NOW });
    const booked = await turn(line.id, (it) => bookingFor(it, line, seatAt(freshStart())));
    await unlinked(linkId);
    expect(await namedIn(line.clientId)).toMatchObject({ remark: 1, booking: 1 });
    expect(booked.kind).toBe('confirmed');
    expect(await namedIn(teams.clientId)).toEqual({});
  });

  test('makes both chats forget where they stood, and keeps unsaid what is the other’s', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const [mine, theirs] = [await confirmed(line, 2), await confirmed(teams, 2)];
    const linkId = await linkOf(teams, line);
    for (const { id } of [mine, theirs]) {
      await turn(teams.id, (it) =>
        it.tell({
          ...{ onceKey: `x:${id}`, kind: 'confirmed', centreId: 'izumo', bookingId: id, clientId: line.clientId },
          ...{ conversationId: teams.id, at: NOW, what: { by: 'chat', channel: 'teams', rendered: {} } },
        }),
      );
    }
    await turn(line.id, (it) =>
      it.tell({
        ...{ onceKey: `mail:${theirs.id}`, kind: 'details-mail', centreId: 'izumo', bookingId: theirs.id },
        ...{ clientId: line.clientId, at: NOW, what: { by: 'mail', recipient: 'x@example.jp', subject: 'x', text: 'y' } },
      }),
    );
    await unlinked(linkId);
    for (const { id } of [line, teams]) {
      expect((await turn(id, (it) => it.loadConversation()))?.snapshot).toBeNull();
    }
    const { rows } = await parts.sql.query(
      `SELECT booking_id, state, why FROM outbox WHERE conversation_id = $1 UNION ALL
       SELECT booking_id, state, why FROM mail WHERE booking_id = $2`,
      [teams.id, theirs.id],
    );
    expect(new Set(rows)).toEqual(
      new Set([
        { booking_id: mine.id, state: 'not-needed', why: 'unlinked' },
        { booking_id: theirs.id, state: 'queued', why: null },
        { booking_id: theirs.id, state: 'not-needed', why: 'unlinked' },
      ]),
    );
    const { rows: notices } = await parts.sql.query('SELECT client_id FROM notice WHERE booking_id = $1', [mine.id]);
    expect(notices).toEqual([{ client_id: line.clientId }]);
  });

  test('closes every answer that was not given since the link, on both sides; what was said before it, and of an own booking, still goes', async () => {
    const [line, teams] = [await desk.writer('line'), await desk.writer('teams')];
    const own = await confirmed(teams);
    const answer = (who: Writer, minutes: number, bookingId?: string) =>
      turn(who.id, (it) => {
        const { channel } = who === line ? ({ channel: 'line' } as const) : ({ channel: 'teams' } as const);
        const message = { conversationId: who.id, kind: 'reply', channel, centreId: 'izumo', userId: who.userId, bookingId };
        const at = NOW.plus({ minutes });
        return it.finish({ ...quietResult(who.userId), at, outbox: [{ ...message, rendered: {} }] });
      });
    await answer(teams, -1);
    const linkId = await linkOf(teams, line);
    for (const who of [line, teams]) await answer(who, 1);
    await answer(teams, 1, own.id);
    await unlinked(linkId);
    const { rows } = await parts.sql.query<{ it: string }>(
      `SELECT concat_ws(' ', channel, state, why) AS it FROM outbox WHERE conversation_id = ANY($1) ORDER BY seq`,
      [[line.id, teams.id]],
    );
    expect(rows.map(({ it }) => it)).toEqual([
      'teams queued',
      'line not-needed unlinked',
      'teams not-needed unlinked',
      'teams queued',
    ]);
  });

  test('of one of two linked records leaves the other', async () => {
    const [line, one, two] = [await person(parts), await desk.writer('teams'), await desk.writer('line')];
    const linkId = await linkOf(one, line);
    await linkOf(two, line);
    await unlinked(linkId);
    expect(await turn(one.id, async (it) => (await it.client())?.id)).toBe(one.clientId);
    expect(await turn(two.id, async (it) => (await it.client())?.id)).toBe(line.clientId);
    expect((await parts.store.reads.linked.to(line.clientId)).map((it) => it.clientId)).toEqual([two.clientId]);
  });

  test('is done once, and may be done again after a new link', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const linkId = await linkOf(teams, line);
    const outcomes = await Promise.all([unlinked(linkId), unlinked(linkId)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['not-linked', 'unlinked']);
    expect(await parts.store.reads.linked.stands(linkId)).toBe(false);
    expect((await unlinked(await linkOf(line, teams))).kind).toBe('unlinked');
  });

  test('while the client books leaves the booking with the chat it was made in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [line, teams] = [await person(parts), await desk.writer('teams')];
      const linkId = await linkOf(teams, line);
      const booking = () => turn(teams.id, (it) => held(it, seatAt(freshStart())));
      const [made] = await Promise.all([booking(), unlinked(linkId)]);
      expect(await openOf(teams)).toEqual([made.id]);
      expect(await openOf(line)).toEqual([]);
    }
  });

  test('is refused for another centre, for nobody’s link, and where the person was deleted or is to be', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    const linkId = await linkOf(teams, line);
    expect(await unlinked(linkId, 'hakodate')).toEqual({ kind: 'not-found' });
    expect(await unlinked(NOBODY)).toEqual({ kind: 'not-found' });
    const { clientId } = line;
    await turn(line.id, (it) => it.askErasure(NOW));
    expect(await unlinked(linkId)).toEqual({ kind: 'erasure-waits', toClientId: clientId });
    await turn(line.id, (it) => it.eraseClient(NOW));
    expect(await unlinked(linkId)).toEqual({ kind: 'erased', toClientId: clientId });
    // Somebody who comes back is a client like any other; the record that was deleted with theirs is not.
    await turn(teams.id, (it) => it.saveProfile({ name: '戻った方' }, NOW));
    expect(await unlinked(linkId)).toEqual({ kind: 'erased', toClientId: clientId });
  });

  test('finds the two records that may be one person by what they have in common', async () => {
    const phone = '090-7000-0003';
    const [line, teams] = [await desk.writer('line', { name: 'a', phone }), await desk.writer('teams', { name: 'b', phone })];
    const alike = async (clientId: string) => (await parts.store.reads.linked.alike('izumo', clientId)).map(({ id }) => id);
    expect(await alike(line.clientId)).toEqual([teams.clientId]);
    expect(await parts.store.reads.linked.alike('hakodate', line.clientId)).toEqual([]);
    const linkId = await linkOf(teams, line);
    expect([await alike(line.clientId), await alike(teams.clientId)]).toEqual([[], []]);
    await unlinked(linkId);
    expect(await alike(teams.clientId)).toEqual([line.clientId]);
  });

  test('frees the place among the open bookings that the other side took', async () => {
    const [line, teams] = [await person(parts), await desk.writer('teams')];
    await confirmed(line);
    const linkId = await linkOf(teams, line);
    const book = () => turn(teams.id, (it) => it.hold(seatAt(freshStart()), { until: NOW, at: NOW, openBookings: 1 }));
    expect((await book()).kind).toBe('already-open');
    await unlinked(linkId);
    const made = await book();
    expect(made.kind).toBe('held');
    if (made.kind === 'held') await turn(teams.id, (it) => change(it, made.booking.id, 'held', 'confirmed', BY_STAFF));
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Profile } from '#store/store.ts';
import { held, NOW, seatAt, storeForFile, textEvent } from '../support/store.ts';
import { BY_STAFF, bookingFor, change, freshStart, NOBODY, type Person, person, wish } from '../support/store-office.ts';
import { by, knownAllAround, linkDesk, TABLES, type Writer } from './link-desk.ts';

const parts = storeForFile();
const desk = linkDesk(parts);
const { turn, linked, linkOf, unlinked, confirmed, openOf, namedIn } = desk;
const onTeams = (profile?: Profile, centreId?: string) => desk.writer('teams', profile, centreId);

const ALL = Object.fromEntries(TABLES.map((table) => [table, 1]));

describe('linking two records', () => {
  test('gives everything of the one to the other, which sees the bookings of both chats', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    const booking = await knownAllAround(parts, desk, teams);
    expect(await namedIn(teams.clientId)).toEqual(ALL);
    const outcome = await linked(teams, line);
    expect(outcome).toEqual({ kind: 'linked', links: [{ id: expect.any(String), conversationId: teams.id }] });
    expect(await namedIn(teams.clientId)).toEqual({});
    expect(await namedIn(line.clientId)).toEqual(ALL);
    expect([await openOf(line), await openOf(teams)]).toEqual([[booking.id], [booking.id]]);
    expect(await turn(teams.id, async (it) => (await it.client())?.id)).toBe(line.clientId);
  });

  test('reaches into every table that names a client: none is forgotten', async () => {
    const { rows } = await parts.sql.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'client_id' AND table_name <> 'conversation' ORDER BY 1`,
    );
    expect(rows.map((it) => it.table_name)).toEqual([...TABLES].sort());
  });

  test('keeps what may stand but once with the kept record, where the other has its own', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    await turn(line.id, (it) =>
      it.suspend({ clientId: line.clientId, centreId: 'izumo', reason: 'r', note: 'own', reviewOn: '2027-01-01', at: NOW, by }),
    );
    await knownAllAround(parts, desk, teams);
    await turn(line.id, (it) =>
      it.designate({
        ...{ clientId: line.clientId, centreId: 'izumo', serviceId: 'certification', prepareBy: undefined },
        ...{ at: NOW, actor: BY_STAFF },
      }),
    );
    const linkId = await linkOf(teams, line);
    expect(await namedIn(teams.clientId)).toEqual({ suspension: 1, designation: 1, directed_window: 1 });
    expect((await turn(teams.id, (it) => it.suspension()))?.note).toBe('own');
    const standing = () =>
      parts.store.reads.designated.standing({ centreId: 'izumo', serviceId: 'certification', limit: 100, offset: 0 });
    expect((await standing()).filter(({ client }) => client.id === teams.clientId)).toEqual([]);
    await unlinked(linkId);
    expect((await turn(teams.id, (it) => it.suspension()))?.note).toBe('n');
    expect((await standing()).filter(({ client }) => client.id === teams.clientId)).toHaveLength(1);
  });

  test('counts the open bookings of both, each in a place of its own', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    const both = [await confirmed(line, 2), await confirmed(teams, 2)];
    await linkOf(teams, line);
    const { rows } = await parts.sql.query('SELECT open_ordinal FROM booking WHERE client_id = $1 ORDER BY open_ordinal', [
      line.clientId,
    ]);
    expect(rows).toEqual([{ open_ordinal: 1 }, { open_ordinal: 2 }]);
    const third = () => turn(teams.id, (it) => it.hold(seatAt(freshStart()), { until: NOW, at: NOW, openBookings: 2 }));
    expect((await third()).kind).toBe('already-open');
    expect((await openOf(line)).sort()).toEqual(both.map(({ id }) => id).sort());
  });

  test('is refused where both have open bookings of a service beyond the limit, and names them; a hold is one', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    const mine = await confirmed(line);
    const theirs = await turn(teams.id, (it) => held(it, seatAt(freshStart())));
    const outcome = await linked(teams, line);
    expect(outcome.kind === 'both-open' && outcome.bookings.map(({ id }) => id)).toEqual([mine.id, theirs.id]);
    expect(await openOf(teams)).toEqual([theirs.id]);
    await turn(teams.id, (it) => change(it, theirs.id, 'held', 'released'));
    expect((await linked(teams, line)).kind).toBe('linked');
  });

  test('lets a request that would move another booking come with it', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    const old = await confirmed(teams);
    const moving = await turn(teams.id, (it) => wish(it, old.id));
    await linkOf(teams, line);
    expect((await openOf(line)).sort()).toEqual([old.id, moving.id].sort());
  });

  test.each([
    ['the same record', async (it: Writer) => [it, it, 'izumo'] as const, 'same'],
    ['nobody', async (it: Writer) => [it, { id: it.id, clientId: NOBODY }, 'izumo'] as const, 'not-found'],
    [
      'a record of another centre',
      async (it: Writer) => [await onTeams({ name: 'x' }, 'hakodate'), it, 'izumo'] as const,
      'other-centre',
    ],
    ['records of a centre that is not theirs', async (it: Writer) => [await onTeams(), it, 'hakodate'] as const, 'other-centre'],
  ])('with %s is refused', async (_, made, kind) => {
    const [from, to, centreId] = await made(await onTeams());
    expect(await linked(from, to, centreId)).toEqual({ kind });
  });

  test('of somebody without a chat is refused: that record has to be the one that is kept', async () => {
    const teams = await onTeams();
    const clientId = await turn(randomUUID(), (it) => it.addClient({ centreId: 'izumo', profile: { name: '電話' }, at: NOW }));
    const entered = { id: clientId, clientId };
    await parts.store.writes.remarks.add({ id: undefined, clientId, centreId: 'izumo', text: 'メモ', by, at: NOW });
    expect(await linked(entered, teams)).toEqual({ kind: 'no-conversation' });
    expect(await namedIn(clientId)).toEqual({ remark: 1 });
    expect((await linked(teams, entered)).kind).toBe('linked');
    expect(await turn(teams.id, (it) => it.reach(clientId))).toMatchObject({ conversationId: teams.id, channel: 'teams' });
  });

  test('with somebody who was deleted, or is to be, is refused', async () => {
    const [gone, waiting, other] = [await onTeams(), await onTeams(), await onTeams()];
    await turn(gone.id, (it) => it.eraseClient(NOW));
    await turn(waiting.id, (it) => it.askErasure(NOW));
    expect([await linked(gone, other), await linked(other, gone)]).toEqual([{ kind: 'erased' }, { kind: 'erased' }]);
    expect([await linked(waiting, other), await linked(other, waiting)]).toEqual([
      { kind: 'erasure-waits' },
      { kind: 'erasure-waits' },
    ]);
  });

  test('again, or onwards to a third, says where it belongs', async () => {
    const [a, b, c] = [await onTeams(), await onTeams(), await onTeams()];
    await linkOf(a, b);
    expect(await linked(a, b)).toEqual({ kind: 'already-linked', toClientId: b.clientId });
    expect(await linked(b, a)).toEqual({ kind: 'already-linked', toClientId: b.clientId });
    expect(await linked(c, a)).toEqual({ kind: 'already-linked', toClientId: b.clientId });
    expect(await linked(b, c)).toEqual({ kind: 'keeps-others' });
    expect((await linked(c, b)).kind).toBe('linked');
  });

  test('leaves one client to be found, by what either record holds', async () => {
    const phone = '090-7000-0001';
    const line = await person(parts);
    const teams = await onTeams({ name: '山田花子', phone });
    await linkOf(teams, line);
    expect((await parts.store.reads.bookingList.find('izumo', phone)).clientIds).toEqual([line.clientId]);
    expect((await parts.store.reads.clientPage.one('izumo', teams.clientId))?.linkedToId).toBe(line.clientId);
    expect((await parts.store.reads.clientPage.some('izumo', [teams.clientId])).map(({ id }) => id)).toEqual([line.clientId]);
  });

  test('lets nothing more be done to the kept record', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    await linkOf(teams, line);
    const { clientId } = teams;
    const whose = { clientId, centreId: 'izumo', at: NOW, by };
    await turn(NOBODY, async (it) => {
      expect(await it.clientById(clientId)).toBeUndefined();
      expect((await bookingFor(it, teams, seatAt(freshStart()))).kind).toBe('no-client');
      expect(await it.suspend({ ...whose, reason: 'r', note: 'n', reviewOn: '2027-01-01' })).toBeUndefined();
      const serviceId = 'certification';
      expect(await it.designate({ ...whose, serviceId, prepareBy: undefined, actor: BY_STAFF })).toBeUndefined();
      expect(await it.correctProfile({ ...whose, profile: { name: 'neu' }, actor: BY_STAFF })).toBeUndefined();
    });
    expect(await parts.store.writes.remarks.add({ ...whose, id: undefined, text: 'x' })).toBe(false);
    expect(await namedIn(clientId)).toEqual({});
  });
});

describe('at once', () => {
  test('two people link the same two records: one does, the other hears of it', async () => {
    const [line, teams] = [await person(parts), await onTeams()];
    const outcomes = await Promise.all([linked(teams, line), linked(teams, line), linked(teams, line)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already-linked', 'already-linked', 'linked']);
  });

  test('one links A to B and another B to A: one record is left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await onTeams(), await person(parts)];
      const outcomes = await Promise.all([linked(a, b), linked(b, a)]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already-linked', 'linked']);
      const { rows } = await parts.sql.query('SELECT 1 FROM client WHERE id = ANY($1) AND linked_to_id IS NULL', [
        [a.clientId, b.clientId],
      ]);
      expect(rows).toHaveLength(1);
    }
  });

  test('the client books: the booking came before, or counts as the joined person’s', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [line, teams] = [await person(parts), await onTeams()];
      await confirmed(line);
      const book = () => turn(teams.id, (it) => it.hold(seatAt(freshStart()), { until: NOW, at: NOW, openBookings: 1 }));
      const first = round % 2 === 0 ? book() : undefined;
      const [link, booked] = await Promise.all([linked(teams, line), first ?? book()]);
      expect(`${booked.kind} ${link.kind}`).toMatch(/^(held both-open|already-open linked)$/);
    }
  });

  test('staff book for a record that is being linked: the booking is the joined person’s, or there is no such client', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [line, teams] = [await person(parts), await onTeams()];
      const [booked] = await Promise.all([
        turn(teams.id, (it) => bookingFor(it, teams, seatAt(freshStart()))),
        linked(teams, line),
      ]);
      expect(await namedIn(teams.clientId)).toEqual({});
      expect(await openOf(line)).toHaveLength(booked.kind === 'confirmed' ? 1 : 0);
    }
  });
});

describe('a notice', () => {
  const wrote = (who: Writer, channel: 'line' | 'teams', hours: number) =>
    parts.store.receive([textEvent(who.userId, 'x', { channel })], NOW.plus({ hours }));
  const reach = (who: Person) => turn(who.id, (it) => it.reach(who.clientId));

  test('goes to the channel on which the client last wrote, or to the other where that one is blocked', async () => {
    const [line, teams] = [await desk.writer('line'), await onTeams()];
    await linkOf(teams, line);
    await wrote(line, 'line', 1);
    expect(await reach(line)).toMatchObject({ channel: 'line', conversationId: line.id });
    await wrote(teams, 'teams', 2);
    expect(await reach(line)).toMatchObject({ channel: 'teams', conversationId: teams.id, userId: teams.userId });
    expect((await turn(line.id, (it) => it.reaches(line.clientId))).map(({ channel }) => channel)).toEqual(['teams', 'line']);
    await parts.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [teams.id]);
    expect(await reach(line)).toMatchObject({ channel: 'line', reachable: true });
    await parts.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [line.id]);
    expect(await reach(line)).toMatchObject({ channel: 'teams', reachable: false });
  });

  test('is not drawn to a chat by the linking itself', async () => {
    const [line, teams] = [await desk.writer('line'), await onTeams()];
    await wrote(line, 'line', 1);
    await linkOf(teams, line);
    expect(await reach(line)).toMatchObject({ channel: 'line' });
  });
});

describe('deleting', () => {
  test.each(['the record that counts', 'the one that is linked to it'])('%s deletes both', async (which) => {
    const [line, teams] = [await person(parts), await onTeams({ name: '山田花子', phone: '090-7000-0002' })];
    await linkOf(teams, line);
    const { clientId } = which === 'the record that counts' ? line : teams;
    await turn(line.id, (it) => it.eraseClient(NOW, clientId));
    const { rows } = await parts.sql.query(
      'SELECT num_nonnulls(name, phone, phone_index) AS left, erased_at IS NOT NULL AS erased FROM client WHERE id = ANY($1)',
      [[line.clientId, teams.clientId]],
    );
    expect(rows).toEqual(Array(2).fill({ left: 0, erased: true }));
  });
});

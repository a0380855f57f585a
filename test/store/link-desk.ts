import { randomUUID } from 'node:crypto';
import type { Booking, ChannelName, Linked, Profile, Turn, Unlinked } from '#store/store.ts';
import { held, NOW, quietResult, type StoreUnderTest, seatAt, textEvent } from '../support/store.ts';
import { BY_STAFF, change, freshStart, type Person } from '../support/store-office.ts';

/** People who write on two channels, and staff who link their records. */

export type Writer = Person & { userId: string };

export const by = BY_STAFF.id;

/** Every table but `conversation` that names a client. */
export const TABLES = [
  'booking',
  'staff_task',
  'notice',
  'mail',
  'mail_address',
  'remark',
  'suspension',
  'designation',
  'directed_window',
];

export function linkDesk(parts: StoreUnderTest) {
  const turn = <T>(id: string, work: (turn: Turn) => Promise<T>): Promise<T> => parts.store.turn(id, work);

  const linked = (from: Person, to: Person, centreId = 'izumo'): Promise<Linked> =>
    turn(randomUUID(), (it) => it.linkClients({ centreId, fromClientId: from.clientId, toClientId: to.clientId, at: NOW, by }));

  return {
    turn,
    linked,
    async linkOf(from: Person, to: Person): Promise<string> {
      const outcome = await linked(from, to);
      if (outcome.kind !== 'linked') throw new Error(outcome.kind);
      return outcome.links[0]?.id ?? '';
    },
    unlinked: (linkId: string, centreId = 'izumo'): Promise<Unlinked> =>
      turn(randomUUID(), (it) => it.unlink({ centreId, linkId, at: NOW, by })),

    /** Somebody who has written once on that channel. */
    async writer(channel: ChannelName, profile: Profile = { name: '山田花子' }, centreId = 'izumo'): Promise<Writer> {
      const userId = randomUUID();
      const { conversationIds } = await parts.store.receive([textEvent(userId, 'こんにちは', { channel, centreId })], NOW);
      const [id = ''] = conversationIds;
      const clientId = await turn(id, async (it) => {
        const event = await it.nextEvent();
        const saved = await it.saveProfile(profile, NOW);
        const result = quietResult(userId, { inboxId: event?.id });
        await it.finish({ ...result, conversation: { ...result.conversation, channel, centreId } });
        return saved;
      });
      return { id, clientId, userId };
    },

    confirmed: (who: Person, openBookings = 1): Promise<Booking> =>
      turn(who.id, async (it) => {
        const { id } = await held(it, seatAt(freshStart(), { capacity: 5 }), { openBookings });
        const booking = await change(it, id, 'held', 'confirmed');
        if (!booking) throw new Error('not confirmed');
        return booking;
      }),

    /** The open bookings that somebody sees in their chat. */
    openOf: (who: Person): Promise<string[]> => turn(who.id, async (it) => (await it.openBookings()).map(({ id }) => id)),

    /** In which tables a client is named, and how often. */
    async namedIn(clientId: string): Promise<Record<string, number>> {
      const counts = await Promise.all(
        TABLES.map(async (table) => {
          const found = `SELECT count(*)::int AS n FROM ${table} WHERE client_id = $1`;
          const { rows } = await parts.sql.query<{ n: number }>(found, [clientId]);
          return [table, rows[0]?.n ?? 0] as const;
        }),
      );
      return Object.fromEntries(counts.filter(([, n]) => n > 0));
    },
  };
}

export type LinkDesk = ReturnType<typeof linkDesk>;

/** A row in every table that names a client. */
export async function knownAllAround(parts: StoreUnderTest, desk: LinkDesk, who: Person): Promise<Booking> {
  const { clientId } = who;
  const booking = await desk.confirmed(who);
  const whose = { clientId, centreId: 'izumo', at: NOW };
  await desk.turn(who.id, async (it) => {
    await it.saveProfile({ name: '山田花子', email: `${clientId}@example.jp` }, NOW);
    await it.openAddressLink(clientId, NOW, NOW.plus({ days: 1 }));
    await it.tell({
      ...{ ...whose, onceKey: `mail:${clientId}`, kind: 'details-mail', bookingId: booking.id },
      what: { by: 'mail', recipient: 'x@example.jp', subject: 'x', text: 'y' },
    });
    await it.suspend({ ...whose, reason: 'r', note: 'n', reviewOn: '2027-01-01', by });
    const service = { serviceId: 'certification', prepareBy: undefined, actor: BY_STAFF };
    const designationId = (await it.designate({ ...whose, ...service })) ?? '';
    const window = { startsAt: NOW.plus({ days: 3 }), endsAt: NOW.plus({ days: 4 }), officeId: 'izumo' };
    await it.direct({ ...window, windowId: randomUUID(), designationId, centreId: 'izumo', at: NOW, actor: BY_STAFF });
  });
  await desk.turn(randomUUID(), (it) => it.raiseTask({ ...whose, kind: 'not-delivered' }));
  await parts.store.writes.remarks.add({ ...whose, id: undefined, text: 'メモ', by });
  return booking;
}

import { beforeEach, onTestFinished } from 'vitest';
import { type MeetingKeeper, meetingKeeper } from '#meetings/keeper.ts';
import type { MeetingProvider } from '#meetings/provider.ts';
import type { Centre, ProviderKind } from '#policy/centre.ts';
import type { HeldMeeting } from '#simulator/meeting-platform/platform.ts';
import { type AtCounter, atCounter, type Person } from '../office/counter.ts';
import { inTokyo } from '../support/tokyo.ts';
import { type Doubles, doubles, HOST } from './doubles.ts';

/** A house whose centres have their meetings made by the doubles, and a keeper for each test. */

export type Room = { state: string; revision: number; attempts: number; why: string | null; retry_at: Date | null };

export type Kept = AtCounter & {
  readonly doubles: Doubles;
  /** A keeper of a process of its own; stopped with the test. */
  keeper(providers?: { zoom?: MeetingProvider; graph?: MeetingProvider }): MeetingKeeper;
  /** Zoom, where this happens once between its answer for that booking and our note of it. */
  meanwhile(bookingId: string, happens: () => Promise<unknown>): MeetingProvider;
  /** Looks after everything that is due, with the same keeper throughout a test, and waits for what follows. */
  keep(keeper?: MeetingKeeper): Promise<void>;
  confirmed(startsAt: string, centreId?: string): Promise<{ who: Person; id: string }>;
  rooms(bookingId: string): Promise<Room[]>;
  meetings(bookingId: string): Promise<HeldMeeting[]>;
};

/** By Zoom, and by Graph. */
export const ZOOM = 'matsudo-mothers';
export const TEAMS = 'izumo';

/** Call at the top of a test file. */
export function kept(): Kept {
  const at = atCounter();
  const them = doubles();
  beforeEach(async () => {
    at.house.clock.set(inTokyo('2026-11-20T10:00'));
    // What another test has left to be done is not this one's.
    await at.sql.query("UPDATE meeting_room SET leased_until = now() + interval '1 day'");
  });
  /** One a test: a second one would have in its hands what the test waits for. */
  let usual: MeetingKeeper | undefined;
  const keeper: Kept['keeper'] = ({ zoom, graph } = {}) => {
    at.house.centres.set(ZOOM, provided(at.centre(ZOOM), 'zoom'));
    at.house.centres.set(TEAMS, provided(at.centre(TEAMS), 'teams'));
    const { parts, runner, post } = at.house.house;
    const providers = new Map([
      [ZOOM, { zoom: zoom ?? them.zoom({}, undefined, parts.clock) }],
      [TEAMS, { teams: graph ?? them.graph({}, undefined, parts.clock) }],
    ]);
    const made = meetingKeeper({ parts, runner, providers, onMail: () => post.wake() });
    onTestFinished(async () => {
      usual = undefined;
      await made.stop();
    });
    return made;
  };
  return Object.create(
    at,
    Object.getOwnPropertyDescriptors({
      doubles: them,
      keeper,
      meanwhile(bookingId, happens) {
        const zoom = them.zoom({}, undefined, at.house.clock);
        const once = [happens];
        return {
          ...zoom,
          async make(room, signal) {
            const made = await zoom.make(room, signal);
            if (room.key.startsWith(bookingId)) await once.pop()?.();
            return made;
          },
        };
      },
      async keep(one) {
        usual ??= one ?? keeper();
        const looking = one ?? usual;
        looking.wake();
        await looking.idle();
        await at.house.settle();
      },
      async confirmed(startsAt, centreId = ZOOM) {
        const who = await at.person(centreId);
        const { id } = await at.booked(who, 'confirmed', startsAt);
        return { who, id };
      },
      async rooms(bookingId) {
        const { rows } = await at.sql.query<Room>(
          'SELECT state, revision, attempts, why, retry_at FROM meeting_room WHERE booking_id = $1 ORDER BY revision',
          [bookingId],
        );
        return rows;
      },
      async meetings(bookingId) {
        const { rows } = await at.sql.query<{ id: string }>('SELECT id FROM meeting_room WHERE booking_id = $1', [bookingId]);
        const marks = rows.map(({ id }) => `madoguchi ${id}`);
        return them.platform.meetings.filter(
          ({ externalId, body }) => externalId?.startsWith(bookingId) || marks.includes(String(body['agenda'])),
        );
      },
    } satisfies Omit<Kept, keyof AtCounter>),
  ) as Kept;
}

/** The centre with its meetings made: in the app of that provider. */
function provided(centre: Centre, kind: ProviderKind): Centre {
  const app = kind === 'zoom' ? 'Zoom' : 'Microsoft Teams';
  const services = centre.services.map((service) => ({
    ...service,
    meeting: { ...service.meeting, app, provider: { kind, host: HOST } } as const,
  }));
  return { ...centre, services };
}

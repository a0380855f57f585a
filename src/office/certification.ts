import { createHash, randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { sameName } from '#bot/understanding/same-name.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { liesInside } from '#policy/directed-window.ts';
import type { Designated } from '#store/reading/designated.ts';
import type { Client } from '#store/store.ts';
import { atDesk, type Counter, lockOfClient } from './desk.ts';
import { keepInside } from './keeping-inside.ts';
import type { By, Told } from './office.ts';
import { tellOffered } from './requests.ts';
import { slotActs } from './slots.ts';

/**
 * The service for which the office designates people and directs when they book (S3 certification, articles 3 and 12): whom, by when
 * they are to be ready, and inside which window of a day they book. The client is told where they have a chat; else somebody rings.
 */

/** Somebody found by their number, or entered with it. `name` is compared, or kept where the number is new. */
export type Person = { number: string; name: string };

export type DesignateOutcome =
  | { kind: 'designated'; id: string; told: Told }
  | { kind: 'already' }
  /** The number belongs to somebody of another name. */
  | { kind: 'other-name' };

export type DirectOutcome =
  /**
   * `declined`: what the client had applied for lies outside, and is not accepted. `narrowed`: of the times that were offered only those
   * inside remain.
   */
  | { kind: 'directed'; told: Told; declined: boolean; narrowed: boolean }
  | { kind: 'refused'; why: 'past' | 'not-a-working-day' | 'two-days' | 'no-slot' }
  /** Not designated (any more). */
  | { kind: 'gone' };

export type Place = { centre: Centre; service: Service };

export interface Certification {
  /** `prepareBy`: the beginning of a day. `officeId`: whom the client is to ask. */
  designate(
    act: Place & {
      by: By;
      person: Person;
      officeId: string;
      prepareBy: DateTime | undefined;
      /** Staff have checked both: the number stays with the other name, too, which somebody may have typed wrongly in the chat. */
      evenSo?: boolean | undefined;
    },
  ): Promise<DesignateOutcome>;
  prepareBy(act: Place & { by: By; designationId: string; day: DateTime | undefined }): Promise<boolean>;
  end(act: Place & { by: By; designationId: string }): Promise<boolean>;
  /** Sessions lie wholly inside [from, to), of one day; a window before is replaced. */
  direct(act: Place & { by: By; designationId: string; officeId: string; from: DateTime; to: DateTime }): Promise<DirectOutcome>;
  revoke(act: Place & { by: By; designationId: string; windowId: string }): Promise<boolean>;
}

export const certification = (counter: Counter): Certification => ({
  designate: (act) => designate(counter, act),
  direct: (act) => direct(counter, act),
  prepareBy: ({ by, centre, designationId, day }) =>
    atDesk(counter, designationId, by, ({ turn, now: at, actor }) =>
      turn.setPrepareBy({ designationId, centreId: centre.id, prepareBy: nameOf(day), at, actor }),
    ),
  end: ({ by, centre, designationId }) =>
    atDesk(counter, designationId, by, ({ turn, now: at, actor }) =>
      turn.endDesignation({ designationId, centreId: centre.id, at, actor }),
    ),
  revoke: ({ by, centre, designationId, windowId }) =>
    atDesk(counter, designationId, by, ({ turn, now: at, actor }) =>
      turn.revokeWindow({ windowId, centreId: centre.id, at, actor }),
    ),
});

/** One after another for one number, so that nobody is entered twice. */
async function designate(counter: Counter, act: Parameters<Certification['designate']>[0]): Promise<DesignateOutcome> {
  const { centre, service, person, officeId, prepareBy, by } = act;
  const { designated } = counter.parts.store.reads;
  return await atDesk(counter, lockOf(centre.id, person.number), by, async ({ turn, tell, now: at, actor }) => {
    const known = await designated.byNumber(centre.id, person.number);
    const same = known.find((client) => sameName(client.profile?.name, person.name));
    if (known.length > 0 && !same && act.evenSo !== true) return { kind: 'other-name' };
    const profile = { name: person.name, jobSeekerNumber: person.number };
    const clientId = same?.id ?? (await turn.addClient({ centreId: centre.id, profile, at }));
    const day = nameOf(prepareBy);
    const id = await turn.designate({ clientId, centreId: centre.id, serviceId: service.id, prepareBy: day, at, actor });
    if (id === undefined) return { kind: 'already' };
    const notice = { kind: 'designated' as const, serviceId: service.id, officeId, prepareBy };
    const { told } = await tell({ notice, kind: 'designated', onceKey: `designated:${id}`, clientId });
    return { kind: 'designated', id, told };
  });
}

/** A lock is named by a UUID. */
const lockOf = (centreId: string, number: string): string =>
  createHash('sha256')
    .update(`designate\0${centreId}\0${number}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

async function direct(counter: Counter, act: Parameters<Certification['direct']>[0]): Promise<DirectOutcome> {
  const { centre, service, by, designationId, officeId, from, to } = act;
  const why = await refusalOf(counter, act);
  if (why) return { kind: 'refused', why };
  const standing = await counter.parts.store.reads.designated.one(centre.id, designationId);
  if (standing?.serviceId !== service.id) return { kind: 'gone' };
  const clientId = await chatting(counter, centre.id, standing);
  const windowId = randomUUID();
  return await atDesk(counter, await lockOfClient(counter, clientId), by, async (desk) => {
    const { turn, tell, now: at, actor } = desk;
    const window = { windowId, designationId, centreId: centre.id, officeId, startsAt: from, endsAt: to };
    const directed = await turn.direct({ ...window, at, actor });
    if (!directed) return { kind: 'gone' };
    const { declined, stands, narrowed } = await keepInside(desk, { clientId, centre, serviceId: service.id, window });
    const remain = narrowed.flatMap(({ times }) => times.map(({ startsAt }) => startsAt));
    const notice = { kind: 'directed' as const, serviceId: service.id, officeId, from, to, declined, stands, remain };
    const { told } = await tell({ notice, kind: 'directed', onceKey: `directed:${directed.windowId}`, clientId, uselessAt: to });
    // After it, so that the buttons of what can be picked still stand last.
    for (const offered of narrowed) await tellOffered(desk, offered, true);
    return { kind: 'directed', told, declined: declined.length > 0, narrowed: narrowed.length > 0 };
  });
}

/** Such a window could never be booked in: it has begun, or nobody works then, or no session lies wholly inside it. */
async function refusalOf({ parts }: Counter, act: Parameters<Certification['direct']>[0]) {
  const { centre, service, officeId, from, to } = act;
  if (from <= parts.clock.now()) return 'past';
  if (to <= from || !to.minus({ milliseconds: 1 }).hasSame(from, 'day')) return 'two-days';
  if (!isBusinessDay(from, centre)) return 'not-a-working-day';
  const { entries, closures } = await slotActs(parts).entries({ centre, officeId, service, from, to });
  if (closures.length > 0 && entries.every(({ state }) => state === 'day-closed')) return 'not-a-working-day';
  return entries.some((it) => it.state === 'open' && liesInside(it, { startsAt: from, endsAt: to })) ? undefined : 'no-slot';
}

/** The same person may have begun to chat after staff had entered them: then they are told there. */
async function chatting({ parts }: Counter, centreId: string, { client }: Designated): Promise<string> {
  const number = client.profile?.jobSeekerNumber;
  if (number === undefined) return client.id;
  const rows: Client[] = await parts.store.reads.designated.byNumber(centreId, number);
  return rows.find(({ profile }) => sameName(profile?.name, client.profile?.name))?.id ?? client.id;
}

const nameOf = (day: DateTime | undefined): string | undefined => day?.toFormat('yyyy-MM-dd');

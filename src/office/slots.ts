import type { DateTime } from 'luxon';
import { officeOf } from '#bot/carry-out/context.ts';
import type { Parts } from '#bot/parts.ts';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { judgeUnusual, type WhyUnusual } from '#policy/unusual-times.ts';
import type { Closure } from '#store/reading/closures.ts';
import { closureOn, type Entry, entriesIn } from './calendar.ts';
import type { By } from './office.ts';

/**
 * What staff do to slots. Each act is judged at the press and is one compare-and-set statement: nobody who is in a slot loses the seat
 * by it, and nobody gets into a slot that was closed before. Bookings in it are staff's to keep, cancel or move (`treating.ts`).
 */

export type SlotPlace = { centre: Centre; officeId: string; service: Service };
type At = SlotPlace & { startsAt: DateTime };

/** There is no such slot in the calendar. */
export type NoSlot = { kind: 'no-slot' };
/** It has begun: nothing about it changes any more. */
export type Begun = { kind: 'past' };

export type CapacityChanged =
  | { kind: 'set'; capacity: number; used: number }
  | { kind: 'below-used'; used: number }
  | NoSlot
  | Begun;
export type Closed = { kind: 'closed'; used: number } | { kind: 'was-closed' } | NoSlot | Begun;
export type Reopened = { kind: 'reopened' } | { kind: 'was-open' } | Begun;
export type Opened =
  | { kind: 'opened'; startsAt: DateTime[]; already: DateTime[] }
  | { kind: 'refused'; why: 'past' | 'not-a-working-day' | 'too-short' | 'two-days' }
  | { kind: 'refused'; why: 'closed-day'; reason: string }
  /** Nothing was opened: outside the hours, or far ahead. Done again by somebody who is `sure`, it is. */
  | { kind: 'unusual'; why: readonly WhyUnusual[] };

export interface SlotActs {
  /** The calendar of an office and service in [from, to), soonest first, with the closures that hold then. */
  entries(query: SlotPlace & { from: DateTime; to: DateTime }): Promise<{ entries: Entry[]; closures: Closure[] }>;
  entry(at: At): Promise<Entry | undefined>;
  setCapacity(act: At & { by: By; capacity: number }): Promise<CapacityChanged>;
  /** `used`: so many are in it and keep their seats. */
  close(act: At & { by: By }): Promise<Closed>;
  reopen(act: At & { by: By }): Promise<Reopened>;
  /** Opens every slot that fits into [from, to), one after another, at any time of a working day. Both on one day. */
  open(act: SlotPlace & { by: By; from: DateTime; to: DateTime; capacity: number; sure?: boolean | undefined }): Promise<Opened>;
}

export function slotActs({ store, clock }: Pick<Parts, 'store' | 'clock'>): SlotActs {
  const entries: SlotActs['entries'] = async ({ centre, officeId, service, from, to }) => {
    const toDay = dayOf(to.minus({ milliseconds: 1 }));
    const [rows, closures] = await Promise.all([
      store.reads.calendar.slots({ centreId: centre.id, officeId, serviceId: service.id, from, to: to.plus(lengthOf(service)) }),
      store.reads.closures.touching({ centreId: centre.id, officeId, fromDay: dayOf(from), toDay }),
    ]);
    return { entries: entriesIn({ centre, service, rows, closures, from, to, now: clock.now() }), closures };
  };
  const entry: SlotActs['entry'] = async (at) =>
    (await entries({ ...at, from: at.startsAt, to: at.startsAt.plus({ milliseconds: 1 }) })).entries[0];
  const acted = ({ by }: { by: By }) => ({ by: by.id, at: clock.now() });

  return {
    entries,
    entry,
    async setCapacity(act) {
      const slot = await entry(act);
      if (!slot) return { kind: 'no-slot' };
      if (slot.state === 'past') return { kind: 'past' };
      return store.writes.slots.setCapacity({ ...keyOf(act), endsAt: slot.endsAt, capacity: act.capacity, ...acted(act) });
    },
    async close(act) {
      const slot = await entry(act);
      if (!slot) return { kind: 'no-slot' };
      if (slot.state === 'past') return { kind: 'past' };
      const { endsAt, capacity } = slot;
      const used = await store.writes.slots.close({ ...keyOf(act), endsAt, capacity: Math.max(capacity, 1), ...acted(act) });
      return used === undefined ? { kind: 'was-closed' } : { kind: 'closed', used };
    },
    async reopen(act) {
      if (act.startsAt <= clock.now()) return { kind: 'past' };
      return { kind: (await store.writes.slots.reopen({ ...keyOf(act), ...acted(act) })) ? 'reopened' : 'was-open' };
    },
    async open(act) {
      const times = timesIn(act);
      const closures = await store.reads.closures.touching({
        centreId: act.centre.id,
        officeId: act.officeId,
        fromDay: dayOf(act.from),
        toDay: dayOf(act.from),
      });
      const refused = refusalOf(act, times.length, closures, clock.now());
      if (refused) return refused;
      const why = act.sure ? [] : whyUnusual(act, times, clock.now());
      return why.length > 0 ? { kind: 'unusual', why } : openAll(act, times);
    },
  };

  /** Those of the centre file are open already, unless staff closed them: then they are opened again. */
  async function openAll(act: Parameters<SlotActs['open']>[0], times: readonly Times[]): Promise<Opened> {
    const there = new Map((await entries(act)).entries.map((it) => [it.startsAt.toMillis(), it]));
    const wanted = times.filter(({ startsAt }) => {
      const known = there.get(startsAt.toMillis());
      return !known || known.from === 'booked' || known.state === 'closed';
    });
    const { centre, officeId, service, capacity } = act;
    const place = { centreId: centre.id, officeId, serviceId: service.id };
    const startsAt: DateTime[] = [];
    for (const time of wanted.filter((it) => there.get(it.startsAt.toMillis())?.from === 'file'))
      if (await store.writes.slots.reopen({ ...place, startsAt: time.startsAt, ...acted(act) })) startsAt.push(time.startsAt);
    const fresh = wanted.filter((it) => there.get(it.startsAt.toMillis())?.from !== 'file');
    if (fresh.length > 0) startsAt.push(...(await store.writes.slots.open({ ...place, times: fresh, capacity, ...acted(act) })));
    const opened = new Set(startsAt.map((it) => it.toMillis()));
    const already = times.map((it) => it.startsAt).filter((it) => !opened.has(it.toMillis()));
    return { kind: 'opened', startsAt: startsAt.sort((one, other) => one.toMillis() - other.toMillis()), already };
  }
}

type Times = { startsAt: DateTime; endsAt: DateTime };

function timesIn({ from, to, service }: { from: DateTime; to: DateTime; service: Service }): Times[] {
  const minutes = service.lengthMinutes.value;
  const times: Times[] = [];
  for (let startsAt = from.setZone(ZONE); startsAt.plus({ minutes }) <= to; startsAt = startsAt.plus({ minutes }))
    times.push({ startsAt, endsAt: startsAt.plus({ minutes }) });
  return times;
}

function whyUnusual({ centre, officeId, service }: SlotPlace, times: readonly Times[], now: DateTime): WhyUnusual[] {
  const starts = times.map(({ startsAt }) => startsAt);
  const judged = judgeUnusual(starts, { office: officeOf(centre, officeId), service, now });
  return judged.kind === 'usual' ? [] : [...new Set(judged.times.flatMap(({ why }) => why))];
}

function refusalOf(
  { centre, from, to }: { centre: Centre; from: DateTime; to: DateTime },
  count: number,
  closures: readonly Closure[],
  now: DateTime,
): Opened | undefined {
  if (from <= now) return { kind: 'refused', why: 'past' };
  if (to > from.setZone(ZONE).startOf('day').plus({ days: 1 })) return { kind: 'refused', why: 'two-days' };
  if (count === 0) return { kind: 'refused', why: 'too-short' };
  const closure = closureOn(from, closures);
  if (closure) return { kind: 'refused', why: 'closed-day', reason: closure.reason };
  return isBusinessDay(from, centre) ? undefined : { kind: 'refused', why: 'not-a-working-day' };
}

const lengthOf = ({ lengthMinutes }: Service) => ({ minutes: lengthMinutes.value });

const dayOf = (at: DateTime): string => at.setZone(ZONE).toFormat('yyyy-MM-dd');

const keyOf = ({ centre, officeId, service, startsAt }: At) => ({
  centreId: centre.id,
  officeId,
  serviceId: service.id,
  startsAt,
});

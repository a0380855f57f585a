import express, { type Request, type Response } from 'express';
import type { DateTime } from 'luxon';
import type { Entry } from '#office/calendar.ts';
import type { SlotActs } from '#office/slots.ts';
import { treat } from '#office/treating.ts';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { slotWords as words } from '../words/calendar.ts';
import { freeTimesFor } from './free-times.ts';
import { capacityFrom } from './open-reading.ts';
import { addresses, type Place, slotIn } from './place.ts';
import { names, type SlotPage, slotPage } from './slot-page.ts';
import { treatingForm } from './treating-form.ts';
import { openHolders, readChoices, type Typed, typedFrom } from './treating-reading.ts';
import { treatingResults } from './treating-results.ts';

type Slot = Place & { startsAt: DateTime };
type Wrong = { typed: Typed; errors: readonly FieldError[] };

export function slotRoutes(of: ConsoleOf, acts: SlotActs): express.Router {
  const router = express.Router({ mergeParams: true });
  const { clock, store } = of.parts;
  const placeOf = (slot: Slot) => ({ ...slot, officeId: slot.office.id });
  const holdersOf = ({ centre, office, service, startsAt }: Slot) =>
    store.reads.calendar.holders({ centreId: centre.id, officeId: office.id, serviceId: service.id, startsAt });
  const overlapsOf = ({ centre, office, service }: Slot, { startsAt, endsAt }: Entry) =>
    store.reads.calendar.overlapping({ centreId: centre.id, officeId: office.id, serviceId: service.id, startsAt, endsAt });

  const show = async (response: Response, slot: Slot, more: Pick<SlotPage, 'capacity' | 'done'> & { wrong?: Wrong } = {}) => {
    const [entry, holders] = await Promise.all([acts.entry(placeOf(slot)), holdersOf(slot)]);
    if (!entry) return notFound(response);
    const overlaps = await overlapsOf(slot, entry);
    const { wrong, ...rest } = more;
    const now = clock.now();
    const ask = entry.state === 'closed' || entry.state === 'day-closed';
    const seat = signedIn(response);
    const treating =
      ask &&
      treatingForm({
        signedIn: seat,
        centre: slot.centre,
        action: `${addresses.base(slot.centre)}/slot/bookings`,
        hidden: names(slot, entry),
        holders,
        free: await freeTimesFor(openHolders(holders), { acts, centre: slot.centre, now }),
        ...wrong,
      });
    response
      .status(wrong || more.capacity ? 422 : 200)
      .type('html')
      .send(slotPage({ signedIn: seat, place: slot, entry, holders, overlaps, now, treating, ...rest }));
  };

  router.get('/calendar/slot', async (request, response) => {
    const slot = slotIn(request.query, signedIn(response).centre);
    if (slot) await show(response, slot, { done: doneIn(request) });
    else notFound(response);
  });

  router.post('/calendar/slot/capacity', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const slot = slotIn(request.body, centre);
    const typed = typedFrom(request.body)['capacity'] ?? '';
    if (!slot) return notFound(response);
    const capacity = capacityFrom(typed, 1);
    const set = capacity === undefined ? undefined : await acts.setCapacity({ ...placeOf(slot), by: staff, capacity });
    if (set?.kind === 'no-slot') return notFound(response);
    const said = setInWords(set);
    if (request.accepts(['html', 'json']) === 'json') return void response.json({ said });
    if (set?.kind === 'set') return response.redirect(303, addresses.slot(slot, slot.startsAt, { done: 'capacity' }));
    await show(response, slot, { capacity: { value: typed, errors: [{ field: 'capacity', message: said }] } });
  });

  router.post('/calendar/slot/close', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const slot = slotIn(request.body, centre);
    const closed = slot && (await acts.close({ ...placeOf(slot), by: staff }));
    if (!slot || closed?.kind === 'no-slot') return notFound(response);
    const done = closed?.kind === 'closed' && closed.used > 0 ? 'closed-used' : (closed?.kind ?? '');
    response.redirect(303, addresses.slot(slot, slot.startsAt, { done }));
  });

  router.post('/calendar/slot/reopen', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const slot = slotIn(request.body, centre);
    if (!slot) return notFound(response);
    const { kind } = await acts.reopen({ ...placeOf(slot), by: staff });
    response.redirect(303, addresses.slot(slot, slot.startsAt, { done: kind }));
  });

  router.post('/calendar/slot/bookings', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const slot = slotIn(request.body, centre);
    if (!slot) return notFound(response);
    const typed = typedFrom(request.body);
    const read = readChoices(typed, openHolders(await holdersOf(slot)));
    if (read.kind === 'wrong') return show(response, slot, { wrong: { typed, errors: read.errors } });
    const treated = await treat(of.office, { by: staff, ...read });
    const back = addresses.slot(slot, slot.startsAt);
    response.type('html').send(treatingResults({ signedIn: signedIn(response), treated, back }));
  });
  return router;
}

function setInWords(set: Awaited<ReturnType<SlotActs['setCapacity']>> | undefined): string {
  switch (set?.kind) {
    case 'set':
      return words.done.capacity;
    case 'below-used':
      return words.capacity.belowUsed(set.used);
    case 'past':
      return words.past;
    default:
      return words.capacity.error(1);
  }
}

function doneIn(request: Request): string | undefined {
  const { done } = typedFrom(request.query);
  if (done === 'past') return words.past;
  return Object.entries(words.done).find(([name]) => name === done)?.[1];
}

import express, { type Request, type Response } from 'express';
import { DateTime } from 'luxon';
import type { Office } from '#office/office.ts';
import type { Profile } from '#store/store.ts';
import { readProfile } from '../clients/profile-reading.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import { query } from '../shell/components.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, idOf, listOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { newWords as words } from '../words/booking-list.ts';
import { type FormState, NOTHING_SENT } from './form-state.ts';
import { FROM, freeTimes, timeChosen } from './free-times.ts';
import { NEW, type NewBookingOf, newBookingPage } from './new-page.ts';
import { isDone, refusalInWords } from './outcomes.ts';
import { askingAgain } from './sure-field.ts';
import { addressOfBooking } from './view.ts';

/** `/bookings/new?client=&office=&service=&at=`: booking for somebody who rings or sits in a session. */
export function newBookingPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/bookings/new', (req, res) => show(of, req.query, res, 200, { state: pickedIn(req.query) }));
  router.post('/bookings/new/find', (req, res) => find(of, req, res));
  router.post('/bookings/new', (req, res) => (textOf(req.body, 'act') === 'reload' ? reload(of, req, res) : book(of, req, res)));
  return router;
}

/** A time that was picked elsewhere: `at`, 2026-11-25T10:00. */
const pickedIn = (from: unknown): FormState => ({ form: NEW, body: { 'new-when': textOf(from, 'at') }, errors: [] });

type More = { state?: FormState; refused?: string; word?: string; wordErrors?: readonly FieldError[]; clientIds?: string[] };

async function show(of: ConsoleOf, asked: unknown, res: Response, status: number, more: More = {}): Promise<void> {
  const here = signedIn(res);
  const { store, clock } = of.parts;
  const wanted = more.clientIds ?? listOf(asked, 'client').flatMap((it) => idOf(it) ?? []);
  const place = placeIn(asked, here);
  const now = clock.now();
  const from = DateTime.max(now, dayTyped(textOf(asked, FROM)) ?? now).startOf('day');
  const [clients, free] = await Promise.all([
    wanted.length > 0 ? store.reads.clientPage.some(here.centre.id, wanted) : [],
    freeTimes(of.parts, { centre: here.centre, ...place, from }),
  ]);
  // Another centre's client is as unknown as one that does not exist.
  if (wanted.length > 0 && clients.length === 0) return notFound(res);
  const page: NewBookingOf = {
    ...{ signedIn: here, now, from, clients, free, ...place },
    state: more.state ?? NOTHING_SENT,
    refused: more.refused,
    word: more.word ?? '',
    wordErrors: more.wordErrors ?? [],
  };
  res.status(status).send(newBookingPage(page));
}

/** The first office and service where none of the centre's is named. */
function placeIn(asked: unknown, { centre }: SignedIn): { officeId: string; serviceId: string } {
  const one = (all: readonly { id: string }[], name: string) =>
    (all.find(({ id }) => id === textOf(asked, name)) ?? all[0])?.id ?? '';
  return { officeId: one(centre.offices, 'office'), serviceId: one(centre.services, 'service') };
}

async function find(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const { centre } = signedIn(res);
  const word = textOf(req.body, 'word').slice(0, 254);
  const again = (message: string, status: number) =>
    show(of, {}, res, status, { word, wordErrors: [{ field: 'word', message }] });
  if (word === '') return again(words.errors.find, 422);
  const { clientIds } = await of.parts.store.reads.bookingList.find(centre.id, word);
  if (clientIds.length === 0) return again(words.notFound, 404);
  res.redirect(303, `/console/${centre.id}/bookings/new?${new URLSearchParams(clientIds.map((id) => ['client', id]))}`);
}

const reload = (of: ConsoleOf, { body }: Request, res: Response): Promise<void> =>
  show(of, body, res, 200, { state: { form: NEW, body, errors: [] } });

async function book(of: ConsoleOf, { body }: Request, res: Response): Promise<void> {
  const here = signedIn(res);
  const again = (status: number, more: Partial<More> & { errors?: FieldError[] }) =>
    show(of, body, res, status, { ...more, state: { form: NEW, body, errors: more.errors ?? [] } });
  const pageId = idOf(textOf(body, 'page-id'));
  const client = await clientIn(of, here, body);
  // Looked up after the client: whom the first press has entered is known by the second.
  if (await ledToBooked(of, here, pageId, res)) return;
  const chosen = timeChosen(body, NEW);
  const errors = [...(client.kind === 'wrong' ? client.errors : []), ...('error' in chosen ? [chosen.error] : [])];
  if (client.kind === 'unknown') return notFound(res);
  if (client.kind === 'wrong' || 'error' in chosen) return again(422, { errors });
  if (client.kind === 'known') return again(409, { refused: words.known, clientIds: [client.id] });
  const outcome = await of.office.bookFor({
    ...{ by: { id: here.staff.id }, centreId: here.centre.id, client: client.of, ...placeIn(body, here) },
    ...chosen,
    pageId,
  });
  if (outcome.kind === 'unusual') return show(of, body, res, 422, { state: askingAgain(NEW, body, outcome) });
  if (!isDone(outcome)) {
    if (await ledToBooked(of, here, pageId, res)) return;
    return again(409, { refused: refusalInWords(outcome) });
  }
  res.redirect(303, `${addressOfBooking(here.centre.id, outcome.booking.id)}${query({ said: `booked.${outcome.told}` })}`);
}

/** The form of this page was sent before: what it made is shown, whatever would stand against making it again. */
async function ledToBooked(
  { parts: { store } }: ConsoleOf,
  { centre }: SignedIn,
  pageId: string | undefined,
  res: Response,
): Promise<boolean> {
  const made = pageId && (await store.reads.bookingPage.bookedOn(centre.id, pageId));
  if (!made) return false;
  res.redirect(303, `${addressOfBooking(centre.id, made)}${query({ said: 'booked-before' })}`);
  return true;
}

type Whom =
  | { kind: 'of'; of: Parameters<Office['bookFor']>[0]['client'] }
  /** Somebody entered as new is there already. */
  | { kind: 'known'; id: string }
  | { kind: 'unknown' }
  | { kind: 'wrong'; errors: FieldError[] };

async function clientIn({ parts: { store } }: ConsoleOf, { centre }: SignedIn, body: unknown): Promise<Whom> {
  if (textOf(body, 'client') !== '') {
    const id = idOf(textOf(body, 'client'));
    const [known] = id === undefined ? [] : await store.reads.clientPage.some(centre.id, [id]);
    return known ? { kind: 'of', of: { id: known.id } } : { kind: 'unknown' };
  }
  const read = readProfile(body);
  if (read.kind === 'wrong') return read;
  const known = await samePerson(store.reads, centre.id, read.value);
  return known === undefined ? { kind: 'of', of: { profile: read.value } } : { kind: 'known', id: known };
}

/** The number is one person's; a phone may be a family's, so the name has to be the same as well. */
async function samePerson(
  reads: ConsoleOf['parts']['store']['reads'],
  centreId: string,
  { name, jobSeekerNumber, phone }: Profile,
): Promise<string | undefined> {
  const words = [jobSeekerNumber, phone].filter((it) => it !== undefined);
  const found = await Promise.all(words.map((word) => reads.bookingList.find(centreId, word)));
  const clients = await reads.clientPage.some(centreId, [...new Set(found.flatMap(({ clientIds }) => clientIds))]);
  return clients.find(({ profile }) =>
    jobSeekerNumber !== undefined && profile?.jobSeekerNumber !== undefined
      ? profile.jobSeekerNumber === jobSeekerNumber
      : profile?.name === name,
  )?.id;
}

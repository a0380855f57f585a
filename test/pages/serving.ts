import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { DateTime } from 'luxon';
import { stoppedClock, ZONE } from '#clock.ts';
import { clientPages } from '#pages/client-pages.ts';
import type { Centre } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import type { Booking, ChannelName, InboxEntry, Store } from '#store/store.ts';

export const NOW = DateTime.fromISO('2026-11-24T15:00', { zone: ZONE });
export const TOKEN = 'tOkEn_of-a-form_0123456789abcdef';

export function seedCentres(): Map<string, Centre> {
  const loaded = loadCentres(new URL('../../centres', import.meta.url).pathname);
  if (loaded.kind !== 'ok') throw new Error('the centre files of the repository are not valid');
  return loaded.centres;
}

export function seedCentre(id: string): Centre {
  const centre = seedCentres().get(id);
  if (!centre) throw new Error(`no centre ${id}`);
  return centre;
}

type PagesStore = Pick<Store, 'form' | 'submitForm' | 'bookingByCalendarToken'>;
type OpenForm = NonNullable<Awaited<ReturnType<Store['form']>>>;

/** The three statements of the store that the pages know, kept in memory by the rules of its interface. */
export class MemoryStore implements PagesStore {
  readonly submitted: InboxEntry[] = [];
  readonly bookings = new Map<string, Booking>();
  readonly official: OfficialTerms[] = [];
  readonly reads = { termsVersions: { published: async () => this.official } };
  readonly #forms = new Map<string, { form: OpenForm; expiresAt: DateTime; used: boolean }>();

  openForm(token: string, form: OpenForm, expiresAt: DateTime): void {
    this.#forms.set(token, { form, expiresAt, used: false });
  }

  async form(token: string, now: DateTime): Promise<OpenForm | undefined> {
    const kept = this.#forms.get(token);
    return kept && !kept.used && now < kept.expiresAt ? kept.form : undefined;
  }

  async submitForm(token: string, event: InboxEntry, now: DateTime): Promise<boolean> {
    const kept = this.#forms.get(token);
    if (!kept || kept.used || now >= kept.expiresAt) return false;
    kept.used = true;
    this.submitted.push(event);
    return true;
  }

  async bookingByCalendarToken(token: string): Promise<Booking | undefined> {
    return this.bookings.get(token);
  }
}

export type Serving = Awaited<ReturnType<typeof serve>>;

/** The pages on a free port of this machine, with one open form at `centreId`. `stop` before the test ends. */
export async function serve(centreId = 'hakodate', centres = seedCentres(), channel: ChannelName = 'line') {
  const store = new MemoryStore();
  const clock = stoppedClock(NOW);
  const woken: string[] = [];
  store.openForm(TOKEN, { conversationId: 'conversation-1', channel, centreId, userId: 'U1' }, NOW.plus({ minutes: 30 }));
  const app = express();
  app.use(clientPages({ centres, store, clock, onSubmitted: (id) => void woken.push(id) }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    store,
    clock,
    woken,
    get: (path: string) => fetch(`${base}${path}`),
    submit: (typed: Record<string, string>, query = '') =>
      fetch(`${base}/forms/${TOKEN}${query}`, { method: 'POST', body: new URLSearchParams(typed) }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A form at Hakodate, filled in as it should be. */
export const FILLED_IN = {
  name: '山田　花子',
  'job-seeker-number': '０１０１０－１２３４５６７８',
  email: 'Hanako@Example.JP',
  topic: '応募書類の書き方\n面接のこと',
  'companions-answer': 'none',
  companions: '',
};

export function booking(change: Partial<Booking> = {}): Booking {
  const startsAt = DateTime.fromISO('2026-11-25T10:00', { zone: ZONE });
  return {
    id: 'b7a1c2d3-0000-4000-8000-000000000001',
    reference: 'K7M2PQ4X',
    centreId: 'hakodate',
    officeId: 'plaza',
    serviceId: 'counselling',
    clientId: 'client-1',
    conversationId: 'conversation-1',
    state: 'confirmed',
    startsAt,
    endsAt: startsAt.plus({ minutes: 30 }),
    holdUntil: undefined,
    answerBy: undefined,
    wishes: '午後がよい',
    movesBookingId: undefined,
    createdAt: NOW,
    offerBy: undefined,
    askedStartsAt: undefined,
    confirmedAt: NOW,
    contact: undefined,
    noShowAt: undefined,
    origin: 'line',
    ...change,
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

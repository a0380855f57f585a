import { DateTime } from 'luxon';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { outlineOf } from '#bot/outline.ts';
import { maskField } from '#bot/replies/masking.ts';
import type { World } from '#bot/replies/world.ts';
import { ZONE } from '#clock.ts';
import type { BookingView } from '#machines/commands.ts';
import type { Meta } from '#machines/flow.ts';
import { begin, type FlowName, flows, type Stack } from '#machines/stack.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import type { Language } from '#policy/language.ts';
import { NONE } from '#policy/no-value.ts';

/** Conversations that stand at a given question, built from the real centre files. */

const loaded = loadCentres('centres');
if (loaded.kind === 'invalid') throw new Error(JSON.stringify(loaded.problems));
export const centres: readonly Centre[] = [...loaded.centres.values()];

export function centreOf(id: string): Centre {
  const centre = centres.find((it) => it.id === id);
  if (!centre) throw new Error(`no centre ${id}`);
  return centre;
}

export const NOW = DateTime.fromISO('2026-11-18T09:00:00', { zone: ZONE });

export const worldOf = (centre: Centre, language: Language = 'ja'): World => ({
  centre,
  language,
  now: NOW,
  publicUrl: 'https://yoyaku.example.jp',
});

/** What the client typed: it must never come back. */
export const SECRETS = { name: '山田花子', wishes: 'らいしゅうのどこか', topic: 'だれにも言えない話' };

const times = (...starts: string[]) =>
  starts.map((start) => ({
    startsAt: `2026-11-25T${start}:00.000+09:00`,
    endsAt: `2026-11-25T${start.slice(0, 3)}59:00.000+09:00`,
  }));
export const MANY_TIMES = times('09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '13:00', '13:30', '14:00', '14:30');

/** The state of each question of each flow, in no order that matters. */
export const questions: readonly { flow: FlowName; state: string; prompt: string }[] = (Object.keys(flows) as FlowName[]).flatMap(
  (flow) =>
    Object.entries((flows[flow] as AnyStateMachine).states).flatMap(([state, node]) => {
      const meta = (node as { meta?: Meta }).meta;
      return meta === undefined ? [] : [{ flow, state, prompt: meta.prompt }];
    }),
);

export function frame(flow: FlowName, state: string, context: object): Stack[number] {
  const machine = flows[flow] as AnyStateMachine;
  return { flow, snapshot: machine.resolveState({ value: state, context } as never) as AnyMachineSnapshot };
}

export function bookingOf(centre: Centre, service: Service, changes: Partial<BookingView> = {}): BookingView {
  return {
    id: 'b1',
    reference: 'ABCD2345',
    officeId: centre.offices[0]?.id ?? '',
    serviceId: service.id,
    state: 'confirmed',
    startsAt: '2026-11-25T10:00:00.000+09:00',
    endsAt: '2026-11-25T10:30:00.000+09:00',
    answerBy: null,
    otherTime: false,
    movesBookingId: null,
    offers: [],
    offerBy: null,
    detailsReady: false,
    near: false,
    ...changes,
  };
}

/** A stack whose top stands at the question, above a booking of the service. */
export function standingAt(centre: Centre, service: Service, flow: FlowName, state: string, changes: object = {}): Stack {
  const bottom = begin(outlineOf(centre));
  const place = { officeId: centre.offices[0]?.id ?? '', serviceId: service.id };
  const outline = outlineOf(centre);
  if (flow === 'conversation') return bottom;
  const top = frame(flow, state, { ...contextOf(centre, service, flow), ...changes });
  const underBooking = ['consent', 'eligibility', 'profile', 'slots', 'confirmation'].includes(flow);
  if (!underBooking) return [...bottom, top];
  const below = { ...outline, ...place, eligible: false, subject: null, changing: null };
  return [...bottom, frame('booking', 'profiling', below), top];
}

function contextOf(centre: Centre, service: Service, flow: FlowName): object {
  const outline = outlineOf(centre);
  const own = outline.services.find(({ id }) => id === service.id);
  const officeId = centre.offices[0]?.id ?? '';
  const place = { officeId, serviceId: service.id };
  const booking = bookingOf(centre, service);
  const known = { name: maskField('name', SECRETS.name), topic: maskField('topic', SECRETS.topic) };
  switch (flow) {
    case 'consent':
      return { termsId: service.terms, officeId, meetingApp: true, eligible: false, versionId: 'v1', dated: null };
    case 'eligibility':
      return { ...place, termsId: service.terms, questions: own?.questions ?? [], index: 0, answerId: '' };
    case 'profile':
      return {
        asks: own?.asks ?? [],
        noneYet: own?.noneYet ?? false,
        entry: 'chat',
        known,
        draft: SECRETS,
        todo: [],
        done: [],
        formUrl: 'https://yoyaku.example.jp/forms/token',
      };
    case 'slots':
      return {
        ...place,
        otherTimes: true,
        page: 1,
        days: Array.from({ length: 9 }, (_, at) => ({ day: `2026-12-${10 + at}`, times: 16 })),
        earlier: true,
        later: true,
        from: '2026-11-19',
        to: '2026-12-31',
        day: '2026-11-25',
        times: MANY_TIMES,
        startsAt: '',
        held: null,
        wishes: SECRETS.wishes,
      };
    case 'confirmation':
      return {
        ...place,
        asks: own?.asks ?? [],
        known,
        field: 'name',
        subject: {
          kind: 'slot',
          bookingId: 'h1',
          startsAt: booking.startsAt,
          endsAt: booking.endsAt,
          until: '2026-11-18T09:10:00.000+09:00',
        },
      };
    case 'bookings':
      return {
        services: outline.services,
        bookings: [booking],
        calendarUrls: { b1: 'https://yoyaku.example.jp/bookings/t.ics' },
        booking: null,
      };
    case 'cancelling':
      return { booking, phoneOnly: null };
    case 'handover':
      return {
        about: 'cancelling',
        bookingId: 'b1',
        startsAt: booking.startsAt,
        phoneOnly: { why: 'same-day', article: service.cancellation.chatUntilDaysBefore.source ?? null, ...place },
      };
    case 'my-data':
      return {
        rows: [
          { what: 'name', value: known.name },
          { what: 'companions', value: maskField('companions', NONE) },
          { what: 'bookings', value: '1' },
          { what: 'channel', value: 'LINE\nMicrosoft Teams' },
        ],
        deletionWaits: false,
        chats: ['c1', 'c2'],
      };
    case 'booking':
      return { ...outline, ...place, eligible: false, subject: null, changing: null };
    default:
      return {};
  }
}

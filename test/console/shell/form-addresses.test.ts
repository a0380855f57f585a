import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, visitor } from '../office-day.ts';
import { consoleRoutes } from '../routes.ts';

let house: TestHouse;
let administrator: StaffClient;
let bookingId: string;
let clientId: string;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator', centres: ['izumo', 'hakodate'] });
  const who = await visitor(house);
  clientId = who.clientId;
  bookingId = (await bookedAt(house, who, inTokyo('2026-11-26T10:00'))).id;
});
afterAll(() => house.close());

/** The sign-out is a button, not a form that anybody comes back to. */
const FORMLESS = ['/console/sign-out'];

describe('an address that takes a form', () => {
  it('can always be read, so that nobody who comes back to an answer is asked to send it again', async () => {
    const routes = consoleRoutes(house);
    const posted = routes.filter((it) => it.startsWith('POST ')).map((it) => it.slice('POST '.length));
    const read = routes.filter((it) => it.startsWith('GET ')).map((it) => it.slice('GET '.length));
    const pattern = (route: string) => new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
    const unread = posted.filter((it) => !FORMLESS.includes(it) && !read.some((route) => pattern(route).test(it)));
    expect(unread).toEqual([]);
  });

  it.each([
    ['bookings/BOOKING/cancel', 'bookings/BOOKING'],
    ['bookings/search', 'bookings'],
    ['bookings/new/find', 'bookings/new'],
    ['clients/CLIENT/message', 'clients/CLIENT'],
    ['clients/search', 'clients'],
    ['linking/CLIENT/search', 'linking/CLIENT'],
    ['linking/CLIENT/links/x/end', 'clients/CLIENT'],
    ['reminders/preview', 'reminders'],
    ['maintenance/x/withdraw', 'maintenance'],
    ['tasks/x', 'today'],
    ['calendar/slot/capacity', 'calendar'],
    ['notices/x/resend', 'notices'],
  ])('%s leads to the page of the form: %s', async (address, page) => {
    const at = (path: string) => `/console/izumo/${path.replace('BOOKING', bookingId).replace('CLIENT', clientId)}`;
    const answer = await administrator.get(at(address));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, at(page)]);
    expect((await administrator.get(at(page))).status).toBe(200);
  });

  it('leads nowhere at a centre that is not theirs', async () => {
    expect((await administrator.get(`/console/matsudo-mothers/bookings/${bookingId}/cancel`)).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORM_ADDRESSES } from '#console/shell/form-addresses.ts';
import { exactTextOf, idOf, listOf, textOf } from '#console/shell/reading.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, visitor, wished } from '../office-day.ts';
import { consoleRoutes } from '../routes.ts';

describe('what was typed', () => {
  it.each([
    ['  山田\u0000花子\u0007 ', '山田花子'],
    ['一行目\r\n二行目\r三行目', '一行目\n二行目\n三行目'],
    ['列\tの間\u0085\u009f', '列\tの間'],
  ])('%j is read as %j', (typed, read) => {
    expect(textOf({ typed }, 'typed')).toBe(read);
    expect(listOf({ typed: [typed, ''] }, 'typed').map((it) => it.trim())).toEqual([read]);
  });

  it('twice, not at all, or under the name of a method is empty', () => {
    expect([{ a: ['x', 'y'] }, {}, undefined, 'a'].map((from) => textOf(from, 'a'))).toEqual(['', '', '', '']);
    expect(textOf({}, 'toString')).toBe('');
  });

  it('as a password stays as it is', () => {
    expect(exactTextOf({ password: ' a\u0000b ' }, 'password')).toBe(' a\u0000b ');
  });

  it('as an id is one, in small letters, or nothing', () => {
    expect(idOf('00000000-0000-4000-8000-00000000000A')).toBe('00000000-0000-4000-8000-00000000000a');
    expect(idOf('00000000-0000-4000-8000-00000000000a\u0000')).toBeUndefined();
  });
});

/** What no keyboard sends, in the middle of a text. */
const ODD = 'あ\u0000い\u001bう';
type Fields = Record<string, string>;
const PERSON = { name: ODD, topic: ODD, companions: ODD };
const NEW = { ...PERSON, office: 'izumo', service: 'counselling', 'new-when': '2026-12-01T09:30' };
const BACK = { 'back-day': ODD, 'back-office': ODD, 'back-booking': ODD, 'back-client': ODD };
const PLACE = { office: 'izumo', service: 'counselling', at: '2026-11-26T10:00' };

/** Every route, with a form that is fit to be read but for its texts. */
const FORMS: Record<string, Fields> = {
  'GET /console/': {},
  'GET /console/:centreId': {},
  'GET /console/password': { done: ODD },
  'POST /console/password': { current: ODD, password: ODD, repeat: ODD },
  'GET /console/sign-in': { to: ODD, out: ODD },
  'POST /console/sign-in': { login: ODD, password: ODD, to: ODD },
  'GET /console/welcome/:token': {},
  'POST /console/welcome/:token': { login: ODD, name: ODD, password: ODD, repeat: ODD },
  'GET /console/:centreId/today': { day: ODD, office: ODD, said: ODD, now: ODD, details: ODD },
  'POST /console/:centreId/tasks/:id': BACK,
  'GET /console/:centreId/requests': { office: ODD },
  'GET /console/:centreId/bookings': { from: ODD, to: ODD, office: ODD, state: ODD, client: ODD, after: ODD },
  'POST /console/:centreId/bookings/search': { word: ODD },
  'GET /console/:centreId/bookings/new': { client: ODD, office: ODD, service: ODD, at: ODD },
  'POST /console/:centreId/bookings/new/find': { ...NEW, word: ODD },
  'POST /console/:centreId/bookings/new': NEW,
  'GET /console/:centreId/bookings/:id': { said: ODD, now: ODD },
  'POST /console/:centreId/bookings/:id/confirm': { 'confirm-when': ODD, 'confirm-slot': ODD },
  'POST /console/:centreId/bookings/:id/withdraw': { 'drawn-from': ODD },
  'POST /console/:centreId/bookings/:id/offer': { 'offer-slot': ODD, 'offer-other-1': ODD },
  'POST /console/:centreId/bookings/:id/decline': { 'decline-reason': ODD },
  'POST /console/:centreId/bookings/:id/move': {
    'move-wish': 'office',
    'move-when': '2026-12-01T10:30',
    'move-reason': ODD,
    'move-office': ODD,
  },
  'POST /console/:centreId/bookings/:id/details': { 'meeting-id': ODD, passcode: ODD, url: 'https://example.jp/\u0000' },
  'POST /console/:centreId/bookings/:id/my-page': {},
  'POST /console/:centreId/bookings/:id/attendance': { what: ODD, ...BACK },
  'POST /console/:centreId/bookings/:id/remarks': { remark: ODD, 'page-id': ODD },
  'POST /console/:centreId/bookings/:id/cancel': { 'cancel-wish': 'office', 'cancel-reason': ODD },
  'GET /console/:centreId/clients': { word: ODD },
  'POST /console/:centreId/clients/search': { word: ODD },
  'GET /console/:centreId/clients/:id': { said: ODD, now: ODD },
  'POST /console/:centreId/clients/:id/message': { text: ODD, act: 'send', 'page-id': ODD },
  'POST /console/:centreId/clients/:id/keep': {},
  'POST /console/:centreId/clients/:id/export': { format: ODD },
  'POST /console/:centreId/clients/:id/correct': PERSON,
  'POST /console/:centreId/clients/:id/suspend': { reason: ODD, note: ODD, 'review-on': '2026-12-20', office: ODD },
  'POST /console/:centreId/clients/:id/lift': {},
  'POST /console/:centreId/clients/:id/remarks': { remark: ODD, 'page-id': ODD },
  'POST /console/:centreId/clients/:id/erase': { asked: ODD },
  'GET /console/:centreId/calendar': { office: ODD, service: ODD, view: ODD, day: ODD },
  'GET /console/:centreId/calendar/slots.json': { ...PLACE, from: ODD, to: ODD },
  'GET /console/:centreId/calendar/board.js': {},
  'POST /console/:centreId/calendar/open': { ...PLACE, day: ODD, from: ODD, to: ODD, capacity: ODD },
  'GET /console/:centreId/calendar/slot': { ...PLACE, done: ODD },
  'POST /console/:centreId/calendar/slot/capacity': { ...PLACE, capacity: ODD },
  'POST /console/:centreId/calendar/slot/close': PLACE,
  'POST /console/:centreId/calendar/slot/reopen': PLACE,
  'POST /console/:centreId/calendar/slot/bookings': { ...PLACE, reason: ODD },
  'GET /console/:centreId/calendar/closures': { reason: ODD, from: ODD, to: ODD },
  'POST /console/:centreId/calendar/closures': { from: '2026-12-24', to: '2026-12-24', reason: ODD },
  'POST /console/:centreId/calendar/closures/end': { id: ODD },
  'GET /console/:centreId/calendar/closures/:id': { done: ODD },
  'GET /console/:centreId/linking/:id': {},
  'POST /console/:centreId/linking/:id/search': { word: ODD },
  'GET /console/:centreId/linking/:id/with/:other': {},
  'POST /console/:centreId/linking/:id/with/:other': { sure: ODD },
  'POST /console/:centreId/linking/:id/links/:link/end': {},
  'POST /console/:centreId/calendar/closures/:id': { reason: ODD },
  'GET /console/:centreId/reminders': { from: ODD, to: ODD, state: ODD },
  'POST /console/:centreId/reminders/preview': { template: 'session', extra: ODD, all: 'yes', booking: ODD },
  'POST /console/:centreId/reminders': { template: 'session', extra: ODD, bookings: ODD, once: ODD, state: 'confirmed' },
  'GET /console/:centreId/reminders/:runId': { said: ODD },
  'GET /console/:centreId/notices': { state: ODD, kind: ODD, from: ODD, to: ODD, run: ODD, after: ODD },
  'POST /console/:centreId/notices/:id/resend': { back: ODD },
  'GET /console/:centreId/certification': { page: ODD, state: ODD },
  'POST /console/:centreId/certification': { number: '13010-12345678', name: ODD, office: ODD, briefing: '2026-12-01' },
  'GET /console/:centreId/certification/:id': { said: ODD },
  'POST /console/:centreId/certification/:id/direct': { office: ODD, day: ODD, from: ODD, to: ODD },
  'POST /console/:centreId/certification/:id/prepare': { 'prepare-by': ODD, briefing: ODD },
  'POST /console/:centreId/certification/:id/revoke': { window: ODD },
  'POST /console/:centreId/certification/:id/end': {},
  'GET /console/:centreId/terms': { said: ODD },
  'GET /console/:centreId/terms/new': {},
  'POST /console/:centreId/terms': {
    ...{ terms: 'counselling', text: '第1条', format: 'text', effective: '2027-03-01', ground: '1', changes: ODD },
  },
  'GET /console/:centreId/terms/:id': { said: ODD },
  'POST /console/:centreId/terms/:id/publish': {},
  'POST /console/:centreId/terms/:id/discard': {},
  'GET /console/:centreId/statistics': { from: ODD, to: ODD },
  'GET /console/:centreId/statistics/bookings.csv': { from: ODD, to: ODD, people: ODD },
  'GET /console/:centreId/maintenance': { done: ODD },
  'POST /console/:centreId/maintenance': {
    text: ODD,
    'text-easy': ODD,
    'text-en': ODD,
    from: '2026-12-01T10:00',
    until: '2026-12-01T11:00',
  },
  'POST /console/:centreId/maintenance/:id/withdraw': {},
  'GET /console/:centreId/here': {},
  'GET /console/:centreId/audit': { reference: ODD, person: ODD, kind: ODD, page: ODD },
  'GET /console/:centreId/staff': { said: ODD },
  'GET /console/:centreId/staff/:id': {},
  'POST /console/:centreId/staff/:id': { role: ODD, centres: ODD },
  'POST /console/:centreId/staff': { role: ODD, centres: ODD },
  'POST /console/:centreId/staff/invitations/:id/withdraw': {},
  'POST /console/:centreId/staff/:id/reset': {},
  'POST /console/:centreId/staff/:id/disable': {},
  'POST /console/:centreId/staff/:id/enable': {},
  'POST /console/:centreId/staff/:id/unlock': {},
  'POST /console/sign-out': {},
  // Addresses that take forms, read: they lead to the pages of the forms.
  ...Object.fromEntries(FORM_ADDRESSES.map(([address]) => [`GET /console/:centreId${address}`, { said: ODD }])),
};

describe('control characters', () => {
  let house: TestHouse;
  let administrator: StaffClient;
  let ids: string[];
  beforeAll(async () => {
    house = await openTestHouse();
    administrator = await signIn(house, { role: 'administrator', centres: ['izumo', 'online-hellowork'] });
    const who = await visitor(house);
    const confirmed = await bookedAt(house, who, inTokyo('2026-11-26T10:00'));
    const request = await wished(house, await visitor(house, { name: '別の人' }), '来週の午前');
    const closureId = await house.store.writes.closures.add({
      ...{ centreId: 'izumo', officeId: undefined, fromDay: '2026-12-02', toDay: '2026-12-02', reason: '点検' },
      ...{ by: administrator.staff.id, at: house.clock.now() },
    });
    ids = [ODD, confirmed.id, request.id, who.clientId, closureId];
  });
  afterAll(() => house.close());

  it('are tried in every form and address that there is', () => {
    expect(new Set(consoleRoutes(house))).toEqual(new Set(Object.keys(FORMS)));
  });

  it('are a fault nowhere', async () => {
    const failed: string[] = [];
    const ask = async (route: string, fields: Fields, centreId: string, id: string) => {
      const [method, path = ''] = route.split(' ');
      const address = path.replace(':centreId', centreId).replace(/:\w+/, encodeURIComponent(id));
      const answer = await (method === 'GET'
        ? administrator.get(`${address}?${new URLSearchParams(fields)}`)
        : administrator.post(address, fields));
      await answer.arrayBuffer();
      if (answer.status >= 500) failed.push(`${answer.status} ${method} ${address}`);
    };
    for (const [route, fields] of Object.entries(FORMS)) {
      const odd = Object.fromEntries(Object.keys(fields).map((name) => [name, ODD]));
      for (const id of /:(id|runId|token)/.test(route) ? ids : ['']) {
        for (const form of [fields, odd]) await ask(route, form, 'izumo', id);
      }
      if (route.includes('certification')) await ask(route, fields, 'online-hellowork', ODD);
    }
    expect(failed).toEqual([]);
    expect(house.logged.filter((it) => it.includes('"level":"error"'))).toEqual([]);
  });
});

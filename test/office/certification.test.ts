import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { certification } from '#office/certification.ts';
import type { Booking } from '#store/store.ts';
import { wordsOf } from '../console/office-day.ts';
import { signIn } from '../support/console.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, NAME, type Person, SOMEBODY } from './counter.ts';

/** S3 certification, article 12(2): the client books inside the window that the office directs, else 不受理. */

const at = atCounter();
const by = SOMEBODY;
const CENTRE = 'online-hellowork';
/** Each a seat of one's own, on days that no window below names: a seat that one test keeps is no other's. */
const SEATS = ['01T13:30', '01T14:30', '01T15:30', '04T10:30', '04T11:30', '04T13:30', '04T14:30', '07T10:30'] as const;
let people = 0;

/** Somebody designated, with a request on the given time, or on one that is nobody else's. */
async function applied(startsAt?: string): Promise<{ who: Person; request: Booking; designationId: string }> {
  people += 1;
  const jobSeekerNumber = `13010-76543${10 + people}`;
  const who = await at.person(CENTRE, { profile: { jobSeekerNumber } });
  const centre = at.centre(CENTRE);
  const service = serviceOfCentre();
  const made = await certification(at.house.house).designate({
    ...{ by, centre, service, officeId: centre.offices[0]?.id ?? '', prepareBy: undefined },
    person: { number: jobSeekerNumber, name: NAME },
  });
  if (made.kind !== 'designated') throw new Error(made.kind);
  const request = await at.booked(who, 'requested', startsAt ?? `2026-12-${SEATS[people - 1]}`, { serviceId: service.id });
  return { who, request, designationId: made.id };
}

function serviceOfCentre() {
  const service = at.centre(CENTRE).services.find(({ access }) => access.value === 'designated');
  if (!service) throw new Error('nobody is designated there');
  return service;
}

const direct = (designationId: string, from: string, to: string) => {
  const centre = at.centre(CENTRE);
  const officeId = centre.offices[0]?.id ?? '';
  const place = { by, centre, service: serviceOfCentre(), designationId, officeId };
  return certification(at.house.house).direct({ ...place, from: inTokyo(from), to: inTokyo(to) });
};

test('a request inside the window stands when the window is directed; one outside is declined with it, its task and seat gone', async () => {
  const { who, request, designationId } = await applied('2026-12-01T10:30');
  expect(await direct(designationId, '2026-12-01T10:00', '2026-12-01T12:00')).toMatchObject({ declined: false });
  expect(await at.booking(request.id)).toMatchObject({ state: 'requested' });
  expect(await direct(designationId, '2026-12-02T10:00', '2026-12-02T12:00')).toMatchObject({ told: 'chat', declined: true });
  expect(await at.booking(request.id)).toMatchObject({ state: 'declined' });
  await at.house.settle();
  expect(at.heard(who)).toContain('「不受理」となりました');
  expect((await at.audit(request.id)).at(-1)).toBe('requested declined staff');
});

test('a request outside the window is seen to be, and neither confirmed nor offered a time outside', async () => {
  const { request, designationId } = await applied();
  const officeId = at.centre(CENTRE).offices[0]?.id ?? '';
  // As if the window had been directed in the very moment of the press.
  await at.within(randomUUID(), (turn) =>
    turn.direct({
      ...{ windowId: randomUUID(), designationId, centreId: CENTRE, officeId, at: at.now, actor: { kind: 'staff', id: by.id } },
      ...{ startsAt: inTokyo('2026-12-03T10:00'), endsAt: inTokyo('2026-12-03T12:00') },
    }),
  );
  const outside = { kind: 'outside-window', window: { startsAt: inTokyo('2026-12-03T10:00') } };
  expect(await at.office.confirm({ by, bookingId: request.id })).toMatchObject(outside);
  const offered = [inTokyo('2026-12-03T10:30'), inTokyo('2026-12-03T12:00')];
  expect(await at.office.offer({ by, bookingId: request.id, startsAt: offered })).toMatchObject(outside);
  expect(await at.booking(request.id)).toMatchObject({ state: 'requested' });
  const staff = await signIn(at.house, { centres: [CENTRE] });
  for (const page of ['requests', `bookings/${request.id}`]) {
    const words = wordsOf(await (await staff.get(`/console/${CENTRE}/${page}`)).text());
    expect(words).toMatch(/指定した日時 12月3日（木） 10:00～12:00 指定外/);
  }
  const refused = await staff.post(`/console/${CENTRE}/bookings/${request.id}/confirm`, {});
  expect(await refused.text()).toContain('指定した日時（12月3日（木） 10:00～12:00）の外です');
  expect(await at.office.offer({ by, bookingId: request.id, startsAt: offered.slice(0, 1) })).toMatchObject({ kind: 'done' });
});

describe('a window directed anew while times are offered', () => {
  /** Somebody who was offered these times, and what was said until then. */
  async function offered(...times: string[]) {
    const { who, request, designationId } = await applied();
    const done = await at.office.offer({ by, bookingId: request.id, startsAt: times.map((it) => inTokyo(it)) });
    if (done.kind !== 'done') throw new Error(done.kind);
    await at.house.settle();
    return { who, request, designationId, before: at.sent(who.talk).length };
  }
  const open = async (who: Person, bookingId: string) =>
    (await at.within(who.conversationId, (turn) => turn.offeredTimes(bookingId))).map(({ startsAt }) =>
      startsAt.toFormat('dd HH:mm'),
    );

  test('keeps those that lie inside: the others are free again, and the client hears which remain', async () => {
    const { who, request, designationId, before } = await offered('2026-12-08T10:30', '2026-12-09T10:30', '2026-12-09T11:00');
    expect(await direct(designationId, '2026-12-09T10:00', '2026-12-09T12:00')).toMatchObject({
      declined: false,
      narrowed: true,
    });
    expect(await at.booking(request.id)).toMatchObject({ state: 'offered' });
    expect(await open(who, request.id)).toEqual(['09 10:30', '09 11:00']);
    expect([await at.used(CENTRE, '2026-12-08T10:30'), await at.used(CENTRE, '2026-12-09T10:30')]).toEqual([0, 1]);
    await at.house.settle();
    const [window = '', times = ''] = at.sent(who.talk).slice(before);
    expect(window).toContain('12月9日(水) 10:00');
    expect(window).not.toContain('不受理」となりました');
    expect(window).not.toContain('12月8日');
    expect(window).toContain('この中のもの（12月9日(水) 10:30、12月9日(水) 11:00）は選べます');
    expect(times).toContain('前にご提案した日時は、選べなくなりました。');
    expect(times).toContain('12月9日(水) 10:30');
    expect(times).not.toContain('12月8日');
  });

  test('changes nothing of them, and says nothing of it, where all lie inside', async () => {
    const { who, request, designationId, before } = await offered('2026-12-10T10:30', '2026-12-10T11:00');
    expect(await direct(designationId, '2026-12-10T10:00', '2026-12-10T12:00')).toMatchObject({
      declined: false,
      narrowed: false,
    });
    expect(await open(who, request.id)).toEqual(['10 10:30', '10 11:00']);
    await at.house.settle();
    expect(at.sent(who.talk).slice(before)).toHaveLength(1);
  });

  test('declines the request only where none lies inside, and names every time', async () => {
    const { who, request, designationId, before } = await offered('2026-12-07T14:30', '2026-12-11T10:30');
    expect(await direct(designationId, '2026-12-14T10:00', '2026-12-14T12:00')).toMatchObject({
      declined: true,
      narrowed: false,
    });
    expect(await at.booking(request.id)).toMatchObject({ state: 'declined' });
    await at.house.settle();
    const [said = ''] = at.sent(who.talk).slice(before);
    expect(said).toContain('12月7日(月) 14:30、12月11日(金) 10:30');
    expect(said).toContain('不受理」となりました');
  });

  test('does not keep one that has passed, or whose slot staff have closed', async () => {
    const { who, request, designationId } = await offered('2026-12-15T10:30', '2026-12-16T10:30', '2026-12-16T11:00');
    await at.sql.query('UPDATE slot SET closed = true WHERE starts_at = $1', [inTokyo('2026-12-16T11:00').toJSDate()]);
    expect(await direct(designationId, '2026-12-16T10:00', '2026-12-16T12:00')).toMatchObject({ narrowed: true });
    expect(await open(who, request.id)).toEqual(['16 10:30']);
  });
});

test('a window of somebody with the same number but another name is not shown beside a request', async () => {
  const { who, request, designationId } = await applied();
  await direct(designationId, '2026-12-17T13:00', '2026-12-17T15:00');
  const again = await at.booked(who, 'requested', '2026-12-18T13:30', { serviceId: request.serviceId });
  const staff = await signIn(at.house, { centres: [CENTRE] });
  const page = async () => wordsOf(await (await staff.get(`/console/${CENTRE}/bookings/${again.id}`)).text());
  expect(await page()).toContain('指定した日時 12月17日');
  const { rows } = await at.sql.query('SELECT client_id FROM designation WHERE id = $1', [designationId]);
  expect(rows).toEqual([{ client_id: who.clientId }]);
  // Staff had entered another person with that number: the designation is theirs.
  const other = await at.within(who.conversationId, async (turn) => {
    const jobSeekerNumber = (await turn.clientById(who.clientId))?.profile?.jobSeekerNumber;
    return turn.addClient({ centreId: CENTRE, profile: { name: '佐藤 次郎', jobSeekerNumber }, at: at.now });
  });
  await at.sql.query('UPDATE directed_window SET client_id = $1 WHERE client_id = $2', [other, who.clientId]);
  expect(await page()).not.toContain('指定した日時');
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
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
let people = 0;

/** Somebody designated, with a request on 2026-12-01 at half past the hour. */
async function applied(hour = 10): Promise<{ who: Person; request: Booking; designationId: string }> {
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
  const request = await at.booked(who, 'requested', `2026-12-01T${hour}:30`, { serviceId: service.id });
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
  const { who, request, designationId } = await applied();
  expect(await direct(designationId, '2026-12-01T10:00', '2026-12-01T12:00')).toMatchObject({ declined: false });
  expect(await at.booking(request.id)).toMatchObject({ state: 'requested' });
  expect(await direct(designationId, '2026-12-02T10:00', '2026-12-02T12:00')).toMatchObject({ told: 'chat', declined: true });
  expect(await at.booking(request.id)).toMatchObject({ state: 'declined' });
  await at.house.settle();
  expect(at.heard(who)).toContain('「不受理」となりました');
  expect((await at.audit(request.id)).at(-1)).toBe('requested declined staff');
});

test('a request outside the window is seen to be, and neither confirmed nor offered a time outside', async () => {
  const { request, designationId } = await applied(14);
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
    expect(words).toMatch(/指定した日時 12月3日（木） 10:00〜12:00 指定外/);
  }
  const refused = await staff.post(`/console/${CENTRE}/bookings/${request.id}/confirm`, {});
  expect(await refused.text()).toContain('指定した日時（12月3日（木） 10:00〜12:00）の外です');
  expect(await at.office.offer({ by, bookingId: request.id, startsAt: offered.slice(0, 1) })).toMatchObject({ kind: 'done' });
});

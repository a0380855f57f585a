import { beforeEach, expect, test } from 'vitest';
import { certification } from '#office/certification.ts';
import { resend } from '#office/resending.ts';
import { suspensions } from '#office/suspensions.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, NAME, type Person } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

/** The last notice of that kind to this person did not arrive. */
async function failed({ clientId }: Person, kind: string): Promise<string> {
  const { rows } = await at.sql.query<{ id: string }>(
    `WITH lost AS (
       UPDATE outbox o SET state = 'failed', sent_by = NULL, why = 'rejected' FROM notice n
        WHERE n.outbox_id = o.id AND n.client_id = $1 AND n.kind = $2 RETURNING n.id, n.created_at)
     SELECT id FROM lost ORDER BY created_at DESC LIMIT 1`,
    [clientId, kind],
  );
  return rows[0]?.id ?? '';
}

const again = (noticeId: string, centreId: string) => resend(at.house.house, { by, centreId, noticeId });
const DONE = { kind: 'done', told: 'chat' };
const CHANGED = { kind: 'changed' };

test('that somebody is suspended is told again while it holds, and that it was lifted only while it does not', async () => {
  const who = await at.person('izumo');
  const officeId = at.centre('izumo').offices[0]?.id ?? '';
  const whose = { by, clientId: who.clientId, centreId: 'izumo', officeId };
  const { suspend, lift } = suspensions(at.house.house);
  const refusal = { ...whose, reason: '理由', note: 'ご利用をお断りします。', reviewOn: '2026-12-20' };
  await suspend(refusal);
  await at.house.settle();
  const suspended = await failed(who, 'suspended');
  expect(await again(suspended, 'izumo')).toEqual(DONE);
  await at.house.settle();
  await lift(whose);
  await at.house.settle();
  expect(await again(await failed(who, 'suspended'), 'izumo')).toEqual(CHANGED);
  const lifted = await failed(who, 'suspension-lifted');
  expect(await again(lifted, 'izumo')).toEqual(DONE);
  await at.house.settle();
  await suspend(refusal);
  await at.house.settle();
  expect(await again(await failed(who, 'suspension-lifted'), 'izumo')).toEqual(CHANGED);
  // The first suspension is not the one that stands.
  await at.sql.query(`UPDATE outbox SET state = 'failed', sent_by = NULL WHERE kind = 'suspended' AND conversation_id = $1`, [
    who.conversationId,
  ]);
  expect(await again(suspended, 'izumo')).toEqual(CHANGED);
});

test('that somebody is designated, and a window, are told again while they stand', async () => {
  const centre = [...at.house.centres.values()].find(({ services }) =>
    services.some(({ access }) => access.value === 'designated'),
  );
  const service = centre?.services.find(({ access }) => access.value === 'designated');
  if (!centre || !service) throw new Error('no centre designates anybody');
  const who = await at.person(centre.id, { profile: { jobSeekerNumber: '13010-7654321' } });
  const officeId = centre.offices[0]?.id ?? '';
  const place = { by, centre, service };
  const staff = certification(at.house.house);
  const person = { number: '13010-7654321', name: NAME };
  const made = await staff.designate({ ...place, person, officeId, prepareBy: undefined });
  if (made.kind !== 'designated') throw new Error(made.kind);
  const [from, to] = [inTokyo('2026-11-25T09:00'), inTokyo('2026-11-25T12:00')];
  expect(await staff.direct({ ...place, designationId: made.id, officeId, from, to })).toMatchObject({ kind: 'directed' });
  await at.house.settle();
  const directed = await failed(who, 'directed');
  expect(await again(directed, centre.id)).toEqual(DONE);
  await at.house.settle();
  const window = (await at.house.store.reads.designated.one(centre.id, made.id))?.window;
  await staff.revoke({ ...place, designationId: made.id, windowId: window?.id ?? '' });
  expect(await again(await failed(who, 'directed'), centre.id)).toEqual(CHANGED);
  expect(await again(await failed(who, 'designated'), centre.id)).toEqual(DONE);
  await at.house.settle();
  await staff.end({ ...place, designationId: made.id });
  expect(await again(await failed(who, 'designated'), centre.id)).toEqual(CHANGED);
});

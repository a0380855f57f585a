import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openTestHouse } from '../support/house.ts';
import { inTokyo } from '../support/tokyo.ts';
import { doubles, HOST } from './doubles.ts';

const them = doubles();

test("a house makes the meeting of a booking that staff enter, and its mail goes out, without anybody's sweeping", async () => {
  const house = await openTestHouse({ meetings: new Map([['hakodate', { zoom: them.zoom() }]]) });
  onTestFinished(() => house.close());
  const centre = house.centres.get('hakodate');
  if (!centre) throw new Error('no hakodate');
  const services = centre.services.map((service) => ({
    ...service,
    meeting: { ...service.meeting, provider: { kind: 'zoom', host: HOST } } as const,
  }));
  house.centres.set('hakodate', { ...centre, services });
  const profile = { name: '山田 花子', email: 'hanako@example.jp' };
  const clientId = await house.store.turn(randomUUID(), (turn) =>
    turn.addClient({ centreId: 'hakodate', profile, at: house.clock.now() }),
  );
  const sql = new pg.Client({ connectionString: house.databaseUrl });
  await sql.connect();
  await sql.query('UPDATE client SET email_confirmed_index = email_index');
  await sql.end();
  const booked = await house.office.bookFor({
    ...{ by: { id: '5b7c1b9e-0000-4000-8000-000000000001' }, pageId: randomUUID(), client: { id: clientId } },
    ...{ centreId: 'hakodate', officeId: 'hakodate', serviceId: 'counselling', startsAt: inTokyo('2026-12-01T11:00') },
  });
  expect(booked).toMatchObject({ kind: 'done' });
  await expect.poll(() => house.letterbox.letters()).toHaveLength(1);
  const [meeting] = them.platform.meetings;
  expect(house.letterbox.letters()[0]).toMatchObject({
    to: profile.email,
    text: expect.stringContaining(meeting?.joinUrl ?? '-'),
  });
});

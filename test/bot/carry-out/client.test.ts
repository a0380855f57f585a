import { expect, test } from 'vitest';
import { atTheCounter, books, confirmedByStaff } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, person } = counter;
const FRIDAY = '2026-11-20T10:00';

test('what is known is shown masked only, and is complete when everything asked for is there', async () => {
  const hanako = await person('izumo');
  const asks = ['name', 'job-seeker-number', 'email'] as const;
  expect(await does(hanako, FRIDAY, { do: 'loadProfile', asks: [...asks] })).toMatchObject({ complete: false });
  await does(hanako, FRIDAY, { do: 'saveProfile', draft: { 'job-seeker-number': '32010-1234567', email: 'hanako@example.jp' } });
  const loaded = await does(hanako, FRIDAY, { do: 'loadProfile', asks: [...asks] });
  expect(loaded).toMatchObject({ complete: true });
  expect(JSON.stringify(loaded)).not.toMatch(/山田花子|32010-1234567|hanako@example\.jp/);
  const { rows } = (await does(hanako, FRIDAY, { do: 'showMyData' })) as unknown as { rows: unknown };
  expect(JSON.stringify(rows)).not.toMatch(/山田花子|32010-1234567|hanako@example\.jp/);
});

test('one changed field leaves the others as they were', async () => {
  const hanako = await person('izumo');
  await does(hanako, FRIDAY, { do: 'saveProfile', draft: { email: 'hanako@example.jp' } });
  await does(hanako, FRIDAY, { do: 'saveProfile', draft: { name: '佐藤花子' } });
  const client = await counter.inTurn(hanako, (turn) => turn.client());
  expect(client?.profile).toMatchObject({ name: '佐藤花子', email: 'hanako@example.jp' });
});

test('the audit of a profile names its fields, never their values', async () => {
  const hanako = await person('izumo');
  await does(hanako, FRIDAY, { do: 'saveProfile', draft: { name: '佐藤花子', email: 'hanako@example.jp' } });
  const saved = (await counter.audit(hanako)).find(({ action }) => action === 'profile-saved');
  expect(saved?.detail).toEqual({ fields: 'email name' });
});

test('data is deleted at once without an open booking, and waits while there is one', async () => {
  const [hanako, taro] = [await person('izumo'), await person('izumo')];
  expect(await does(hanako, FRIDAY, { do: 'deleteMyData', seen: [] })).toEqual({ type: 'dataDeleted' });
  expect(await counter.inTurn(hanako, (turn) => turn.client())).toMatchObject({ profile: undefined });
  await books(counter, taro, FRIDAY, '2026-11-25T11:00');
  expect(await does(taro, FRIDAY, { do: 'deleteMyData', seen: [] })).toEqual({ type: 'deletionWaits' });
  expect(await does(taro, FRIDAY, { do: 'showMyData' })).toMatchObject({ deletionWaits: true });
  expect(await does(taro, '2026-11-25T11:30', { do: 'deleteMyData', seen: [] })).toEqual({ type: 'dataDeleted' });
});

test('a task for staff goes to the office named, to that of the booking, or to nobody in particular where there are several', async () => {
  const [hanako, taro, jiro] = [await person('matsudo-mothers'), await person('hakodate'), await person('hakodate')];
  const bookingId = await books(counter, hanako, FRIDAY, '2026-11-26T11:00');
  await confirmedByStaff(counter, hanako, bookingId);
  await does(hanako, FRIDAY, { do: 'raiseTask', kind: 'cannot-use-phone', about: null, bookingId });
  await does(taro, FRIDAY, { do: 'raiseTask', kind: 'cannot-use-phone', about: null, officeId: 'hakodate-plaza' });
  await does(jiro, FRIDAY, { do: 'raiseTask', kind: 'cannot-use-phone', about: null });
  const offices = (await counter.tasks()).filter(({ kind }) => kind === 'cannot-use-phone').map(({ office_id }) => office_id);
  expect(offices.sort()).toEqual([hanako.centre.offices[0]?.id, 'hakodate-plaza', null].sort());
});

test('a page for the profile is at an address that nobody can guess', async () => {
  const hanako = await person('online-hellowork');
  const opened = await does(hanako, FRIDAY, { do: 'openForm' });
  expect(opened).toEqual({
    type: 'formOpened',
    url: expect.stringMatching(/^https:\/\/yoyaku\.example\.jp\/forms\/[\w-]{20,}$/),
  });
});

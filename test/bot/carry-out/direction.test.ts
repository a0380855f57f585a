import { expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { atTheCounter, iso, type Person } from './at-the-counter.ts';

const counter = atTheCounter();
const { does, person } = counter;
const FRIDAY = '2026-11-20T10:00';
const WHERE = { officeId: 'hellowork', serviceId: 'certification' };
const WINDOW = { officeId: 'hellowork', from: iso('2026-11-25T10:00'), to: iso('2026-11-25T12:00') };

/** A person with that number; `entered`: the name under which staff designated the number. */
async function designated(number: string, entered: string, name = '山田 花子'): Promise<Person> {
  const who = await person('online-hellowork');
  await counter.inTurn(who, async (turn) => {
    await turn.saveProfile({ name, jobSeekerNumber: number }, inTokyo(FRIDAY));
  });
  const clientId = await counter.inTurn(who, (turn) =>
    turn.addClient({
      centreId: 'online-hellowork',
      profile: { name: entered, jobSeekerNumber: number },
      at: inTokyo(FRIDAY),
    }),
  );
  await counter.sql.query(
    `INSERT INTO designation (id, client_id, centre_id, service_id, created_at, created_by)
     VALUES (gen_random_uuid(), $1, 'online-hellowork', 'certification', now(), gen_random_uuid())`,
    [clientId],
  );
  return who;
}
/** The office directs whoever was designated last. */
const direct = (to = WINDOW.to) =>
  counter.sql.query(
    `INSERT INTO directed_window (id, client_id, centre_id, office_id, service_id, starts_at, ends_at, created_at, created_by)
     SELECT gen_random_uuid(), d.client_id, 'online-hellowork', 'hellowork', 'certification', $1, $2, now(), gen_random_uuid()
       FROM designation d ORDER BY d.created_at DESC LIMIT 1`,
    [WINDOW.from, to],
  );
const finds = (who: Person, at = FRIDAY) => does(who, at, { do: 'findDirection', serviceId: 'certification' });
const holdAt = (who: Person, time: string, at = FRIDAY) => does(who, at, { do: 'holdSeat', ...WHERE, startsAt: iso(time) });
const refused = { type: 'outsidePolicy', why: 'outside-direction', article: '12(2)', direction: WINDOW };

test('whom nobody designated cannot book, and is not told whether the number is known', async () => {
  const stranger = await person('online-hellowork');
  expect(await finds(stranger)).toEqual({ type: 'noDirection', why: 'not-designated', officeId: null });
  const otherName = await designated('13010-1111111', '山田 太郎');
  expect(await finds(otherName)).toEqual({ type: 'noDirection', why: 'not-designated', officeId: null });
  expect(await holdAt(stranger, '2026-11-25T10:00')).toMatchObject({ type: 'outsidePolicy', why: 'outside-direction' });
  expect(await does(stranger, FRIDAY, { do: 'lookUpDays', ...WHERE, page: 0 })).toMatchObject({ days: [] });
});

test('spaces and width do not matter to a name, its characters do (S3 certification, article 3)', async () => {
  expect(await finds(await designated('13010-2222222', '山田　花子', '山田花子'))).toMatchObject({ why: 'no-window' });
  expect(await finds(await designated('13010-2222223', 'ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダ ハナコ'))).toMatchObject({ why: 'no-window' });
  expect(await finds(await designated('13010-2222224', '高橋 花子', '髙橋 花子'))).toMatchObject({ why: 'not-designated' });
});

test('a designated person books inside the window that the office directs, and nowhere else (article 12(2))', async () => {
  const hanako = await designated('13010-3333333', '山田花子');
  expect(await finds(hanako)).toMatchObject({ why: 'no-window' });
  await direct();
  expect(await finds(hanako)).toEqual({ type: 'directionFound', ...WINDOW });
  expect(await does(hanako, FRIDAY, { do: 'lookUpDays', ...WHERE, page: 0 })).toMatchObject({
    days: [{ day: '2026-11-25', times: 4 }],
  });
  const wish = (wished: object) => does(hanako, FRIDAY, { do: 'lookUpWish', ...WHERE, wish: wished });
  const { type: _, ...why } = refused;
  expect(await wish({ day: '2026-11-26' })).toMatchObject({ type: 'wishNotPossible', ...why });
  expect(await wish({ day: '2026-11-25', at: '12:00' })).toMatchObject({ type: 'wishNotPossible', ...why });
  expect(await wish({ day: '2026-11-25', at: '11:30' })).toEqual({ type: 'wishMatched', startsAt: iso('2026-11-25T11:30') });
  expect(await holdAt(hanako, '2026-11-25T12:00')).toEqual(refused);
  expect(await holdAt(hanako, '2026-11-26T10:00')).toEqual(refused);
  expect(await holdAt(hanako, '2026-11-25T10:00')).toMatchObject({ type: 'held' });
});

test('a session that only begins inside the window is outside it', async () => {
  const hanako = await designated('13010-3333334', '山田花子');
  const to = iso('2026-11-25T11:45');
  await direct(to);
  const wish = { day: '2026-11-25', at: '11:30' };
  expect(await does(hanako, FRIDAY, { do: 'lookUpWish', ...WHERE, wish })).toMatchObject({ why: 'outside-direction' });
  expect(await holdAt(hanako, '2026-11-25T11:30')).toEqual({ ...refused, direction: { ...WINDOW, to } });
});

test('a window that was revoked while the card was read is judged again at the press', async () => {
  const hanako = await designated('13010-4444444', '山田花子');
  await direct();
  const held = await holdAt(hanako, '2026-11-25T11:00');
  if (held.type !== 'held') throw new Error(held.type);
  await counter.sql.query('UPDATE directed_window SET revoked_at = now()');
  expect(await does(hanako, FRIDAY, { do: 'confirmHold', bookingId: held.bookingId })).toMatchObject({
    type: 'outsidePolicy',
    why: 'outside-direction',
  });
  expect(await counter.states(hanako)).toEqual(['released']);
});

test('a window that is past is over', async () => {
  const hanako = await designated('13010-5555555', '山田花子');
  await direct();
  expect(await finds(hanako, '2026-11-25T11:59')).toMatchObject({ type: 'directionFound' });
  expect(await finds(hanako, '2026-11-25T12:00')).toEqual({ type: 'noDirection', why: 'window-over', officeId: 'hellowork' });
});

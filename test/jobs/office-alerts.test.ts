import { randomUUID } from 'node:crypto';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { signIn } from '../support/console.ts';
import { inTokyo } from '../support/tokyo.ts';
import { office } from './booked.ts';

const at = office('2026-11-20T10:00');
const ADDRESS = 'madoguchi@izumo.example.jp';

/** Izumo has an address of its own from here on; mails to it are what these tests look at. */
beforeEach(() => {
  const centre = at.house.centres.get('izumo');
  if (!centre) throw new Error('no izumo');
  const offices = centre.offices.map((one) => ({ ...one, mail: { value: ADDRESS, source: 'page:1' } }));
  at.house.centres.set('izumo', { ...centre, offices });
});

const toTheOffice = () => at.house.letterbox.letters().filter(({ to }) => to === ADDRESS);

/** A task of a client who cannot use the phone, raised at `time`; answers how many mails there were before. */
async function waiting(time: string): Promise<number> {
  at.house.clock.set(inTokyo(time));
  const { conversationId } = await at.somebody('izumo');
  await at.house.store.turn(conversationId, (turn) =>
    turn.raiseTask({
      kind: 'cannot-use-phone',
      about: randomUUID(),
      centreId: 'izumo',
      officeId: 'izumo',
      at: inTokyo(time),
    }),
  );
  return toTheOffice().length;
}

test('what waits for three minutes while no console is open is written to the office, once, without a name', async () => {
  const before = await waiting('2026-11-20T10:00');
  await at.house.at('2026-11-20T10:02');
  expect(toTheOffice()).toHaveLength(before);
  await at.house.at('2026-11-20T10:03');
  await at.house.at('2026-11-20T10:04');
  expect(toTheOffice()).toHaveLength(before + 1);
  const letter = toTheOffice().at(-1);
  expect(letter?.text).toContain('電話を使えない方からの連絡のお願い：1件');
  expect(letter?.text).toContain('/console/izumo/today');
  expect(letter?.text).not.toContain('花子');
});

test('several at once are one mail that counts them', async () => {
  await waiting('2026-11-20T13:00');
  const before = await waiting('2026-11-20T13:00');
  await at.house.at('2026-11-20T13:05');
  expect(toTheOffice()).toHaveLength(before + 1);
  expect(toTheOffice().at(-1)?.subject).toContain('2件');
});

test('outside the phone hours, at weekends and on holidays nobody is written to until the office opens', async () => {
  const before = await waiting('2026-11-20T18:00');
  for (const time of ['2026-11-20T18:10', '2026-11-21T10:00', '2026-11-23T10:00', '2026-11-24T08:00']) {
    await at.house.at(time);
    expect([time, toTheOffice().length]).toEqual([time, before]);
  }
  await at.house.at('2026-11-24T09:00');
  expect(toTheOffice()).toHaveLength(before + 1);
});

test('on a day that staff have closed nobody is written to', async () => {
  const by = { by: randomUUID(), at: at.house.clock.now() };
  const day = { fromDay: '2026-11-25', toDay: '2026-11-25', reason: '研修' };
  await at.house.store.writes.closures.add({ centreId: 'izumo', officeId: undefined, ...day, ...by });
  const before = await waiting('2026-11-25T10:00');
  await at.house.at('2026-11-25T10:10');
  expect(toTheOffice()).toHaveLength(before);
});

test('while somebody has the console open nobody is written to; soon after they have left, the office is', async () => {
  const before = await waiting('2026-11-26T10:00');
  const staff = await signIn(at.house, { centres: ['izumo'] });
  at.house.clock.set(inTokyo('2026-11-26T10:05'));
  const token = staff.cookie.split('=')[1] ?? '';
  // The tests of this file run in any order, each at a time of its own: nobody stays signed in.
  onTestFinished(() => at.house.store.staff.signOut(token, at.house.clock.now()));
  const session = await at.house.store.staff.session(token, at.house.clock.now(), true);
  await at.house.store.staff.seen(session?.id ?? '', 'izumo', at.house.clock.now());
  await at.house.at('2026-11-26T10:05');
  expect(toTheOffice()).toHaveLength(before);
  await at.house.at('2026-11-26T10:08');
  expect(toTheOffice()).toHaveLength(before);
  await at.house.at('2026-11-26T10:09');
  expect(toTheOffice()).toHaveLength(before + 1);
});

test('two processes that sweep at the same moment write one mail', async () => {
  const before = await waiting('2026-11-27T10:00');
  const sibling = await at.house.sibling();
  at.house.clock.set(inTokyo('2026-11-27T10:05'));
  await Promise.all([at.house.house.sweep(), sibling.house.sweep()]);
  await Promise.all([at.house.settle(), sibling.house.post.idle()]);
  await sibling.close();
  expect(toTheOffice()).toHaveLength(before + 1);
});

test('an alert that could not be delivered has told nobody: the office is written to again, half an hour later', async () => {
  const before = await waiting('2026-11-30T10:00');
  const { letterbox } = at.house;
  const carry = letterbox.carry;
  letterbox.carry = async () => ({ kind: 'failed', why: 'SMTP 550' });
  await at.house.at('2026-11-30T10:03');
  letterbox.carry = carry;
  await at.house.at('2026-11-30T10:32');
  expect(toTheOffice()).toHaveLength(before);
  await at.house.at('2026-11-30T10:33');
  await at.house.at('2026-11-30T10:34');
  expect(toTheOffice()).toHaveLength(before + 1);
});

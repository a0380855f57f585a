import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { type Booked, BY_STAFF, bookedAs, freshStart } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const reached = ({ id, booking }: Booked) => turn(id, (it) => it.detailsReached(booking.id));
const enter = ({ id, booking }: Booked, at = NOW) =>
  turn(id, (it) => it.enterDetails({ bookingId: booking.id, access: { meetingId: '1' }, at, actor: BY_STAFF }));
const tell = ({ id, booking, clientId }: Booked, onceKey: string, kind: 'details' | 'reminder-morning', at = NOW) =>
  turn(id, (it) =>
    it.tell({
      ...{ onceKey, kind, centreId: 'izumo', bookingId: booking.id, clientId, conversationId: id, at },
      what: { by: 'chat', channel: 'line', rendered: [] },
    }),
  );
const fate = ({ booking }: Booked, state: 'sent' | 'failed', at = NOW) =>
  parts.sql.query(
    `UPDATE outbox SET state = $2, sent_by = CASE WHEN $2 = 'sent' THEN 'push' END, finished_at = $3
      WHERE booking_id = $1 AND state = 'queued'`,
    [booking.id, state, at.toJSDate()],
  );
const booked = () => bookedAs('confirmed', parts, freshStart());
const nowhere = { chat: undefined, 'my-page': undefined, 'e-mail': undefined };

test('a booking without details has reached nobody, whatever was told of it', async () => {
  const who = await booked();
  await tell(who, `reminder-morning:${who.booking.id}`, 'reminder-morning');
  await fate(who, 'sent');
  expect(await reached(who)).toEqual(nowhere);
});

test('the chat has them when the push of this very version arrived, not while it waits or where it failed', async () => {
  const who = await booked();
  const { id } = await enter(who);
  await tell(who, `details:${id}`, 'details');
  expect(await reached(who)).toEqual(nowhere);
  const at = NOW.plus({ minutes: 3 });
  await fate(who, 'sent', at);
  expect(await reached(who)).toEqual({ ...nowhere, chat: at });
  const failed = await booked();
  await tell(failed, `details:${(await enter(failed)).id}`, 'details');
  await fate(failed, 'failed');
  expect(await reached(failed)).toEqual(nowhere);
});

test('new details have not got there with the push of the old ones; a reminder after them has led to them', async () => {
  const who = await booked();
  const old = await enter(who);
  await tell(who, `details:${old.id}`, 'details');
  await fate(who, 'sent');
  const later = NOW.plus({ hours: 1 });
  await enter(who, later);
  expect(await reached(who)).toEqual(nowhere);
  await tell(who, `reminder-morning:${who.booking.id}`, 'reminder-morning', later.plus({ hours: 1 }));
  await fate(who, 'sent', later.plus({ hours: 1 }));
  expect(await reached(who)).toEqual({ ...nowhere, chat: later.plus({ hours: 1 }) });
});

test('My Page has them when staff said so, for these and not for those before', async () => {
  const who = await booked();
  const { id } = await enter(who);
  await turn(who.id, (it) => it.tickMyPage(id, NOW.plus({ minutes: 1 })));
  expect(await reached(who)).toEqual({ ...nowhere, 'my-page': NOW.plus({ minutes: 1 }) });
  await enter(who, NOW.plus({ minutes: 2 }));
  expect(await reached(who)).toEqual(nowhere);
});

test('a mail counts when it was sent, and only that of these details', async () => {
  const who = await booked();
  const { id } = await enter(who);
  const { booking, clientId } = who;
  await turn(who.id, (it) =>
    it.tell({
      ...{ onceKey: `details-mail:${id}:abc`, kind: 'details-mail', centreId: 'izumo', bookingId: booking.id, clientId, at: NOW },
      what: { by: 'mail', recipient: 'a@example.jp', subject: 's', text: 't' },
    }),
  );
  expect(await reached(who)).toEqual(nowhere);
  const [mail] = await parts.store.mails.claim(NOW, 1, 60);
  await parts.store.mails.sent(mail?.id ?? '', NOW.plus({ minutes: 4 }));
  expect(await reached(who)).toEqual({ ...nowhere, 'e-mail': NOW.plus({ minutes: 4 }) });
  await enter(who, NOW.plus({ minutes: 5 }));
  expect(await reached(who)).toEqual(nowhere);
});

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { detailsAfterAddress } from '#office/details-waiting.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, NAME, type Person } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const EMAIL = 'hanako@example.jp';
const ACCESS = { meetingId: '123 4567 8901', passcode: 'sakura7', url: 'https://example.jp/j/12345678901?pwd=zz' };

async function confirmed(centreId: string, startsAt: string, profile: { email?: string } = {}, language = 'ja') {
  const who = await at.person(centreId, { profile, language });
  const { id } = await at.booked(who, 'confirmed', startsAt);
  return { who, id };
}

const enter = (bookingId: string, access: Parameters<typeof at.office.enterDetails>[0]['access'] = ACCESS) =>
  at.office.enterDetails({ by, bookingId, access });

/** In the place of those that stand now. */
async function replace(bookingId: string, access: Parameters<typeof enter>[1]) {
  const standing = await at.within(bookingId, (turn) => turn.details(bookingId));
  return at.office.enterDetails({ by, bookingId, access: access ?? ACCESS, replaces: standing?.id });
}

/** Everything has arrived: pushes and mails. */
async function arrived(): Promise<void> {
  await at.house.settle();
  await at.house.house.post.deliver();
}

const mailsTo = (email: string) => at.house.letterbox.letters().filter(({ to }) => to === email);
const anyAddress = (): string => `${randomUUID()}@example.jp`;

/** The owner opens the link of the mail and presses the button, as the page does. */
async function confirmAddress({ conversationId, clientId }: Person): Promise<number> {
  await at.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);
  const sent = await at.within(conversationId, (turn) => detailsAfterAddress(at.house.house.parts, turn, clientId));
  await arrived();
  await at.house.house.post.deliver();
  return sent;
}

describe('meeting details', () => {
  test('of a client without a chat go by the mail that was chosen: nobody has to ring', async () => {
    const email = anyAddress();
    const clientId = await at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'hakodate', profile: { name: NAME, email }, at: at.now }),
    );
    await at.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);
    const centre = at.centre('hakodate');
    const booked = await at.office.bookFor({
      ...{
        by,
        pageId: randomUUID(),
        client: { id: clientId },
        centreId: 'hakodate',
        officeId: centre.offices[0]?.id ?? '',
        serviceId: 'counselling',
      },
      startsAt: inTokyo('2026-12-01T11:00'),
    });
    if (booked.kind !== 'done') throw new Error(booked.kind);
    expect(await enter(booked.booking.id)).toMatchObject({ kind: 'done', told: 'mail' });
    expect(await at.tasks(booked.booking.id)).toEqual([]);
    await arrived();
    expect(mailsTo(email)).toHaveLength(1);
  });

  test('where they are shown in the chat, the push says that they are ready and holds nothing of them', async () => {
    const { who, id } = await confirmed('matsudo-mothers', '2026-12-01T11:00');
    expect(await enter(id)).toMatchObject({ kind: 'done', told: 'chat' });
    await arrived();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(at.heard(who)).toContain('表示');
    for (const secret of [...Object.values(ACCESS), NAME]) expect(at.heard(who)).not.toContain(secret);
    expect((await at.audit(id)).at(-1)).toBe('details-entered');
    expect(at.house.logged.join()).not.toContain(ACCESS.passcode);
    const { rows } = await at.sql.query('SELECT row_to_json(d)::text AS it FROM meeting_details d');
    expect(JSON.stringify(rows)).not.toContain(ACCESS.passcode);
  });

  test('entered again the same change nothing; others make those before void and are told anew', async () => {
    const { who, id } = await confirmed('matsudo-mothers', '2026-12-02T11:00');
    await enter(id);
    expect(await enter(id, { ...ACCESS, passcode: ` ${ACCESS.passcode} ` })).toMatchObject({ kind: 'done', told: 'nothing' });
    expect(await replace(id, { ...ACCESS, passcode: 'momiji8' })).toMatchObject({ kind: 'done', told: 'chat' });
    expect((await at.audit(id)).filter((it) => it.startsWith('details'))).toEqual(['details-entered', 'details-replaced']);
    await arrived();
    expect(at.sent(who.talk)).toHaveLength(2);
    expect(at.sent(who.talk)[0]).not.toContain('使えなくなりました');
    expect(at.sent(who.talk)[1]).toContain('使えなくなりました');
    const valid = await at.within(who.conversationId, (turn) => turn.details(id));
    expect(valid?.access.passcode).toBe('momiji8');
  });

  test('with nothing in them are no details, and nobody gets any for what is not confirmed', async () => {
    const { id } = await confirmed('matsudo-mothers', '2026-12-03T11:00');
    expect(await enter(id, { meetingId: ' ', url: '' })).toEqual({ kind: 'nothing-given' });
    const { id: request } = await at.booked(await at.person('matsudo-mothers'), 'requested', '2026-12-03T13:00');
    expect(await enter(request)).toEqual({ kind: 'changed', state: 'requested' });
    expect(await at.told(request)).toEqual([]);
  });

  test('two staff who enter them at once leave those of the first: the other is told so, and the client hears once', async () => {
    const { who, id } = await confirmed('matsudo-mothers', '2026-12-04T11:00');
    const entered = await Promise.all([enter(id), enter(id, { ...ACCESS, passcode: 'momiji8' })]);
    expect(entered.map(({ kind }) => kind).sort()).toEqual(['details-stand', 'done']);
    expect(entered).toContainEqual({ kind: 'details-stand', enteredAt: at.now });
    await arrived();
    const { rows } = await at.sql.query(
      'SELECT count(*)::int AS n FROM meeting_details WHERE booking_id = $1 AND void_at IS NULL',
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(at.sent(who.talk)).toHaveLength(1);
  });

  test('are replaced only where those stand that somebody meant to replace', async () => {
    const { who, id } = await confirmed('matsudo-mothers', '2026-12-04T13:00');
    await enter(id);
    const seen = await at.within(id, (turn) => turn.details(id));
    const meant = (passcode: string) =>
      at.office.enterDetails({ by, bookingId: id, access: { ...ACCESS, passcode }, replaces: seen?.id });
    expect(await meant('momiji8')).toMatchObject({ kind: 'done' });
    expect(await meant('tsubaki9')).toMatchObject({ kind: 'details-stand' });
    await arrived();
    expect(at.sent(who.talk)).toHaveLength(2);
    expect((await at.within(id, (turn) => turn.details(id)))?.access.passcode).toBe('momiji8');
  });
});

describe('My Page and e-mail (S1 page 2, article 6(2))', () => {
  test('nothing is told of My Page before staff have ticked it, and then once', async () => {
    const email = anyAddress();
    const { who, id } = await confirmed('izumo', '2026-12-07T11:00', { email });
    await confirmAddress(who);
    await enter(id);
    await arrived();
    expect(at.heard(who)).not.toContain('マイページ');
    expect(await at.tasks(id)).toEqual(['my-page']);
    expect(await at.office.tickMyPage({ by, bookingId: id })).toMatchObject({ kind: 'done', told: 'chat' });
    expect(await at.office.tickMyPage({ by, bookingId: id })).toEqual({ kind: 'changed', state: 'confirmed' });
    await arrived();
    expect(at.sent(who.talk).at(-1)).toContain('マイページ');
    expect(at.sent(who.talk).at(-1)).not.toContain('使えなくなりました');
    expect(await at.tasks(id)).toEqual([]);
    await replace(id, { ...ACCESS, passcode: 'momiji8' });
    expect(await at.tasks(id)).toEqual(['my-page']);
    await at.office.tickMyPage({ by, bookingId: id });
    await arrived();
    expect(at.sent(who.talk).at(-1)).toContain('使えなくなりました');
  });

  test('a confirmed address gets the mail, with everything in it and nothing in its subject', async () => {
    const email = anyAddress();
    const { who, id } = await confirmed('izumo', '2026-12-08T11:00', { email });
    await confirmAddress(who);
    expect(await enter(id)).toMatchObject({ kind: 'done', told: 'chat' });
    await arrived();
    const [mail] = mailsTo(email);
    for (const part of [...Object.values(ACCESS), '12月8日(火) 11:00～11:30', '0853-21-8609（内線 41#）'])
      expect(mail?.text).toContain(part);
    expect(mail?.subject).toBe('【ハローワーク出雲】ご予約の参加に必要な情報');
    expect(mail?.text).not.toContain(NAME);
    expect(at.heard(who)).toContain('メールでお送りしました');
    expect(at.heard(who)).not.toContain(ACCESS.passcode);
    expect((await at.told(id)).map(({ kind, by, fate }) => `${kind} ${by} ${fate}`).sort()).toEqual([
      'details line sent',
      'details-mail mail sent',
    ]);
  });

  test('an address that nobody has confirmed gets a link first; what waits goes out once it is confirmed', async () => {
    const email = anyAddress();
    const { who, id } = await confirmed('izumo', '2026-12-09T11:00', { email }, 'en');
    expect(await enter(id)).toMatchObject({ kind: 'done', told: 'address' });
    await arrived();
    const [asking, ...others] = mailsTo(email);
    expect(others).toEqual([]);
    expect(asking?.text).toMatch(new RegExp(`${at.house.url}/addresses/[\\w-]{20,}\\?lang=en`));
    for (const secret of [...Object.values(ACCESS), NAME]) expect(asking?.text).not.toContain(secret);
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(await confirmAddress(who)).toBe(1);
    expect(await confirmAddress(who)).toBe(0);
    expect(mailsTo(email)).toHaveLength(2);
    expect(mailsTo(email)[1]?.text).toContain(ACCESS.meetingId);
  });

  test('a confirmation sends the valid version alone, and nothing of a booking that is gone', async () => {
    const email = anyAddress();
    const { who, id } = await confirmed('izumo', '2026-12-10T11:00', { email });
    await enter(id);
    await replace(id, { ...ACCESS, passcode: 'momiji8' });
    await arrived();
    expect(await confirmAddress(who)).toBe(1);
    expect(mailsTo(email).at(-1)?.text).toContain('momiji8');
    const gone = anyAddress();
    const other = await confirmed('izumo', '2026-12-11T11:00', { email: gone });
    await enter(other.id);
    await at.office.cancel({ by, bookingId: other.id, wish: 'office', reason: '停電' });
    expect(await confirmAddress(other.who)).toBe(0);
    expect(
      mailsTo(gone)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(ACCESS.meetingId);
  });

  test('no address at all is a task for staff', async () => {
    const { id } = await confirmed('izumo', '2026-12-14T11:00');
    expect(await enter(id)).toMatchObject({ kind: 'done', told: 'ring' });
    expect(await at.tasks(id)).toEqual(['my-page', 'no-address']);
    await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '停電' });
    expect(await at.tasks(id)).toEqual([]);
  });
});

test('chat and e-mail together push once: the mail says nothing new (S0 article 6(3))', async () => {
  const { who, id } = await confirmed('hakodate', '2026-12-15T11:00', { email: EMAIL });
  await at.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [who.clientId]);
  expect(await enter(id)).toMatchObject({ kind: 'done', told: 'chat' });
  await arrived();
  expect(at.sent(who.talk)).toHaveLength(1);
  expect(mailsTo(EMAIL)).toHaveLength(1);
});

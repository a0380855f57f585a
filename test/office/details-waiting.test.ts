import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Carried } from '#mail/carrier.ts';
import { correcting } from '#office/correcting.ts';
import { detailsAfterAddress } from '#office/details-waiting.ts';
import { resend } from '#office/resending.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, NAME, type Person } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const ACCESS = { meetingId: '123 4567 8901', passcode: 'sakura7' };
const anyAddress = (): string => `${randomUUID()}@example.jp`;

async function withDetails(startsAt: string, email?: string, confirmed = false) {
  const who = await at.person('izumo', { profile: email === undefined ? {} : { email } });
  if (confirmed) await confirm(who);
  const { id } = await at.booked(who, 'confirmed', startsAt);
  const entered = await at.office.enterDetails({ by, bookingId: id, access: ACCESS });
  return { who, id, entered };
}

const confirm = ({ clientId }: Person) =>
  at.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);
const correct = ({ clientId }: Person, email: string) =>
  correcting(at.house.house)({ by, clientId, centreId: 'izumo', profile: { name: NAME, email } });

async function lettersTo(email: string): Promise<string[]> {
  await at.house.settle();
  await at.house.house.post.deliver();
  const letters = at.house.letterbox.letters().filter(({ to }) => to === email);
  return letters.map(({ text }) => (text.includes(ACCESS.passcode) ? 'details' : 'link'));
}

/** While `work` runs the mail server is away, or refuses everything. */
async function without<T>(answer: Exclude<Carried['kind'], 'sent'>, work: () => Promise<T>): Promise<T> {
  const box = at.house.letterbox;
  const { carry } = box;
  box.carry = async () => ({ kind: answer, why: 'in this test' });
  try {
    const made = await work();
    await at.house.house.post.deliver();
    return made;
  } finally {
    box.carry = carry;
    at.house.clock.set(at.now.plus({ hours: 1 }));
  }
}

async function failedMail(id: string): Promise<string> {
  const { rows } = await at.sql.query<{ id: string }>(
    `SELECT n.id FROM notice n JOIN mail m ON m.id = n.mail_id WHERE m.booking_id = $1 AND m.state = 'failed'`,
    [id],
  );
  return rows[0]?.id ?? '';
}

describe('once staff have put an address right', () => {
  test('an address that was missing gets the link, then the details, and nobody has to ring any more', async () => {
    const { who, id, entered } = await withDetails('2026-12-01T11:00');
    expect(entered).toMatchObject({ told: 'ring' });
    expect(await at.tasks(id)).toContain('no-address');
    const email = anyAddress();
    expect(await correct(who, email)).toBe('corrected');
    expect(await at.tasks(id)).not.toContain('no-address');
    expect(await lettersTo(email)).toEqual(['link']);
    await confirm(who);
    expect(await at.within(who.conversationId, (turn) => detailsAfterAddress(at.house.house.parts, turn, who.clientId))).toBe(1);
    expect(await lettersTo(email)).toEqual(['link', 'details']);
  });

  test('a mail that waits for the wrong one no longer goes there, and the right one is asked first', async () => {
    const [wrong, right] = [anyAddress(), anyAddress()];
    const { who, id } = await without('later', () => withDetails('2026-12-02T11:00', wrong, true));
    await correct(who, right);
    expect(await lettersTo(right)).toEqual(['link']);
    expect(await lettersTo(wrong)).toEqual([]);
    expect(await at.told(id)).toContainEqual({ kind: 'details-mail', by: 'mail', fate: 'not-needed', why: 'address-changed' });
    // Back again: what never arrived there goes.
    await correct(who, wrong);
    expect(await lettersTo(wrong)).toEqual(['details']);
  });

  test('nothing goes out again when something else was put right', async () => {
    const email = anyAddress();
    const { who } = await withDetails('2026-12-03T11:00', email, true);
    expect(await lettersTo(email)).toEqual(['details']);
    const profile = { name: NAME, email, phone: '090-1234-5678' };
    expect(await correcting(at.house.house)({ by, clientId: who.clientId, centreId: 'izumo', profile })).toBe('corrected');
    expect(await correcting(at.house.house)({ by, clientId: who.clientId, centreId: 'izumo', profile })).toBe('unchanged');
    expect(await correcting(at.house.house)({ by, clientId: who.clientId, centreId: 'hakodate', profile })).toBe('not-found');
    expect(await lettersTo(email)).toEqual(['details']);
  });
});

test('an address that the client gives in the chat gets the link as well', async () => {
  const { who } = await withDetails('2026-12-04T11:00');
  const email = anyAddress();
  await at.within(who.conversationId, async (turn) => {
    await turn.saveProfile({ name: NAME, email }, at.now);
    await at.house.house.parts.onAddressChanged?.(turn, who.clientId);
  });
  expect(await lettersTo(email)).toEqual(['link']);
});

test('the same details entered again go out where they had not', async () => {
  const email = anyAddress();
  const { id } = await without('failed', () => withDetails('2026-12-07T11:00', email, true));
  const enter = () => at.office.enterDetails({ by, bookingId: id, access: ACCESS });
  expect(await enter()).toMatchObject({ kind: 'done', told: 'mail' });
  expect(await enter()).toMatchObject({ kind: 'done', told: 'nothing' });
  expect(await lettersTo(email)).toEqual(['details']);
});

test('a mail with details that failed goes again only to the address of now, and only if that is confirmed', async () => {
  const [wrong, right] = [anyAddress(), anyAddress()];
  const { who, id } = await without('failed', () => withDetails('2026-12-08T11:00', wrong, true));
  const noticeId = await failedMail(id);
  await at.within(who.conversationId, (turn) => turn.saveProfile({ name: NAME, email: right }, at.now));
  const again = () => resend(at.house.house, { by, centreId: 'izumo', noticeId });
  expect(await again()).toMatchObject({ kind: 'done' });
  expect(await lettersTo(right)).toEqual(['link']);
  expect(await lettersTo(wrong)).toEqual([]);
  expect(await again()).toEqual({ kind: 'not-failed' });
  await confirm(who);
  expect(await again()).toMatchObject({ kind: 'done' });
  expect(await lettersTo(right)).toEqual(['link', 'details']);
});

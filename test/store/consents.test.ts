import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();

const version = (termsId: string, text: string, effectiveAt = NOW.minus({ days: 1 })) => ({
  centreId: 'izumo',
  termsId,
  title: '利用規約',
  version: text,
  sha256: `hash of ${text}`,
  effectiveAt,
});

/** The version in force for somebody who writes to Izumo. */
async function inForce(termsId: string, at: typeof NOW) {
  const { conversationIds } = await parts.store.receive([textEvent(randomUUID(), 'x')], NOW);
  return await parts.store.turn(conversationIds[0] ?? '', (turn) => turn.termsInForce(termsId, at));
}

test('the same text is kept once, however often the centre files are loaded', async () => {
  const terms = [version('once', 'a'), version('once', 'b')];
  await parts.store.keepTerms(terms);
  await Promise.all([parts.store.keepTerms(terms), parts.store.keepTerms([...terms].reverse())]);
  const { rows } = await parts.sql.query(`SELECT version FROM terms_version WHERE terms_id = 'once' ORDER BY version`);
  expect(rows).toEqual([{ version: 'a' }, { version: 'b' }]);
});

test('no terms to keep is nothing done', async () => {
  await parts.store.keepTerms([]);
});

test('the version in force is the newest that has taken effect, of this centre', async () => {
  const change = NOW.plus({ days: 30 });
  await parts.store.keepTerms([
    version('use', 'old'),
    version('use', 'new', change),
    { ...version('use', 'elsewhere', NOW), centreId: 'hakodate' },
  ]);
  const { conversationIds } = await parts.store.receive([textEvent(randomUUID(), 'x')], NOW);
  await parts.store.turn(conversationIds[0] ?? '', async (turn) => {
    expect((await turn.termsInForce('use', change.minus({ milliseconds: 1 })))?.version).toBe('old');
    expect((await turn.termsInForce('use', change))?.version).toBe('new');
    expect(await turn.termsInForce('unknown', change)).toBeUndefined();
  });
});

test('before the first version takes effect the first is in force, for a trial whose clock starts earlier', async () => {
  const [first, second] = [NOW.plus({ days: 10 }), NOW.plus({ days: 20 })];
  await parts.store.keepTerms([version('early', 'second', second), version('early', 'first', first)]);
  expect(await inForce('early', NOW.minus({ years: 1 }))).toMatchObject({ version: 'first' });
  expect(await inForce('early', first.minus({ milliseconds: 1 }))).toMatchObject({ version: 'first' });
  expect(await inForce('early', second)).toMatchObject({ version: 'second' });
});

test('a file that goes back to an earlier text puts that text in force again, and the consent to it stands', async () => {
  const back = NOW.plus({ days: 2 });
  const id = await somebody(parts.store);
  await parts.store.keepTerms([version('back', 'one')]);
  const one = await inForce('back', NOW);
  await parts.store.turn(id, (turn) =>
    turn.recordConsent({ termsVersionId: one?.id ?? '', officeId: 'izumo', meetingApp: false, channel: 'line', at: NOW }),
  );
  await parts.store.keepTerms([version('back', 'two', NOW.plus({ days: 1 }))]);
  expect(await inForce('back', back)).toMatchObject({ version: 'two' });
  await parts.store.keepTerms([version('back', 'one', back)]);
  expect(await inForce('back', back)).toEqual({ ...one, effectiveAt: back });
  expect(await parts.store.turn(id, (turn) => turn.consentTo(one?.id ?? ''))).toMatchObject({ eligible: false });
});

test('a start with the same files changes nothing about when their texts took effect', async () => {
  await parts.store.keepTerms([version('again', 'one', NOW)]);
  await parts.store.keepTerms([version('again', 'one', NOW.plus({ days: 5 }))]);
  const { rows } = await parts.sql.query(`SELECT effective_at FROM terms_version WHERE terms_id = 'again'`);
  expect(rows).toEqual([{ effective_at: NOW.toJSDate() }]);
});

test('a consent is kept with the text that was agreed to, where, how and when, and once', async () => {
  await parts.store.keepTerms([version('consent', 'text')]);
  const userId = randomUUID();
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  const [id = ''] = conversationIds;
  await parts.store.turn(id, async (turn) => {
    const terms = await turn.termsInForce('consent', NOW);
    const termsVersionId = terms?.id ?? '';
    expect(await turn.consentTo(termsVersionId)).toBeUndefined();
    const consent = { termsVersionId, officeId: 'izumo', meetingApp: true, channel: 'line' as const, at: NOW };
    await turn.recordConsent(consent);
    await turn.recordConsent({ ...consent, at: NOW.plus({ hours: 1 }) });
    expect(await turn.consentTo(termsVersionId)).toMatchObject({ eligible: false });
    await turn.recordEligible(termsVersionId, NOW);
    expect(await turn.consentTo(termsVersionId)).toMatchObject({ eligible: true });
    await turn.finish(quietResult(userId));
  });
  const { rows } = await parts.sql.query(
    'SELECT sha256, version, centre_id, office_id, channel, meeting_app, consented_at FROM consent WHERE conversation_id = $1',
    [id],
  );
  expect(rows).toEqual([
    {
      sha256: 'hash of text',
      version: 'text',
      centre_id: 'izumo',
      office_id: 'izumo',
      channel: 'line',
      meeting_app: true,
      consented_at: NOW.toJSDate(),
    },
  ]);
});

test('a consent of one conversation is nobody else’s', async () => {
  await parts.store.keepTerms([version('mine', 'text')]);
  const [mine, other] = [await somebody(parts.store), await somebody(parts.store)];
  const termsVersionId = await parts.store.turn(mine, async (turn) => {
    const id = (await turn.termsInForce('mine', NOW))?.id ?? '';
    await turn.recordConsent({ termsVersionId: id, officeId: 'izumo', meetingApp: false, channel: 'line', at: NOW });
    return id;
  });
  expect(await parts.store.turn(other, (turn) => turn.consentTo(termsVersionId))).toBeUndefined();
});

import { expect, test } from 'vitest';
import { apologise } from '#bot/apology.ts';
import { NOW } from '../support/store.ts';
import { type Talker, turning } from './turning.ts';

const bench = turning();
const rows = async (text: string, talk: Talker) => (await bench.under.sql.query(text, [talk.conversationId])).rows;
const inbox = (talk: Talker) => rows('SELECT state FROM inbox WHERE conversation_id = $1 ORDER BY seq', talk);

async function triedFiveTimes(talk: Talker, event: object) {
  const outcomes = [await talk.does(event)];
  while (outcomes.length < 5) outcomes.push(await talk.turn());
  return outcomes;
}

test('the event is set aside and the client is told in one transaction, at the fifth attempt and not before', async () => {
  const talk = bench.newcomer();
  const outcomes = await triedFiveTimes(talk, { kind: 'dance' });
  expect(outcomes.map((it) => (it.kind === 'failed' ? it.setAside : it.kind))).toEqual([false, false, false, false, true]);
  const wrote = await rows(
    `SELECT i.state, i.body, a.reason, i.xmin = o.xmin AND o.xmin = a.xmin AND a.xmin = c.xmin AS together
       FROM inbox i JOIN outbox o USING (conversation_id) JOIN audit a USING (conversation_id) JOIN conversation c ON c.id = i.conversation_id
      WHERE i.conversation_id = $1 AND a.action = 'event-set-aside'`,
    talk,
  );
  expect(wrote).toEqual([{ state: 'done', body: null, reason: 'TypeError', together: true }]);
  expect(await talk.heard()).toContain('うまく処理できませんでした');
  expect(await talk.turn()).toEqual({ kind: 'idle' });
});

test('somebody who was not known yet is greeted by the next turn', async () => {
  const talk = bench.newcomer();
  await triedFiveTimes(talk, { kind: 'dance' });
  await talk.heard();
  await talk.says('こんにちは');
  expect(await talk.heard()).toContain('自動でお答えしています');
});

test.each(['left', 'unsent'])('nobody waits for an answer to the event "%s": it is set aside without words', async (kind) => {
  const talk = bench.newcomer();
  await talk.does({ kind: 'joined' });
  await talk.heard();
  await bench.under.sql.query(
    `CREATE FUNCTION fails_on_${kind}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
     CREATE TRIGGER fails_on_${kind} BEFORE UPDATE ON conversation FOR EACH ROW WHEN (old.id = '${talk.conversationId}')
       EXECUTE FUNCTION fails_on_${kind}()`,
  );
  const event = kind === 'left' ? { kind } : { kind, messageId: 'm1' };
  expect((await triedFiveTimes(talk, event)).at(-1)).toEqual({ kind: 'failed', setAside: true });
  expect(await inbox(talk)).toEqual([{ state: 'done' }, { state: 'failed' }]);
  expect(await talk.heard()).toBe('');
});

test('where not even that can be written the event stays, and the log says so', async () => {
  const talk = bench.newcomer();
  await talk.stores({ kind: 'dance' });
  const received = await bench.under.store.turn(talk.conversationId, (turn) => turn.nextEvent());
  if (!received) throw new Error('nothing received');
  const withoutChannel = { ...bench.parts(), channels: {} };
  expect(await apologise(withoutChannel, talk.conversationId, { ...received, receivedAt: NOW }, 'Error')).toBe(false);
  expect(await inbox(talk)).toEqual([{ state: 'pending' }]);
  expect(bench.logged.join()).toContain('a client could not be told that something went wrong');
});

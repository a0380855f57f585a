import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Turn } from '#store/store.ts';
import { held, NOW, quietResult, seatAt, storeForFile } from '../support/store.ts';
import { freshStart } from '../support/store-office.ts';
import { linkDesk } from './link-desk.ts';

const parts = storeForFile();
const desk = linkDesk(parts);
const { turn, linked, linkOf, unlinked } = desk;
const onTeams = () => desk.writer('teams');

describe('deleting a person with several chats', () => {
  /** As the client does in their chat, a sweep, and staff. `tried`: once the first attempt is over, whatever became of it. */
  function deleting(lock: string, clientId?: string) {
    const tried = Promise.withResolvers<void>();
    const done = turn(lock, async (it) => {
      try {
        const waits = await it.erasureWaits(NOW, clientId);
        await (waits ? it.askErasure(NOW, clientId) : it.eraseClient(NOW, clientId));
        return waits ? 'waits' : 'erased';
      } finally {
        tried.resolve();
      }
    });
    return { tried: tried.promise, done };
  }

  const leftOf = async (clientId: string) =>
    (
      await parts.sql.query<{ name: boolean; asked: boolean; remembered: number; open: number }>(
        `SELECT k.name IS NOT NULL AS name, k.erasure_asked_at IS NOT NULL AS asked,
                (SELECT count(*)::int FROM conversation c WHERE c.client_id = k.id AND c.snapshot IS NOT NULL) AS remembered,
                (SELECT count(*)::int FROM booking b WHERE b.client_id = k.id AND b.state = 'held') AS open
           FROM client k WHERE k.id = $1`,
        [clientId],
      )
    ).rows[0];

  describe.each(['in the other chat', 'by a sweep or by staff, under the lock of the other chat', 'under nobody’s lock'])(
    '%s, while the person is being answered in one',
    (how) => {
      async function begun() {
        const [line, teams] = [await desk.writer('line'), await onTeams()];
        await linkOf(teams, line);
        const begin = () =>
          how === 'in the other chat'
            ? deleting(line.id)
            : deleting(how === 'under nobody’s lock' ? randomUUID() : line.id, line.clientId);
        const answered = (work: (it: Turn) => Promise<unknown>) =>
          turn(teams.id, async (it) => {
            await it.client();
            const other = begin();
            await other.tried;
            await work(it);
            const result = quietResult(teams.userId);
            await it.finish({ ...result, conversation: { ...result.conversation, channel: 'teams' } });
            return other;
          });
        return { clientId: line.clientId, answered };
      }

      test('waits for what they book there', async () => {
        const { clientId, answered } = await begun();
        const { done } = await answered((it) => held(it, seatAt(freshStart())));
        expect(await done).toBe('waits');
        expect(await leftOf(clientId)).toMatchObject({ name: true, asked: true, open: 1 });
      });

      test('leaves nothing of what is remembered there, nor of what they enter', async () => {
        const { clientId, answered } = await begun();
        const { done } = await answered((it) => it.saveProfile({ name: '佐藤一郎' }, NOW));
        expect(await done).toBe('erased');
        expect(await leftOf(clientId)).toEqual({ name: false, asked: false, remembered: 0, open: 0 });
      });
    },
  );

  test('in both chats at once is done', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [line, teams] = [await desk.writer('line'), await onTeams()];
      await linkOf(teams, line);
      await Promise.all([deleting(line.id).done, deleting(teams.id).done]);
      expect(await leftOf(line.clientId)).toMatchObject({ name: false, remembered: 0 });
    }
  });

  test('while staff link the record, or part it again, is before that or after it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [line, teams] = [await desk.writer('line'), await onTeams()];
      if (round % 2 === 0) {
        const [, outcome] = await Promise.all([deleting(line.id).done, linked(teams, line)]);
        expect((await leftOf(teams.clientId))?.name).toBe(outcome.kind !== 'linked');
      } else {
        const linkId = await linkOf(teams, line);
        const [, outcome] = await Promise.all([deleting(line.id).done, unlinked(linkId)]);
        expect((await leftOf(teams.clientId))?.name).toBe(outcome.kind === 'unlinked');
      }
      expect((await leftOf(line.clientId))?.name).toBe(false);
    }
  });
});

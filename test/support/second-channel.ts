import { randomUUID } from 'node:crypto';
import type { Channel } from '#bot/channel.ts';
import type { Parts } from '#bot/parts.ts';
import type { Reply } from '#bot/replies/reply.ts';
import { type Runner, runner } from '#bot/runner.ts';
import { replyLines } from '#console/shell/reply-text.ts';
import type { Office } from '#office/office.ts';
import { openOffice } from '#office/open.ts';
import type { Profile } from '#store/store.ts';
import type { TestHouse } from './house.ts';
import { quietResult } from './store.ts';

/** A second channel beside LINE on the house's store: it renders a reply as it is, and keeps what was delivered. */
export type SecondChannel = {
  parts: Parts;
  runner: Runner;
  office: Office;
  /** Somebody who has written there once and told who they are. */
  person(profile?: Partial<Profile>): Promise<{ userId: string; conversationId: string; clientId: string }>;
  /** Writes, and answers the lines that came back. */
  says(userId: string, text: string): Promise<string>;
  /** Everything that this person was sent. */
  heard(userId: string): string;
  /** While it is down nothing arrives, and everything waits. */
  isDown(down: boolean): void;
  stop(): Promise<void>;
};

const CENTRE = 'izumo';

export function secondChannel(house: TestHouse): SecondChannel {
  let down = false;
  const delivered: { userId: string; text: string }[] = [];
  const teams: Channel = {
    name: 'teams',
    render: (reply) => reply,
    deliver: async ({ userId, rendered }) => {
      if (down) return { kind: 'later', why: 'down', tokenTried: false };
      delivered.push({ userId, text: replyLines(rendered as Reply).join('\n') });
      return { kind: 'sent', by: 'push' };
    },
    profileLanguage: async () => undefined,
    showWorking: async () => undefined,
    pushQuota: async () => ({ remaining: 'unlimited' }),
  };
  const parts: Parts = { ...house.house.parts, channels: { ...house.house.parts.channels, teams } };
  const its = runner(parts);
  const heard = (userId: string, from = 0): string =>
    delivered
      .filter((it) => it.userId === userId)
      .slice(from)
      .map(({ text }) => text)
      .join('\n');
  const event = (userId: string, body: object) => ({
    ...{ channel: 'teams' as const, centreId: CENTRE, userId, eventId: randomUUID() },
    ...{ occurredAt: house.clock.now(), body },
  });
  return {
    parts,
    runner: its,
    office: openOffice(parts, its),
    async person(profile = {}) {
      const userId = randomUUID();
      const at = house.clock.now();
      const stored = await parts.store.receive([event(userId, { kind: 'joined', silent: true })], at);
      const [conversationId = ''] = stored.conversationIds;
      const clientId = await parts.store.turn(conversationId, async (turn) => {
        const first = await turn.nextEvent();
        const id = await turn.saveProfile({ name: '山田 花子', ...profile }, at);
        const { conversation, ...rest } = quietResult(userId, { inboxId: first?.id });
        await turn.finish({ ...rest, at, conversation: { ...conversation, channel: 'teams', centreId: CENTRE, snapshot: null } });
        return id;
      });
      return { userId, conversationId, clientId };
    },
    async says(userId, text) {
      const before = delivered.filter((it) => it.userId === userId).length;
      const eventId = randomUUID();
      const { conversationIds } = await parts.store.receive(
        [{ ...event(userId, { kind: 'text', text, messageId: eventId }), eventId }],
        house.clock.now(),
      );
      for (const id of conversationIds) its.wake(id);
      await its.quiet();
      return heard(userId, before);
    },
    heard,
    isDown: (it) => {
      down = it;
    },
    stop: () => its.stop(),
  };
}

import { z } from 'zod';
import type { SeenCall } from '#simulator/teams-connector/connector.ts';
import type { Posted } from '#simulator/teams-connector/conversations.ts';
import { cardSchemaErrors, hasCardSchema } from './adaptive-card-schema.ts';
import { type Chat, type ChatDriver, newestLabelled, type OfferedButton } from './dialogue-chat.ts';
import type { TestHouse } from './house.ts';
import { actionsOf, cardIn, elementsOf, linesOf, textIn } from './teams-card.ts';
import { TeamsClient } from './teams-client.ts';

type Json = Readonly<Record<string, unknown>>;
type Where = Pick<TestHouse, 'url' | 'clock' | 'settle' | 'teams'> & { centreId: string };

/** Nobody can be written to who took the app away, and nobody is to try. */
const GONE = { status: 403, code: 'BotNotInConversationRoster' };
/** From which to which call of the connector somebody was away. */
type Absence = { conversationId: string; from: number; to?: number };
type Diary = { absences: Absence[]; leftLive: string[] };

/** Dialogues over Teams: the connector double, real activities and real API calls. */
export function teamsDriver(where: Where): ChatDriver {
  const { teams, centreId, clock, url } = where;
  const before = teams.calls.length;
  const diary: Diary = { absences: [], leftLive: [] };
  const places = { messagesUrl: `${url}/api/messages`, serviceUrl: teams.serviceUrl, tenantId: `tenant-${centreId}` };
  return {
    channel: 'teams',
    newChat: (language) => teamsChat(where, new TeamsClient({ ...places, now: () => clock.now() }, language), diary),
    refused: () => [
      ...teams.calls.slice(before).flatMap(wrongIn),
      ...diary.leftLive,
      ...diary.absences.flatMap(({ conversationId, from, to }) =>
        teams.calls
          .slice(from, to)
          .filter((call) => call.conversationId === conversationId)
          .map(({ method }) => `${method} to somebody who took the app away`),
      ),
    ],
  };
}

/** What Teams would not take, or not draw. */
function wrongIn({ method, activity }: SeenCall): string[] {
  if (method === 'DELETE') return [];
  if (!activity) return [`${method} of something that is no message`];
  return hasCardSchema && 'attachments' in activity ? cardSchemaErrors(cardIn(activity)) : [];
}

function teamsChat({ teams, settle }: Where, client: TeamsClient, { absences, leftLive }: Diary): Chat {
  const { conversationId } = client;
  const posted = (): readonly Posted[] => teams.conversation(conversationId).posted;
  let heardUntil = 0;
  /** What stands above was there before the client's last act. */
  let actedAfter = 0;
  const after = async (act: () => Promise<unknown>): Promise<void> => {
    actedAfter = posted().length;
    await act();
    await settle();
    const live = posted().filter(({ activity }) => asksStill(activity));
    leftLive.push(...live.slice(0, -1).map(({ activity }) => `answered, and can still be pressed: ${wordsIn(activity)[0]}`));
  };
  return {
    userId: client.userId,
    join: () => after(() => client.install()),
    leave: () =>
      after(async () => {
        await client.uninstall();
        teams.refuse(conversationId, GONE);
        absences.push({ conversationId, from: teams.calls.length });
      }),
    return: () =>
      after(async () => {
        teams.refuse(conversationId, undefined);
        const absence = absences.findLast((it) => it.conversationId === conversationId);
        if (absence) absence.to = teams.calls.length;
        await client.install();
      }),
    say: (text) => after(() => client.write(text)),
    send: (what) => after(() => client.attach(what)),
    unsend: () => after(() => client.remove()),
    rewrite: (text) => after(() => client.rewrite(text)),
    async press(label, { old, times, day }) {
      const button = newestLabelled(old ? everOffered(posted()) : offeredIn(posted().slice(actedAfter)), label);
      const press = button && pressOf(button, day, client);
      if (!press) return false;
      await after(async () => {
        for (let time = 0; time < times; time += 1) await press();
      });
      return true;
    },
    listen() {
      heardUntil = posted().length;
    },
    received: () =>
      posted()
        .slice(heardUntil)
        .map(({ activity }) => wordsIn(activity).join('\n')),
    offered: () => offeredIn(posted().slice(heardUntil)),
    everOffered: () => everOffered(posted()),
  };
}

const wordsIn = (activity: Json): string[] => ('attachments' in activity ? linesOf(activity) : [textIn(activity)]);

/** Whether a question of it can be answered by a button. Buttons of no question stand for as long as they mean something. */
const asksStill = (activity: Json): boolean =>
  'attachments' in activity &&
  actionsOf(activity).some(({ type, data }) => type === 'Action.Submit' && isStep.safeParse(data).success);
/** "I cannot use the phone" stays beside its number. */
const isStep = z.looseObject({
  madoguchi: z.looseObject({ step: z.number().positive(), choice: z.string().refine((it) => it !== 'cannot-use-phone') }),
});

/** A button as it stands in the chat, with the message that bears it. */
type Button = OfferedButton & { on: string; action: Json; activity: Json };

/** What can be pressed of these messages; suggestions stand under the last one only. */
const offeredIn = (posted: readonly Posted[]): Button[] =>
  posted.flatMap(({ id, activity }, at) => [
    ...submitsAndLinks(id, activity),
    ...(at === posted.length - 1 ? suggestions(id, activity) : []),
  ]);

/** Also what was taken away since: another device may still show it. */
const everOffered = (posted: readonly Posted[]): Button[] =>
  posted.flatMap(({ id, activity, before: [first = activity] }) => [...submitsAndLinks(id, first), ...suggestions(id, first)]);

function submitsAndLinks(on: string, activity: Json): Button[] {
  if (!('attachments' in activity)) return [];
  return actionsOf(activity).map((action) => ({ ...faceOf(action), on, action, activity }));
}

function suggestions(on: string, activity: Json): Button[] {
  const suggested = activity['suggestedActions'];
  if (typeof suggested !== 'object' || suggested === null || !('actions' in suggested)) return [];
  const actions: Json[] = Array.isArray(suggested.actions) ? suggested.actions : [];
  return actions.map((action) => ({ ...faceOf(action), on, action, activity }));
}

const faceOf = ({ title, url }: Json): OfferedButton => ({
  label: String(title),
  ...(typeof url === 'string' && { address: url }),
});

/** How Teams presses it; undefined for what opens a page, and where an input that the button reads is still empty. */
function pressOf({ on, action, activity }: Button, day: string | undefined, client: TeamsClient) {
  const { type, value, data, associatedInputs } = action;
  if (type === 'imBack') return () => client.write(String(value));
  if (type !== 'Action.Submit' || typeof data !== 'object') return undefined;
  const inputs = associatedInputs === 'none' ? [] : elementsOf(activity, 'Input.Date');
  if (inputs.some(({ isRequired }) => isRequired === true) && day === undefined) return undefined;
  const entered = Object.fromEntries(inputs.map(({ id }) => [String(id), day ?? '']));
  return () => client.submit(on, { ...data, ...entered });
}

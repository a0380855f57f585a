import { expect, test } from 'vitest';
import type { Command, Outcome } from '#machines/commands.ts';
import type { ClientInput } from '#machines/flow.ts';
import { freeze, type Settled, type Stack, send, standing, thaw } from '#machines/stack.ts';
import { centreOf, standingAt } from '../bot/replies/standing-at.ts';
import { runWith } from './plausible-shell.ts';

/** At the question whether to delete, as it was stored with what is known so far. */
function asking(changes: object): Stack {
  const centre = centreOf('izumo');
  const [service] = centre.services;
  if (!service) throw new Error('no service');
  return thaw(JSON.parse(JSON.stringify(freeze(standingAt(centre, service, 'my-data', 'asking', changes)))));
}

const pressed = (choice: string): ClientInput => ({ type: 'chose', choice });

/** Takes the answer; the commands that it led to get these outcomes. */
function take(stack: Stack, input: ClientInput, ...outcomes: Outcome[]): Settled & { commands: Command[] } {
  const commands: Command[] = [];
  const carryOut = (command: Command): Outcome => {
    commands.push(command);
    const outcome = outcomes.shift();
    if (!outcome) throw new Error(`not expected: ${command.do}`);
    return outcome;
  };
  return { ...runWith(send(stack, input), { carryOut }), commands };
}

const known = (...chats: string[]): Outcome => ({ type: 'myData', rows: [], deletionWaits: false, chats });

test('the chats that the question was about go along with the answer', () => {
  const { commands, stack } = take(asking({ chats: ['one', 'two'] }), pressed('yes'), { type: 'dataDeleted' });
  expect(commands).toEqual([{ do: 'deleteMyData', seen: ['one', 'two'] }]);
  expect(standing(stack).flow).toBe('conversation');
});

test('where there are more by now it is asked again, about those; a question that was stored without any is no other', () => {
  for (const chats of [['one'], undefined]) {
    const first = take(asking({ chats }), pressed('yes'), { type: 'moreChats' }, known('one', 'two'));
    expect(first.commands).toEqual([{ do: 'deleteMyData', seen: chats ?? [] }, { do: 'showMyData' }]);
    expect(first.notes).toEqual([{ say: 'moreChats' }]);
    expect(standing(first.stack)).toMatchObject({ flow: 'my-data', meta: { prompt: 'delete' } });
    const second = take(first.stack, pressed('yes'), { type: 'dataDeleted' });
    expect(second.commands).toEqual([{ do: 'deleteMyData', seen: ['one', 'two'] }]);
    expect(standing(take(first.stack, { type: 'back' }).stack).meta).toMatchObject({ prompt: 'show' });
  }
});

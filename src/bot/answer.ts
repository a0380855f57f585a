import type { Command, Outcome } from '#machines/commands.ts';
import type { ClientInput } from '#machines/flow.ts';
import type { Note } from '#machines/notes.ts';
import { leave, type Running, type Settled, type Stack, send } from '#machines/stack.ts';
import type { FieldName } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import { asideCommand, endsQuestion, runAside, runMeant, runWished, type SaidAside } from './aside.ts';
import type { ClientEvent } from './channel.ts';
import { isSecondTap, type Memory } from './memory.ts';
import { readAnswer } from './question.ts';
import { isMenuEntry, type Reading, readText } from './reading.ts';
import { STEPLESS } from './replies/reply.ts';
import type { World } from './replies/world.ts';

/** What a client's event leads to: a new memory and what is said. `speak: false`: nothing is said at all. */
export type Answer = { memory: Memory; notes: Note[]; speak: boolean };

type Happening = { event: ClientEvent; at: number };

/**
 * Answers one event. Pure: yields the commands of the flows, takes their outcomes. `greet` says that the conversation is new.
 */
export function* answer(memory: Memory, { event, at }: Happening, world: World, greet: boolean): Running<Answer> {
  const greeting: Note[] = greet ? [{ say: 'greeting' }] : [];
  switch (event.kind) {
    case 'joined': {
      const joined = yield* toMenu(memory, [greet ? { say: 'greeting' } : { say: 'welcomeBack' }]);
      return { ...joined, speak: event.silent !== true };
    }
    case 'left': {
      const { memory: left } = yield* toMenu(memory, []);
      return { memory: left, notes: [], speak: false };
    }
    case 'unsent':
    case 'moved-in':
      return { memory, notes: [], speak: false };
    case 'edited':
      return yield* again(memory, greet ? greeting : [{ say: 'edited' }]);
    case 'unsupported':
      return yield* again(memory, greet ? greeting : [{ say: 'unsupported' }]);
    case 'pressed-unknown':
      return yield* again(memory, greet ? greeting : [{ say: 'oldButton' }]);
    case 'form-submitted': {
      const settled = yield* send(memory.stack, {
        type: 'formSubmitted',
        draft: event.values as Partial<Record<FieldName, string>>,
      });
      return settled.taken ? goOn(memory, settled, []) : { memory, notes: [{ say: 'formTooLate' }], speak: true };
    }
    case 'pressed':
      return yield* pressed(memory, event, at, world, greeting);
    case 'text': {
      const reading = readAnswer(event.text, memory.stack, world);
      // A press after some words is no second tap of the one before them.
      return yield* read({ ...memory, lastPress: null }, reading, greeting);
    }
  }
}

function* pressed(
  memory: Memory,
  event: ClientEvent & { kind: 'pressed' },
  at: number,
  world: World,
  greeting: Note[],
): Running<Answer> {
  const { step, choice, day } = event;
  const press = { step, choice: day === undefined ? choice : `${choice} ${day}`, at };
  if (isSecondTap(memory, press)) return { memory, notes: [], speak: false };
  if (step !== memory.step && step !== STEPLESS) {
    const neverOld = choice === 'cannot-use-phone' || asideCommand(choice) !== undefined;
    if (!neverOld) return yield* again(memory, greeting.length > 0 ? greeting : [{ say: 'oldButton' }]);
  }
  const pressedNow: Memory = { ...memory, lastPress: press };
  if (choice === 'pick') {
    const reading = readText(day ?? '', { expects: 'wish', choices: [], now: world.now });
    return yield* read(pressedNow, reading, greeting);
  }
  return yield* choose(pressedNow, choice, greeting);
}

function* read(memory: Memory, reading: Reading, greeting: Note[]): Running<Answer> {
  switch (reading.kind) {
    case 'choice':
      return yield* choose(memory, reading.choice, greeting);
    case 'menu-entry':
      return yield* openEntry(memory, reading.choice, greeting);
    case 'aside':
      return yield* inPassing(memory, yield* runMeant(reading.about), greeting);
    case 'value':
      return yield* give(memory, { type: 'gave', value: reading.value, nameFollows: reading.nameFollows }, greeting);
    case 'wish':
      return yield* give(memory, { type: 'wished', wish: reading.wish }, greeting);
    case 'language':
      return yield* speak(memory, reading.language, greeting);
    case 'hello':
      return yield* again({ ...memory, missed: 0 }, greeting);
    case 'unclear':
      return yield* unclear(memory, reading.why, greeting);
  }
}

/** A button, or the words for it. The words for back, stop and menu mean the same everywhere. */
function* choose(memory: Memory, choice: string, notes: Note[]): Running<Answer> {
  switch (choice) {
    case 'back':
      return yield* give(memory, { type: 'back' }, notes);
    case 'stop':
      return yield* toMenu(memory, [...notes, { say: 'stopped' }]);
    case 'menu':
      return yield* toMenu(memory, notes);
    default: {
      const settled = yield* send(memory.stack, { type: 'chose', choice });
      if (settled.taken) return goOn(memory, settled, notes);
      const aside = asideCommand(choice);
      if (aside) return yield* inPassing(memory, yield* runAside(aside), notes);
      if (choice === 'cannot-use-phone') return yield* cannotUsePhone(memory, notes);
      return yield* openEntryOrUnclear(memory, choice, notes);
    }
  }
}

/** What a notice's button led to; the question goes on as it was, unless it is over by that, or that needs questions of its own. */
function* inPassing(memory: Memory, aside: SaidAside, notes: Note[]): Running<Answer> {
  if (aside.kind === 'instead') return yield* openEntry(memory, aside.open, notes);
  if (endsQuestion(memory.stack, aside)) return yield* toMenu(memory, [...notes, ...aside.notes]);
  return yield* again({ ...memory, missed: 0 }, [...notes, ...aside.notes]);
}

/** An entry of the menu, said in the middle of something else: that is left, and what it held is let go. */
function* openEntry(memory: Memory, choice: string, notes: Note[]): Running<Answer> {
  const left = yield* leave(memory.stack);
  const opened = yield* send(left.stack, { type: 'chose', choice });
  return goOn(memory, { ...opened, notes: [...left.notes, ...opened.notes] }, notes);
}

function* openEntryOrUnclear(memory: Memory, choice: string, notes: Note[]): Running<Answer> {
  return isMenuEntry(choice) ? yield* openEntry(memory, choice, notes) : yield* unclear(memory, undefined, notes);
}

function* give(memory: Memory, input: ClientInput, notes: Note[]): Running<Answer> {
  const settled = yield* send(memory.stack, input);
  if (settled.taken) return goOn(memory, settled, notes);
  if (input.type === 'back') return yield* toMenu(memory, notes);
  // A day and time that no question waits for may be one of those that staff offer.
  const offered = input.type === 'wished' ? yield* runWished(input.wish) : undefined;
  return offered ? yield* inPassing(memory, offered, notes) : yield* unclear(memory, undefined, notes);
}

/** "English", said anywhere: the question goes on in that language. */
function* speak(memory: Memory, language: Language, notes: Note[]): Generator<Command, Answer, Outcome> {
  yield { do: 'setLanguage', language };
  return yield* again({ ...memory, missed: 0 }, [...notes, { say: 'languageSet' }]);
}

/** "I cannot use the phone" stands beside every number, also where no flow waits for it. */
function* cannotUsePhone(memory: Memory, notes: Note[]): Generator<Command, Answer, Outcome> {
  const outcome = yield { do: 'raiseTask', kind: 'cannot-use-phone', about: null };
  const officeId = outcome.type === 'taskRaised' ? outcome.officeId : null;
  return yield* again(memory, [...notes, { say: 'relayService', officeId, about: null }]);
}

function* unclear(memory: Memory, why: string | undefined, greeting: Note[]): Running<Answer> {
  // The first words of a new client need not mean anything to us: the greeting and the menu answer them.
  if (greeting.length > 0) return { memory, notes: greeting, speak: true };
  const missed = memory.missed + 1;
  const plainly: Note = { say: 'notUnderstood', ...(why === undefined ? {} : { why }) };
  const twice: Note = { say: 'notUnderstoodTwice' };
  // What was wrong with the text is worth saying each time; that nothing was understood, only once.
  const notes = missed < 2 ? [plainly] : why === undefined ? [twice] : [plainly, twice];
  return yield* again({ ...memory, missed }, notes);
}

/** The question once more; whatever it rests on is looked up anew, so that nothing is offered that cannot be booked. */
function* again(memory: Memory, notes: Note[]): Running<Answer> {
  const settled = yield* send(memory.stack, { type: 'again' });
  return {
    memory: { ...memory, stack: settled.stack, step: nextStep(memory, settled) },
    notes: [...notes, ...settled.notes],
    speak: true,
  };
}

function* toMenu(memory: Memory, notes: Note[]): Running<Answer> {
  const settled = yield* leave(memory.stack);
  return goOn(memory, { ...settled, taken: true }, notes);
}

function goOn(memory: Memory, settled: Settled, notes: Note[]): Answer {
  return {
    memory: { ...memory, stack: settled.stack, step: nextStep(memory, settled), missed: 0 },
    notes: [...notes, ...settled.notes],
    speak: true,
  };
}

/** Buttons stay good as long as the question is the same. */
const nextStep = (memory: Memory, { taken }: { stack: Stack; taken: boolean }): number => (taken ? memory.step + 1 : memory.step);

import type { Note } from '#machines/notes.ts';
import type { Message } from '../reply.ts';
import type { Scene } from '../scene.ts';
import { bookingNotes } from './bookings.ts';
import { choosingATime } from './choosing-a-time.ts';
import { guidance } from './guidance.ts';
import { helpNotes } from './help.ts';
import { nearNotes } from './near.ts';
import { refusals } from './refusals.ts';
import type { Sayings } from './say.ts';

/** Every kind of note; one without words is a type error. */
const sayings: Sayings<Note['say']> = { ...guidance, ...refusals, ...choosingATime, ...bookingNotes, ...helpNotes, ...nearNotes };

export function sayNote(note: Note, scene: Scene): Message[] {
  const saying = sayings[note.say] as (note: Note, scene: Scene) => Message[];
  return saying(note, scene);
}

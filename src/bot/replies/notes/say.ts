import type { Note } from '#machines/notes.ts';
import type { Message } from '../reply.ts';
import type { Scene } from '../scene.ts';

/** One function for each kind of note that a file is about. */
export type Sayings<Kind extends Note['say']> = {
  [K in Kind]: (note: Extract<Note, { say: K }>, scene: Scene) => Message[];
};

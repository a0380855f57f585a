import type { Office, Service, Terms } from '#policy/centre.ts';
import type { Button, Message } from './reply.ts';
import { cite, type Scene, text } from './scene.ts';

/** Small pieces that prompts and notes are made of. */

export type Card = Extract<Message, { kind: 'card' }>;
/** A question: what is said, and the buttons under it. Back, stop and menu are added by `compose.ts`. */
export type Prompt = { messages: Message[]; choices: Button[] };
/** One function for each prompt of a flow; `Context` is the flow's own. */
export type Prompts<Context> = Record<string, (context: Context, scene: Scene) => Prompt>;

export const say = (...paragraphs: string[]): Message => ({ kind: 'text', text: paragraphs.join('\n') });

export const card = (title: string, parts: Partial<Omit<Card, 'kind' | 'title'>> = {}): Card => ({
  kind: 'card',
  tone: 'calm',
  title,
  rows: [],
  body: [],
  buttons: [],
  ...parts,
});

export const choice = (id: string, label: string, look?: 'primary' | 'danger'): Button => ({
  kind: 'choice',
  id,
  label,
  ...(look && { look }),
});

export const link = (label: string, url: string, look: 'primary' | 'plain' = 'plain'): Button => ({
  kind: 'link',
  label,
  url,
  look,
});

type Statement = Service['preparation'][number];

/** A sentence of the centre file with its article, in the client's language. */
export const statement = (scene: Scene, terms: Terms | undefined, { text: words, article }: Statement): string =>
  cite(scene, text(scene, words), terms, article);

export const officesOf = ({ centre, office }: Scene): Office[] => (office ? [office] : centre.offices);

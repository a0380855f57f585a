import type { Note } from '#machines/notes.ts';
import type { Service, Terms } from '#policy/centre.ts';
import { type Card, card, link, say, statement } from '../parts.ts';
import type { Message } from '../reply.ts';
import { type Scene, termsOf, termsUrl, text } from '../scene.ts';
import { telephone } from '../telephone.ts';
import type { Sayings } from './say.ts';

type Topic = Extract<Note, { say: 'help' }>['topic'];

/** The answers under help, and what became of "my data". */
export const helpNotes: Sayings<'help' | 'dataDeleted' | 'deletionWaits' | 'moreChats'> = {
  help: ({ topic }, scene) => answers[topic](scene),
  dataDeleted: (_, { words }) => [say(words.notes.dataDeleted)],
  deletionWaits: (_, { words }) => [say(words.notes.deletionWaits)],
  moreChats: (_, { words }) => [say(words.notes.moreChats)],
};

const answers: Record<Topic, (scene: Scene) => Message[]> = {
  join: (scene) => ofEachService(scene, 'join', ({ meeting }) => meeting.joining),
  trouble: (scene) =>
    withPhone(
      scene,
      ofEachService(scene, 'trouble', ({ meeting }) => meeting.trouble),
    ),
  preparation: (scene) => ofEachService(scene, 'preparation', ({ preparation }) => preparation),
  recorded: (scene) => [
    card(scene.words.buttons.topics.recorded, {
      body: [...scene.words.notes.help.recorded, scene.words.notes.help.stays(scene.centre.channels), ...onRecording(scene)],
      buttons: scene.centre.terms.map((terms) => link(termsLabel(scene, terms), termsUrl(scene, terms))),
    }),
  ],
  phone: (scene) => {
    const { buttons, notes } = scene.words;
    return withPhone(scene, [card(buttons.topics.phone, { body: [notes.help.phoneText] })]);
  },
};

/** What the terms say about recording a session; once where several services say the same. */
function onRecording(scene: Scene): string[] {
  const lines = scene.centre.services.flatMap(({ preparation, terms }) =>
    preparation.filter((it) => it.onRecording).map((it) => statement(scene, termsOf(scene, terms), it)),
  );
  return lines.length > 0 ? [...new Set(lines)] : [scene.words.notes.help.onRecording];
}

/** With several documents the link names the service: their titles are too long for a button. */
function termsLabel(scene: Scene, { id }: Terms): string {
  const { centre, words } = scene;
  const service = centre.terms.length > 1 ? centre.services.find(({ terms }) => terms === id) : undefined;
  return service ? words.buttons.termsOf(text(scene, service.name)) : words.buttons.terms;
}

/** One card; one for each service where a centre has several that say different things. */
function ofEachService(scene: Scene, topic: Topic, lines: (service: Service) => Service['preparation']): Card[] {
  const { buttons, notes } = scene.words;
  const services = scene.service ? [scene.service] : scene.centre.services;
  return services.map((service) => {
    const title = buttons.topics[topic];
    return card(services.length > 1 ? notes.help.of(title, text(scene, service.name)) : title, {
      body: lines(service).map((it) => `・${statement(scene, termsOf(scene, service.terms), it)}`),
    });
  });
}

/** The phone stands on the last card. */
function withPhone(scene: Scene, cards: Card[]): Card[] {
  const phone = telephone(scene);
  return cards.map((it, at) =>
    at < cards.length - 1
      ? it
      : { ...it, tone: 'care', rows: phone.rows, body: [...it.body, ...phone.body], buttons: phone.buttons },
  );
}

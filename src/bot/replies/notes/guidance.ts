import { phoneHoursInWords } from '#policy/phone.ts';
import type { WhyUnreadable } from '../catalogue/ja.ts';
import { card, link, say } from '../parts.ts';
import { officeName, officeOf, type Scene, text } from '../scene.ts';
import { telephone } from '../telephone.ts';
import type { Sayings } from './say.ts';

/** The law's public relay service for people who cannot phone (電話リレーサービス). */
const RELAY_SERVICE_URL = 'https://nftrs.or.jp/';

/** Finding one's way: greetings, misunderstandings, old buttons. What the client typed is never repeated. */
export const guidance: Sayings<
  | 'greeting'
  | 'welcomeBack'
  | 'stopped'
  | 'restarted'
  | 'oldButton'
  | 'unsupported'
  | 'edited'
  | 'notUnderstood'
  | 'notUnderstoodTwice'
  | 'formTooLate'
  | 'languageSet'
  | 'maintenance'
  | 'relayService'
> = {
  greeting: (_, scene) => [say(scene.words.notes.greeting(text(scene, scene.centre.name), whatIsBooked(scene)))],
  welcomeBack: (_, scene) => [say(scene.words.notes.welcomeBack(text(scene, scene.centre.name)))],
  stopped: (_, { words }) => [say(words.notes.stopped)],
  restarted: (_, { words }) => [say(words.notes.restarted)],
  oldButton: (_, { words }) => [say(words.notes.oldButton)],
  unsupported: (_, { words }) => [say(words.notes.unsupported)],
  edited: (_, { words }) => [say(words.notes.edited)],
  notUnderstood: ({ why }, { words: { notes }, expects }) => [say(reasonIn(notes, why), notes.write[expects])],
  notUnderstoodTwice: (_, scene) => {
    const { notUnderstoodTwice, write } = scene.words.notes;
    const phone = telephone(scene);
    return [
      card(notUnderstoodTwice.title, {
        tone: 'care',
        rows: phone.rows,
        body: [write[scene.expects], notUnderstoodTwice.text, ...phone.body],
        buttons: phone.buttons,
      }),
    ];
  },
  formTooLate: (_, { words }) => [say(words.notes.formTooLate)],
  maintenance: ({ text: words }, scene) => [say(scene.words.near.maintenance(words))],
  languageSet: (_, { words }) => [say(words.notes.languageSet)],
  relayService: ({ officeId, about }, scene) => {
    const { buttons, notes } = scene.words;
    const { title, told, toldOffice, wish, answer, answerIn, relay } = notes.relayService;
    // No office is named that was not told.
    const office = officeOf(scene, officeId);
    return [
      card(title, {
        // What has not happened yet must not be overlooked.
        tone: about === null ? 'good' : 'care',
        body: [
          office ? toldOffice(officeName(scene, office)) : told,
          ...(about === null ? [] : [wish[about]]),
          office ? answerIn(phoneHoursInWords(office, scene.language)) : answer,
          relay,
        ],
        buttons: [link(buttons.relayService, RELAY_SERVICE_URL)],
      }),
    ];
  },
};

function reasonIn(notes: Scene['words']['notes'], why: string | undefined): string {
  return why !== undefined && why in notes.unreadable ? notes.unreadable[why as WhyUnreadable] : notes.notUnderstood;
}

/** By the name that the centre gives it, where it has one service. */
function whatIsBooked(scene: Scene): string {
  const [only, ...others] = scene.centre.services;
  return only && others.length === 0 ? text(scene, only.name) : scene.words.service;
}

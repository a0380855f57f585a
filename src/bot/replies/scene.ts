import type { Expectation } from '#machines/flow.ts';
import { type Stack, standing } from '#machines/stack.ts';
import { articleInWords } from '#policy/article.ts';
import type { AskedField, FieldName, Office, Service, Terms } from '#policy/centre.ts';
import { inLanguage, type Localized } from '#policy/language.ts';
import type { Catalogue } from './catalogue/ja.ts';
import { wordsIn } from './catalogue/words.ts';
import type { World } from './world.ts';

/** The world as a reply sees it: the words of its language, and the office and service that the conversation is about. */
export type Scene = World & {
  words: Catalogue;
  /** undefined where it is not about one office; never undefined where the centre has only one. */
  office: Office | undefined;
  service: Service | undefined;
  /** What the question that the conversation stands at waits for. */
  expects: Expectation;
  /** The client has a booking or a request, as far as whoever composes knows. */
  booked: boolean;
};

/** The scene of a stack: the flow nearest the top that knows an office or a service says which. */
export function sceneOf(world: World, stack: Stack): Scene {
  const contexts = stack.map(({ snapshot }) => snapshot.context as Record<string, unknown>).reverse();
  const scene: Scene = { ...sceneWithout(world), expects: standing(stack).meta?.expects ?? 'choice' };
  return {
    ...scene,
    office: find(contexts, (context) => officeOf(scene, named(context, 'officeId'))) ?? scene.office,
    service: find(contexts, (context) => serviceOf(scene, named(context, 'serviceId'))) ?? scene.service,
  };
}

/** The scene of a message that no conversation led to. */
export function sceneWithout(world: World): Scene {
  const { offices, services } = world.centre;
  return {
    ...world,
    words: wordsIn(world.language),
    office: offices.length === 1 ? offices[0] : undefined,
    service: services.length === 1 ? services[0] : undefined,
    expects: 'choice',
    booked: false,
  };
}

type Place = Pick<Scene, 'centre'>;

/** undefined for an id that the centre file does not have (any more). */
export const officeOf = ({ centre }: Place, id: string | null | undefined): Office | undefined =>
  centre.offices.find((office) => office.id === id);
export const serviceOf = ({ centre }: Place, id: string | null | undefined): Service | undefined =>
  centre.services.find((service) => service.id === id);
export const termsOf = ({ centre }: Place, id: string | null | undefined): Terms | undefined =>
  centre.terms.find((terms) => terms.id === id);

/** What the centre asks of a client, and how; undefined for a field that it does not ask for. */
export const askedField = ({ service }: Scene, field: FieldName): AskedField | undefined =>
  service?.ask.find((it) => it.field === field);

export const text = (scene: Scene, localized: Localized): string => inLanguage(localized, scene.language);

export const serviceName = (scene: Scene, id: string): string => {
  const service = serviceOf(scene, id);
  return service ? text(scene, service.name) : scene.words.service;
};

/** The office's name, or the centre's where it is not about one office. */
export const officeName = (scene: Scene, office: Office | undefined): string => text(scene, office?.name ?? scene.centre.name);

/** A rule with the article it comes from; without one (a sample) the rule alone. */
export function cite(scene: Scene, rule: string, terms: Terms | undefined, source: string | null | undefined): string {
  if (!source || !terms) return rule;
  return scene.words.cite(rule, articleInWords(terms, source, scene.language));
}

/** The page with the full text of a terms document. */
export function termsUrl({ centre, publicUrl, language }: Scene, terms: Terms): string {
  const page = `${publicUrl}/terms/${centre.id}?lang=${language}`;
  return centre.terms.length > 1 ? `${page}&terms=${terms.id}` : page;
}

function named(context: Record<string, unknown>, key: 'officeId' | 'serviceId'): string | undefined {
  const booking = context['booking'] as Record<string, unknown> | null | undefined;
  const phoneOnly = context['phoneOnly'] as Record<string, unknown> | null | undefined;
  const value = context[key] ?? booking?.[key] ?? phoneOnly?.[key];
  return typeof value === 'string' ? value : undefined;
}

function find<T, Found>(items: readonly T[], look: (item: T) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads the activities that we send on Teams, as a test wants to see them. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The one card of an activity; throws where there is none. */
export function cardIn(activity: Json): Json {
  const [attachment] = objectsIn(activity['attachments']);
  if (!attachment || !isObject(attachment['content'])) throw new Error('an activity without a card');
  return attachment['content'];
}

/** The parts of its card: one for each message, and the buttons under the last. */
export const partsOf = (activity: Json): Json[] => objectsIn(cardIn(activity)['body']);

/** Every element of a kind, in reading order, of an activity or of a part of one. */
export function elementsOf(where: Json, kind: string): Json[] {
  return all(where).filter(({ type }) => type === kind);
}

/** What is written, line by line, in reading order: headings (their Markdown taken off) and lines of words, no buttons. */
export const linesOf = (where: Json): string[] =>
  all(where).flatMap(({ type, text, inlines }) => {
    if (type === 'TextBlock') return [String(text).replace(/\\([\\`*_[\]#>+.)-])/g, '$1')];
    if (type === 'RichTextBlock')
      return [
        objectsIn(inlines)
          .map((run) => String(run['text']))
          .join(''),
      ];
    return [];
  });

/** Its buttons, in reading order. */
export const actionsOf = (where: Json): Json[] => elementsOf(where, 'ActionSet').flatMap(({ actions }) => objectsIn(actions));

/** What a text without a card says: its markup taken off. */
export const textIn = ({ text, textFormat }: Json): string =>
  textFormat === 'xml'
    ? String(text).replaceAll('<br>', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    : String(text);

function all(where: Json): Json[] {
  if ('attachments' in where) return partsOf(where).flatMap(all);
  return [where, ...objectsIn(where['items']).flatMap(all)];
}

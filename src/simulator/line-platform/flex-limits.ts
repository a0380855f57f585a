import { actionBodyProblems, actionProblems, isObject, textProblems } from './action-limits.ts';
import type { Json, JsonObject, Problem } from './types.ts';

const BUBBLE_BYTES = 30 * 1024;
const CAROUSEL_BYTES = 50 * 1024;
const BLOCKS = { header: ['box'], hero: ['box', 'image', 'video'], body: ['box'], footer: ['box'] };
const IN_A_BOX = new Set(['box', 'button', 'image', 'text', 'separator', 'filler', 'icon', 'video']);
const IN_A_BASELINE = new Set(['icon', 'text', 'filler']);
const COLOUR = /^#([\da-f]{6}|[\da-f]{8})$/i;
const COLOURS = ['color', 'backgroundColor', 'borderColor'];

/** LINE's rules for a Flex container: sizes in bytes of JSON, the pieces that may stand where, labels and colours. */
export function flexProblems(container: Json | undefined, at: string): Problem[] {
  if (!isObject(container)) return [{ message: 'May not be empty', property: at }];
  if (container['type'] === 'bubble') return bubbleProblems(container, at);
  if (container['type'] === 'carousel') return carouselProblems(container, at);
  return [{ message: 'Must be bubble or carousel', property: `${at}.type` }];
}

function carouselProblems(carousel: JsonObject, at: string): Problem[] {
  const bubbles = carousel['contents'];
  if (!Array.isArray(bubbles) || bubbles.length === 0 || bubbles.length > 12) {
    return [{ message: 'Size must be between 1 and 12', property: `${at}.contents` }];
  }
  return [
    ...sizeProblems(carousel, CAROUSEL_BYTES, at),
    ...bubbles.flatMap((bubble, index) =>
      isObject(bubble) && bubble['type'] === 'bubble'
        ? bubbleProblems(bubble, `${at}.contents[${index}]`)
        : [{ message: 'Must be a bubble', property: `${at}.contents[${index}]` }],
    ),
  ];
}

function bubbleProblems(bubble: JsonObject, at: string): Problem[] {
  const blocks = Object.entries(BLOCKS).flatMap(([name, kinds]) => {
    const block = bubble[name];
    if (block === undefined) return [];
    if (!isObject(block) || !kinds.includes(String(block['type'])))
      return [{ message: `Must be ${kinds.join(', ')}`, property: `${at}.${name}` }];
    return pieceProblems(block, `${at}.${name}`);
  });
  const bare = Object.keys(BLOCKS).every((name) => bubble[name] === undefined);
  return [
    ...sizeProblems(bubble, BUBBLE_BYTES, at),
    ...(bare ? [{ message: 'At least one block must be specified', property: at }] : []),
    ...blocks,
  ];
}

function pieceProblems(piece: JsonObject, at: string): Problem[] {
  const colours = COLOURS.filter((name) => piece[name] !== undefined && !COLOUR.test(String(piece[name]))).map((name) => ({
    message: 'invalid color',
    property: `${at}.${name}`,
  }));
  return [...colours, ...kindProblems(piece, at)];
}

function kindProblems(piece: JsonObject, at: string): Problem[] {
  switch (piece['type']) {
    case 'box':
      return [...boxProblems(piece, at), ...ownActionProblems(piece, at)];
    case 'button':
      return actionProblems(piece['action'], 40, `${at}.action`);
    case 'text':
      return [
        ...(piece['contents'] === undefined ? textProblems(piece['text'], 2000, `${at}.text`) : []),
        ...ownActionProblems(piece, at),
      ];
    case 'image':
      return [
        ...(/^https:\/\//.test(String(piece['url'])) ? [] : [{ message: 'invalid uri scheme', property: `${at}.url` }]),
        ...ownActionProblems(piece, at),
      ];
    default:
      return [];
  }
}

function boxProblems(box: JsonObject, at: string): Problem[] {
  const contents = box['contents'];
  if (!Array.isArray(contents)) return [{ message: 'Must be an array', property: `${at}.contents` }];
  const allowed = box['layout'] === 'baseline' ? IN_A_BASELINE : IN_A_BOX;
  return contents.flatMap((piece, index) => {
    const where = `${at}.contents[${index}]`;
    if (!isObject(piece) || !allowed.has(String(piece['type'])))
      return [{ message: 'invalid component for this box', property: where }];
    return pieceProblems(piece, where);
  });
}

/** The action of a box, text or image: a label is optional there. */
function ownActionProblems(piece: JsonObject, at: string): Problem[] {
  const action = piece['action'];
  if (action === undefined) return [];
  return isObject(action)
    ? actionBodyProblems(action, `${at}.action`)
    : [{ message: 'Must be a JSON object', property: `${at}.action` }];
}

function sizeProblems(container: JsonObject, most: number, at: string): Problem[] {
  return Buffer.byteLength(JSON.stringify(container)) > most
    ? [{ message: `Size must not be larger than ${most} bytes`, property: at }]
    : [];
}

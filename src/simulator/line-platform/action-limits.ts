import type { Json, JsonObject, Problem } from './types.ts';

/** What is wrong with an action. `label` is its longest label, which differs by where the action stands. */
export function actionProblems(action: Json | undefined, label: number, at: string): Problem[] {
  if (!isObject(action)) return [{ message: 'May not be empty', property: at }];
  return [...textProblems(action['label'], label, `${at}.label`), ...actionBodyProblems(action, at)];
}

export function actionBodyProblems(action: JsonObject, at: string): Problem[] {
  switch (action['type']) {
    case 'postback':
      return [
        ...textProblems(action['data'], 300, `${at}.data`),
        ...optionalTextProblems(action['displayText'], 300, `${at}.displayText`),
      ];
    case 'message':
      return textProblems(action['text'], 300, `${at}.text`);
    case 'uri':
      return uriProblems(action['uri'], `${at}.uri`);
    case 'datetimepicker':
      return [...textProblems(action['data'], 300, `${at}.data`), ...pickerProblems(action, at)];
    case 'clipboard':
      return textProblems(action['clipboardText'], 1000, `${at}.clipboardText`);
    case 'camera':
    case 'cameraRoll':
    case 'location':
    case 'richmenuswitch':
      return [];
    default:
      return [{ message: 'Must be one of the action types of the Messaging API', property: `${at}.type` }];
  }
}

/** Behind the scheme and an address in brackets: nothing that would have to be encoded, and one fragment. */
const RFC_3986 =
  /^[a-z]+:(?:\/\/\[[\da-f:.]+\])?[^\s"<>\\^`{|}[\]#%]*(?:%[\da-f]{2}[^\s"<>\\^`{|}[\]#%]*)*(?:#[^\s"<>\\^`{|}[\]#]*)?$/i;

function uriProblems(uri: Json | undefined, at: string): Problem[] {
  if (typeof uri !== 'string' || !/^(https?:\/\/|line:|tel:)\S+$/.test(uri))
    return [{ message: 'invalid uri scheme', property: at }];
  if (!RFC_3986.test(uri)) return [{ message: 'invalid uri', property: at }];
  // A bare # cuts a telephone number short: it has to be written %23.
  if (uri.startsWith('tel:') && !/^tel:[\d+*,;.()%A-Za-z=-]+$/.test(uri)) return [{ message: 'invalid uri', property: at }];
  return optionalTextProblems(uri, 1000, at);
}

const PICKED = { date: /^\d{4}-\d{2}-\d{2}$/, time: /^\d{2}:\d{2}$/, datetime: /^\d{4}-\d{2}-\d{2}[tT]\d{2}:\d{2}$/ };

function pickerProblems(action: JsonObject, at: string): Problem[] {
  const mode = action['mode'];
  if (mode !== 'date' && mode !== 'time' && mode !== 'datetime')
    return [{ message: 'Must be date, time or datetime', property: `${at}.mode` }];
  const wrong = ['initial', 'min', 'max'].filter((name) => {
    const value = action[name];
    return value !== undefined && !(typeof value === 'string' && PICKED[mode].test(value));
  });
  const { min, max } = action;
  if (typeof min === 'string' && typeof max === 'string' && min >= max)
    return [{ message: 'max must be later than min', property: `${at}.max` }];
  return wrong.map((name) => ({ message: 'invalid format', property: `${at}.${name}` }));
}

export function textProblems(text: Json | undefined, most: number, at: string): Problem[] {
  if (typeof text !== 'string' || text.length === 0) return [{ message: 'May not be empty', property: at }];
  return optionalTextProblems(text, most, at);
}

export function optionalTextProblems(text: Json | undefined, most: number, at: string): Problem[] {
  if (text === undefined) return [];
  if (typeof text !== 'string') return [{ message: 'Must be a string', property: at }];
  return text.length > most ? [{ message: `Length must be between 0 and ${most}`, property: at }] : [];
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

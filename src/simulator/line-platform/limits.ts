import { actionProblems, isObject, optionalTextProblems, textProblems } from './action-limits.ts';
import { flexProblems } from './flex-limits.ts';
import type { Json, JsonObject, Problem } from './types.ts';

/**
 * LINE's documented limits on what a call may send, beyond what its OpenAPI files encode. Lengths are UTF-16 units.
 * Answers problems in the order in which they stand in the body; an empty list is a good body.
 */
export function messagesProblems(messages: Json | undefined): Problem[] {
  if (!Array.isArray(messages) || messages.length === 0) return [{ message: 'May not be empty', property: 'messages' }];
  if (messages.length > 5) return [{ message: 'Size must be between 1 and 5', property: 'messages' }];
  return messages.flatMap((message, index) => messageProblems(message, `messages[${index}]`));
}

function messageProblems(message: Json, at: string): Problem[] {
  if (!isObject(message)) return [{ message: 'Must be a JSON object', property: at }];
  return [...bodyProblems(message, at), ...quickReplyProblems(message['quickReply'], `${at}.quickReply`)];
}

function bodyProblems(message: JsonObject, at: string): Problem[] {
  switch (message['type']) {
    case 'text':
      return textProblems(message['text'], 5000, `${at}.text`);
    case 'template':
      return [
        ...textProblems(message['altText'], 1500, `${at}.altText`),
        ...templateProblems(message['template'], `${at}.template`),
      ];
    case 'flex':
      return [...textProblems(message['altText'], 1500, `${at}.altText`), ...flexProblems(message['contents'], `${at}.contents`)];
    case 'textV2':
    case 'sticker':
    case 'image':
    case 'video':
    case 'audio':
    case 'location':
    case 'imagemap':
    case 'coupon':
      return [];
    default:
      return [{ message: 'Must be one of the message types of the Messaging API', property: `${at}.type` }];
  }
}

function quickReplyProblems(quickReply: Json | undefined, at: string): Problem[] {
  if (quickReply === undefined) return [];
  const items = isObject(quickReply) ? quickReply['items'] : undefined;
  if (!Array.isArray(items) || items.length === 0) return [{ message: 'May not be empty', property: `${at}.items` }];
  if (items.length > 13) return [{ message: 'Size must be between 1 and 13', property: `${at}.items` }];
  return items.flatMap((item, index) =>
    actionProblems(isObject(item) ? item['action'] : undefined, 20, `${at}.items[${index}].action`),
  );
}

function templateProblems(template: Json | undefined, at: string): Problem[] {
  if (!isObject(template)) return [{ message: 'May not be empty', property: at }];
  const actions = (most: number, least: number, owner: JsonObject, where: string) =>
    actionListProblems(owner['actions'], least, most, where);
  switch (template['type']) {
    case 'buttons':
      return [
        ...textProblems(template['text'], 'title' in template || 'thumbnailImageUrl' in template ? 60 : 160, `${at}.text`),
        ...optionalTextProblems(template['title'], 40, `${at}.title`),
        ...actions(4, 1, template, `${at}.actions`),
      ];
    case 'confirm':
      return [...textProblems(template['text'], 240, `${at}.text`), ...actions(2, 2, template, `${at}.actions`)];
    case 'carousel':
      return columnsProblems(template['columns'], `${at}.columns`);
    default:
      return [];
  }
}

function columnsProblems(columns: Json | undefined, at: string): Problem[] {
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > 10) {
    return [{ message: 'Size must be between 1 and 10', property: at }];
  }
  return columns.flatMap((column, index) => {
    const where = `${at}[${index}]`;
    if (!isObject(column)) return [{ message: 'Must be a JSON object', property: where }];
    return [
      ...textProblems(column['text'], 'title' in column || 'thumbnailImageUrl' in column ? 60 : 120, `${where}.text`),
      ...optionalTextProblems(column['title'], 40, `${where}.title`),
      ...actionListProblems(column['actions'], 1, 3, `${where}.actions`),
    ];
  });
}

function actionListProblems(actions: Json | undefined, least: number, most: number, at: string): Problem[] {
  if (!Array.isArray(actions) || actions.length < least || actions.length > most) {
    return [{ message: `Size must be between ${least} and ${most}`, property: at }];
  }
  return actions.flatMap((action, index) => actionProblems(action, 20, `${at}[${index}]`));
}
